"""Small tables: a few outlets, one value per article unless said otherwise."""

import numpy as np
import pandas as pd
import pytest

from medialens.schemas import ARTICLES, COPIES, SCORES, UNITS


@pytest.fixture
def make_articles():
    def make(outlets, **columns):
        """Make one article per entry of `outlets`, with ids a0, a1, ..."""
        number = range(len(outlets))
        rows = {
            "article_id": [f"a{i}" for i in number],
            "outlet": list(outlets),
            "published": pd.Timestamp("2025-03-03", tz="UTC"),
            "title": "",
            "text": "",
            "language": "en",
            "url": "",
            **columns,
        }
        return ARTICLES.table(pd.DataFrame(rows, index=list(number)))

    return make


@pytest.fixture
def make_copies():
    def make(*clusters):
        """Make a table in which each tuple of article ids is one cluster."""
        return COPIES.table(
            {"article_id": article, "cluster_id": cluster[0]}
            for cluster in clusters
            for article in cluster
        )

    return make


@pytest.fixture
def make_units():
    def make(articles):
        """Make one unit per entry of `articles` (ids), sentences counted within the article."""
        seen = {}
        rows = []
        for article in articles:
            seen[article] = seen.get(article, 0) + 1
            rows.append(
                {
                    "article_id": article,
                    "sentence_id": seen[article],
                    "zone": "body",
                    "actor_id": "orla",
                    "voice": "own",
                    "start": 10 * seen[article],
                    "end": 10 * seen[article] + 4,
                    "sentence": "Orla is there.",
                    "segment": "Orla is there.",
                    "target_start": 0,
                    "target_end": 4,
                }
            )
        return UNITS.table(rows)

    return make


@pytest.fixture
def make_scores(make_units):
    def make(values):
        """Make portrayal scores; `values` are pairs of article id and value.

        The labels are those of a lexicon: the sign.
        """
        articles, numbers = zip(*values, strict=True)
        table = make_units(articles)
        order = sorted(range(len(articles)), key=lambda i: articles[i])
        by_article = [numbers[i] for i in order]
        table = table.assign(value=by_article, measure="portrayal", scorer="test")
        signs = np.sign(table["value"])
        names = {-1.0: "negative", 0.0: "neutral", 1.0: "positive"}
        return SCORES.table(table.assign(label=signs.map(names)))[list(SCORES.columns)]

    return make
