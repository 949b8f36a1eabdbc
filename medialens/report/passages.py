"""Passages: places in the articles as `EVIDENCE` without a score, for figures that count words.

A figure of articles, voices or words has no scored sentences behind it. What it counted can be
read all the same: the sentence around each place, with its byline and whose words it holds.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import product

import pandas as pd

from medialens.compare.periods import days_of, fitting_period, number_periods, period_starts
from medialens.schemas import EVIDENCE
from medialens.study import Study
from medialens.text.normal import searchable
from medialens.text.words import word_spans

EACH = 20  # passages kept of a part; a page shows fewer, the file all of them
OPENING = 240  # letters of an article's first paragraph
OUTLETS = 30  # as many as the figure of coverage draws
PLACE = ["article_id", "part"]


def articles_listed(study: Study, *, period: str = "auto") -> pd.DataFrame:
    """Return each article by its first words, for the figures of coverage.

    Parameters
    ----------
    study : Study
        The analysis; nothing is annotated for this.
    period : str, default "auto"
        As in `Study.timeline`.

    Returns
    -------
    DataFrame
        An `EVIDENCE` table of the thirty largest outlets, by outlet and date, with the column
        ``period``: the first day of the article's period, missing where it has no date.
    """
    articles = study.corpus.articles
    largest = study.coverage().sort_values(["n_articles", "outlet"], ascending=[False, True])
    articles = articles[articles["outlet"].isin(largest["outlet"].head(OUTLETS))]
    keys = ["article_id", "outlet", "published", "title", "url"]
    table = articles[keys].assign(
        sentence=[_opening(text) for text in articles["text"]],
        period=_periods(study.corpus.articles["published"], period).loc[articles.index],
    )
    return EVIDENCE.table(table)


def passages(study: Study, places: pd.DataFrame) -> pd.DataFrame:
    """Return the sentence around each place: an `EVIDENCE` table in the order of `places`.

    Parameters
    ----------
    study : Study
        The analysis.
    places : DataFrame
        Columns article_id, zone, start and end: half-open offsets in headline or text. Columns
        voice and speaker_id are kept where they are there; by default they are those of the
        segment that holds the place. Other columns are kept last.

    Returns
    -------
    DataFrame
        The place is marked as the target, up to the end of its sentence.
    """
    articles = study.corpus.articles[["article_id", "outlet", "published", "title", "url", "text"]]
    table = places[[name for name in places if name == "article_id" or name not in articles]]
    table = table.merge(articles, on="article_id").assign(part=_part(table["zone"]))
    table["at"] = range(len(table))
    table[["start", "end"]] = table[["start", "end"]].astype("int64")
    table = _around(
        table, study.tables.sentences[["article_id", "sentence_id", "zone", "start", "end"]]
    )
    if "voice" not in table:
        table = _voiced(table, study.segments)
    table = table.sort_values("at", ignore_index=True)
    where = table["title"].where(table["part"] == "headline", table["text"])
    table["sentence"] = [
        text[first:last]
        for text, first, last in zip(where, table["first"], table["last"], strict=True)
    ]
    table["target_start"] = table["start"] - table["first"]
    table["target_end"] = table[["end", "last"]].min(axis=1) - table["first"]
    found = EVIDENCE.table(table.drop(columns=["part", "text", "first", "last"]))
    return found.sort_values("at", ignore_index=True).drop(columns="at")


def spread(places: pd.DataFrame, by: Sequence[str], *, each: int = EACH) -> pd.DataFrame:
    """Keep `each` places of every part, from different articles first; ``n_all`` counts them all.

    Parts keep their order, and within a part and an article places keep theirs.
    """
    keys = list(by)
    table = places.assign(
        n_all=places.groupby(keys)["article_id"].transform("size"),
        part_number=places.groupby(keys, sort=False).ngroup(),
        nth=places.groupby([*keys, "article_id"]).cumcount(),
    ).sort_values(["part_number", "nth"], kind="stable")
    kept = table.groupby(keys, sort=False).head(each)
    return kept.drop(columns=["part_number", "nth"]).reset_index(drop=True)


def find_words(articles: pd.DataFrame, terms: Collection[str]) -> pd.DataFrame:
    """Return where words or sequences of words stand, counted as in the keyness tables.

    Columns: article_id, outlet, zone (headline or text), term, start, end; by article and place.
    """
    lengths = sorted({term.count(" ") + 1 for term in terms})
    columns = ["article_id", "outlet", "title", "text"]
    rows = [
        (article_id, outlet, zone, term, start, end)
        for article_id, outlet, title, text in articles[columns].itertuples(index=False)
        for zone, source in (("headline", title), ("text", text))
        for term, start, end in _places(source, set(terms), lengths)
    ]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "zone", "term", "start", "end"])


def _places(
    source: str, terms: Collection[str], lengths: Sequence[int]
) -> Iterator[tuple[str, int, int]]:
    plain = searchable(source)
    spans = word_spans(plain)
    found = [plain[start:end].lower() for start, end in spans]
    for at, n in product(range(len(found)), lengths):
        term = " ".join(found[at : at + n])
        if at + n <= len(found) and term in terms:
            yield term, spans[at][0], spans[at + n - 1][1]


def _opening(text: str) -> str:
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return first if len(first) <= OPENING else f"{first[:OPENING].rpartition(' ')[0]} …"


def _periods(published: "pd.Series[pd.Timestamp]", period: str) -> "pd.Series[pd.Timestamp]":
    """Return the first day of each article's period; missing where there is no date."""
    dated = published.dropna()
    if dated.empty:
        return published
    days = days_of(dated)
    length = fitting_period(days) if period == "auto" else period
    first = pd.DatetimeIndex(period_starts(number_periods(days, length), length), tz="UTC")
    return pd.Series(first, index=dated.index).reindex(published.index)


def _part(zone: "pd.Series[str]") -> "pd.Series[str]":
    return zone.where(zone == "headline", "text").astype("str")


def _around(table: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Add the sentence that holds each place: its number, zone, first and last offset."""
    known = sentences.assign(
        part=_part(sentences["zone"]),
        first=sentences["start"].astype("int64"),
        last=sentences["end"].astype("int64"),
    ).drop(columns=["start", "end"])
    left = table.drop(columns=["zone", "sentence_id"], errors="ignore").sort_values("start")
    return pd.merge_asof(
        left, known.sort_values("first"), left_on="start", right_on="first", by=PLACE
    ).dropna(subset=["first"])


def _voiced(table: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Add voice and speaker of the segment that holds each place; a source by its phrase."""
    known = segments.assign(
        part=_part(segments["zone"]),
        start=segments["start"].astype("int64"),
        speaker_id=speakers(segments),
    )[[*PLACE, "start", "voice", "speaker_id"]]
    return pd.merge_asof(
        table.sort_values("start"), known.sort_values("start"), on="start", by=PLACE
    )


def speakers(table: pd.DataFrame) -> "pd.Series[str]":
    """Return who speaks: the actor's id where one is known, else the source as the text has it."""
    source = table["source"].where(table["source"].fillna("").ne(""))
    ids = table["speaker_id"] if "speaker_id" in table else table["actor_id"]
    return ids.fillna(source)
