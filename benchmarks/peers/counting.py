"""How often each word stands in each article, beside a regular expression and a group-by."""

from collections.abc import Callable
from pathlib import Path

WORD = r"[\p{L}\p{N}]+(?:['’\-][\p{L}\p{N}]+)*"


def ours(folder: Path) -> Callable[[], int]:
    """Return counts of all words."""
    from medialens import load
    from medialens.compare.counting import count_terms

    articles = load(folder / "articles.jsonl").articles

    def work() -> int:
        count_terms(articles)
        return 1

    return work


def polars(folder: Path) -> Callable[[], int]:
    """Return the peer's counts of all words."""
    import polars as pl

    table = pl.read_ndjson(folder / "articles.jsonl")

    def work() -> int:
        text = pl.concat_str("title", "text", separator="\n").str.to_lowercase()
        words = table.select("id", word=text.str.extract_all(WORD)).explode("word")
        words.group_by("id", "word").len()
        return 1

    return work
