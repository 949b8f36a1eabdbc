"""Health: what a collection holds, what it lacks, and what that means for comparisons."""

import pandas as pd

from medialens.compare.sizes import token_counts
from medialens.corpus import Corpus


def describe_health(corpus: Corpus, copies: pd.DataFrame) -> pd.DataFrame:
    """Count what was kept, what was left out and what is missing.

    Parameters
    ----------
    corpus : Corpus
        The collection.
    copies : DataFrame
        A `COPIES` table.

    Returns
    -------
    DataFrame
        One row per thing counted: ``item``, ``count``, ``note`` (what it means for comparisons).
        The first four rows add up: seen = kept + rejected + skipped; of a selection, the fifth
        counts the articles that it leaves out and belongs to the sum.
    """
    articles, n_left = corpus.articles, corpus.n_unselected
    n_clusters = copies["cluster_id"].nunique()
    rows = [
        (
            "records seen",
            corpus.n_seen,
            "kept + rejected + skipped" + " + not selected" * (n_left > 0),
        ),
        ("articles kept", len(articles), "in this selection" if n_left else ""),
        ("records rejected", len(corpus.rejects), _reasons(corpus.rejects["reason"])),
        ("records skipped", corpus.n_skipped, _reasons(corpus.skips["rule"])),
        *([("not selected", n_left, "kept when the collection was read")] if n_left else []),
        ("outlets", len(corpus.outlets), _counts(articles["outlet"])),
        ("languages", articles["language"].nunique(), _counts(articles["language"])),
        ("without a date", int(articles["published"].isna().sum()), "left out of the timeline"),
        ("without a headline", int((articles["title"] == "").sum()), "headline zone is empty"),
        ("in copy clusters", len(copies), f"{n_clusters} clusters; each counts once in a mean"),
        (
            "under 50 words",
            int((token_counts(articles) < 50).sum()),
            "too short to profile anybody",
        ),
        *_columns_read(corpus),
    ]
    return pd.DataFrame(rows, columns=["item", "count", "note"])


def _columns_read(corpus: Corpus) -> list[tuple[str, int, str]]:
    """Return a row for each field of an article, with the columns that it was read from."""
    columns: dict[str, list[str]] = {}
    for column, name in corpus.mapping.items():
        columns.setdefault(name, []).append(repr(column))
    return [
        (f"{name} filled", _filled(corpus.articles[name]), f"read from {', '.join(found)}")
        for name, found in columns.items()
    ]


def _filled(values: "pd.Series[str]") -> int:
    present = values.dropna()
    if isinstance(present.dtype, pd.DatetimeTZDtype):
        return len(present)
    if not isinstance(present.dtype, pd.CategoricalDtype):
        present = present.astype("str")
    return int((present.str.strip() != "").sum())


def _counts(values: "pd.Series[str]", *, most: int = 12) -> str:
    counts = values.fillna("").replace("", "not known").value_counts()
    ordered = counts.sort_index().sort_values(ascending=False, kind="stable")
    shown = ", ".join(f"{name} {count}" for name, count in ordered.head(most).items())
    return shown + (f" and {len(ordered) - most} more" if len(ordered) > most else "")


def _reasons(reasons: "pd.Series[str]") -> str:
    return _counts(reasons, most=3) if len(reasons) else ""
