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
        'scored; cropped (long text, words far from the actor not read); leftover (only "she '
        'denied" is left of the sentence in this voice: 0 by rule); or why there is no '
        "value: other_language, no_target (the actor is not in the words of this voice), "
        "no_words (no word to read besides the name), no_answer (a service gave none that "
        "could be understood)",
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

SKIPS = Schema(
    "skips",
    "record left out by rule",
    _columns(
        source_file=("text", "file it came from, relative to the collection"),
        source_row=("integer", "1-based row or record, missing where the whole file is meant"),
        rule=("text", "why such records are no articles of the collection"),
        note=("text", "the particulars: the place of the article it repeats, a media type"),
    ),
)

COPIES = Schema(
    "copies",
    "article in a copy cluster",
    _columns(
        article_id=("text", "the article"),
        cluster_id=("text", "article_id of the cluster's earliest article"),
        kind=("text", "original (the earliest), copy, version (same outlet) or derived"),
        similarity=("number", "Jaccard similarity of 5-word runs with source_id, 0 to 1"),
        containment=(
            "number",
            "share of the article's words in 5-word runs that source_id has too, 0 to 1",
        ),
        source_id=("text", "article it copies or draws on; missing for the original itself"),
        agency=("text", "news agency that the article names as its source, if any"),
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
        part_of=("text", "id of the body the actor belongs to, or missing"),
    ),
    sort=("actor_id",),
)

SUGGESTIONS = Schema(
    "suggestions",
    "form of an actor of a catalogue draft (doubtful merges first, then by n_articles)",
    _columns(
        actor_id=("text", "stable id, made of the name; the catalogue's own where it has one"),
        name=("text", "the name to show"),
        kind=("text", "person, organisation, country, place, group, outlet or unknown"),
        origin=("text", "catalogue or discovered"),
        n_articles=("integer", "articles that mention the actor by any form"),
        n_mentions=("integer", "mentions by any form"),
        form=("text", "a form that stands for the actor; the name itself is the first"),
        form_kind=("text", "name, title or metonym"),
        n_form=("integer", "mentions by this form; 0: licensed by another form, not seen"),
        valid_from=("text", "first day on which the form means the actor, ISO 8601, or missing"),
        valid_to=("text", "last such day, or missing"),
        part_of=("text", "id of the body the actor belongs to, or missing"),
        apart=("text", "JSON list of names that are not the actor's"),
        note=("text", "what was merged and why, or empty"),
        doubts=("text", "JSON list of what a person should look at, doubtful merges and kinds"),
    ),
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
        type=("text", "direct, mixed, indirect or free (a headline's 'Minister: tax to rise')"),
        cue=("text", "the reporting word or phrase"),
        cue_class=("text", "neutral, assertive, factive, distancing, concession or none"),
    ),
    sort=("article_id", "start", "depth"),
)

UNITS = Schema(
    "units",
    "actor, sentence and report, or own words (several mentions there count once)",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        actor_id=("text", "the actor mentioned"),
        voice=("text", "own, named, anonymous or relay: whose words the mention stands in"),
        speaker_id=("text", "actor who speaks; missing for own and unresolved voices"),
        is_ambiguous=(
            "flag",
            "True: reported by the outlet without quotation marks; may be the outlet's wording",
        ),
        is_leftover=(
            "flag",
            "True: besides the mention only reporting words, roles, time and place are left",
        ),
        start=("integer", "offset of the first mention"),
        end=("integer", "offset after the first mention"),
        sentence=("text", "the whole sentence"),
        segment=("text", "the sentence with every other voice blanked; same length, same offsets"),
        target_start=("integer", "offset of the mention within sentence and segment"),
        target_end=("integer", "offset after the mention within sentence and segment"),
    ),
    sort=("article_id", "sentence_id", "actor_id", "voice"),
)

