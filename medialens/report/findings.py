"""Findings: what a study's tables say in plain words, the most certain first, and what they can't.

A finding is beyond chance at a false-discovery rate of 10 % over every comparison made; nothing
else is called a finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from medialens.compare.intervals import wilson
from medialens.report import numbers
from medialens.study import Study

Q_FINDING = 0.10
OUTLETS_DRAWN = 20
WORDING = {
    "own_stance": "in its own words",
    "voiced_stance": "in the words it quotes",
    "portrayal": "over all voices",
}


@dataclass(frozen=True)
class Finding:
    """A sentence, the evidence it rests on, and its interval in brackets (empty for a count)."""

    text: str
    n: str
    interval: str = ""
    strength: float = 0.0  # of evidence, to order findings of one kind by
    evidence: str | None = None  # name of the report's list of its sentences


def number(value: float, *, signed: bool = False) -> str:
    """Write `value` with two significant digits, minus as a true minus sign.

    Examples
    --------
    >>> number(-0.31415, signed=True), number(12.34), number(0.0042)
    ('−0.31', '12', '0.0042')
    """
    digits = f"{value:.2g}"
    text = f"{float(digits):.0f}" if abs(float(digits)) >= 10 else digits
    return ("+" if signed and value > 0 else "") + text.replace("-", "−")


def interval(low: float, high: float) -> str:
    """Write an interval in brackets."""
    return numbers.interval(low, high)


def coverage_findings(study: Study) -> list[Finding]:
    """Say what must be mended before comparing, who published most and how much is copied."""
    table = study.coverage()
    total, copied = int(table["n_articles"].sum()), int(table["n_copied"].sum())
    top = table.sort_values(["n_articles", "outlet"], ascending=[False, True]).iloc[0]
    flaws = study.flaws()
    grave = flaws[flaws["severity"] == 1].head(2)
    found = [
        *(
            Finding(f"{row.found} {row.meaning}", f"{total:,} articles, {len(table)} outlets")
            for row in grave.itertuples()
        ),
        Finding(
            f"{top['outlet']} published the most: {top['n_articles']:,} of {total:,} articles.",
            f"{total:,} articles, {len(table)} outlets",
        ),
    ]
    if copied:
        low, high = wilson(copied, total)
        found.append(
            Finding(
                f"{number(100 * copied / total)} % of the articles ({copied:,}) repeat an earlier "
                "one almost word for word.",
                f"{total:,} articles",
                f"[{number(100 * float(low))} %, {number(100 * float(high))} %]",
            )
        )
    return found


def actor_findings(study: Study, actors: Sequence[str], *, most: int = 3) -> list[Finding]:
    """Return the gaps between outlets that are beyond chance, the most certain first.

    Their q is below `Q_FINDING`, and their interval leaves out 0.
    """
    table = study.differences(actors=actors)
    table = table[(table["q"] < Q_FINDING) & (table["ci_low"] * table["ci_high"] > 0)]
    return [_gap(row) for _, row in table.head(most).iterrows()]


def _gap(row: "pd.Series[Any]") -> Finding:
    sign = 1 if row["gap"] >= 0 else -1
    kinder, harsher = (row["outlet_a"], row["outlet_b"])[::sign]
    return Finding(
        f"{harsher} writes more negatively of {row['actor']} than {kinder} "
        f"{WORDING[row['measure']]}: gap {number(abs(row['gap']))} on a scale from −1 to +1."
        f"{_on_the_same_events(row, sign)}",
        f"{row['n_a']} and {row['n_b']} articles",
        interval(*sorted((sign * row["ci_low"], sign * row["ci_high"]))),
    )


def _on_the_same_events(row: "pd.Series[Any]", sign: int) -> str:
    """Say what is left of a gap on events that both outlets cover, if there are enough."""
    if pd.isna(row["n_events"]):
        return ""
    if pd.isna(row["matched_low"]):
        shared = numbers.count(int(row["n_events"]), "event")
        return f" They share {shared}, too few to tell whether the choice of events makes it."
    bounds = sorted((sign * row["matched_low"], sign * row["matched_high"]))
    ends = numbers.interval(*bounds, signed=True)
    return (
        f" On the {row['n_events']} events that both cover it is "
        f"{numbers.number(sign * row['matched_gap'], signed=True)} {ends}."
    )


def voice_findings(study: Study, actors: Sequence[str]) -> list[Finding]:
    """Name the actors that many articles mention and none lets speak."""
    table = study.actors[study.actors["actor_id"].isin(actors)]
    silent = table[(table["n_mentions"] >= 5) & (table["n_statements"] == 0)]
    total = len(study.corpus)
    return [
        Finding(
            f"{row['name']} is spoken about and never speaks: named {row['n_mentions']} times, and "
            "none of its words are reported.",
            f"named in {row['n_articles']} of {total} {'article' if total == 1 else 'articles'}",
        )
        for _, row in silent.head(1).iterrows()
    ]


def keyword_findings(table: pd.DataFrame, target: str, reference: str) -> list[Finding]:
    """Say which words differ beyond chance between `target` and `reference`, strongest first."""
    sure = table[table["q"] < Q_FINDING]
    order = sure["g2"].abs().sort_values(ascending=False, kind="stable").index
    return [_keyword(row, target, reference) for _, row in sure.loc[order].head(3).iterrows()]


def _keyword(row: "pd.Series[Any]", target: str, reference: str) -> Finding:
    sign = 1 if row["log_ratio"] >= 0 else -1
    more, less = (target, reference)[::sign]
    bounds = sorted(sign * row[name] for name in ("log_ratio_low", "log_ratio_high"))
    return Finding(
        f"“{row['term']}” is {number(2 ** abs(row['log_ratio']))} times as frequent in {more} "
        f"as in {less}.",
        f"{row['n_target'] + row['n_reference']} occurrences in "
        f"{row['range_target'] + row['range_reference']} articles",
        interval(*(2**bound for bound in bounds)),
        strength=abs(row["g2"]),
    )


def coverage_limits(study: Study) -> list[str]:
    """Say what the collection itself does not allow."""
    corpus, articles = study.corpus, study.corpus.articles
    limits = list(corpus.notices)
    if len(corpus.outlets) == 1:
        limits.append(f"One outlet only ({corpus.outlets[0]}): nothing can be compared.")
    undated = int(articles["published"].isna().sum())
    if undated:
        limits.append(
            f"{undated} of {len(articles)} articles have no date and stay off the timeline."
        )
    if len(corpus.rejects):
        limits.append(f"{len(corpus.rejects)} records were rejected; the table below says why.")
    return limits


def actor_limits(study: Study, actors: Sequence[str]) -> list[str]:
    """Say which comparisons could not be made, and what share could not be scored."""
    limits = []
    if len(study.corpus.outlets) == 1:
        limits.append(f"One outlet only ({study.corpus.outlets[0]}): nothing can be compared.")
    profile = study.profile(actors=actors)
    own = profile[profile["measure"] != "portrayal"]
    few = int((own["status"] == "too few").sum())
    if few:
        limits.append(
            f"{few} of {len(own)} combinations of outlet, actor and voice rest on fewer than five "
            "distinct articles: their sentences are listed, no number is given."
        )
    limits += _uncounted(own) + _hanging(study.bounds(actors=actors))
    n_outlets = own.loc[own["status"] != "too few", "outlet"].nunique()
    if n_outlets > OUTLETS_DRAWN:
        limits.append(
            f"The figure shows the {OUTLETS_DRAWN} outlets with most articles; the table has all "
            f"{n_outlets}."
        )
    return limits


def _uncounted(profile: pd.DataFrame) -> list[str]:
    """Say how many sentences move no mean: not scored, or scored too unsurely."""
    columns = ("n_mentions", "n_unscored", "n_uncertain")
    units, uncounted, unsure = (int(profile[column].sum()) for column in columns)
    limits = []
    if uncounted > unsure:
        limits.append(f"{uncounted - unsure} of {units} sentences could not be scored.")
    if unsure:
        limits.append(
            f"The scorer is too unsure of {unsure} of {units} sentences: they are listed with "
            "their values and count in no mean."
        )
    return limits


def _hanging(bounds: pd.DataFrame) -> list[str]:
    """Say which own-voice means change sign with whose wording indirect speech is."""
    given, turning = bounds["low"].count(), bounds[bounds["changes_sign"]]
    if turning.empty:
        return []
    row = turning.iloc[(turning["high"] - turning["low"]).to_numpy().argmax()]
    means = row[["mean_without", "mean_with"]].astype(float)
    places = numbers.decimals(means.abs().max())
    without, whole = (numbers.number(mean, places=places, signed=True) for mean in means)
    means_given = numbers.count(int(given), "own-voice mean")
    text = (
        f"The sign of {len(turning)} of {means_given} hangs on whether the wording of indirect "
        f"speech is the outlet's: {row['outlet']} on {row['actor']} has {without} without it, "
        f"{whole} with it."
    )
    if not _is_beyond_chance(turning).any():
        text += " No such sign was certain to begin with: the intervals hold zero."
    return [text]


def _is_beyond_chance(bounds: pd.DataFrame) -> "pd.Series[bool]":
    """Return where the interval of either mean leaves zero out."""
    without = bounds["without_low"] * bounds["without_high"] > 0
    return without | (bounds["with_low"] * bounds["with_high"] > 0)


def keyword_limits(study: Study, tested: Sequence[int], *, n_left_out: int) -> list[str]:
    """Say which keyword comparisons could not be made; `tested` counts the words of each."""
    if len(study.corpus.outlets) == 1:
        return [f"One outlet only ({study.corpus.outlets[0]}): no words to compare with."]
    limits = []
    if n_left_out:
        limits.append(
            f"{n_left_out} of {len(study.corpus.outlets)} outlets have fewer than ten articles, or "
            "are not among the eight with most; name one as the target to see its words."
        )
    empty = sum(count == 0 for count in tested)
    if empty:
        limits.append(
            f"{empty} of {len(tested)} comparisons have no word with ten occurrences in three "
            "articles: too little text."
        )
    return limits


def with_evidence(profile: pd.DataFrame, *, most: int = OUTLETS_DRAWN) -> pd.DataFrame:
    """Return a profile without the outlets that have too few articles on every actor in it.

    Of what is left, the `most` outlets with most articles, so that a figure stays legible.
    """
    measured = profile[profile["status"] != "too few"]
    if measured.empty:
        return profile
    sums = measured.groupby("outlet")["n_articles"].sum().reset_index()
    largest = sums.sort_values(["n_articles", "outlet"], ascending=[False, True]).head(most)
    return profile[profile["outlet"].isin(largest["outlet"])]
