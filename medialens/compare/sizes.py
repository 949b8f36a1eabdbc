"""Sizes of articles: counted in their texts, or as a table without texts states them."""

import pandas as pd

from medialens.text.words import words


def word_counts(articles: pd.DataFrame) -> "pd.Series[int]":
    """Return the words of headline and text of each article; column ``n_words`` if there is one."""
    if "n_words" in articles.columns:
        return articles["n_words"]
    counts = [
        len(words(title)) + len(words(text))
        for title, text in zip(articles["title"], articles["text"], strict=True)
    ]
    return pd.Series(counts, index=articles.index, dtype="int64")


def token_counts(articles: pd.DataFrame) -> "pd.Series[int]":
    """Return what stands between blanks in each text; column ``n_tokens`` if there is one."""
    if "n_tokens" in articles.columns:
        return articles["n_tokens"]
    return articles["text"].str.count(r"\S+")