SEGMENTS = Schema(
    "segments",
    "stretch of one voice (the stretches of a headline or a text cover it whole)",
    _columns(
        article_id=("text", "the article"),
        zone=("text", "headline (offsets into the title) or text"),
        start=("integer", "offset of the first character"),
        end=("integer", "offset after the last character"),
        n_words=("integer", "words that begin in the stretch"),
        voice=("text", "own, named, anonymous or relay: whose words they are"),
        depth=("integer", "0: the outlet; 1: a source of the outlet; 2: a source of a source; ..."),
        attribution_id=("integer", "the deepest attribution that holds it; missing for own"),
        type=("text", "own, direct, mixed, indirect or free"),
        cue_class=("text", "as in the attributions; missing for own"),
        speaker_id=("text", "actor who speaks; missing for own and unresolved voices"),
        source=("text", "the source phrase as the text has it, or empty"),
        chain=("text", "through whom the words came, the outlet first, joined by arrows"),
        is_ambiguous=(
            "flag",
            "True: reported without quotation marks; may be the wording of whoever reports it",
        ),
    ),
    sort=("article_id", "zone", "start"),
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
        is_ambiguous=("flag", "as in the units: may be the outlet's wording"),
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
        n_mentions=("integer", "units scored or not: one per sentence and report, or own words"),
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

BOUNDS = Schema(
    "bounds",
    "outlet and actor",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        n_own=("integer", "units in the outlet's own words that count"),
        n_ambiguous=("integer", "units in words that may be the outlet's, and that count"),
        n_unscored=("integer", "units of both kinds that do not count: no value, or too unsure"),
        n_articles_without=("integer", "articles with at least one own unit that counts"),
        n_clusters_without=("integer", "the same after copies within the outlet are collapsed"),
        mean_without=("number", "own stance, no ambiguous unit counted: the profile's mean"),
        without_low=("number", "lower end of its 95 % t interval"),
        without_high=("number", "upper end of its 95 % t interval"),
        n_articles_with=("integer", "articles with at least one unit of either kind that counts"),
        n_clusters_with=("integer", "the same after copies within the outlet are collapsed"),
        mean_with=("number", "own stance, every ambiguous unit counted as the outlet's own"),
        with_low=("number", "lower end of its 95 % t interval"),
        with_high=("number", "upper end of its 95 % t interval"),
        low=("number", "the smaller of the two means; missing where one of them is"),
        high=("number", "the larger of the two means; missing where one of them is"),
        changes_sign=("flag", "True: low is below 0 and high above it"),
        status=("text", "of n_clusters_without: enough (10), thin (5 to 9) or too few"),
    ),
    sort=("actor_id", "outlet"),
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
        p=("number", "two-sided, of permuted articles, Welch's t as the statistic"),
        p_family=("number", "the same, Westfall-Young over all rows of the table"),
        q=("number", "Benjamini-Hochberg over all rows of the table"),
        n_tests=("integer", "rows of the table: the tests that q and p_family answer for"),
        detectable=("number", "gap that these two samples would find with 80 % power"),
        n_events=("integer", "events that both cover; missing where no events were given"),
        n_matched_a=("integer", "distinct articles of the first outlet on them"),
        n_matched_b=("integer", "distinct articles of the second outlet on them"),
        matched_gap=("number", "the gap within events that both cover; missing without any"),
        matched_low=("number", "lower end of its 95 % t interval; missing below 5 such events"),
        matched_high=("number", "upper end of its 95 % t interval"),
        p_matched=("number", "two-sided, of articles permuted within events"),
        selection=("number", "part of the gap from the choice of events; missing below 5 shared"),
        selection_one_sided=("number", "of it: from events that only one of the two covers"),
        selection_mix=("number", "of it: from covering shared events in other proportions"),
        presentation=("number", "part from how they write of the same events; the rest of gap"),
        presentation_low=("number", "lower end of its 95 % t interval; missing below 5 events"),
        presentation_high=("number", "upper end of its 95 % t interval"),
    ),
    sort=("q", "p", "actor_id", "measure", "outlet_a", "outlet_b"),
)

SHRUNK = Schema(
    "shrunk",
    "outlet, actor and measure with at least five outlets",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal, own_stance or voiced_stance"),
        n_clusters=("integer", "distinct articles"),
        mean=("number", "mean over distinct articles, -1 to +1"),
        tau=("number", "standard deviation between outlets beyond chance; 0: none"),
        weight=("number", "share of the outlet's own mean in shrunk, 0 to 1"),
        shrunk=("number", "mean drawn toward that of all outlets, the more the fewer articles"),
        ci_low=("number", "lower end of its 95 % empirical Bayes interval"),
        ci_high=("number", "upper end of its 95 % empirical Bayes interval"),
        rank=("integer", "1: highest shrunk mean; missing under 20 distinct articles or tau 0"),
    ),
    sort=("actor_id", "measure", "outlet"),
)

MIXED = Schema(
    "mixed",
    "outlet of a mixed model (one model per actor and measure)",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal, own_stance or voiced_stance"),
        n_clusters=("integer", "distinct articles of the outlet"),
        n_events=("integer", "events in the model, articles without one among them"),
        n_authors=("integer", "authors named in the model"),
        gap=("number", "the outlet minus the mean of all outlets, -2 to +2; missing: no model"),
        ci_low=("number", "lower end of Wald's 95 % interval: too narrow with few outlets"),
        ci_high=("number", "upper end of Wald's 95 % interval"),
        sd_event=("number", "standard deviation between events; missing: not in the model"),
        sd_author=("number", "standard deviation between authors; missing: not in the model"),
        sd_article=("number", "standard deviation of articles within both"),
        is_converged=("flag", "whether the fit converged; without it there are no numbers"),
        note=("text", "why there is no model, or empty"),
    ),
    sort=("actor_id", "measure", "outlet"),
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

