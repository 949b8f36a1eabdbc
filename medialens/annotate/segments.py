"""Segments: headline and text of an article cut into stretches of one voice."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from medialens.annotate.owners import OWN, Content, contents_by_zone, owners
from medialens.annotate.wording import retold
from medialens.schemas import ACTORS, ARTICLES, ATTRIBUTIONS, SEGMENTS
from medialens.text.words import word_spans

ARROW = " → "  # between the voices of a chain
NAMELESS = "a source without a name"
_FACTS = (
    "article_id", "attribution_id", "voice", "depth", "parent_id", "type", "cue_class", "actor_id",
    "source",
)  # fmt: skip


class _Stretch(NamedTuple):
    owner: int
    is_ambiguous: bool
    start: int
    end: int
    n_words: int


def find_segments(
    articles: pd.DataFrame, attributions: pd.DataFrame, actors: pd.DataFrame
) -> pd.DataFrame:
    """Cut headline and text of every article into stretches of one voice.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    attributions : DataFrame
        Their `ATTRIBUTIONS`.
    actors : DataFrame
        The `ACTORS` meant, whose names stand in the chains.

    Returns
    -------
    DataFrame
        A `SEGMENTS` table: the stretches of a zone follow one another without gap or overlap,
        and their ``n_words`` add up to its words. A headline or text that is empty has no row.
        How to read a row: these words are the last voice's of ``chain``; at ``depth`` 0 the
        outlet's own, at 2 those of a source of a source ("The Courier → Ledger Watch → Edda
        Marrin"). Where ``is_ambiguous``, the claim is the source's, but the choice of words may be
        that of the voice before it in the chain.

    Notes
    -----
    Of several attributions that hold a character, the deepest owns it. Source phrase, cue, adverbs
    and appositives are no content and so belong one level up, to whoever reports. Quoted words are
    the speaker's. The words of an indirect report, and those outside the marks of a mixed one,
    are ambiguous between speech as it was and as it is retold (de dicto and de re); "under the
    guise of" in "he said they came under the guise of aid" is seldom the speaker's. Marks and
    spaces alone are no wording and take no part in that.

    References
    ----------
    Wiebe, Wilson and Cardie (2005), Annotating Expressions of Opinions and Emotions in Language
    (nested sources); Saurí and Pustejovsky (2009), FactBank.

    Examples
    --------
    >>> from medialens.schemas import ACTORS, ARTICLES, ATTRIBUTIONS
    >>> row = {"article_id": "a", "outlet": "The Bell", "title": "", "text": "Berg said it rained."}
    >>> said = {"article_id": "a", "attribution_id": 0, "zone": "body", "start": 10, "end": 19,
    ...         "source": "Berg", "voice": "named", "depth": 1, "type": "indirect"}
    >>> found = find_segments(ARTICLES.table([row]), ATTRIBUTIONS.table([said]), ACTORS.table())
    >>> found[["start", "end", "n_words", "voice", "chain", "is_ambiguous"]]
       start  end  n_words  voice            chain  is_ambiguous
    0      0   10        2    own         The Bell         False
    1     10   19        2  named  The Bell → Berg          True
    2     19   20        0    own         The Bell         False
    """
    ARTICLES.check(articles)
    names = dict(
        zip(*(ACTORS.check(actors)[c].tolist() for c in ("actor_id", "name")), strict=True)
    )
    contents = contents_by_zone(attributions)
    facts = _facts_by_article(attributions)
    rows: list[dict[str, Any]] = []
    for article_id, outlet, title, text in zip(
        *(articles[c].tolist() for c in ("article_id", "outlet", "title", "text")), strict=True
    ):
        voices = _voices(outlet, facts.get(article_id, ()), names)
        for zone, words in (("headline", title), ("text", text)):
            if isinstance(words, str):
                here = contents.get((article_id, zone == "headline"), [])
                place = {"article_id": article_id, "zone": zone}
                rows += [{**place, **row} for row in _zone_rows(words, here, voices)]
    return SEGMENTS.table(rows)


def _facts_by_article(attributions: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return every attribution once, an outer one before those inside it."""
    table = ATTRIBUTIONS.check(attributions).drop_duplicates(["article_id", "attribution_id"])
    table = table.sort_values("depth", kind="stable")
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in zip(*(table[c].tolist() for c in _FACTS), strict=True):
        grouped[row[0]].append(dict(zip(_FACTS, row, strict=True)))
    return grouped


def _voices(
    outlet: str, facts: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> dict[int, dict[str, Any]]:
    """Return for each attribution, and for the outlet, what its segments say of the voice."""
    voices: dict[int, dict[str, Any]] = {
        OWN: {"voice": "own", "depth": 0, "type": "own", "source": "", "chain": outlet}
    }
    kept = ("attribution_id", "voice", "depth", "type", "cue_class")
    for fact in facts:
        outer = voices[OWN if pd.isna(fact["parent_id"]) else fact["parent_id"]]
        voices[fact["attribution_id"]] = {
            **{name: fact[name] for name in kept},
            "speaker_id": fact["actor_id"],
            "source": fact["source"],
            "chain": f"{outer['chain']}{ARROW}{_called(fact, names)}",
        }
    return voices


def _called(fact: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the actor's name, or the source phrase on one line."""
    if fact["actor_id"] in names:
        return names[fact["actor_id"]]
    source = fact["source"]
    return " ".join(source.split()) if isinstance(source, str) and source.strip() else NAMELESS


def _zone_rows(
    text: str, contents: Sequence[Content], voices: Mapping[int, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    for stretch in _stretches(text, contents):
        yield {
            "start": stretch.start,
            "end": stretch.end,
            "n_words": stretch.n_words,
            **voices[stretch.owner],
            "is_ambiguous": stretch.is_ambiguous,
        }


def _stretches(text: str, contents: Sequence[Content]) -> Iterator[_Stretch]:
    """Yield the stretches of one owner and one certainty of wording, in order."""
    starts = [start for start, _ in word_spans(text)]
    holders = owners(0, len(text), contents)
    flags = retold(text, contents)
    for start, end in _runs(holders, flags):
        if flags[start] and bisect_left(starts, start) == bisect_left(starts, end):
            flags[start:end] = [False] * (end - start)
    for start, end in _runs(holders, flags):
        n_words = bisect_left(starts, end) - bisect_left(starts, start)
        yield _Stretch(holders[start], flags[start], start, end, n_words)


def _runs(holders: Sequence[int], flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Return start and end of each run of characters of one owner and one certainty."""
    if not holders:
        return iter(())
    owner, flag = np.asarray(holders), np.asarray(flags)
    ends = np.flatnonzero((owner[1:] != owner[:-1]) | (flag[1:] != flag[:-1])) + 1
    return pairwise([0, *ends.tolist(), len(holders)])
