"""First names: who is called by the given name alone, and who shares a relative's surname."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from medialens.actor import Actor, Form
from medialens.annotate.contexts import following_capitals, is_in_work, is_loose, word_before
from medialens.annotate.forms import surname
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.given_names import is_initial
from medialens.annotate.lines import Sentence, Source
from medialens.annotate.metonyms import is_act
from medialens.annotate.resolving import Found
from medialens.text.normal import searchable

Bearers = Mapping[str, tuple[Actor, ...]]
_RELATIVE = re.compile(r"(?:^|(?<=[^\w'-]))([A-Z][\w'-]+) and $")
_LOOK = 30


def full_names(actors: Sequence[Actor]) -> Bearers:
    """Return full name to the persons who bear it, as `first_names` needs it."""
    table: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        if actor.kind == "person":
            for text in {actor.name, *(form.text for form in actor.forms)}:
                if " " in text and text.split(" ", 1)[0] in gazetteer().given_names:
                    table[text].append(actor)
    return {text: tuple(owners) for text, owners in table.items()}


def first_names(
    sources: Sequence[Source], found: Sequence[Found], bearers: Bearers
) -> Iterator[Found]:
    """Yield where a person of the article is called by the given name alone.

    Parameters
    ----------
    sources : sequence of Source
        The headline and the text of one article.
    found : sequence of Found
        What their forms have found.
    bearers : mapping
        What `full_names` returns for the collection.

    Yields
    ------
    Found
        A given name that stands alone, of the only person with it whom the article names in
        full; and "Bill" of "Bill and Mary Venn", if the collection knows a Bill Venn.
    """
    only = _only_bearers(found)
    for source in sources:
        here = [one for one in found if (one.zone == "headline") == source.is_headline]
        if source.sentences and (only or here):
            yield from _in_source(source, here, only, bearers)


def _only_bearers(found: Sequence[Found]) -> dict[str, Actor]:
    """Return given name to the only person with it whom the article names in full."""
    named: defaultdict[str, dict[str, Actor]] = defaultdict(dict)
    for one in found:
        given = one.surface.split(" ", 1)[0]
        if len(one.claims) == 1 and len(given) < len(one.surface) and _is_given(given):
            actor, form = one.claims[0]
            if actor.kind == "person" and form.kind == "name":
                named[given][actor.actor_id] = actor
    return {given: actor for given, people in named.items() if len(people) == 1
            for actor in people.values()}  # fmt: skip


def _is_given(word: str) -> bool:
    words = gazetteer()
    is_title = word in words.titles or word in words.known or word in words.not_names
    return not is_title and not is_initial(word) and word[:1].isupper() and not word.isupper()


def _in_source(
    source: Source, here: Sequence[Found], only: Mapping[str, Actor], bearers: Bearers
) -> Iterator[Found]:
    spans = _relatives(source.text, here, bearers)
    present = {given: actor for given, actor in only.items() if given in source.text}
    plain = searchable(source.text) if present else source.text
    for given, actor in present.items():
        spans |= dict.fromkeys(_alone(given, plain, source), actor)
    for (start, end), actor in spans.items():
        sentence = _sentence_of(source, start, end)
        is_taken = any(one.start < end and start < one.end for one in here)
        if sentence is not None and not is_taken and plain[start:end] not in actor.apart:
            claims = ((actor, Form(plain[start:end])),)
            surface = source.text[start:end]
            yield Found(sentence[0], sentence[1], start, end, surface, claims, is_doubtful=False)


def _sentence_of(source: Source, start: int, end: int) -> Sentence | None:
    return next((s for s in source.sentences if s[2] <= start and end <= s[3]), None)


def _alone(given: str, plain: str, source: Source) -> Iterator[tuple[int, int]]:
    """Yield where the given name is a word of its own and no part of another name."""
    start = plain.find(given)
    while start >= 0:
        end = start + len(given)
        sentence = _sentence_of(source, start, end)
        if sentence and _is_word(plain, start, end) and not is_in_work(plain, start, end):
            line = plain[sentence[2] : sentence[3]]
            is_heading = is_loose(line, is_headline=source.is_headline)
            is_first = start == sentence[2] and f" {given.lower()} " in plain
            if not is_first and not _in_other_name(plain, start, end, is_heading=is_heading):
                yield start, end
        start = plain.find(given, end)


def _is_word(plain: str, start: int, end: int) -> bool:
    before, after = plain[max(0, start - 1) : start], plain[end : end + 2]
    is_open = not before or not (before.isalnum() or before in "_-@#/.")
    return is_open and not (after[:1].isalnum() or after[:1] in ("_", "-", "@"))


def _in_other_name(plain: str, start: int, end: int, *, is_heading: bool) -> bool:
    """Return whether another capitalised word belongs to the given name."""
    following = following_capitals(plain, end)
    if following:
        word = following[0]
        is_free = word in gazetteer().not_names or (is_heading and is_act(word.lower()))
        if not is_free:
            return True
    before = word_before(plain, start)
    is_name = before[:1].isupper() and before not in gazetteer().not_names
    return is_name and not is_heading and not before.endswith("'s")


def _relatives(plain: str, here: Sequence[Found], bearers: Bearers) -> dict[tuple[int, int], Actor]:
    """Return the places of "Bill" in "Bill and Mary Venn", if one Bill Venn is known."""
    spans: dict[tuple[int, int], Actor] = {}
    for one in here:
        is_full = " " in one.surface and one.claims[0][0].kind == "person"
        if not is_full or not plain.endswith(" and ", 0, one.start):
            continue
        other = _RELATIVE.search(plain, max(0, one.start - _LOOK), one.start)
        if other:
            owners = bearers.get(f"{other[1]} {surname(plain[one.start : one.end])}", ())
            if len(owners) == 1:
                spans[other.span(1)] = owners[0]
    return spans
