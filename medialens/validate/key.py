"""The key of a sample: what the coders must not see, as JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from medialens.errors import ReadError
from medialens.io.atomic import write_text_atomic

MEASURES = ("portrayal", "own_stance")


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Stratum(_Frozen):
    """How many distinct articles of an outlet name an actor, and how many were drawn."""

    outlet: str
    actor_id: str
    n_articles: Annotated[int, Field(ge=1)]
    n_drawn: Annotated[int, Field(ge=1)]


class Item(_Frozen):
    """An article and an actor to code, with the machine's values (missing: none)."""

    item: str
    article_id: str
    cluster_id: str
    outlet: str
    actor_id: str
    weight: float  # distinct articles that the item stands for
    portrayal: float | None
    own_stance: float | None


class Key(_Frozen):
    """What a sample was drawn from and what its items are."""

    collection: str
    fingerprint: str
    scorer: str
    seed: int
    n_per_outlet: int
    strata: Sequence[Stratum]
    items: Sequence[Item]


def read_key(path: str | Path) -> Key:
    """Read the key that `write_sample` has written.

    Raises
    ------
    ReadError
        If there is no such file, or it is not a key.
    """
    path = Path(path)
    try:
        return Key.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}; give the key.json") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ReadError(
            f"{path.name} is no key of a sample ({where}: {first['msg']}); give the key.json that "
            "`medialens validate sample` has written"
        ) from error


def write_key(key: Key, path: Path) -> None:
    """Write `key` as JSON under `path`."""
    write_text_atomic(path, key.model_dump_json(indent=1) + "\n")