_INTERVAL = "end of its 95 % bootstrap interval; missing below 40 distinct articles"

HEARING = Schema(
    "hearing",
    "outlet and actor that it mentions or lets speak",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        n_clusters=("integer", "distinct articles that mention the actor or let it speak"),
        n_mentions=("integer", "mentions of the actor in them"),
        share_mentions=("number", "n_mentions / mentions of all actors in the outlet"),
        n_statements=("integer", "statements of the actor in them, nested ones too"),
        share_statements=("number", "n_statements / statements of all known actors in the outlet"),
        voice_ratio=(
            "number",
            "log2 of share_statements / share_mentions, half a count added to each; +1: twice as "
            "much heard as mentioned; missing where status is too few",
        ),
        ratio_low=("number", f"lower {_INTERVAL} in the outlet"),
        ratio_high=("number", f"upper {_INTERVAL} in the outlet"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        note=("text", "why an interval or a number is missing, or empty"),
    ),
    sort=("actor_id", "outlet"),
)

REPLIES = Schema(
    "replies",
    "outlet and actor that it, or a source in it, speaks ill of",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        n_criticizing=("integer", "distinct articles with a negative sentence about the actor"),
        n_replied=("integer", "of them, those that report words of the actor or its side"),
        share_replied=("number", "n_replied / n_criticizing; missing where status is too few"),
        replied_low=("number", "lower end of its 95 % Wilson interval"),
        replied_high=("number", "upper end of its 95 % Wilson interval"),
        n_own=("integer", "of n_criticizing, those with a negative sentence in the own voice"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
    ),
    sort=("actor_id", "outlet"),
)

