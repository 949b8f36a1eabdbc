"""Notices: what a reader of the report should know about how a collection was read."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

import pandas as pd

from medialens.article import UNKNOWN_OUTLET

_SHOWN = 3
_GARBLED = re.compile("Ã[\u0080-\u00bf¡-¿©¨ª«]|â€[œ\u009d™“”˜¦]|Ð[\u0080-\u00bf]Ñ")


def notices_on(articles: pd.DataFrame, duplicates: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return one sentence for each thing about the articles that asks for attention.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    duplicates : sequence of (str, str)
        Place of a record left out as a duplicate, and place of the same article kept.

    Returns
    -------
    tuple of str
        Empty if there is nothing to say.
    """
    said = (
        _on_duplicates(duplicates),
        _on_ids(articles),
        _on_outlets(articles["outlet"].tolist()),
        _on_dates(articles),
        _on_letters(articles),
    )
    return tuple(notice for notice in said if notice)


def _on_duplicates(duplicates: Sequence[tuple[str, str]]) -> str:
    if not duplicates:
        return ""
    places = "; ".join(f"{again} repeats {first}" for again, first in duplicates[:_SHOWN])
    left_out = _count(len(duplicates), "record")
    return f"{left_out} left out as a repeat of an article: {places}{_more(len(duplicates))}"


def _on_ids(articles: pd.DataFrame) -> str:
    if "id" not in articles.columns:
        return ""
    counts = Counter(value for value in articles["id"].dropna().tolist() if value)
    twice = sorted(value for value, n in counts.items() if n > 1)
    if not twice:
        return ""
    shown = ", ".join(repr(value) for value in twice[:_SHOWN])
    return f"{_count(len(twice), 'id')} given to different articles: {shown}{_more(len(twice))}"


def _on_outlets(outlets: Sequence[str]) -> str:
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for outlet in dict.fromkeys(outlets):
        spellings[_normal(outlet)].add(outlet)
    alike = [sorted(group) for _, group in sorted(spellings.items()) if len(group) > 1]
    parts = []
    if alike:
        shown = "; ".join(", ".join(map(repr, group)) for group in alike[:_SHOWN])
        parts.append(
            f"outlets that differ only in spelling are counted apart ({shown}{_more(len(alike))}); "
            "unite them under [outlets] in collection.toml"
        )
    n_unknown = sum(outlet == UNKNOWN_OUTLET for outlet in outlets)
    if n_unknown:
        parts.append(f"{_count(n_unknown, 'article')} without an outlet's name")
    return "; ".join(parts)


def _on_dates(articles: pd.DataFrame) -> str:
    undated = articles.loc[articles["published"].isna(), "published_note"]
    if undated.empty:
        return ""
    reason, _ = min(Counter(undated.tolist()).items(), key=lambda item: (-item[1], item[0]))
    return (
        f"{_count(len(undated), 'article')} without a date ({reason}{_more(undated.nunique(), 1)})"
    )


def _on_letters(articles: pd.DataFrame) -> str:
    n_garbled = sum(
        bool(_GARBLED.search(title) or _GARBLED.search(text))
        for title, text in zip(articles["title"], articles["text"], strict=True)
    )
    if not n_garbled:
        return ""
    garbled = _count(n_garbled, "article")
    return f"{garbled} with garbled letters (like Ã©): kept as they are; check the encoding"


def _normal(outlet: str) -> str:
    plain = "".join(
        c for c in unicodedata.normalize("NFKC", outlet) if unicodedata.category(c) != "Cf"
    )
    return " ".join(plain.casefold().split())


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _more(n: int, shown: int = _SHOWN) -> str:
    return f" and {n - shown:,} more" if n > shown else ""
