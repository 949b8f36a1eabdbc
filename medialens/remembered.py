"""What is remembered of an article: its annotations and scores, as long as nothing has changed.

The key of an article is a hash of its words, of every actor that could be meant in it, of the
scorer and of the code; so a collection that grows costs what is new, and nothing old is shown.
"""

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from medialens.actor import Actor
from medialens.annotate.presence import Presence
from medialens.annotating import Parts
from medialens.io.cache import Cache, open_cache
from medialens.schemas import Schema
from medialens.score import Scorer, get_scorer, is_packaged
from medialens.score.explain import traced
from medialens.text.normal import searchable

READ = ("article_id", "outlet", "language", "published", "title", "text")  # by annotate and score
TRACED = ("segment", "target_start", "target_end")  # by which a trace is decided
# What annotates and scores, below the package; a change of it makes every entry unknown.
_CODE = (
    "actor.py", "annotate", "annotating.py", "compare", "lexicons", "models", "pipeline.py",
    "remembered.py", "schemas", "score", "text",
)  # fmt: skip
_LIBRARIES = (
    "nltk", "numpy", "nupunkt", "onnxruntime", "pandas", "pyarrow", "scipy", "textblob",
    "tokenizers",
)  # fmt: skip


class Remembered:
    """The tables of articles that were annotated and scored before, with the same outcome.

    Parameters
    ----------
    cache : Cache
        Where they are kept.
    actors : sequence of Actor
        The actors looked for.
    scorer : Scorer
        The scorer; only the package's own can be told apart by name.
    schemas : sequence of Schema
        What is kept of each article, in order; every one has a column ``article_id``.
    """

    def __init__(
        self, cache: Cache, actors: Sequence[Actor], scorer: Scorer, schemas: Sequence[Schema]
    ) -> None:
        self._cache, self._schemas = cache, schemas
        self._made = made_by(scorer)
        self._presence = Presence(actors)
        self._keys: dict[str, str] = {}

    def recall(self, articles: pd.DataFrame) -> tuple[pd.DataFrame, list[Parts]]:
        """Return the articles that are not known, and the tables of those that are."""
        keys = list(map(self._key, _read(articles)))
        self._keys = dict(zip(articles["article_id"], keys, strict=True))
        found = self._cache.get(keys)
        is_known = [key in found for key in keys]
        texts = [found[key] for key in keys if key in found]
        new = articles.loc[[not known for known in is_known]].reset_index(drop=True)
        return new, [self._tables(texts)] if texts else []

    def earlier(self, articles: pd.DataFrame) -> Parts | None:
        """Return the tables of articles as they were last read, looking for whichever actors."""
        last = self._cache.get([self._last(row) for row in _read(articles)])
        found = self._cache.get(list(last.values()))
        return self._tables(list(found.values())) if found else None

    def keep(self, articles: pd.DataFrame, parts: Parts) -> None:
        """Keep the tables of these articles, which `recall` did not know."""
        by_article = list(map(_by_article, parts))
        keys = list(map(self._keys.__getitem__, articles["article_id"]))
        last = dict(zip(map(self._last, _read(articles)), keys, strict=True))
        told = (
            json.dumps([rows.get(article_id, {}) for rows in by_article])
            for article_id in articles["article_id"]
        )
        self._cache.put(dict(zip(keys, told, strict=True)) | last)

    def _last(self, row: Sequence[object]) -> str:
        """Return the key under which the last key of an article is kept."""
        return _hashed((self._made, "last", *map(str, row)))

    def _key(self, row: Sequence[object]) -> str:
        plain = searchable(f"{row[-2]}\n{row[-1]}")
        meant = sorted(set(self._presence.facts(plain)))
        return _hashed((self._made, *meant, *map(str, row)))

    def _tables(self, texts: Sequence[str]) -> Parts:
        """Return the tables of several articles, each as one."""
        by_table = zip(*map(json.loads, texts), strict=True)
        return tuple(map(_gathered, self._schemas, by_table))


