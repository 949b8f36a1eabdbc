"""Spans: where mentions, sources and reported words stand, each with its words."""

import pandas as pd


def with_words(spans: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return `spans` with outlet, date, title and the words between ``start`` and ``end``.

    A span of the zone "headline" stands in the title, any other in the text.
    """
    told = articles[["article_id", "outlet", "published", "title", "text"]]
    table = spans.merge(told, on="article_id", how="left")
    where = table["title"].where(table["zone"] == "headline", table["text"])
    table["words"] = [
        text[int(start) : int(end)]
        for text, start, end in zip(where, table["start"], table["end"], strict=True)
    ]
    return table.drop(columns="text")


def sources_of(attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the phrases that name a source, each once: article_id, zone, start, end, actor_id."""
    named = attributions.dropna(subset=["source_start", "source_end"])
    named = named.assign(start=named["source_start"], end=named["source_end"])
    columns = ["article_id", "sentence_id", "zone", "start", "end", "actor_id"]
    return named[columns].drop_duplicates(["article_id", "zone", "start", "end"])