EDGES = Schema(
    "edges",
    "outlet, source and actor spoken about",
    _columns(
        outlet=("text", "the outlet that prints it"),
        source=("text", "actor_id of who speaks; the source_kind where no actor is meant"),
        source_kind=(
            "text",
            "actor, named (a source that is none of the actors), anonymous, relay or own (the "
            "outlet itself)",
        ),
        actor_id=("text", "the actor spoken about"),
        n_sentences=("integer", "sentences in which the source speaks of the actor, scored or not"),
        n_articles=("integer", "articles with at least one of them that counts"),
        n_clusters=("integer", "the same after copies within the outlet are collapsed"),
        n_negative=("integer", "sentences that count, with the label negative"),
        n_neutral=("integer", "sentences that count, with the label neutral"),
        n_positive=("integer", "sentences that count, with the label positive"),
        n_unscored=("integer", "sentences that do not count: without a value, or too unsure"),
        mean=("number", "mean over distinct articles of the article mean, -1 to +1"),
        ci_low=("number", "lower end of the 95 % t interval"),
        ci_high=("number", "upper end of the 95 % t interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        is_self=("flag", "True: an actor speaking of itself"),
    ),
    sort=("outlet", "source_kind", "source", "actor_id"),
)

CUES = Schema(
    "cues",
    "outlet, source and class of reporting words",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor who speaks; missing: all sources of the outlet together"),
        cue_class=("text", "neutral, assertive, factive, distancing, concession or none"),
        n_clusters=("integer", "distinct articles with a statement of the source"),
        n_statements=("integer", "its statements in them that the outlet itself reports"),
        n_cues=("integer", "statements whose reporting word is of the class"),
        share=("number", "n_cues / n_statements; missing where status is too few"),
        n_with=("integer", "distinct articles with at least one of them"),
        share_with=("number", "n_with / n_clusters; missing where status is too few"),
        with_low=("number", "lower end of its 95 % Wilson interval"),
        with_high=("number", "upper end of its 95 % Wilson interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
    ),
    sort=("actor_id", "outlet", "cue_class"),
)

DISTANCE = Schema(
    "distance",
    "outlet and source",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor who speaks; missing: all sources of the outlet together"),
        n_clusters=("integer", "distinct articles that report the source with a reporting word"),
        n_cued=("integer", "its statements in them that the outlet reports with such a word"),
        n_distancing=("integer", "of them, those with a distancing word"),
        n_factive=("integer", "of them, those with a factive word"),
        distance=("number", "(n_distancing - n_factive) / n_cued, -1 to +1"),
        ci_low=("number", "lower end of its 95 % interval; missing below 40 distinct articles"),
        ci_high=("number", "upper end of its 95 % interval"),
        baseline=("number", "the same over all sources of the outlet"),
        gap=("number", "distance minus baseline"),
        gap_low=("number", "lower end of its 95 % interval; missing below 40 distinct articles"),
        gap_high=("number", "upper end of its 95 % interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        note=("text", "why an interval or a number is missing, or empty"),
    ),
    sort=("actor_id", "outlet"),
)

VOICES = Schema(
    "voices",
    "outlet",
    _columns(
        outlet=("text", "the outlet"),
        n_articles=("integer", "its articles"),
        n_clusters=("integer", "the same after copies within the outlet are collapsed"),
        n_words=("integer", "words of headlines and texts"),
        words_own=("integer", "words in the outlet's own voice"),
        words_named=("integer", "words whose deepest source is named"),
        words_anonymous=("integer", "words whose deepest source is not named"),
        words_relay=("integer", "words that another outlet passes on"),
        share_own=("number", "words_own / n_words; missing where status is too few"),
        own_low=("number", f"lower {_INTERVAL}"),
        own_high=("number", f"upper {_INTERVAL}"),
        share_named=("number", "words_named / n_words"),
        named_low=("number", f"lower {_INTERVAL}"),
        named_high=("number", f"upper {_INTERVAL}"),
        share_anonymous=("number", "words_anonymous / n_words"),
        anonymous_low=("number", f"lower {_INTERVAL}"),
        anonymous_high=("number", f"upper {_INTERVAL}"),
        share_relay=("number", "words_relay / n_words"),
        relay_low=("number", f"lower {_INTERVAL}"),
        relay_high=("number", f"upper {_INTERVAL}"),
        n_statements=("integer", "attributions, nested ones too"),
        n_unnamed=("integer", "of them, those whose source is anonymous"),
        share_unnamed=("number", "n_unnamed / n_statements: the anonymity rate"),
        unnamed_low=("number", f"lower {_INTERVAL}"),
        unnamed_high=("number", f"upper {_INTERVAL}"),
        words_direct=("integer", "words of a source that stand between quotation marks"),
        share_direct=("number", "words_direct / all words that are not the outlet's own"),
        direct_low=("number", f"lower {_INTERVAL}"),
        direct_high=("number", f"upper {_INTERVAL}"),
        n_identified=("integer", "statements whose source is one of the actors"),
        n_sources=("integer", "actors who make them"),
        effective_sources=("number", "1 / sum of squared shares of the actors in n_identified"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        note=("text", "why an interval or a number is missing, or empty"),
    ),
    sort=("outlet",),
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

FLAWS = Schema(
    "flaws",
    "thing in the collection that can mislead a comparison (the gravest first)",
    _columns(
        severity=("integer", "1: mend it before comparing; 2: look at it; 3: know it"),
        kind=(
            "text",
            "names, silences, undated, languages, copies, texts, sizes or missing",
        ),
        outlet=("text", "the outlet meant; missing where it is about several"),
        n=("integer", "how many articles, outlets or days; missing where it is no count"),
        of=("integer", "of how many; missing where it is no share"),
        found=("text", "what is there, in a sentence"),
        meaning=("text", "what it does to a comparison, and what helps"),
        articles=(
            "text",
            "the first 1,000 article_ids, joined by ' | '; missing where none are meant",
        ),
    ),
    sort=("severity",),
)

COPY_PAIRS = Schema(
    "copy_pairs",
    "ordered pair of outlets that share texts (the most first)",
    _columns(
        outlet=("text", "the outlet"),
        other=("text", "the other outlet"),
        n_shared=("integer", "texts that both print, copies and derived texts"),
        n_later=("integer", "of them, those that the outlet prints later than the other"),
        n_agency=("integer", "of them, those that name a news agency"),
        share=("number", "n_shared / distinct articles of the outlet"),
    ),
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

CHANGE = Schema(
    "change",
    "outlet, actor, measure and period",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal, own_stance or voiced_stance"),
        period_start=("time", "first day of the day, week (Monday), month, quarter or year"),
        is_partial=("flag", "True: the collection begins or ends within the period"),
        n_outlet=("integer", "distinct articles of the outlet in the period"),
        n_mentioning=("integer", "of them, those with a sentence about the actor"),
        share=("number", "n_mentioning / n_outlet; missing where n_outlet is below 5"),
        share_low=("number", "lower end of its 95 % Wilson interval"),
        share_high=("number", "upper end of its 95 % Wilson interval"),
        n_clusters=("integer", "distinct articles with a value"),
        mean=("number", "mean over them of the article mean; missing where status is too few"),
        ci_low=("number", "lower end of its 95 % t interval"),
        ci_high=("number", "upper end of its 95 % t interval"),
        status=("text", "enough (10 distinct articles), thin (5 to 9) or too few"),
        gap=("number", "mean minus that of the period before; missing unless both have enough"),
        gap_low=("number", "lower end of its 95 % Welch interval"),
        gap_high=("number", "upper end of its 95 % Welch interval"),
        p=("number", "Welch's t test"),
        q=("number", "Benjamini-Hochberg over the gaps of the table"),
        detectable=("number", "the smallest gap that so many articles find four times in five"),
        share_gap=("number", "share minus that of the period before; n_outlet 10 in both"),
        share_gap_low=("number", "lower end of its 95 % Newcombe interval"),
        share_gap_high=("number", "upper end of its 95 % Newcombe interval"),
    ),
    sort=("actor_id", "measure", "outlet", "period_start"),
)

TRENDS = Schema(
    "trends",
    "outlet, actor and measure",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "a measure of the scores, or coverage: the share of articles on it"),
        first=("time", "first day of the first period with an article"),
        last=("time", "first day of the last such period"),
        n_periods=("integer", "periods with an article"),
        n_clusters=("integer", "distinct articles in them"),
        slope=("number", "rise of the mean (of the share) per period; missing where note is set"),
        ci_low=("number", "lower end of its 95 % interval, HC3 over periods"),
        ci_high=("number", "upper end of its 95 % interval"),
        p=("number", "two-sided"),
        q=("number", "Benjamini-Hochberg over the table"),
        note=("text", "why there is no slope, or empty"),
    ),
    sort=("actor_id", "measure", "outlet"),
)

SHIFTS = Schema(
    "shifts",
    "outlet, actor and measure",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "a measure of the scores, or coverage: the share of articles on it"),
        n_periods=("integer", "periods with an article"),
        n_clusters=("integer", "distinct articles in them"),
        is_shift=("flag", "True: a shift beyond chance, q < .10"),
        shift_start=("time", "first day of the new level; missing where there is no shift"),
        n_before=("integer", "distinct articles before it"),
        n_after=("integer", "distinct articles from it on"),
        mean_before=("number", "their mean (share) before"),
        mean_after=("number", "their mean (share) from it on"),
        gap=("number", "mean_after minus mean_before"),
        ci_low=("number", "lower end of its 95 % interval over periods, the place taken as known"),
        ci_high=("number", "upper end of that interval"),
        p=("number", "of shuffled periods, over all places; missing where not looked for"),
        q=("number", "Benjamini-Hochberg over the table"),
        note=("text", "that there is no shift, or why none was looked for; or empty"),
    ),
    sort=("actor_id", "measure", "outlet"),
)

