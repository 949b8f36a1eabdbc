"""The tables that pass between the stages: their grain, their columns, their sort order.

Conventions that hold everywhere: offsets are 0-based, half-open and count code points. They point
into the article's ``text``, or into its ``title`` where ``zone`` is ``"headline"``; neither is ever
altered after loading. NaN means *not measured*, 0.0 means *measured neutral*, no mention means no
row. Times are UTC. The index carries no meaning.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from medialens.errors import SchemaError

DTYPES: Mapping[str, Any] = {
    "text": "str",  # missing allowed
    "integer": "Int64",  # missing allowed
    "number": "float64",
    "flag": "bool",
    "time": "datetime64[us, UTC]",
}


@dataclass(frozen=True)
class Column:
    """A column's kind (a key of `DTYPES`) and what its values mean."""

    kind: str
    meaning: str


@dataclass(frozen=True)
class Schema:
    """A table's name, what one row stands for, its columns, and the order of its rows."""

    name: str
    grain: str
    columns: Mapping[str, Column]
    sort: tuple[str, ...] = ()

    def check(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return `table` unchanged, or raise ``SchemaError`` naming what is absent."""
        absent = [column for column in self.columns if column not in table.columns]
        if absent:
            raise SchemaError(
                f"{self.name} table (one row per {self.grain}) lacks {absent}; "
                f"it has {list(table.columns)}"
            )
        return table

    def table(self, rows: Iterable[Mapping[str, Any]] | pd.DataFrame = ()) -> pd.DataFrame:
        """Return `rows` as a table of this schema: dtypes set, sorted, extra columns kept last.

        A column that no row carries is filled with missing values (``False`` for a flag).
        """
        frame = rows.copy() if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
        for name, column in self.columns.items():
            if name not in frame.columns:
                frame[name] = pd.Series(
                    [False if column.kind == "flag" else None] * len(frame),
                    index=frame.index,
                    dtype=object,
                )
            frame[name] = _as_kind(frame[name], column.kind)
        extra = [name for name in frame.columns if name not in self.columns]
        frame = frame[[*self.columns, *extra]]
        if self.sort:
            frame = frame.sort_values(list(self.sort), kind="stable")
        return frame.reset_index(drop=True)


def _as_kind(values: "pd.Series[Any]", kind: str) -> "pd.Series[Any]":
    if kind == "time":
        return pd.to_datetime(values, utc=True).astype(DTYPES["time"])
    if kind == "number":
        return pd.to_numeric(values).astype("float64")
    return values.astype(DTYPES[kind])


def _columns(**columns: tuple[str, str]) -> dict[str, Column]:
    return {name: Column(kind, meaning) for name, (kind, meaning) in columns.items()}


# What a scorer says of a unit; the same in the scores and in the evidence.
_JUDGEMENT = {
    "p_negative": ("number", "probability, missing for lexicon scorers"),
    "p_neutral": ("number", "probability, missing for lexicon scorers"),
    "p_positive": ("number", "probability, missing for lexicon scorers"),
    "value": ("number", "-1 (negative) to +1 (positive); missing: not scored"),
    "label": (
        "text",
        "negative, neutral or positive: the most probable, for a lexicon the sign of the value; "
        "missing: not scored",
    ),
    "is_uncertain": ("flag", "True: too unsure to count; shown, not counted"),
    "outcome": (
        "text",
        "scored; cropped (long text, words far from the actor not read); or why there is no "
        "value: other_language, no_target (the actor is not in the words of this voice), "
        "no_words (no word to read besides the name)",
    ),
}

ARTICLES = Schema(
    "articles",
    "article",
    _columns(
        article_id=("text", "stable: 16 hex digits, hash of outlet, url or title, and text"),
        outlet=("text", "who published it; 'unknown outlet' where the source does not say"),
        published=("time", "when; missing with a reason in published_note"),
        published_note=("text", "why published is missing, or empty"),
        language=("text", "ISO 639-1 code: the file's, the collection's, or detected"),
        title=("text", "headline, empty where there is none"),
        text=("text", "the body as it was read, paragraphs separated by line breaks"),
        url=("text", "address, or empty"),
        author=("text", "byline, or empty"),
        section=("text", "section or topic, or empty"),
        source_file=("text", "file it came from, relative to the collection"),
        source_row=("integer", "1-based row or record in that file"),
    ),
    sort=("outlet", "published", "article_id"),
)

REJECTS = Schema(
    "rejects",
    "rejected record",
    _columns(
        source_file=("text", "file it came from, relative to the collection"),
        source_row=("integer", "1-based row or record, missing where the whole file is meant"),
        field=("text", "the field at fault, or empty"),
        reason=("text", "what was found and what was expected"),
    ),
)

COPIES = Schema(
    "copies",
    "article in a copy cluster",
    _columns(
        article_id=("text", "the article"),
        cluster_id=("text", "article_id of the cluster's earliest article"),
        kind=("text", "original (the earliest) or copy"),
        similarity=("number", "Jaccard similarity of 5-word shingles with the original, 0 to 1"),
        source_id=("text", "article_id of the original; missing for the original itself"),
    ),
    sort=("cluster_id", "article_id"),
)

SENTENCES = Schema(
    "sentences",
    "sentence",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "0 is the headline; the text's sentences count from 1"),
        zone=("text", "headline, lead (first paragraph, at least two sentences) or body"),
        paragraph=("integer", "0-based paragraph of the text; -1 for the headline"),
        start=("integer", "offset of the first character"),
        end=("integer", "offset after the last character"),
    ),
    sort=("article_id", "sentence_id"),
)

ACTORS = Schema(
    "actors",
    "actor",
    _columns(
        actor_id=("text", "stable id"),
        name=("text", "the name to show"),
        kind=("text", "person, organisation, country, place, group, outlet or unknown"),
        origin=("text", "catalogue or discovered"),
        aliases=("text", "every form that stands for the actor, joined by ' | '"),
        note=("text", "what was merged and why, or empty"),
    ),
    sort=("actor_id",),
)

MENTIONS = Schema(
    "mentions",
    "mention of an actor",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        start=("integer", "offset of the first character"),
        end=("integer", "offset after the last character"),
        surface=("text", "the words of the text"),
        actor_id=("text", "the actor meant"),
        kind=("text", "name, title, metonym or pronoun"),
        zone=("text", "headline, lead or body"),
    ),
    sort=("article_id", "sentence_id", "start"),
)

ATTRIBUTIONS = Schema(
    "attributions",
    "attributed span (the parts of one broken quotation share an attribution_id)",
    _columns(
        article_id=("text", "the article"),
        attribution_id=("integer", "0-based within the article, in order of the first span"),
        sentence_id=("integer", "sentence in which the span starts"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the content's first character"),
        end=("integer", "offset after the content's last character"),
        source_start=("integer", "offset of the source phrase; missing if no source is named"),
        source_end=("integer", "offset after the source phrase"),
        source=("text", "the source phrase as the text has it, or empty"),
        actor_id=("text", "the actor who speaks; missing if unnamed or unresolved"),
        voice=("text", "named, anonymous or relay (an outlet passing on another's words)"),
        depth=("integer", "1: the outlet quotes the source; 2: a source quotes a source; ..."),
        parent_id=("integer", "attribution_id one level up; missing at depth 1"),
        type=("text", "direct, mixed or indirect"),
        cue=("text", "the reporting word or phrase"),
        cue_class=("text", "neutral, assertive, factive, distancing, concession or none"),
    ),
    sort=("article_id", "start", "depth"),
)

UNITS = Schema(
    "units",
    "actor, sentence and voice (several mentions there count once)",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        actor_id=("text", "the actor mentioned"),
        voice=("text", "own, named, anonymous or relay: whose words the mention stands in"),
        speaker_id=("text", "actor who speaks; missing for own and unresolved voices"),
        start=("integer", "offset of the first mention"),
        end=("integer", "offset after the first mention"),
        sentence=("text", "the whole sentence"),
        segment=("text", "the sentence with every other voice blanked; same length, same offsets"),
        target_start=("integer", "offset of the mention within sentence and segment"),
        target_end=("integer", "offset after the mention within sentence and segment"),
    ),
    sort=("article_id", "sentence_id", "actor_id", "voice"),
)

SCORES = Schema(
    "scores",
    "unit and measure",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        start=("integer", "offset of the mention scored"),
        end=("integer", "offset after the mention scored"),
        actor_id=("text", "the actor scored"),
        voice=("text", "own, named, anonymous or relay"),
        measure=("text", "portrayal (any voice), own_stance (own voice) or voiced_stance (quoted)"),
        **_JUDGEMENT,
        scorer=("text", "name of the scorer"),
        trace=("text", "JSON list of {word, start, end, points, rule}; offsets in the sentence"),
    ),
    sort=("article_id", "sentence_id", "actor_id", "voice", "measure"),
)

PROFILE = Schema(
    "profile",
    "outlet, actor and measure",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal, own_stance or voiced_stance"),
        n_mentions=("integer", "units scored or not: one per sentence and voice"),
        n_articles=("integer", "articles with at least one unit that counts"),
        n_clusters=("integer", "the same after copies within the outlet are collapsed"),
        n_unscored=("integer", "units that do not count: without a value, or too unsure"),
        n_uncertain=("integer", "units too unsure to count; they are part of n_unscored as well"),
        n_negative=("integer", "units that count, with the label negative"),
        n_neutral=("integer", "units that count, with the label neutral"),
        n_positive=("integer", "units that count, with the label positive"),
        mean=("number", "mean over distinct articles of the article mean, -1 to +1"),
        ci_low=("number", "lower end of the 95 % t interval"),
        ci_high=("number", "upper end of the 95 % t interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
    ),
    sort=("actor_id", "measure", "outlet"),
)

DIFFERENCES = Schema(
    "differences",
    "pair of outlets, actor and measure",
    _columns(
        outlet_a=("text", "first outlet"),
        outlet_b=("text", "second outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal, own_stance or voiced_stance"),
        n_a=("integer", "distinct articles of the first outlet"),
        n_b=("integer", "distinct articles of the second outlet"),
        gap=("number", "mean of a minus mean of b, -2 to +2"),
        ci_low=("number", "lower end of Welch's 95 % interval"),
        ci_high=("number", "upper end of Welch's 95 % interval"),
        p=("number", "Welch's t test, two-sided"),
        q=("number", "Benjamini-Hochberg over all rows of the table"),
        detectable=("number", "gap that these two samples would find with 80 % power"),
    ),
    sort=("q", "p", "actor_id", "measure", "outlet_a", "outlet_b"),
)

SPEAKING = Schema(
    "speaking",
    "outlet and actor",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        n_articles=("integer", "the outlet's articles"),
        n_mentioning=("integer", "its articles that mention the actor"),
        n_voicing=("integer", "its articles that report the actor's words"),
        n_statements=("integer", "attributions to the actor"),
        words_quoted=("integer", "words of those attributions"),
        share_mentioning=("number", "n_mentioning / n_articles"),
        mentioning_low=("number", "lower end of its 95 % Wilson interval"),
        mentioning_high=("number", "upper end of its 95 % Wilson interval"),
        share_voicing=("number", "n_voicing / n_articles"),
        voicing_low=("number", "lower end of its 95 % Wilson interval"),
        voicing_high=("number", "upper end of its 95 % Wilson interval"),
    ),
    sort=("actor_id", "outlet"),
)

COVERAGE = Schema(
    "coverage",
    "outlet",
    _columns(
        outlet=("text", "the outlet"),
        n_articles=("integer", "its articles"),
        n_distinct=("integer", "the same after copies within the outlet are collapsed"),
        n_copied=("integer", "its articles that copy an earlier one, of any outlet"),
        n_words=("integer", "words of headlines and texts"),
        median_words=("number", "median words per article"),
        first=("time", "earliest date; missing where no article has one"),
        last=("time", "latest date"),
        n_undated=("integer", "articles without a date"),
    ),
    sort=("outlet",),
)

TIMELINE = Schema(
    "timeline",
    "outlet and period",
    _columns(
        outlet=("text", "the outlet"),
        period_start=("time", "first day of the day, week (Monday), month, quarter or year"),
        n_articles=("integer", "dated articles; 0 where the outlet has none in the period"),
    ),
    sort=("outlet", "period_start"),
)

LANGUAGES = Schema(
    "languages",
    "outlet and language",
    _columns(
        outlet=("text", "the outlet"),
        language=("text", "ISO 639-1 code, or empty where unknown"),
        n_articles=("integer", "articles in that language"),
    ),
    sort=("outlet", "language"),
)

KEYNESS = Schema(
    "keyness",
    "term",
    _columns(
        term=("text", "lower-cased word"),
        n_target=("integer", "occurrences in the target"),
        n_reference=("integer", "occurrences in the reference"),
        per_million_target=("number", "occurrences per million words of the target"),
        per_million_reference=("number", "occurrences per million words of the reference"),
        range_target=("integer", "target articles (copies collapsed) that use it"),
        range_reference=("integer", "reference articles (copies collapsed) that use it"),
        log_ratio=("number", "doublings: +1 is twice as frequent in the target"),
        log_ratio_low=("number", "lower end of the 95 % interval, words taken as independent"),
        log_ratio_high=("number", "upper end of the 95 % interval"),
        g2=("number", "log-likelihood, signed: positive where the target uses it more"),
        p=("number", "of permuted articles; missing where not computed"),
        q=("number", "Benjamini-Hochberg over the tested terms"),
    ),
    sort=("term",),
)

CONCORDANCE = Schema(
    "concordance",
    "occurrence of a term",
    _columns(
        article_id=("text", "the article"),
        outlet=("text", "the outlet"),
        published=("time", "when"),
        zone=("text", "headline or body"),
        start=("integer", "offset of the term"),
        end=("integer", "offset after the term"),
        left=("text", "the words before"),
        term=("text", "the term as the text has it"),
        right=("text", "the words after"),
    ),
    sort=("article_id", "zone", "start"),
)

EVIDENCE = Schema(
    "evidence",
    "scored sentence of one actor and voice",
    _columns(
        article_id=("text", "the article"),
        outlet=("text", "the outlet"),
        published=("time", "when"),
        title=("text", "headline"),
        url=("text", "address"),
        zone=("text", "headline, lead or body"),
        sentence_id=("integer", "the sentence"),
        start=("integer", "offset of the mention in the article"),
        end=("integer", "offset after the mention"),
        actor_id=("text", "the actor"),
        voice=("text", "own, named, anonymous or relay"),
        speaker_id=("text", "actor who speaks, missing for the outlet's own voice"),
        sentence=("text", "the sentence"),
        segment=("text", "the sentence with every other voice blanked: what was scored"),
        target_start=("integer", "offset of the mention in the sentence"),
        target_end=("integer", "offset after it"),
        scorer=("text", "name of the scorer"),
        **_JUDGEMENT,
        weight=(
            "number",
            "share of this row in the outlet's mean of the measure; 0: not scored, or too unsure",
        ),
        trace=("text", "JSON list of {word, start, end, points, rule}"),
    ),
    sort=("outlet", "published", "article_id", "sentence_id", "actor_id", "voice"),
)

TABLES: Mapping[str, Schema] = {
    schema.name: schema
    for schema in (
        ARTICLES, REJECTS, COPIES, SENTENCES, ACTORS, MENTIONS, ATTRIBUTIONS, UNITS,
        SCORES, PROFILE, DIFFERENCES, SPEAKING, COVERAGE, TIMELINE, LANGUAGES, KEYNESS,
        CONCORDANCE, EVIDENCE,
    )
}  # fmt: skip
