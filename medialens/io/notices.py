"""Notices: what a reader of the report should know about how a collection was read."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from medialens.article import UNKNOWN_OUTLET, Article
from medialens.io.seen import Place, Seen, spelled

_SHOWN = 3
_COUNTED = 1_000  # different ids and reasons that are told apart
_GARBLED = re.compile("Ã[\u0080-\u00bf¡-¿©¨ª«]|â€[œ\u009d™“”˜¦]|Ð[\u0080-\u00bf]Ñ")


class Observed:
    """What was seen of the articles as they were read, for the notices at the end."""

    def __init__(self) -> None:
        self._n_repeats = 0
        self._repeats: list[str] = []
        self._ids = Seen()
        self._ids_twice: dict[str, None] = {}
        self._outlets: Counter[str] = Counter()
        self._undated: Counter[str] = Counter()
        self._notes: Counter[str] = Counter()
        self._n_garbled = 0

    def take(self, article: Article, notes: Sequence[str], place: Place) -> None:
        """Observe an article that is kept, with its reader's notes."""
        own_id = article.extra.get("id")
        if own_id and self._ids.first(own_id, place) and len(self._ids_twice) < _COUNTED:
            self._ids_twice[own_id] = None
        self._outlets[article.outlet] += 1
        self._notes.update(dict.fromkeys(notes, 1))
        if article.published is None and len(self._undated) < _COUNTED:
            self._undated[article.published_note] += 1
        self._n_garbled += bool(_GARBLED.search(article.title) or _GARBLED.search(article.text))

    def repeat(self, again: Place, first: Place) -> None:
        """Observe an article that was read before."""
        self._n_repeats += 1
        if self._n_repeats <= _SHOWN:
            self._repeats.append(f"{spelled(again)} repeats {spelled(first)}")

    def notices(self) -> tuple[str, ...]:
        """Return one sentence for each thing that asks for attention; empty if nothing does."""
        said = (
            self._on_repeats(),
            self._on_ids(),
            self._on_outlets(),
            self._on_dates(),
            self._on_letters(),
            self._on_notes(),
        )
        return tuple(notice for notice in said if notice)

    def _on_repeats(self) -> str:
        if not self._n_repeats:
            return ""
        n = _count(self._n_repeats, "record")
        repeats = "repeats an article" if self._n_repeats == 1 else "repeat an article"
        return f"{n} {repeats}: {'; '.join(self._repeats)}{_more(self._n_repeats)}"

    def _on_ids(self) -> str:
        twice = sorted(self._ids_twice)
        if not twice:
            return ""
        shown = ", ".join(repr(value) for value in twice[:_SHOWN])
        return f"{_count(len(twice), 'id')} given to different articles: {shown}{_more(len(twice))}"

    def _on_outlets(self) -> str:
        spellings: defaultdict[str, set[str]] = defaultdict(set)
        for outlet in self._outlets:
            spellings[_normal(outlet)].add(outlet)
        alike = [sorted(group) for _, group in sorted(spellings.items()) if len(group) > 1]
        parts = []
        if alike:
            shown = "; ".join(", ".join(map(repr, group)) for group in alike[:_SHOWN])
            parts.append(
                "outlets that differ only in spelling are counted apart "
                f"({shown}{_more(len(alike))}); unite them under [outlets] in collection.toml"
            )
        n_unknown = self._outlets[UNKNOWN_OUTLET]
        if n_unknown:
            parts.append(f"{_count(n_unknown, 'article')} without an outlet's name")
        return "; ".join(parts)

    def _on_dates(self) -> str:
        if not self._undated:
            return ""
        reason, _ = min(self._undated.items(), key=lambda item: (-item[1], item[0]))
        n, more = self._undated.total(), _more(len(self._undated), 1)
        return f"{_count(n, 'article')} without a date ({reason}{more})"

    def _on_letters(self) -> str:
        if not self._n_garbled:
            return ""
        garbled = _count(self._n_garbled, "article")
        return f"{garbled} with garbled letters (like Ã©): kept as they are; check the encoding"

    def _on_notes(self) -> str:
        return "; ".join(
            f"{note}: {_count(n, 'article')}" for note, n in sorted(self._notes.items())
        )


def _normal(outlet: str) -> str:
    plain = "".join(
        c for c in unicodedata.normalize("NFKC", outlet) if unicodedata.category(c) != "Cf"
    )
    return " ".join(plain.casefold().split())


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _more(n: int, shown: int = _SHOWN) -> str:
    return f" and {n - shown:,} more" if n > shown else ""