ALERTS = Schema(
    "alerts",
    "outlet, or outlet and actor, whose count of the last whole period was looked at",
    _columns(
        finding_id=("text", "hash of measure, actor, outlet and window: the same in every run"),
        tier=("text", "composition, shift, watch or none"),
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor; missing: all articles of the outlet"),
        measure=("text", "what is counted: articles"),
        period=("text", "day, week, month, quarter or year"),
        period_start=("time", "first day of the period compared"),
        n_now=("integer", "distinct articles in it"),
        usual=("number", "mean of the periods before"),
        usual_low=("number", "lower end of the 95 % range for one count, if nothing changed"),
        usual_high=("number", "upper end of that range"),
        ratio=("number", "n_now / usual; missing where usual is 0"),
        p=("number", "negative binomial, two-sided; missing where not compared"),
        q=("number", "Benjamini-Hochberg over the actors' counts compared"),
        note=("text", "for the second period, why not compared, or empty"),
    ),
)

EVENTS = Schema(
    "events",
    "article in an event",
    _columns(
        article_id=("text", "the article"),
        event_id=("text", "article_id of the event's earliest article, or what a person wrote"),
        label=("text", "typical words of its headlines, or what a person wrote"),
        similarity=(
            "number",
            "mean cosine with the event's other texts, 0 to 1; 1: only copies; missing for user",
        ),
        origin=("text", "matched, or user: a person put the article there"),
    ),
    sort=("event_id", "article_id"),
)