def _read(articles: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    rows: Iterable[tuple[object, ...]] = articles[list(READ)].itertuples(index=False, name=None)
    return rows


def remembered_traces(units: pd.DataFrame, *, scorer: str) -> list[str]:
    """Return `medialens.score.explain.traced` of each unit; those known are not asked again."""
    cache = open_cache() if is_packaged(get_scorer(scorer)) else None
    if cache is None:
        return traced(units, scorer=scorer)
    rows = zip(*(units[name] for name in TRACED), strict=True)
    keys = [_hashed((_code(), "trace", scorer, *map(str, row))) for row in rows]
    found = cache.get(list(dict.fromkeys(keys)))
    is_new = [key not in found for key in keys]
    if any(is_new):
        asked = units.loc[is_new].reset_index(drop=True)
        new = [key for key, unknown in zip(keys, is_new, strict=True) if unknown]
        answers = dict(zip(new, traced(asked, scorer=scorer), strict=True))
        cache.put(answers)
        found |= answers
    return [found[key] for key in keys]


def remembered_table(
    schema: Schema, facts: Sequence[object], compute: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """Return a table that `facts` decide wholly: as it was computed before, or computed now.

    Parameters
    ----------
    schema : Schema
        The table's schema; its columns alone are kept.
    facts : sequence
        All that the table depends on besides the code: the collection's fingerprint, the options.
    compute : callable
        Makes the table where it is not known.
    """
    cache = open_cache()
    if cache is None:
        return compute()
    key = _hashed((_code(), schema.name, *map(repr, facts)))
    known = cache.get([key]).get(key)
    if known is not None:
        return _gathered(schema, [json.loads(known)])
    table = compute()
    columns = _values(table[list(schema.columns)]) if len(table) else {}
    cache.put({key: json.dumps({name: list(values) for name, values in columns.items()})})
    return table


def remembered_rows(
    schema: Schema,
    articles: pd.DataFrame,
    tables: Sequence[pd.DataFrame],
    compute: Callable[..., pd.DataFrame],
) -> pd.DataFrame:
    """Return a table made article by article: rows of known articles are not computed again.

    Parameters
    ----------
    schema : Schema
        The table's schema; its columns alone are kept.
    articles : DataFrame
        An `ARTICLES` table.
    tables : sequence of DataFrame
        All else that decides the rows of an article, each with a column ``article_id``.
    compute : callable
        Makes the table of some of the articles, from these and their rows of `tables`.
    """
    cache = open_cache()
    if cache is None:
        return compute(articles, *tables)
    facts = [_hashes(articles[list(READ)]), *map(_hashes, tables)]
    ids = articles["article_id"].tolist()
    keys = {
        one: _hashed((_code(), schema.name, *(known.get(one, "") for known in facts)))
        for one in ids
    }
    found = cache.get(list(dict.fromkeys(keys.values())))
    new = {one for one in ids if keys[one] not in found}
    made = schema.table()
    if new:
        parts = (table[table["article_id"].isin(new)] for table in (articles, *tables))
        made = compute(*(part.reset_index(drop=True) for part in parts))[list(schema.columns)]
        rows = _by_article(made)
        cache.put({keys[one]: json.dumps(rows.get(one, {})) for one in new})
    kept = _gathered(schema, [json.loads(found[keys[one]]) for one in ids if one not in new])
    return schema.table(pd.concat([kept, made], ignore_index=True))


def fingerprint(table: pd.DataFrame, *columns: str) -> str:
    """Return a hash of a table's rows, in their order, for `remembered_table`."""
    rows = pd.util.hash_pandas_object(table[[*columns]] if columns else table, index=False)
    return hashlib.sha256(rows.to_numpy().tobytes()).hexdigest()


def _gathered(schema: Schema, parts: Iterable[Mapping[str, list[Any]]]) -> pd.DataFrame:
    """Return the rows of several articles, each told by `_by_article`, as one table."""
    columns: dict[str, list[Any]] = {}
    for part in parts:
        for name, values in part.items():
            columns.setdefault(name, []).extend(values)
    return schema.table(pd.DataFrame(columns)) if columns else schema.table()


def _hashes(table: pd.DataFrame) -> dict[str, str]:
    """Return article to a hash of its rows, in their order."""
    digests = pd.util.hash_pandas_object(table, index=False).to_numpy()
    rows = pd.Series(digests).groupby(table["article_id"].to_numpy(), sort=False)
    return {str(one): hashlib.sha256(here.to_numpy().tobytes()).hexdigest() for one, here in rows}


def _by_article(table: pd.DataFrame) -> dict[str, Mapping[str, list[Any]]]:
    """Return the columns of each article's rows, as JSON values."""
    columns = _values(table)
    places = table.groupby("article_id", sort=False).indices
    return {
        str(one): {name: values[rows].tolist() for name, values in columns.items()}
        for one, rows in places.items()
    }


def _values(table: pd.DataFrame) -> dict[str, "np.ndarray[Any, Any]"]:
    """Return a table's columns as JSON values, None where one is missing."""
    plain = table.astype(object).where(table.notna(), None)
    return {str(name): plain[name].to_numpy(dtype=object) for name in plain}


def made_by(scorer: Scorer) -> str:
    """Return what annotations and scores come from besides articles and actors, as text."""
    return f"{_code()}\x1f{scorer.name}\x1f{scorer.describe}"


def _hashed(facts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(facts).encode("utf-8", "surrogatepass")).hexdigest()


@functools.cache
def _code() -> str:
    """Return a hash of the code, the word lists, the model and the libraries that decide."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for part in _CODE:
        place = root / part
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(root).as_posix()
                digest.update(name.encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}".encode())
    return digest.hexdigest()
