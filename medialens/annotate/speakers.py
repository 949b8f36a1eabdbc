"""Speakers: whose voice a source phrase is, and which actor it names."""

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from medialens.annotate.documents import Maker, maker_places
from medialens.annotate.tokens import Token, tokenize, word_class
from medialens.lexicons import load_lexicon

Span = tuple[int, int]

_SITE = re.compile(r"[^\W_]+\.(?:com|ru|org|net|uk|de|fr|ua|info|news)\b", re.IGNORECASE)
_BODIES = frozenset(("organisation", "country", "group", "outlet", "place"))
_ON = 600  # characters after a report's words in which "it" may speak on
_RELATIVE = frozenset(("who", "whose"))
_COPULAS = frozenset(("'s", "is", "was", "'s been", "has been", "became"))
_MAKERS = frozenset(("organisation", "outlet", "unknown"))


class Mention(NamedTuple):
    """A mention of an actor: offsets, and the actor's id and kind."""

    start: int
    end: int
    actor_id: str
    actor_kind: str


class Speaker(NamedTuple):
    """The actor behind a source phrase (None if unnamed or unresolved) and the kind of voice."""

    actor_id: str | None
    voice: str


@dataclass
class Speakers:
    """Resolves the source phrases of one text in reading order.

    Parameters
    ----------
    text : str
        The text that the offsets point into.
    mentions : sequence of Mention
        Its mentions in order of their start, pronouns and descriptions among them.
    """

    text: str
    mentions: Sequence[Mention]
    resolved: dict[Span, Speaker] = field(default_factory=dict)
    makers: dict[int, Mention] = field(default_factory=dict)  # by the start of their document

    def speaker(self, source: Span | None, *, is_relay: bool = False) -> Speaker:
        """Return who speaks behind the phrase at `source`."""
        if source is None:
            return Speaker(None, "anonymous")
        if source not in self.resolved:
            self.resolved[source] = self._resolve(source, is_relay)
        return self.resolved[source]

    def _resolve(self, source: Span, is_relay: bool) -> Speaker:
        tokens = tokenize(self.text, *source)
        named = self._named(source, tokens)
        if named is not None:
            voice = "relay" if is_relay or named.actor_kind == "outlet" else "named"
            return Speaker(named.actor_id, voice)
        maker = self._maker(source)
        if maker is None and [token.low for token in tokens] == ["it"]:
            maker = self._made_before(source[0])
        if maker is not None:
            self.makers[source[0]] = maker
            voice = "relay" if is_relay or maker.actor_kind == "outlet" else "named"
            return Speaker(maker.actor_id, voice)
        if is_relay or _is_outlet(self.text[source[0] : source[1]]):
            return Speaker(None, "relay")
        if _is_anonymous(tokens):
            return Speaker(None, "anonymous")
        return Speaker(self._described_before(source[0], tokens), "named")

    def _named(self, source: Span, tokens: list[Token]) -> Mention | None:
        """Return the mention at the head of the phrase, or of the body it speaks for."""
        low = bisect_left(self.mentions, source[0], key=lambda m: m.end - 1)
        high = bisect_left(self.mentions, source[1], key=lambda m: m.start)
        within = [m for m in self.mentions[low:high] if m.end > source[0]]
        if not within:
            return None
        core_end = _core_end(tokens, source[1])
        heads = [m for m in within if not self._words(m.end, core_end) and m.start < core_end]
        if heads:
            return None if self._is_sort(tokens, heads[-1]) else heads[-1]
        appositive = self._appositive(source, within)
        if appositive is not None:
            return appositive
        if not any(token.low in _spokes() for token in tokens if token.start < core_end):
            return None
        bodies = [m for m in within if m.actor_kind in _BODIES]
        return next((m for m in bodies if m.start < core_end or self._is_object(m, core_end)), None)

    def _is_sort(self, tokens: Sequence[Token], head: Mention) -> bool:
        """Return whether a body's name is only the noun of an unknown one: "a new PAC"."""
        is_single = " " not in self.text[head.start : head.end]
        return tokens[0].low in ("a", "an") and is_single and head.actor_kind in _BODIES

    def _maker(self, source: Span) -> Mention | None:
        """Return who made the poll or the report, or whose campaign it is."""
        for place in maker_places(self.text, source):
            low = bisect_left(self.mentions, place.start, key=lambda m: m.end - 1)
            high = bisect_left(self.mentions, place.end, key=lambda m: m.start)
            makers = [m for m in self.mentions[low:high] if self._may_make(m, place)]
            if makers:
                return makers[0 if place.is_after else -1]
        return None

    def _made_before(self, at: int) -> Mention | None:
        """Return the maker of the document that spoke last: "the poll found ... It said"."""
        before = [start for start, _ in self.resolved if at - _ON < start < at]
        return self.makers.get(max(before)) if before else None

    def _may_make(self, mention: Mention, place: Maker) -> bool:
        if place.is_campaign:
            return mention.actor_kind == "person"
        if mention.actor_kind != "person":
            return mention.actor_kind in _MAKERS
        is_owner = self.text[mention.start : mention.end].lower() in ("his", "her")
        return is_owner or self.text[mention.end : mention.end + 2] in ("'s", "’s")

    def _appositive(self, source: Span, within: Sequence[Mention]) -> Mention | None:
        """Return the person that ends the phrase after a comma: "his manager, Jan Lund"."""
        last = within[-1]
        is_last = not self._words(last.end, source[1]) and last.actor_kind == "person"
        before = self.text[source[0] : last.start].rstrip()
        return last if is_last and before.endswith(",") else None

    def _words(self, start: int, end: int) -> list[str]:
        """Return the words between two offsets but for "himself" and the like."""
        words = tokenize(self.text, start, end)
        return [t.low for t in words if t.kind == "word" and not t.low.endswith(("self", "selves"))]

    def _is_object(self, mention: Mention, core_end: int) -> bool:
        """Return whether "for NATO" or "of the ministry" follows the phrase's own words."""
        between = self._words(core_end, mention.start)
        return bool(between) and between[0] in ("for", "of") and between[1:] in ([], ["the"])

    def _described_before(self, at: int, tokens: Sequence[Token]) -> str | None:
        """Return whom the phrase says something of: "Lee, who said", "Lee was the one saying"."""
        before = bisect_left(self.mentions, at, key=lambda m: m.end + 1) - 1
        if before < 0 or not tokens:
            return None
        last = self.mentions[before]
        between = [token.low for token in tokenize(self.text, last.end, at)]
        is_person = last.actor_kind == "person"
        if tokens[0].low in _RELATIVE and len(tokens) == 1:
            is_said = between in ([], [","])
        elif tokens[0].text.isdigit():
            is_said = is_person and between == [","]  # "Lee, 60, a doctor"
        else:
            is_said = is_person and " ".join(between) in _COPULAS
        return last.actor_id if is_said else None