OMISSIONS = Schema(
    "omissions",
    "event and outlet",
    _columns(
        event_id=("text", "the event"),
        label=("text", "its label"),
        outlet=("text", "the outlet"),
        status=("text", "covered, left out, not publishing (then) or undated (event)"),
        is_covered=("flag", "True: the collection has an article of the outlet on the event"),
        n_articles=("integer", "the outlet's articles on the event"),
        n_clusters=("integer", "the same after copies within the outlet are collapsed"),
        first=("time", "the outlet's first article on it; missing where there is no date"),
        n_unmatched=(
            "integer",
            "the outlet's articles of that time in no event at all: one of them may be on it",
        ),
        n_outlets=("integer", "outlets that cover the event"),
        n_publishing=("integer", "these and the outlets that left it out"),
        share=("number", "n_outlets / n_publishing; the same in all rows of an event"),
    ),
    sort=("event_id", "outlet"),
)

LOADED = Schema(
    "loaded",
    "wording that carries a standpoint",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the wording's first character"),
        end=("integer", "offset after its last character"),
        surface=("text", "the words of the text"),
        family=(
            "text",
            "verb, hedge, booster, label, passive, scare quotes or hedge drop",
        ),
        rule=("text", "what was found: the class, the word, the set and its member"),
        voice=("text", "own, named, anonymous or relay: whose words they are"),
        attribution_id=("integer", "the report it stands in; missing in the outlet's own words"),
        source=("text", "where the rule comes from in the literature"),
        note=("text", "why a hit is no fault; for a label, how it names"),
    ),
    sort=("article_id", "sentence_id", "start", "family"),
)

LOADED_RATES = Schema(
    "loaded_rates",
    "outlet, family, rule and voice (rule missing: the whole family)",
    _columns(
        outlet=("text", "the outlet"),
        family=("text", "as in the hits"),
        rule=("text", "as in the hits; missing: all rules of the family"),
        voice=("text", "own or quoted"),
        n_hits=("integer", "hits in distinct articles"),
        n_words=("integer", "words of that voice in them"),
        per_thousand=("number", "n_hits per 1,000 of n_words"),
        n_with=("integer", "distinct articles with a hit"),
        n_clusters=("integer", "distinct articles of the outlet"),
        share_with=("number", "n_with / n_clusters"),
        with_low=("number", "lower end of its 95 % Wilson interval"),
        with_high=("number", "upper end of its 95 % Wilson interval"),
    ),
    sort=("family", "rule", "voice", "outlet"),
)

KEYNESS = Schema(
    "keyness",
    "term",
    _columns(
        term=("text", "lower-cased word, or several joined by a space"),
        n_target=("integer", "occurrences in the target"),
        n_reference=("integer", "occurrences in the reference"),
        per_million_target=("number", "occurrences per million words of the target"),
        per_million_reference=("number", "occurrences per million words of the reference"),
        range_target=("integer", "target articles (copies collapsed) that use it"),
        range_reference=("integer", "reference articles (copies collapsed) that use it"),
        log_ratio=("number", "doublings: +1 is twice as frequent in the target"),
        log_ratio_low=("number", "lower end of the 95 % interval, articles drawn again"),
        log_ratio_high=("number", "upper end of the 95 % interval"),
        g2=("number", "log-likelihood, signed: positive where the target uses it more"),
        p=("number", "of permuted articles; missing where not computed"),
        q=("number", "Benjamini-Hochberg over the tested terms"),
        dp_norm_target=("number", "spread over target articles: 0 even, 1 in one; missing: none"),
        dp_norm_reference=("number", "spread over reference articles"),
        bic=("number", "|g2| - ln words: below 0 favors equal use, over 10 very strong"),
        z=("number", "weighted log-odds in standard errors, prior 500 words spread as both sides"),
    ),
    sort=("term",),
)

KEYNESS_ACROSS = Schema(
    "keyness_across",
    "term and outlet",
    _columns(
        term=("text", "lower-cased word, or several joined by a space"),
        outlet=("text", "the outlet"),
        n=("integer", "occurrences in the outlet"),
        per_million=("number", "occurrences per million words of the outlet"),
        range=("integer", "its articles (copies collapsed) that use it"),
        log_ratio=("number", "doublings against the other outlets together"),
        residual=("number", "adjusted residual: standard errors above or below the expected"),
        p_outlet=("number", "of permuted articles, for the largest residual of all outlets"),
        g2=("number", "log-likelihood of the term's table over all outlets, 0 or more"),
        df=("integer", "its degrees of freedom: outlets - 1"),
        p=("number", "of g2, of permuted articles; missing where not computed"),
        q=("number", "Benjamini-Hochberg over the tested terms"),
    ),
    sort=("term", "outlet"),
)

WORD_SHIFT = Schema(
    "word_shift",
    "scored word of two sides (the largest contribution first)",
    _columns(
        term=("text", "lower-cased word"),
        share_target=("number", "its share of the target's scored words"),
        share_reference=("number", "its share of the reference's scored words"),
        score=("number", "its score"),
        contribution=("number", "its part of the difference of the average scores"),
    ),
)

