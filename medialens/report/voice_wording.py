"""Voice wording: what the tables of voices say in plain words, and what they can't."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from medialens.compare.resampling import FEWEST
from medialens.report import numbers
from medialens.report.findings import Finding

NAMED_LEAST = 5  # articles that name an actor of whom anything is said
HARDLY = 0.25  # of the articles that name it
EDGES_SHOWN = 2


def share_findings(pooled: pd.DataFrame, voices: pd.DataFrame) -> list[Finding]:
    """Say what share of the words belongs to sources; where no interval exists, how many words.

    Parameters
    ----------
    pooled, voices : DataFrame
        `VOICES` tables: all outlets as one, and each of them.
    """
    if pooled.empty or not pooled["n_words"].iloc[0]:
        return []
    row = pooled.iloc[0]
    quoted = row["n_words"] - row["words_own"]
    words = numbers.count(int(row["n_words"]), "word")
    if pd.isna(row["own_low"]):
        text = f"{numbers.number(quoted, places=0)} of {words} are those of a source."
        return [Finding(text, _articles(row))]
    ends, n = _ends(voices)
    return [
        Finding(
            f"{percent(1 - row['share_own'])} of the words are those of a source{ends}.",
            f"{words} in {_articles(row)}{n}",
            f"{percents(1 - row['own_high'], 1 - row['own_low'])}{' for all outlets' * bool(ends)}",
        )
    ]


def _ends(voices: pd.DataFrame) -> tuple[str, str]:
    """Name the outlets with the smallest and the largest share, of those that may be compared."""
    table = voices[voices["status"] == "enough"].sort_values(["share_own", "outlet"])
    if len(table) < 2:
        return "", ""
    ends = [table.iloc[-1], table.iloc[0]]
    low, high = (f"{percent(1 - row['share_own'])} in {row['outlet']}" for row in ends)
    n_low, n_high = (f"{row['n_clusters']}" for row in ends)
    return f", from {low} to {high}", f"; {n_low} and {n_high} in the two named"


def anonymity_findings(pooled: pd.DataFrame) -> list[Finding]:
    """Say what share of the statements have a source without a name; or how many, if so few."""
    if pooled.empty or not pooled["n_unnamed"].iloc[0]:
        return []
    row = pooled.iloc[0]
    total = numbers.count(int(row["n_statements"]), "reported statement")
    if pd.isna(row["unnamed_low"]):
        verb = "has" if row["n_unnamed"] == 1 else "have"
        text = f"{row['n_unnamed']} of {total} {verb} a source without a name."
        return [Finding(text, _articles(row))]
    return [
        Finding(
            f"{percent(row['share_unnamed'])} of the reported statements ({row['n_unnamed']}) have "
            "a source without a name.",
            f"{total} in {_articles(row)}",
            percents(row["unnamed_low"], row["unnamed_high"]),
        )
    ]


def listening_findings(speaking: pd.DataFrame) -> list[Finding]:
    """Name the actor that many articles mention and hardly any lets speak.

    Parameters
    ----------
    speaking : DataFrame
        A `SPEAKING` table with names, pooled over the outlets. Only an actor whose two intervals
        do not meet is named.
    """
    quiet = speaking[
        (speaking["n_mentioning"] >= NAMED_LEAST)
        & (speaking["n_voicing"] <= HARDLY * speaking["n_mentioning"])
        & (speaking["voicing_high"] < speaking["mentioning_low"])
    ]
    quiet = quiet.sort_values(["n_mentioning", "actor_id"], ascending=[False, True])
    return [_hardly_heard(row) for row in quiet.head(1).to_dict("records")]


def _hardly_heard(row: Mapping[Any, Any]) -> Finding:
    named = percents(row["mentioning_low"], row["mentioning_high"])
    heard = (
        f"hardly speaks: {row['n_mentioning']} of {row['n_articles']} articles name it, "
        f"{row['n_voicing']} {'reports' if row['n_voicing'] == 1 else 'report'} its words."
        if row["n_voicing"]
        else f"never speaks: {row['n_mentioning']} of {row['n_articles']} articles name it, none "
        "reports its words."
    )
    return Finding(
        f"{row['actor']} is spoken about and {heard}",
        f"Named in {percent(row['share_mentioning'])} {named}, heard in "
        f"{percent(row['share_voicing'], largest=row['voicing_high'])} of "
        f"{numbers.count(row['n_articles'], 'article')}",
        percents(row["voicing_low"], row["voicing_high"]),
    )


def edge_findings(edges: pd.DataFrame) -> list[Finding]:
    """Say which actors speak most of another, and how, with the mean and its interval.

    Parameters
    ----------
    edges : DataFrame
        An `EDGES` table with names, pooled over the outlets.
    """
    table = edges[(edges["source_kind"] == "actor") & ~edges["is_self"].astype(bool)]
    table = table[table["ci_low"].notna()]
    order = ["n_sentences", "source", "actor_id"]
    table = table.sort_values(order, ascending=[False, True, True]).head(EDGES_SHOWN)
    return [_edge(row, is_first=not at) for at, row in enumerate(table.to_dict("records"))]


def _edge(row: Mapping[Any, Any], *, is_first: bool) -> Finding:
    counts = [f"{row[f'n_{label}']} {label}" for label in ("negative", "neutral", "positive")]
    opening = (
        f"No actor speaks more often of another than {row['source_name']} of {row['actor']}: in"
        if is_first
        else f"{row['source_name']} speaks of {row['actor']} in"
    )
    return Finding(
        f"{opening} {numbers.count(row['n_sentences'], 'sentence')}, {counts[0]}, {counts[1]}, "
        f"{counts[2]}.",
        f"{numbers.count(row['n_clusters'], 'distinct article')}, mean "
        f"{numbers.number(row['mean'], signed=True)} on a scale from −1 to +1",
        numbers.interval(row["ci_low"], row["ci_high"], signed=True),
        evidence=row["actor_id"],
    )


def voice_limits(voices: pd.DataFrame, edges: pd.DataFrame) -> list[str]:
    """Say which shares have no interval or no number, and which sentences count in no mean.

    Parameters
    ----------
    voices : DataFrame
        A `VOICES` table.
    edges : DataFrame
        An `EDGES` table, pooled over the outlets.
    """
    limits = []
    if len(voices) == 1:
        limits.append(f"One outlet only ({voices['outlet'].iloc[0]}): nothing can be compared.")
    limits += _without_shares(voices)
    told = edges[edges["source_kind"] != "own"]
    few = int((told["status"] == "too few").sum())
    if few:
        limits.append(
            f"{few} of {len(told)} pairs of a source and an actor spoken of rest on fewer than "
            "five distinct articles: their sentences are counted, no mean is given."
        )
    unscored, total = int(told["n_unscored"].sum()), int(told["n_sentences"].sum())
    if unscored:
        limits.append(
            f"{unscored} of {total} sentences in which sources speak of these actors could not be "
            "scored, or not surely enough: they count as neither negative, neutral nor positive."
        )
    return limits


def _without_shares(voices: pd.DataFrame) -> list[str]:
    few = int((voices["status"] == "too few").sum())
    bare = int((voices["own_low"].isna() & (voices["status"] != "too few")).sum())
    limits = []
    if few:
        limits.append(
            f"{_outlets(few, len(voices))} fewer than five distinct articles: no share of words or "
            "statements is given, the counts are in the tables’ files."
        )
    if bare:
        limits.append(
            f"{_outlets(bare, len(voices))} fewer than {FEWEST} distinct articles: shares of words "
            "and statements stand without an interval, and what two outlets differ by may be "
            "chance."
        )
    return limits


def _outlets(n: int, total: int) -> str:
    if total == 1:
        return "The outlet has"
    return f"{n} of {total} outlets {'has' if n == 1 else 'have'}"


def percent(share: float, *, largest: float | None = None) -> str:
    r"""Write a share; with the decimals that `largest` needs, where it stands beside others.

    Examples
    --------
    >>> percent(0.3948), percent(0.0414), percent(0.0414, largest=0.6)
    ('39\xa0%', '4.1\xa0%', '4\xa0%')
    """
    places = numbers.decimals(100 * (share if largest is None else largest))
    return f"{numbers.number(100 * share, places=places)}\N{NO-BREAK SPACE}%"


def percents(low: float, high: float) -> str:
    r"""Write an interval of shares.

    Examples
    --------
    >>> percents(0.026, 0.0602)
    '[2.6\xa0%, 6.0\xa0%]'
    """
    return f"[{percent(low, largest=high)}, {percent(high)}]"


def _articles(row: "pd.Series[Any]") -> str:
    n, distinct = int(row["n_articles"]), int(row["n_clusters"])
    if n == distinct:
        return numbers.count(n, "article")
    return f"{numbers.count(n, 'article')}, {distinct} of them distinct"
