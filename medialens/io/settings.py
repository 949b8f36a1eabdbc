"""Settings: what ``collection.toml`` may say, checked key by key."""

import codecs
import difflib
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from medialens.actor import Actor, ActorKind, Form, FormKind, slug
from medialens.errors import SettingsError
from medialens.io.file_names import name_pattern
from medialens.io.mapping import FIELDS
from medialens.io.source import shown_name

SETTINGS_NAME = "collection.toml"
_SIZE_LIMIT = 5_000_000  # bytes


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DatedForm(_Strict):
    """A form of words with the first and the last day on which it means the actor."""

    text: Annotated[str, Field(min_length=1)]
    valid_from: Annotated[date | None, Field(alias="from", strict=True)] = None
    valid_to: Annotated[date | None, Field(alias="to", strict=True)] = None

    @model_validator(mode="after")
    def _in_order(self) -> "DatedForm":
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError(f"from ({self.valid_from}) is later than to ({self.valid_to})")
        return self


PlainOrDatedForm = Annotated[
    DatedForm, BeforeValidator(lambda form: {"text": form} if isinstance(form, str) else form)
]


class ActorSettings(_Strict):
    """One ``[[actor]]`` of the catalogue; a form is a string, or a table with from and to."""

    name: Annotated[str, Field(min_length=1)]
    id: Annotated[str, Field(min_length=1)] | None = None
    kind: ActorKind = "unknown"
    aliases: tuple[PlainOrDatedForm, ...] = ()
    titles: tuple[PlainOrDatedForm, ...] = ()
    metonyms: tuple[PlainOrDatedForm, ...] = ()
    part_of: str | None = None
    note: str = ""
    apart: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(alias="not")] = ()

    @model_validator(mode="after")
    def _not_both(self) -> "ActorSettings":
        forms = (*self.aliases, *self.titles, *self.metonyms)
        both = sorted({self.name, *(form.text for form in forms)} & {*self.apart})
        if both:
            raise ValueError(f"{both[0]!r} is both a form of {self.name!r} and under 'not'")
        return self

    @property
    def actor_id(self) -> str:
        """The entry's own id, else the slug of its name."""
        return self.id or slug(self.name)

    def actor(self) -> Actor:
        """Return the entry as an `Actor`; its name is its first form."""
        forms = [Form(self.name)]
        forms += _forms(self.aliases, "name")
        forms += _forms(self.titles, "title")
        forms += _forms(self.metonyms, "metonym")
        return Actor(
            self.actor_id,
            self.name,
            self.kind,
            forms=tuple(dict.fromkeys(forms)),
            part_of=self.part_of,
            note=self.note,
            apart=tuple(dict.fromkeys(self.apart)),
        )


class CollectionSettings(_Strict):
    """What ``collection.toml`` states about a collection; every key may be left out."""

    name: str = ""
    description: str = ""
    language: str = ""
    licence: str = ""
    encoding: str | None = None
    files: tuple[str, ...] = ()
    duplicates: Literal["skip", "keep", "reject"] = "skip"
    sidecar: str = ""
    file_names: str = ""
    columns: dict[str, str] = {}
    outlets: dict[str, str] = {}
    actor: tuple[ActorSettings, ...] = ()

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, encoding: str | None) -> str | None:
        return None if encoding is None else check_encoding(encoding)

    @field_validator("files")
    @classmethod
    def _inside(cls, files: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in files:
            path = PurePosixPath(pattern)
            if not pattern or path.is_absolute() or ".." in path.parts:
                raise ValueError(f"{pattern!r} must be a path inside the folder, without '..'")
        return files

    @field_validator("sidecar")
    @classmethod
    def _beside(cls, sidecar: str) -> str:
        return cls._inside((sidecar,))[0] if sidecar else ""

    @field_validator("file_names")
    @classmethod
    def _a_pattern(cls, pattern: str) -> str:
        if pattern:
            name_pattern(pattern)
        return pattern

    @field_validator("columns")
    @classmethod
    def _known_fields(cls, columns: dict[str, str]) -> dict[str, str]:
        for name in columns:
            if name not in FIELDS:
                raise ValueError(f"{name!r} is no field of an article; {_suggest(name, FIELDS)}")
        return columns

    @field_validator("actor")
    @classmethod
    def _own_ids(cls, entries: tuple[ActorSettings, ...]) -> tuple[ActorSettings, ...]:
        ids = Counter(entry.actor_id for entry in entries)
        twice = [actor_id for actor_id, n in ids.items() if n > 1]
        if twice:
            raise ValueError(f"the id {twice[0]!r} is given to {ids[twice[0]]} actors")
        for entry in entries:
            if entry.part_of is not None and entry.part_of not in ids:
                hint = _suggest(entry.part_of, tuple(ids))
                raise ValueError(
                    f"{entry.name!r} is part of {entry.part_of!r}, no actor's id; {hint}"
                )
        return entries

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actor catalogue in the order of the file."""
        return tuple(entry.actor() for entry in self.actor)


def read_settings(path: Path | str) -> CollectionSettings:
    """Read and check a ``collection.toml``.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    CollectionSettings
        The settings.

    Raises
    ------
    SettingsError
        Naming the file, and the key or the line at fault, with the nearest known key.
    """
    path = Path(path)
    shown = shown_name(path.name)
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise SettingsError(f"{shown} is larger than {_SIZE_LIMIT:,} bytes")
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(f"{text}\n")  # the line break lets every error name its line
    except OSError as error:
        raise SettingsError(f"{shown} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # TOMLDecodeError names line and column
        raise SettingsError(f"{shown} is not TOML in UTF-8: {error}") from error
    return check_settings(found, shown)


def check_settings(found: dict[str, Any], name: str = SETTINGS_NAME) -> CollectionSettings:
    """Return checked settings, or raise ``SettingsError`` naming the first key at fault."""
    try:
        return CollectionSettings.model_validate(found)
    except ValidationError as error:
        raise SettingsError(f"{name}: {_first_fault(error)}") from error


def check_encoding(encoding: str) -> str:
    """Return `encoding`, or raise ``ValueError`` if Python does not know it as a text encoding."""
    try:
        "".encode(encoding)
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise ValueError(
            f"{encoding!r} is not a known encoding; write for example 'cp1252' or 'utf-16-le'"
        ) from None


def _forms(entries: tuple[DatedForm, ...], kind: FormKind) -> list[Form]:
    return [Form(entry.text, kind, entry.valid_from, entry.valid_to) for entry in entries]


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    where = _place(fault["loc"])
    if fault["type"] == "extra_forbidden":
        key = str(fault["loc"][-1])
        return f"the key {where!r} is not known; {_suggest(key, _keys_at(fault['loc']))}"
    said = fault["msg"].removeprefix("Value error, ")
    given = fault["input"]
    found = f" (found {given!r})" if isinstance(given, str | int | float | bool) else ""
    return f"{where}: {said}{found}"


def _place(location: tuple[int | str, ...]) -> str:
    """Return a key's place as the file's author would write it: ``actor 2, titles 1, from``."""
    words: list[str] = []
    for part in location:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(str(part))
    return ", ".join(words)


def _keys_at(location: tuple[int | str, ...]) -> tuple[str, ...]:
    model: type[BaseModel] = CollectionSettings
    if len(location) > 1:  # actor, its place, key; below that the keys of a form
        model = ActorSettings if len(location) == 3 else DatedForm
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _suggest(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{hint}Known are {', '.join(known[:30])}"
