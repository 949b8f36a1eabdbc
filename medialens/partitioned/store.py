"""A partitioned collection on disk: its manifest, its outline, its parts."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.actor import Actor, Form
from medialens.corpus import Corpus
from medialens.errors import ReadError
from medialens.io.named import PARTITIONS
from medialens.schemas import ARTICLES, REJECTS, SKIPS

FORMAT = 1
OUTLINE = "outline.parquet"
REJECTS_FILE = "rejects.parquet"
SKIPS_FILE = "skips.parquet"
COPIES_FILE = "copies.parquet"
ANNOTATED = "annotated"
FEW = ["outlet", "language", "agency"]  # columns of the outline with few different values
JOINED = 50  # small tables held at once
STATED = ("name", "slug", "licence", "description", "language")


@dataclass(frozen=True)
class Part:
    """Some articles of one outlet and month, in one file."""

    number: int
    path: Path
    month: str
    outlet: str
    n_articles: int
    digest: str

    def articles(self) -> pd.DataFrame:
        """Return the articles: an `ARTICLES` table, sorted by article id."""
        return pd.read_parquet(self.path, partitioning=None, use_threads=False, pre_buffer=False)


class Partitioned:
    """A collection written by `partition`.

    Parameters
    ----------
    folder : str or path
        Its folder.

    Raises
    ------
    ReadError
        If there is none, or it was written by another version of the format.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        try:
            self._manifest = json.loads((self.folder / PARTITIONS).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ReadError(f"{self.folder} is no partitioned collection: {error}") from error
        if self._manifest.get("format") != FORMAT:
            raise ReadError(
                f"{self.folder} has format {self._manifest.get('format')!r} of partitioned "
                f"collections; this version reads {FORMAT}: write it again with `partition`"
            )

    def __len__(self) -> int:
        return sum(part.n_articles for part in self.parts)

    def __repr__(self) -> str:
        months = [part.month for part in self.parts]
        outlets = {part.outlet for part in self.parts}
        return (
            f"Partitioned {self._manifest['name']!r}: {len(self):,} articles in "
            f"{len(self.parts):,} parts, {len(outlets)} outlets, {months[0]} to {months[-1]}"
        )

    @cached_property
    def parts(self) -> list[Part]:
        """The parts, by month, outlet and number."""
        return [
            Part(number, self.folder / told.pop("path"), **told)
            for number, told in enumerate(map(dict, self._manifest["parts"]))
        ]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actor catalogue, empty where there is none."""
        return tuple(map(_actor, self._manifest["actors"]))

    @cached_property
    def fingerprint(self) -> str:
        """12 hex digits that change when any article or catalogue entry changes."""
        facts = [part.digest for part in self.parts] + [repr(self.actors)]
        return hashlib.sha256("\x1f".join(facts).encode("utf-8", "replace")).hexdigest()[:12]

    def outlined(self, *columns: str) -> pd.DataFrame:
        """Return what is known of each article without its texts, in the order of the parts.

        It is read each time, so that memory holds no more of a million rows than is asked for.

        Parameters
        ----------
        *columns : str
            Any of article_id, outlet, published, language, has_title, has_url, has_author,
            has_section, n_words (headline and text), n_tokens (text, between blanks), agency,
            part; by default all.
        """
        import pyarrow.parquet as pq

        path = self.folder / OUTLINE
        outline = pd.DataFrame(
            {name: _column(path, name) for name in columns or pq.read_schema(path).names},
            copy=False,
        )
        give_back()
        return outline

    def ids(self, rows: NDArray[np.int32]) -> Any:  # noqa: ANN401 - a column
        """Return the ids of some articles of the outline; few others are in memory meanwhile."""
        order = np.argsort(rows, kind="stable")
        ascending = rows[order]
        found, begin = [pd.Series([], dtype="str")], 0
        for ids in self._ids_by_group():
            first, last = np.searchsorted(ascending, [begin, begin + len(ids)])
            found.append(ids.take(ascending[first:last] - begin))
            begin += len(ids)
        return pd.concat(found).array.take(np.argsort(order, kind="stable"))

    def _ids_by_group(self) -> Iterator["pd.Series[str]"]:
        """Yield the ids of the outline, some thousands at a time."""
        import pyarrow.parquet as pq

        with pq.ParquetFile(self.folder / OUTLINE) as file:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group, columns=["article_id"], use_threads=False)
                yield table.to_pandas()["article_id"]

    @cached_property
    def corpus(self) -> Corpus:
        """The collection without its texts, for what counts articles: coverage, health, flaws.

        Headline, text, address, byline and section are ``"…"`` where there is one and empty where
        there is none; ``n_words`` and ``n_tokens`` say how long the texts are.
        """
        order = _in_order(self.outlined("outlet", "published"))

        def column(name: str) -> Any:  # noqa: ANN401 - a column
            return self.outlined(name)[name].array.take(order)

        constant = _few(np.zeros(len(order), np.int8), "…")
        columns = {name: column(name) for name in ("article_id", "outlet", "published", "language")}
        for name in ("title", "url", "author", "section"):
            columns[name] = _few(np.asarray(column(f"has_{name}"), np.int8), "", "…")
        for name in ("text", "published_note", "source_file", "source_row"):
            columns[name] = constant
        for name in ("n_words", "n_tokens"):
            columns[name] = column(name)
        articles = pd.DataFrame(columns, copy=False)
        known = self._manifest
        corpus = Corpus(
            articles,
            REJECTS.table(pd.read_parquet(self.folder / REJECTS_FILE)),
            SKIPS.table(pd.read_parquet(self.folder / SKIPS_FILE)),
            **{name: known[name] for name in STATED},
            actors=self.actors,
            mapping=known["mapping"],
            notices=tuple(known["notices"]),
        )
        corpus.__dict__["fingerprint"] = self.fingerprint
        return corpus

    def texts(self) -> Iterator[tuple[Part, pd.DataFrame]]:
        """Yield each part with its articles."""
        for part in self.parts:
            yield part, part.articles()

    def sample(self, n: int) -> pd.DataFrame:
        """Return `n` articles, chosen by a hash of their ids; all of them if there are no more."""
        part = self.outlined("part")["part"].to_numpy()
        rows = np.arange(len(part))
        if n < len(part):
            hashes = np.concatenate([*map(_hashes, self._ids_by_group())])
            rows = np.sort(np.argpartition(hashes, n)[:n])
        tables: list[pd.DataFrame] = []
        for number in np.unique(part[rows]):
            first, last = np.searchsorted(part, [number, number + 1])
            here = rows[(rows >= first) & (rows < last)] - first
            tables.append(self.parts[number].articles().iloc[here])
            if len(tables) == JOINED:
                tables = [pd.concat(tables, ignore_index=True)]
                give_back()
        return ARTICLES.table(pd.concat(tables, ignore_index=True))


def give_back() -> None:
    """Give the system back what Arrow has freed, so that other arrays can have it."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()


def _column(path: Path, name: str) -> "pd.Series[Any]":
    """Return a column of the outline, in one piece; few different values as a category."""
    import pyarrow.parquet as pq

    table = pq.read_table(
        path, columns=[name], read_dictionary=FEW, use_threads=False, pre_buffer=False
    ).unify_dictionaries()
    column = table.combine_chunks().to_pandas(self_destruct=True)[name]
    return column.cat.reorder_categories(sorted(column.cat.categories)) if name in FEW else column


def _hashes(ids: "pd.Series[str]") -> NDArray[np.uint64]:
    return pd.util.hash_array(ids.to_numpy(dtype=object))


def _in_order(outline: pd.DataFrame) -> NDArray[np.int64]:
    """Return the order of an `ARTICLES` table: by outlet and date, then by id, as parts are."""
    last = np.iinfo(np.int64).max
    published = outline["published"].dt.tz_localize(None).to_numpy().astype("datetime64[us]")
    time = np.where(outline["published"].isna(), last, published.astype(np.int64))
    return np.lexsort((time, outline["outlet"].cat.codes.to_numpy()))


def _few(codes: NDArray[np.int8], *words: str) -> Any:  # noqa: ANN401 - a column
    """Return a column of few different words, one byte a row."""
    return pd.Categorical.from_codes(codes, pd.Index(words))


def _actor(told: dict[str, Any]) -> Actor:
    forms = tuple(
        Form(one["text"], one["kind"], _day(one["valid_from"]), _day(one["valid_to"]))
        for one in told["forms"]
    )
    return Actor(**{**told, "forms": forms, "apart": tuple(told["apart"])})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