def _core_end(tokens: list[Token], end: int) -> int:
    """Return the offset where the phrase's own words end: at a comma, "of", "for", "who"."""
    for token in tokens[1:]:
        if token.text in (",", "(", "—", "–") or token.low in word_class("stop_word"):
            return token.start
        if token.low in word_class("preposition"):
            return token.start
    return end


def _is_outlet(phrase: str) -> bool:
    plain = phrase.strip(" '\"‘’“”«»").removeprefix("the ").removeprefix("The ")
    return bool(_SITE.search(plain)) or plain in _outlets()


def _is_anonymous(tokens: list[Token]) -> bool:
    """Return whether the phrase hides who speaks ("some analysts", "officials", "reports")."""
    words = [token for token in tokens if token.kind == "word"]
    if not words:
        return True
    lows = [token.low for token in words]
    core = lows[
        : next(
            (n for n, low in enumerate(lows) if n and low in word_class("preposition")), len(lows)
        )
    ]
    hidden = _hidden()
    if set(lows) & hidden["phrase"] or lows[0] in hidden["quantifier"]:
        return True
    is_bare = lows[0] not in word_class("determiner") and not any(
        token.text[0].isupper() for token in words[1:]
    )
    if is_bare and core[-1] in hidden["plural"] | hidden["document"]:
        return True
    return lows[0] in ("a", "an", "one") and core[-1] in hidden["single"]


@functools.cache
def _hidden() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split()) for row in load_lexicon("anonymous")}


@functools.cache
def _outlets() -> frozenset[str]:
    names: set[str] = set()
    for row in load_lexicon("outlets"):
        names.update((row["name"], *row["aliases"].split("|")))
    return frozenset(names - {""})


@functools.cache
def _spokes() -> frozenset[str]:
    """Words for those who speak for a body: its spokesman is the body's voice."""
    return frozenset(load_lexicon("spokes")[0]["words"].split())