COLLOCATES = Schema(
    "collocates",
    "word near the places asked for (the highest log_dice first)",
    _columns(
        word=("text", "lower-cased word"),
        n_near=("integer", "occurrences within the window"),
        n_elsewhere=("integer", "occurrences in all other places of the sentences"),
        range=("integer", "distinct articles with one within the window"),
        log_dice=("number", "association, at most 14; +1: twice as close"),
        log_ratio=("number", "doublings: near against elsewhere"),
        g2=("number", "log-likelihood, signed: positive where it is more frequent near"),
    ),
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
        url=("text", "address of the article, or empty"),
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
        is_ambiguous=("flag", "as in the units: may be the outlet's wording"),
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

MARKED_WORDS = Schema(
    "marked_words",
    "quoted stretch that is nobody's reported speech",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the opening mark"),
        end=("integer", "offset after the closing mark"),
        words=("text", "the words between the marks"),
        kind=("text", "term, title, name, partial or scare: a reading to check, not a finding"),
        attribution_id=("integer", "the report around the marks; missing in the outlet's words"),
        voice=("text", "own, or the voice of the report around: named, anonymous or relay"),
        licence=("text", "the words that decided the kind; for partial the report's cue; or empty"),
    ),
    sort=("article_id", "sentence_id", "start"),
)

CERTAINTY = Schema(
    "certainty",
    "mark of certainty",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the mark's first character"),
        end=("integer", "offset after the mark's last character"),
        surface=("text", "the words of the text"),
        kind=(
            "text",
            "hedge, booster, factive, implicative, negation, question, conditional or future",
        ),
        level=("text", "certainty the mark leaves: CT, PR, PS, U; missing where it changes none"),
        polarity=("text", "- where the mark denies, else missing"),
        voice=("text", "own, named, anonymous or relay: whose words the mark stands in"),
        attribution_id=("integer", "the report it stands in; missing in the outlet's own words"),
    ),
    sort=("article_id", "sentence_id", "start", "end"),
)

CERTAINTY_RATINGS = Schema(
    "certainty_ratings",
    "sentence and source whose words it holds",
    _columns(
        article_id=("text", "the article"),
        sentence_id=("integer", "the sentence"),
        zone=("text", "headline, lead or body"),
        start=("integer", "offset of the source's first word in the sentence"),
        end=("integer", "offset after the source's last word in the sentence"),
        voice=("text", "own, named, anonymous or relay: the source rated"),
        attribution_id=("integer", "the report; missing for the outlet's own words"),
        level=("text", "CT certain, PR probable, PS possible, U not committed, for that source"),
        polarity=("text", "+ it is so, - it is not so, u not said"),
        marks=("text", "the words that decided, joined by ' | '; empty: none, so CT and +"),
    ),
    sort=("article_id", "sentence_id", "start", "end"),
)

GOLD = Schema(
    "gold",
    "coded item and measure",
    _columns(
        item=("text", "number of the item on the coding sheets"),
        article_id=("text", "the article that was read"),
        cluster_id=("text", "the distinct article that it stands for"),
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal or own_stance"),
        code=("number", "mean of the coders' codes, -1 to +1; missing: undecidable"),
        label=(
            "text",
            "negative, neutral, positive or undecidable: what more coders chose than any other "
            "code; missing: no code was",
        ),
        n_coders=("integer", "coders who gave a code or said undecidable"),
        n_undecidable=("integer", "of them, those who said undecidable"),
        n_drawn=("integer", "articles drawn of the outlet and actor, coded or not"),
        fingerprint=("text", "of the collection from which the sample was drawn"),
    ),
    sort=("outlet", "actor_id", "measure", "item"),
)

AGREEMENT = Schema(
    "agreement",
    "measure, and outlet or all outlets",
    _columns(
        measure=("text", "portrayal or own_stance"),
        outlet=("text", "the outlet, or 'all outlets'"),
        n_coders=("integer", "coders with a code"),
        n_items=("integer", "items to which two coders or more gave one of the four codes"),
        n_same=("integer", "of them, those on which all coders gave the same"),
        alpha_nominal=("number", "Krippendorff's alpha of the four codes, undecidable among them"),
        nominal_low=("number", "lower end of the 95 % bootstrap interval, articles drawn again"),
        nominal_high=("number", "upper end of it"),
        alpha_ordinal=("number", "Krippendorff's alpha of -1, 0, +1; undecidable is left out"),
        ordinal_low=("number", "lower end of the 95 % bootstrap interval, articles drawn again"),
        ordinal_high=("number", "upper end of it"),
        status=(
            "text",
            "of alpha_ordinal, by convention: rely (.800), tentative (.667), too low, or none",
        ),
    ),
    sort=("measure", "outlet"),
)

