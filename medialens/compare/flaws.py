"""Flaws: what in a collection can mislead a comparison, the gravest first, in plain words."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pandas as pd

from medialens.compare import odd_texts, silences
from medialens.compare.clusters import are_among, distinct_counts
from medialens.compare.outlet_names import look_alikes
from medialens.compare.profile import ENOUGH
from medialens.schemas import ARTICLES, FLAWS

GRAVE, LOOK, KNOW = 1, 2, 3
SOME = 0.05  # share of an outlet's articles from which a flaw is worth a line
MANY = 0.25
MOST = 12  # rows of one kind
LISTED = 1_000  # articles of a row told by their ids

Row = dict[str, Any]


def find_flaws(
    articles: pd.DataFrame, copies: pd.DataFrame, *, texts: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find what can mislead a comparison of outlets in this collection.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    copies : DataFrame
        A `COPIES` table.
    texts : DataFrame, optional
        The `ARTICLES` whose texts are looked through for what is odd; by default all. Give a
        sample where `articles` has no texts.

    Returns
    -------
    DataFrame
        A `FLAWS` table, the gravest first. How to read a row: ``found`` says what is there, with
        its count, ``meaning`` what it does to a comparison, ``articles`` which they are. Severity
        1: mend it before comparing; 2: look at it; 3: know it.

    Raises
    ------
    SchemaError
        If a column is missing.

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.Study(ml.load("first_lesson"))
    >>> set(find_flaws(study.corpus.articles, study.copies)["kind"]) <= set(KINDS)
    True
    """
    ARTICLES.check(articles)
    rows: list[Row] = []
    for name, find in KINDS.items():
        looked_at = articles if name != "texts" or texts is None else texts
        here = [row | {"kind": name} for row in find(looked_at, copies)]
        rows += here[:MOST]
    return FLAWS.table(rows)


def _names(articles: pd.DataFrame, _: pd.DataFrame) -> Iterator[Row]:
    for pair in look_alikes(sorted(articles["outlet"].unique())):
        doubt = "differ only in spelling" if pair.is_same else "look alike"
        yield {
            "severity": GRAVE if pair.is_same else LOOK,
            "outlet": pair.first,
            "found": f"“{pair.first}” and “{pair.second}” {doubt}.",
            "meaning": "If they are one outlet, it is compared with itself: give both one name.",
        }


def _sizes(articles: pd.DataFrame, copies: pd.DataFrame) -> Iterator[Row]:
    distinct = distinct_counts(articles, copies)
    few = distinct[distinct < ENOUGH].sort_values()
    if len(few):
        shown = ", ".join(f"{name} {n}" for name, n in few.head(6).items())
        more = f" and {len(few) - 6} more" if len(few) > 6 else ""
        yield {
            "severity": LOOK,
            "n": len(few),
            "of": len(distinct),
            "found": f"{len(few)} of {len(distinct)} outlets have under ten distinct articles: "
            f"{shown}{more}.",
            "meaning": "They are in no comparison: collect more, or pool them.",
        }


def _undated(articles: pd.DataFrame, _: pd.DataFrame) -> Iterator[Row]:
    yield from _shares(
        articles,
        articles["published"].isna(),
        "have no date",
        "They are in no timeline, trend or event, and nothing says which of two copies came first.",
    )


def _missing(articles: pd.DataFrame, _: pd.DataFrame) -> Iterator[Row]:
    for field, meaning in (
        ("title", "Nothing is said of its headlines; the lead alone opens an article."),
        ("url", "A reader cannot go from a number to the page."),
        ("author", "Nothing can be said by author, and articles of one hand count as independent."),
    ):
        is_missing = articles[field].fillna("").str.strip() == ""
        if is_missing.mean() >= SOME:
            ids = articles.loc[is_missing, "article_id"]
            yield {
                "severity": KNOW,
                "n": int(is_missing.sum()),
                "of": len(articles),
                "found": f"{int(is_missing.sum()):,} of {len(articles):,} articles have no {field}"
                f"{_by_outlet(articles, is_missing)}.",
                "meaning": meaning,
                "articles": _listed(ids),
            }


