"""How well articles on one event are found: pairwise precision and recall on given stories.

A pair of articles is right if both are of one story. The settings were chosen on the even
stories (every second by id, from the first), not on the odd ones. Files are in the form of SEESAW
or BASIL. Where a story's articles share one date by construction, as in SEESAW, the window finds
them for nothing and hardly any other story is near; --squeeze therefore moves every story to a
random day of a span so short that many stories stand side by side, and its articles apart.
"""

import argparse
import gzip
import json
import random
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from medialens import load
from medialens.annotate.copies import find_copies
from medialens.annotate.events import find_events
from medialens.schemas import ARTICLES

THRESHOLDS = [0.06, 0.08, 0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.25, 0.30]


class Found(NamedTuple):
    """Pairs found, pairs that are right, pairs that there are."""

    n_found: int
    n_right: int
    n_given: int

    def __str__(self) -> str:
        precision = self.n_right / self.n_found if self.n_found else float("nan")
        recall = self.n_right / self.n_given
        f1 = 2 * self.n_right / (self.n_found + self.n_given)
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({self.n_given} pairs)"


def articles_of(path: Path) -> pd.DataFrame:
    """Return an `ARTICLES` table with the column story."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return ARTICLES.table(_row(json.loads(line)) for line in lines)


def _row(record: dict) -> dict:
    paragraphs = record.get("paragraphs") or [record["sentences"]]
    return {
        "article_id": record["id"],
        "outlet": record["outlet"],
        "published": record["date"],
        "title": record["title"],
        "text": "\n\n".join(" ".join(sentences) for sentences in paragraphs),
        "author": "",
        "story": record.get("story") or record["event"],
    }


def squeezed(articles: pd.DataFrame, days: int, seed: int) -> pd.DataFrame:
    """Return the articles with every story on a random day, one in three articles a day later."""
    rng = random.Random(seed)
    first = {story: rng.randrange(days) for story in sorted(set(articles["story"]))}
    number = [first[story] + (rng.random() < 1 / 3) for story in articles["story"]]
    start = pd.Timestamp("2020-01-01", tz="UTC")
    return articles.assign(published=start + pd.to_timedelta(number, unit="D"))


def judged(
    articles: pd.DataFrame, copies: pd.DataFrame, **options: float | int | bool | None
) -> Found:
    """Find events and count the pairs."""
    events = find_events(articles, copies, **options)
    table = articles[["article_id", "story"]].merge(events, on="article_id", how="left")
    return Found(
        _n_pairs(table.groupby("event_id").size()),
        _n_pairs(table.groupby(["event_id", "story"]).size()),
        _n_pairs(table.groupby("story").size()),
    )


def _n_pairs(sizes: "pd.Series[int]") -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def parts(articles: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the half that thresholds were chosen on, the other half, and all."""
    stories = sorted(set(articles["story"]))
    for name, chosen in (("even", stories[::2]), ("odd", stories[1::2]), ("all", stories)):
        yield name, articles[articles["story"].isin(chosen)].reset_index(drop=True)


def report(name: str, articles: pd.DataFrame, spans: Sequence[int]) -> Iterator[str]:
    """Yield the lines on one file."""
    copies = find_copies(articles)  # the clusters do not depend on dates
    n_days = articles.groupby("story")["published"].agg(lambda days: (days.max() - days.min()).days)
    yield f"{name}: {len(articles)} articles, {len(n_days)} stories, up to {n_days.max()} days long"
    for part, chosen in parts(articles):
        yield f"  {part:4}, their dates     {judged(chosen, copies)}"
    for span in spans:
        for part, chosen in parts(articles):
            for seed in (1, 2, 3):
                moved = squeezed(chosen, span, seed)
                yield f"  {part:4}, {span:3} days, seed {seed} {judged(moved, copies)}"
    without = ARTICLES.table(articles.assign(published=None))
    yield f"  all, without dates   {judged(without, copies, match_undated=True)}"
    for days in (0, 1, 2, 3, 5, 7, 14):
        yield f"  all, days={days:<2}         {judged(articles, copies, days=days)}"
    for threshold in THRESHOLDS:
        near = judged(articles, copies, threshold=threshold)
        dense = judged(squeezed(articles, max(spans), 1), copies, threshold=threshold)
        yield f"  all, threshold={threshold:.2f}  {near} | {max(spans)} days {dense}"


def bundled() -> str:
    """Return the line on the bundled collection, whose articles state their event."""
    articles = load("valdory").articles
    stated = articles.assign(story=articles["event"])
    return f"valdory: {judged(stated, find_copies(articles))}"


def timed(articles: pd.DataFrame, size: int) -> str:
    """Return seconds and memory for `size` articles made of the sentences of `articles`."""
    rng = random.Random(1)
    pool = [line for text in articles["text"] for line in text.replace(". ", ".\n").split("\n")]
    rows = (
        {
            "article_id": f"m{number}",
            "outlet": f"Outlet {number % 20}",
            "published": pd.Timestamp("2020-01-01", tz="UTC")
            + pd.Timedelta(days=number * 60 // size),
            "title": " ".join(rng.choice(pool).split()[:8]),
            "text": "\n".join(rng.choices(pool, k=25)),
            "author": "",
        }
        for number in range(size)
    )
    made = ARTICLES.table(rows)
    copies = find_copies(made)
    before, start = _peak(), time.perf_counter()
    find_events(made, copies)
    seconds = time.perf_counter() - start
    return (
        f"{size} articles in 60 days: {seconds:.1f} s, peak {_peak():.0f} MB ({before:.0f} before)"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print precision and recall on each file, and on the bundled collection."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="ARTICLES.jsonl.gz")
    parser.add_argument("--squeeze", nargs="+", type=int, default=[20, 60], metavar="DAYS")
    parser.add_argument("--size", type=int, default=0, help="articles for time and memory")
    given = parser.parse_args()
    for path in given.files:
        for line in report(path.name, articles_of(path), given.squeeze):
            print(line, flush=True)
    print(bundled())
    if given.size:
        print(timed(load("valdory").articles, given.size))


if __name__ == "__main__":
    main()
