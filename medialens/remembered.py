"""What is remembered of an article: its annotations and scores, as long as nothing has changed.

The key of an article is a hash of its words, of every actor that could be meant in it, of the
scorer and of the code; so a collection that grows costs what is new, and nothing old is shown.
"""

import functools
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.actor import Actor, Form
from medialens.annotate.forms import all_forms
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
    "remembered.py", "schemas.py", "score", "text",
)  # fmt: skip
_LIBRARIES = ("nltk", "numpy", "nupunkt", "onnxruntime", "pandas", "textblob", "tokenizers")
_WORD = re.compile(r"[^\W_]+")


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
        self._forms = _Forms(actors)
        self._keys: dict[str, str] = {}

    def recall(self, articles: pd.DataFrame) -> tuple[pd.DataFrame, list[Parts]]:
        """Return the articles that are not known, and the tables of those that are."""
        keys = [self._key(row) for row in articles[list(READ)].itertuples(index=False, name=None)]
        self._keys = dict(zip(articles["article_id"], keys, strict=True))
        found = self._cache.get(keys)
        is_known = [key in found for key in keys]
        texts = [found[key] for key in keys if key in found]
        new = articles.loc[[not known for known in is_known]].reset_index(drop=True)
        return new, [self._tables(texts)] if texts else []

    def keep(self, articles: pd.DataFrame, parts: Parts) -> None:
        """Keep the tables of these articles, which `recall` did not know."""
        by_article = [
            {str(article_id): rows for article_id, rows in table.groupby("article_id", sort=False)}
            for table in parts
        ]
        self._cache.put(
            {
                self._keys[article_id]: json.dumps(
                    [_columns(rows.get(article_id)) for rows in by_article], ensure_ascii=True
                )
                for article_id in articles["article_id"]
            }
        )

    def _key(self, row: Sequence[object]) -> str:
        plain = searchable(f"{row[-2]}\n{row[-1]}")
        meant = sorted(set(self._forms.present(plain)))
        return _hashed((self._made, *meant, *map(str, row)))

    def _tables(self, texts: Sequence[str]) -> Parts:
        """Return the tables of several articles, each as one."""
        columns: list[dict[str, list[Any]]] = [{} for _ in self._schemas]
        for text in texts:
            for kept, new in zip(columns, json.loads(text), strict=True):
                for name, values in new.items():
                    kept.setdefault(name, []).extend(values)
        return tuple(
            schema.table(pd.DataFrame(kept)) if kept else schema.table()
            for schema, kept in zip(self._schemas, columns, strict=True)
        )


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
        kept = json.loads(known)
        return schema.table(pd.DataFrame(kept)) if kept else schema.table()
    table = compute()
    cache.put({key: json.dumps(_columns(table[list(schema.columns)] if len(table) else None))})
    return table


def _columns(rows: pd.DataFrame | None) -> Mapping[str, list[Any]]:
    """Return a table's columns as JSON values; nothing for a table without rows."""
    if rows is None:
        return {}
    plain = rows.astype(object).where(rows.notna(), None)
    return {str(name): plain[name].tolist() for name in plain.columns}


class _Forms:
    """The forms of all actors, by the longest word of each, to tell which an article can hold."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._by_word: defaultdict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
        for actor in actors:
            # how a discovered actor was found (its note) decides nothing
            bare = repr(replace(actor, forms=(), note="", apart=()))
            for form in dict.fromkeys([*all_forms(actor), Form(actor.name)]):
                self._add(actor, form, f"{bare} {form!r}")
            for text in actor.apart:
                self._add(actor, Form(text), f"not {text}")

    def _add(self, actor: Actor, form: Form, said: str) -> None:
        text = " ".join(searchable(form.text).split())
        words = _WORD.findall(text)
        if words:
            longest = max(words, key=lambda word: (len(word), word))
            self._by_word[longest.lower()].append((text, form.kind, actor.kind, said))

    def present(self, plain: str) -> Iterator[str]:
        """Yield what the forms mean that `plain` can hold: more than are found, never less."""
        low, words = plain.lower(), set(_WORD.findall(plain))
        for word in {word.lower() for word in words}:
            for text, kind, bearer, said in self._by_word.get(word, ()):
                if kind == "title":
                    is_there = text.lower() in low
                elif bearer == "person":  # "Bill" of "Bill and Mary Venn": not side by side
                    is_there = words.issuperset(_WORD.findall(text)) or text.upper() in plain
                else:
                    is_there = text in plain or text.upper() in plain
                if is_there:
                    yield said


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