def _written(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"  # "%-d" is not known to every system


def _silences(articles: pd.DataFrame, _: pd.DataFrame) -> Iterator[Row]:
    by_outlet: dict[str, list[silences.Silence]] = {}
    for one in silences.silences(articles):
        by_outlet.setdefault(one.outlet, []).append(one)
    for one, *others in by_outlet.values():
        more = {0: "", 1: " And one more time."}.get(len(others), f" And {len(others)} more times.")
        yield {
            "severity": GRAVE if one.n_others else LOOK,
            "outlet": one.outlet,
            "n": one.n_days,
            "found": f"{one.outlet} has no article from {_written(one.first)} to "
            f"{_written(one.last)} ({one.n_days} days); the others have {one.n_others}.{more}",
            "meaning": "Silent, or not collected? Compare days that all have, or events.",
        }
    for outlet, day, n, total in silences.crowded_days(articles):
        yield {
            "severity": LOOK,
            "outlet": outlet,
            "n": n,
            "of": total,
            "found": f"{n:,} of {total:,} articles of {outlet} are dated {_written(day)}.",
            "meaning": "Perhaps the day of a download: then events and trends are wrong for it.",
        }
    for first, second in silences.apart(articles):
        yield {
            "severity": GRAVE,
            "outlet": first,
            "found": f"{first} ends before {second} begins: no day in common.",
            "meaning": "Whatever differs may be the time, not the outlet.",
        }


def _languages(articles: pd.DataFrame, _: pd.DataFrame) -> Iterator[Row]:
    known = articles["language"].fillna("")
    main = known[known != ""].mode()
    if len(main):
        yield from _shares(
            articles,
            (known != "") & (known != main.iloc[0]),
            f"are not in the collection's main language ({main.iloc[0]})",
            "They are not scored, and their words fill the keywords.",
        )


def _copied(articles: pd.DataFrame, copies: pd.DataFrame) -> Iterator[Row]:
    taken = copies[copies["kind"].isin(("copy", "derived"))]["article_id"]
    yield from _shares(
        articles,
        are_among(articles["article_id"], taken),
        "copy or draw on an earlier article",
        "Their wording is not the outlet's own; means count a copied text once.",
    )


def _odd(articles: pd.DataFrame, _: pd.DataFrame) -> Iterator[Row]:
    kinds = (
        (odd_texts.by_pattern(articles, "cut"), "end as if cut off",
         "What was cut is in no count: an outlet with extracts seems to write shorter and milder."),
        (odd_texts.of_one_length(articles), "have the same length",
         "Texts of one length were cut by a database or are no articles."),
        (odd_texts.short(articles), "have under 50 words",
         "Captions, tickers or extracts: too short to profile anybody."),
        (odd_texts.far_too_long(articles), "are far longer than its others",
         "Live blogs, or several articles in one: one of them can fill the keywords."),
        (odd_texts.by_pattern(articles, "broken"), "hold broken letters",
         "Words with them are counted as other words: read the file again with its encoding."),
        (odd_texts.repeated_lines(articles), "carry the same line",
         "Nobody's words: leave it out of the texts, or it becomes a keyword."),
    )  # fmt: skip
    for found, told, meaning in kinds:
        for one in found:
            n = len(one.articles)
            if n >= SOME * one.n:
                shown = f" ({_cut(one.shown)})" if one.shown else ""
                yield {
                    "severity": LOOK if n >= MANY * one.n else KNOW,
                    "outlet": one.outlet,
                    "n": n,
                    "of": one.n,
                    "found": f"{n:,} of {one.n:,} articles of {one.outlet} {told}{shown}.",
                    "meaning": meaning,
                    "articles": _listed(one.articles),
                }


KINDS = {
    "names": _names,
    "silences": _silences,
    "undated": _undated,
    "languages": _languages,
    "copies": _copied,
    "texts": _odd,
    "sizes": _sizes,
    "missing": _missing,
}


def _shares(
    articles: pd.DataFrame,
    is_one: "pd.Series[bool]",
    told: str,
    meaning: str,
) -> Iterator[Row]:
    """Yield a row for every outlet with a share worth a line, the largest first."""
    grouped = is_one.groupby(articles["outlet"]).agg(["sum", "size"])
    grouped = grouped.assign(share=grouped["sum"] / grouped["size"])
    for outlet, n, size, share in grouped.sort_values("share", ascending=False).itertuples():
        if n and share >= SOME:
            ids = articles.loc[is_one & (articles["outlet"] == outlet), "article_id"]
            yield {
                "severity": LOOK if share >= MANY else KNOW,
                "outlet": outlet,
                "n": int(n),
                "of": int(size),
                "found": f"{n:,} of {size:,} articles of {outlet} {told}.",
                "meaning": meaning,
                "articles": _listed(ids),
            }


def _listed(ids: Iterable[str]) -> str:
    return " | ".join(islice(ids, LISTED))


def _by_outlet(articles: pd.DataFrame, is_one: "pd.Series[bool]") -> str:
    """Name the outlets with the largest shares, where they differ."""
    grouped = is_one.groupby(articles["outlet"]).agg(["sum", "size"])
    shares = (grouped["sum"] / grouped["size"]).sort_values(ascending=False)
    if len(shares) < 2 or shares.iloc[0] - shares.iloc[-1] < SOME:
        return ""
    shown = [f"{name} {grouped.loc[name, 'sum']:,} of {grouped.loc[name, 'size']:,}"
             for name in shares.index[:3] if shares[name] > 0]  # fmt: skip
    return f" ({', '.join(shown)}{' ...' if len(shares) > 3 else ''})"


def _cut(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