CONFUSION = Schema(
    "confusion",
    "measure, outlet or all outlets, and pair of labels",
    _columns(
        measure=("text", "portrayal or own_stance"),
        outlet=("text", "the outlet, or 'all outlets'"),
        human=("text", "the coders' label: negative, neutral or positive"),
        machine=("text", "the machine's: its value is below -1/3, between, or above +1/3"),
        n=("integer", "articles"),
    ),
    sort=("measure", "outlet", "human", "machine"),
)

ACCURACY = Schema(
    "accuracy",
    "measure, and outlet or all outlets",
    _columns(
        measure=("text", "portrayal or own_stance"),
        outlet=("text", "the outlet, or 'all outlets'"),
        n=("integer", "items with a label of the coders and a value of the machine"),
        n_right=("integer", "of them, those with the same label"),
        accuracy=("number", "n_right / n"),
        accuracy_low=("number", "lower end of the 95 % Wilson interval"),
        accuracy_high=("number", "upper end of it"),
        macro_f1=("number", "mean F1 of the labels that the coders gave"),
        error=("number", "mean of machine minus coders; above 0: the machine is too kind"),
        error_low=("number", "lower end of the 95 % t interval"),
        error_high=("number", "upper end of it"),
        p_accuracy=("number", "that outlets with equal accuracy differ so: articles shuffled"),
        p_error=("number", "that outlets with equal mean error differ so: articles shuffled"),
    ),
    sort=("measure", "outlet"),
)

CORRECTED = Schema(
    "corrected",
    "outlet, actor and measure with coded articles",
    _columns(
        outlet=("text", "the outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal or own_stance"),
        n_clusters=("integer", "distinct articles with a machine value"),
        n_gold=("integer", "of them, those that people coded, undecidable ones included"),
        n_undecidable=("integer", "of n_gold, those that are undecidable"),
        machine_mean=("number", "mean of the machine alone, over all of n_clusters"),
        gold_mean=("number", "mean of the people's codes alone"),
        trust=("number", "0: the machine adds nothing to the codes; 1: it is taken as it is"),
        mean=("number", "corrected mean, -1 to +1"),
        ci_low=("number", "lower end of the 95 % interval; missing where codes do not differ"),
        ci_high=("number", "upper end of it"),
        status=(
            "text",
            "enough (50 coded), coded in full (all of n_clusters, at least 10), thin (10 to 49: no "
            "claim) or too few",
        ),
    ),
    sort=("actor_id", "measure", "outlet"),
)

CORRECTED_GAPS = Schema(
    "corrected_gaps",
    "pair of outlets, actor and measure",
    _columns(
        outlet_a=("text", "first outlet"),
        outlet_b=("text", "second outlet"),
        actor_id=("text", "the actor"),
        measure=("text", "portrayal or own_stance"),
        n_gold_a=("integer", "coded articles of the first outlet"),
        n_gold_b=("integer", "coded articles of the second outlet"),
        machine_gap=("number", "mean of a minus mean of b, of the machine alone"),
        gap=("number", "the same of the corrected means"),
        ci_low=("number", "lower end of the 95 % interval of gap"),
        ci_high=("number", "upper end of it"),
        p=("number", "of gap, two-sided"),
        q=("number", "Benjamini-Hochberg over the rows that bear a claim: enough or coded in full"),
        status=("text", "as in the corrected means: that of the weaker outlet"),
    ),
    sort=("q", "p", "actor_id", "measure", "outlet_a", "outlet_b"),
)

TABLES: Mapping[str, Schema] = {
    schema.name: schema
    for schema in (
        ARTICLES, REJECTS, COPIES, SENTENCES, ACTORS, SUGGESTIONS, MENTIONS, ATTRIBUTIONS,
        UNITS, SEGMENTS, SCORES, PROFILE, BOUNDS, DIFFERENCES, SHRUNK, MIXED,
        SPEAKING, HEARING, REPLIES,
        EDGES, CUES, DISTANCE, VOICES, COVERAGE, FLAWS, COPY_PAIRS, TIMELINE, LANGUAGES,
        CHANGE, TRENDS, SHIFTS, ALERTS, EVENTS, OMISSIONS, KEYNESS,
        WORD_SHIFT, COLLOCATES, CONCORDANCE, EVIDENCE,
        MARKED_WORDS, CERTAINTY, CERTAINTY_RATINGS,
        GOLD, AGREEMENT, CONFUSION, ACCURACY, CORRECTED, CORRECTED_GAPS,
    )
}  # fmt: skip
