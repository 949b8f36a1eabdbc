"""What a coder reads of an item: the actor's sentences, and whose words are in them."""

import re
from collections.abc import Callable

import pandas as pd

from medialens.corpus import Corpus
from medialens.io.records import host_of
from medialens.pipeline import Tables
from medialens.validate.masking import masker

LIMIT = 30_000  # characters: a spreadsheet's cell holds 32,767
NO_OWN_WORDS = "none"
_BLANKED = re.compile(r"\s{2,}")

Mask = Callable[[str], str]


def item_texts(drawn: pd.DataFrame, corpus: Corpus, tables: Tables) -> pd.DataFrame:
    """Return item, actor, sentences, own_words and quoted_words of each row of `drawn`.

    Parameters
    ----------
    drawn : DataFrame
        item, article_id and actor_id.
    corpus : Corpus
        The collection: its outlets and the hosts of its addresses are masked.
    tables : Tables
        Its tables.

    Returns
    -------
    DataFrame
        One row per item. The actor's name is given, and its mentions stand in double square
        brackets. ``own_words`` and ``quoted_words`` hold the same sentences with what others say
        in them left out, as the machine tells voices apart.
    """
    mask = masker(corpus.outlets, map(host_of, corpus.articles["url"].fillna("")))
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    units = dict(iter(tables.units.groupby(["article_id", "actor_id"])))
    rows = []
    for item, article_id, actor_id in drawn[["item", "article_id", "actor_id"]].itertuples(
        index=False
    ):
        found = units[article_id, actor_id]
        is_own = found["voice"] == "own"
        rows.append(
            {
                "item": item,
                "actor": mask(names[actor_id]),
                "sentences": _cell(_sentences(found), mask),
                "own_words": _cell(_segments(found[is_own]), mask),
                "quoted_words": _cell(_segments(found[~is_own]), mask),
            }
        )
    return pd.DataFrame(rows)


def _sentences(units: pd.DataFrame) -> list[str]:
    """Return the sentences whole, every mention in them that is a unit marked."""
    lines = []
    for _, here in units.groupby("sentence_id"):
        text, zone = here[["sentence", "zone"]].iloc[0]
        spans = set(zip(here["target_start"], here["target_end"], strict=True))
        lines.append(_headed(_marked(text, spans), zone))
    return lines


def _segments(units: pd.DataFrame) -> list[str]:
    """Return the words of one voice a sentence, other voices as an ellipsis."""
    columns = ("segment", "target_start", "target_end", "zone")
    return [
        _headed(_BLANKED.sub(" … ", _marked(text, {(start, end)})).strip(), zone)
        for text, start, end, zone in zip(*(units[c] for c in columns), strict=True)
    ]


def _headed(text: str, zone: str) -> str:
    return f"Headline: {text}" if zone == "headline" else text


def _marked(text: str, spans: set[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return text


def _cell(lines: list[str], mask: Mask) -> str:
    """Return `lines` under one another; what a spreadsheet's cell cannot hold is left out."""
    kept: list[str] = []
    room = LIMIT
    for number, line in enumerate(map(mask, lines)):
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*kept, f"[{len(lines) - number} more sentences are left out]"])
        kept.append(line)
    return "\n".join(kept)
