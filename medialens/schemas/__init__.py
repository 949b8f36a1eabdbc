"""The tables that pass between the stages: their grain, their columns, their sort order.

Conventions that hold everywhere: offsets are 0-based, half-open and count code points. They point
into the article's ``text``, or into its ``title`` where ``zone`` is ``"headline"``; neither is ever
altered after loading. NaN means *not measured*, 0.0 means *measured neutral*, no mention means no
row. Times are UTC. The index carries no meaning.
"""

from collections.abc import Mapping

from medialens.schemas.annotated import (
    ACTORS,
    ATTRIBUTIONS,
    CERTAINTY,
    CERTAINTY_RATINGS,
    EVIDENCE,
    LOADED,
    MARKED_WORDS,
    MENTIONS,
    NAMES,
    SCORES,
    SEGMENTS,
    SENTENCES,
    SUGGESTIONS,
    UNITS,
)
from medialens.schemas.collected import (
    ARTICLES,
    COPIES,
    COPY_PAIRS,
    COVERAGE,
    EVENTS,
    FLAWS,
    LANGUAGES,
    OMISSIONS,
    REJECTS,
    SKIPS,
    TIMELINE,
)
from medialens.schemas.schema import DTYPES, Column, Schema
from medialens.schemas.stances import (
    ALERTS,
    BOUNDS,
    CHANGE,
    DIFFERENCES,
    MIXED,
    PROFILE,
    SHIFTS,
    SHRUNK,
    TRENDS,
)
from medialens.schemas.validated import (
    ACCURACY,
    AGREEMENT,
    CONFUSION,
    CORRECTED,
    CORRECTED_GAPS,
    GOLD,
)
from medialens.schemas.voices import CUES, DISTANCE, EDGES, HEARING, REPLIES, SPEAKING, VOICES
from medialens.schemas.worded import (
    COLLOCATES,
    CONCORDANCE,
    KEYNESS,
    KEYNESS_ACROSS,
    LOADED_RATES,
    WORD_SHIFT,
)

__all__ = [
    "ACCURACY",
    "ACTORS",
    "AGREEMENT",
    "ALERTS",
    "ARTICLES",
    "ATTRIBUTIONS",
    "BOUNDS",
    "CERTAINTY",
    "CERTAINTY_RATINGS",
    "CHANGE",
    "COLLOCATES",
    "CONCORDANCE",
    "CONFUSION",
    "COPIES",
    "COPY_PAIRS",
    "CORRECTED",
    "CORRECTED_GAPS",
    "COVERAGE",
    "CUES",
    "DIFFERENCES",
    "DISTANCE",
    "DTYPES",
    "EDGES",
    "EVENTS",
    "EVIDENCE",
    "FLAWS",
    "GOLD",
    "HEARING",
    "KEYNESS",
    "KEYNESS_ACROSS",
    "LANGUAGES",
    "LOADED",
    "LOADED_RATES",
    "MARKED_WORDS",
    "MENTIONS",
    "MIXED",
    "NAMES",
    "OMISSIONS",
    "PROFILE",
    "REJECTS",
    "REPLIES",
    "SCORES",
    "SEGMENTS",
    "SENTENCES",
    "SHIFTS",
    "SHRUNK",
    "SKIPS",
    "SPEAKING",
    "SUGGESTIONS",
    "TABLES",
    "TIMELINE",
    "TRENDS",
    "UNITS",
    "VOICES",
    "WORD_SHIFT",
    "Column",
    "Schema",
]

TABLES: Mapping[str, Schema] = {
    schema.name: schema
    for schema in (
        ARTICLES, REJECTS, COPIES, SENTENCES, NAMES, ACTORS, SUGGESTIONS, MENTIONS, ATTRIBUTIONS,
        UNITS, SEGMENTS, SCORES, PROFILE, BOUNDS, DIFFERENCES, SHRUNK, MIXED,
        SPEAKING, HEARING, REPLIES,
        EDGES, CUES, DISTANCE, VOICES, COVERAGE, FLAWS, COPY_PAIRS, TIMELINE, LANGUAGES,
        CHANGE, TRENDS, SHIFTS, ALERTS, EVENTS, OMISSIONS, KEYNESS,
        WORD_SHIFT, COLLOCATES, CONCORDANCE, EVIDENCE,
        MARKED_WORDS, CERTAINTY, CERTAINTY_RATINGS,
        GOLD, AGREEMENT, CONFUSION, ACCURACY, CORRECTED, CORRECTED_GAPS,
    )
}  # fmt: skip
