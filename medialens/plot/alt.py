"""Alternative texts: what a reader who can't see a figure must know, from the figure's table."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from medialens.plot.cues import CLASSES as CUE_CLASSES
from medialens.plot.lettering import listed
from medialens.plot.naming import (
    BEYOND_CHANCE,
    SOURCES,
    VOICES,
    actor_names,
    count,
    percent,
    signed,
)

NAMED = 4  # things an alternative text names; the table beside the figure has all


def alt_coverage(coverage: pd.DataFrame) -> str:
    """Say how many articles each outlet has.

    Parameters
    ----------
    coverage : DataFrame
        A `COVERAGE` table.

    Returns
    -------
    str
        Plain text; the twelve largest outlets are named.
    """
    if coverage.empty:
        return "No article."
    table = coverage.sort_values(["n_articles", "outlet"], ascending=[False, True])
    rows = table.head(12).to_dict("records")
    parts = listed(f"{row['outlet']} {row['n_articles']:,}" for row in rows)
    total, copied = int(table["n_articles"].sum()), int(table["n_copied"].sum())
    rest = f" and {len(table) - 12} more outlets" if len(table) > 12 else ""
    return (
        f"Bars of {count(total, 'article')} by outlet: {parts}{rest}. "
        f"{copied:,} of them copy an earlier article."
    )


def alt_timeline(timeline: pd.DataFrame) -> str:
    """Say when most articles appeared, and over what time.

    Parameters
    ----------
    timeline : DataFrame
        A `TIMELINE` table.

    Returns
    -------
    str
        Plain text.
    """
    if timeline.empty:
        return "No article has a date."
    sums = timeline.groupby("period_start")["n_articles"].sum()
    days = pd.to_datetime(pd.Series([sums.index.min(), sums.index.max(), sums.idxmax()]))
    first, last, peak = (f"{day.day} {day:%B %Y}" for day in days)
    outlets = count(timeline["outlet"].nunique(), "outlet")
    return (
        f"Articles per period of {outlets}, from {first} to {last}; most, {sums.max():,}, in the "
        f"period that starts on {peak}."
    )


def alt_profile(profile: pd.DataFrame, actors: pd.DataFrame | None = None) -> str:
    """Say which outlets stand at the ends for each actor in their own voice, and what is missing.

    Parameters
    ----------
    profile : DataFrame
        A `PROFILE` table.
    actors : DataFrame, optional
        An `ACTORS` table, for names.

    Returns
    -------
    str
        Plain text; at most nine actors are named.
    """
    if profile.empty:
        return "No outlet mentions an actor in a sentence that was scored."
    table = profile[(profile["status"] != "too few") & (profile["measure"] == "own_stance")]
    names = actor_names(actors)
    few = int((profile["status"] == "too few").sum())
    parts = []
    for actor_id, rows in table.groupby("actor_id"):
        ordered = rows.sort_values(["mean", "outlet"])
        low, high = ordered.iloc[0], ordered.iloc[-1]
        parts.append(
            f"{names.get(str(actor_id), actor_id)} from {signed(low['mean'])} ({low['outlet']}, "
            f"{count(low['n_clusters'], 'article')}) to {signed(high['mean'])} ({high['outlet']}, "
            f"{count(high['n_clusters'], 'article')})"
        )
    ends = f"Own voice: {'; '.join(parts[:9])}. " if parts else ""
    return (
        f"Means with 95 % intervals by outlet and voice. {ends}"
        f"Without a mark, as fewer than five articles bear them: {count(few, 'mean')}."
    )


def alt_speaking(speaking: pd.DataFrame, actors: pd.DataFrame | None = None) -> str:
    """Say who is named most, and who is named and not heard.

    Parameters
    ----------
    speaking : DataFrame
        A `SPEAKING` table with one row per actor.
    actors : DataFrame, optional
        An `ACTORS` table, for names.

    Returns
    -------
    str
        Plain text.
    """
    if speaking.empty:
        return "No actor is mentioned."
    names = actor_names(actors)
    table = speaking.sort_values(["share_mentioning", "actor_id"], ascending=[False, True])
    parts = [_shares(row, names) for row in table.head(NAMED).to_dict("records")]
    silent = table[(table["n_mentioning"] > 0) & (table["n_voicing"] == 0)]["actor_id"]
    never = f" Never heard: {listed(names.get(a, a) for a in silent)}." if len(silent) else ""
    return f"Shares of articles with 95 % intervals: {'; '.join(parts)}.{never}"


def alt_edges(edges: pd.DataFrame, actors: pd.DataFrame | None = None) -> str:
    """Say who speaks most about whom, with negative, neutral and positive sentences.

    Parameters
    ----------
    edges : DataFrame
        An `EDGES` table of one outlet, or pooled over outlets; the outlet's own voice is left out.
    actors : DataFrame, optional
        An `ACTORS` table, for names.

    Returns
    -------
    str
        Plain text.
    """
    table = edges[edges["source_kind"] != "own"]
    if table.empty:
        return "No source speaks of an actor."
    names = actor_names(actors)
    order = ["n_sentences", "source_kind", "source", "actor_id"]
    table = table.sort_values(order, ascending=[False, True, True, True])
    parts = [_edge(row, names) for row in table.head(NAMED).to_dict("records")]
    selves = [names.get(a, a) for a in sorted(table.loc[table["is_self"], "actor_id"].unique())]
    of_itself = f" Of itself speaks: {listed(selves)}." if selves else ""
    sources = count(len(table.drop_duplicates(["source_kind", "source"])), "source")
    about = count(table["actor_id"].nunique(), "actor")
    return f"Sentences in which {sources} speak of {about}: {'; '.join(parts)}.{of_itself}"


def alt_voices(voices: pd.DataFrame) -> str:
    """Say which outlets have the largest and the smallest share of own words.

    Parameters
    ----------
    voices : DataFrame
        A `VOICES` table.

    Returns
    -------
    str
        Plain text.
    """
    table = voices.dropna(subset=["share_own"]).sort_values(["share_own", "outlet"])
    if table.empty:
        return "No outlet has enough articles to say whose words it prints."
    ends = table.iloc[[-1, 0]] if len(table) > 1 else table
    parts = [_voices_of(row) for row in ends.to_dict("records")]
    few = len(voices) - len(table)
    without = f" Without a bar: {count(few, 'outlet')}." if few else ""
    outlets = count(len(table), "outlet")
    return f"Shares of words by voice of {outlets}: {'; '.join(parts)}.{without}"


def alt_cues(cues: pd.DataFrame) -> str:
    """Say which outlets use each class of reporting words in most and in fewest articles.

    Parameters
    ----------
    cues : DataFrame
        A `CUES` table with one row per outlet and class.

    Returns
    -------
    str
        Plain text.
    """
    table = cues.dropna(subset=["share_with"])
    if table.empty:
        return "No outlet has enough articles to say with which words it reports."
    parts = []
    for name in CUE_CLASSES:
        rows = table[table["cue_class"] == name].sort_values(["share_with", "outlet"])
        ends = rows.iloc[[0, -1]] if len(rows) > 1 else rows
        said = " to ".join(_share_with(row) for row in ends.to_dict("records"))
        parts += [f"{name} {said}"] if said else []
    few = cues["outlet"].nunique() - table["outlet"].nunique()
    without = f" Without a mark: {count(few, 'outlet')}." if few else ""
    return f"Shares of articles with such words, and 95 % intervals: {'; '.join(parts)}.{without}"


def alt_differences(differences: pd.DataFrame, actors: pd.DataFrame | None = None) -> str:
    """Say how many gaps are beyond chance, and name the most certain.

    Parameters
    ----------
    differences : DataFrame
        A `DIFFERENCES` table.
    actors : DataFrame, optional
        An `ACTORS` table, for names.

    Returns
    -------
    str
        Plain text.
    """
    if differences.empty:
        return "No two outlets have enough articles to compare."
    names = actor_names(actors)
    sure = int((differences["q"] < BEYOND_CHANCE).sum())
    row = differences.sort_values(["q", "p"], kind="stable").iloc[0]
    return (
        f"{count(len(differences), 'gap')} between outlets with 95 % intervals, {sure} beyond "
        f"chance. Most certain: {row['outlet_a']} minus {row['outlet_b']}, "
        f"{names.get(row['actor_id'], row['actor_id'])}, {VOICES[row['measure']]}: "
        f"{signed(row['gap'])} [{signed(row['ci_low'])}, {signed(row['ci_high'])}], "
        f"{row['n_a']} and {row['n_b']} articles."
    )


def alt_keyness(table: pd.DataFrame) -> str:
    """Name the strongest words of either side with their Log Ratio.

    Parameters
    ----------
    table : DataFrame
        A `KEYNESS` table.

    Returns
    -------
    str
        Plain text.
    """
    if table.empty:
        return "No word is frequent enough to test."
    ordered = table.sort_values("log_ratio", kind="stable")
    more = ordered[ordered["log_ratio"] > 0].tail(NAMED)[::-1]
    less = ordered[ordered["log_ratio"] < 0].head(NAMED)
    sides = [
        f"{label}: {listed(_word(row) for row in rows.to_dict('records'))}"
        for label, rows in (("more in the target", more), ("more in the reference", less))
        if len(rows)
    ]
    return f"Log Ratio of {count(len(table), 'word')} with 95 % intervals; {'; '.join(sides)}."


def _shares(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    named, heard = percent(row["share_mentioning"]), percent(row["share_voicing"])
    name = names.get(row["actor_id"], row["actor_id"])
    return f"{name} named in {named} and heard in {heard} of the articles"


def _edge(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    is_actor = row["source_kind"] == "actor"
    source = names.get(row["source"], row["source"]) if is_actor else SOURCES[row["source_kind"]]
    return (
        f"{source} of {names.get(row['actor_id'], row['actor_id'])}: {row['n_negative']:,} "
        f"negative, {row['n_neutral']:,} neutral, {row['n_positive']:,} positive"
    )


def _voices_of(row: Mapping[Any, Any]) -> str:
    own, named, unnamed = (percent(row[f"share_{v}"]) for v in ("own", "named", "anonymous"))
    low, high = row["own_low"], row["own_high"]
    interval = "" if pd.isna(low) else f" [{percent(low)}, {percent(high)}]"
    return (
        f"{row['outlet']} ({count(row['n_articles'], 'article')}): own {own}{interval}, "
        f"named sources {named}, unnamed {unnamed}"
    )


def _share_with(row: Mapping[Any, Any]) -> str:
    low, high = percent(row["with_low"]), percent(row["with_high"])
    return f"{percent(row['share_with'])} [{low}, {high}] ({row['outlet']})"


def _word(row: Mapping[Any, Any]) -> str:
    return f"{row['term']} {signed(row['log_ratio'], 1)}"
