"""Reading a CSV and a JSON Lines file, beside pandas, which checks and cleans nothing.

Ours tells encodings and columns, reads dates, detects languages, leaves out what is there twice and
keeps the place of every article; nothing is remembered from run to run.
"""

from collections.abc import Callable
from pathlib import Path


def ours_csv(folder: Path) -> Callable[[], int]:
    """Return the collection from `articles.csv`."""
    return _ours(folder / "articles.csv")


def ours_jsonl(folder: Path) -> Callable[[], int]:
    """Return the collection from `articles.jsonl`."""
    return _ours(folder / "articles.jsonl")


def _ours(path: Path) -> Callable[[], int]:
    from medialens import load

    def work() -> int:
        load(path)
        return 1

    return work


def pandas_csv(folder: Path) -> Callable[[], int]:
    """Return pandas' table of `articles.csv`."""
    import pandas as pd

    def work() -> int:
        pd.read_csv(folder / "articles.csv", parse_dates=["date"])
        return 1

    return work


def pandas_jsonl(folder: Path) -> Callable[[], int]:
    """Return pandas' table of `articles.jsonl`."""
    import pandas as pd

    def work() -> int:
        table = pd.read_json(folder / "articles.jsonl", lines=True)
        table["date"] = pd.to_datetime(table["date"])
        return 1

    return work
