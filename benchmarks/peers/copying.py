"""Copies among articles, two in five of them printings of one text, beside datasketch alone.

See `benchmarks.copies`. The peer only finds pairs to look at; ours compares them, groups them and
names their sources.
"""

from collections.abc import Callable
from pathlib import Path

from benchmarks.copies import found_in, many, sketched


def ours(folder: Path) -> Callable[[], int]:
    """Return the copies that medialens finds."""
    articles = many(_size(folder), printings=4)

    def work() -> int:
        found_in(articles)
        return 1

    return work


def datasketch(folder: Path) -> Callable[[], int]:
    """Return pairs of alike sketches."""
    import datasketch as _  # noqa: F401 - it is missed before the first run, or never

    texts = many(_size(folder), printings=4)["text"].tolist()

    def work() -> int:
        sketched(texts)
        return 1

    return work


def _size(folder: Path) -> int:
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        return sum(1 for _ in lines)
