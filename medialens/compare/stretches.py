"""Stretches: which parts of the articles are counted - one voice, one sentence at a time."""

from collections.abc import Iterator, Sequence
from typing import Literal

import pandas as pd

from medialens.errors import check_one_of
from medialens.schemas import SEGMENTS, SENTENCES

Voice = Literal["own", "quoted"]
COLUMNS = ["article_id", "zone", "start", "end"]


def find_stretches(
    sentences: pd.DataFrame, segments: pd.DataFrame | None = None, *, voice: Voice | None = None
) -> pd.DataFrame:
    """Return the sentences, or of each the parts in the outlet's own or in other voices.

    Parameters
    ----------
    sentences : DataFrame
        A `SENTENCES` table.
    segments : DataFrame, optional
        A `SEGMENTS` table of the same articles; needed where `voice` is given.
    voice : {"own", "quoted"}, optional
        The outlet's own words, or all that it reports of others; by default both.

    Returns
    -------
    DataFrame
        Columns article_id, zone (headline or text), start, end: half-open offsets, in order.

    Examples
    --------
    >>> sentences = SENTENCES.table(
    ...     [{"article_id": "a", "sentence_id": 1, "zone": "lead", "start": 0, "end": 19}]
    ... )
    >>> said = {"article_id": "a", "zone": "text"}
    >>> segments = SEGMENTS.table(
    ...     [{**said, "start": 0, "end": 10, "voice": "own"},
    ...      {**said, "start": 10, "end": 19, "voice": "named"}]
    ... )
    >>> find_stretches(sentences, segments, voice="own").to_numpy().tolist()
    [['a', 'text', 0, 10]]
    """
    SENTENCES.check(sentences)
    whole = sentences.assign(zone=sentences["zone"].where(sentences["zone"] == "headline", "text"))
    whole = whole[COLUMNS].sort_values(COLUMNS, kind="stable", ignore_index=True)
    if voice is None:
        return whole
    check_one_of("voice", voice, ["own", "quoted"])
    if segments is None:
        raise ValueError(f"voice={voice!r} needs the segments")
    is_own = SEGMENTS.check(segments)["voice"] == "own"
    wanted = segments.loc[is_own if voice == "own" else ~is_own, COLUMNS]
    parts = _by_place(wanted.sort_values(COLUMNS))
    rows = [
        (*place, start, end)
        for place, here in _by_place(whole).items()
        for start, end in _common(here, parts.get(place, []))
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"article_id": "str", "zone": "str", "start": "Int64", "end": "Int64"})


def _by_place(table: pd.DataFrame) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return the stretches of each article and zone, in the order of the table."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for article_id, zone, start, end in zip(*(table[c].tolist() for c in COLUMNS), strict=True):
        places.setdefault((article_id, zone), []).append((start, end))
    return places


def _common(
    one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield what two sorted lists of stretches have in common."""
    a = b = 0
    while a < len(one) and b < len(other):
        start, end = max(one[a][0], other[b][0]), min(one[a][1], other[b][1])
        if start < end:
            yield start, end
        if one[a][1] <= other[b][1]:
            a += 1
        else:
            b += 1
