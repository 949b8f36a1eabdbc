"""Words and sequences of two and three words in each article, beside scikit-learn."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.peers.records import read_texts

LONGEST = 3
MIN_COUNT, MIN_ARTICLES = 10, 3  # what keywords ask of a term
WORD = r"(?u)\b\w+\b"


def ours(folder: Path) -> Callable[[], int]:
    """Return counts of every sequence."""
    return _ours(folder, min_count=1, min_articles=1)


def ours_frequent(folder: Path) -> Callable[[], int]:
    """Return counts of the sequences that keywords need."""
    return _ours(folder, min_count=MIN_COUNT, min_articles=MIN_ARTICLES)


def _ours(folder: Path, **least: int) -> Callable[[], int]:
    from medialens import load
    from medialens.compare.counting import count_terms

    articles = load(folder / "articles.jsonl").articles

    def work() -> int:
        count_terms(articles, longest=LONGEST, **least)
        return 1

    return work


def sklearn(folder: Path) -> Callable[[], int]:
    """Return the peer's counts of every sequence."""
    return _sklearn(folder, min_df=1)


def sklearn_frequent(folder: Path) -> Callable[[], int]:
    """Return the peer's counts of sequences in some articles: it knows no least occurrences."""
    return _sklearn(folder, min_df=MIN_ARTICLES)


def _sklearn(folder: Path, *, min_df: int) -> Callable[[], int]:
    from sklearn.feature_extraction.text import CountVectorizer

    texts = [record["title"] + "\n" + record["text"] for record in read_texts(folder)]

    def work() -> int:
        CountVectorizer(ngram_range=(1, LONGEST), token_pattern=WORD, min_df=min_df).fit_transform(
            texts
        )
        return 1

    return work
