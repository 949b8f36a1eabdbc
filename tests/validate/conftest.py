"""A small press: two outlets' articles about one mayor, and sheets coded by rule."""

import csv

import pytest

import medialens as ml
from medialens.actor import Actor, Form
from medialens.schemas import ARTICLES, COPIES
from medialens.validate import draw_sample, write_sample

WORDS = ("brave", "late", "dreadful")


@pytest.fixture(scope="session")
def town():
    """A study of 24 articles of two outlets, each with its own words and a quotation."""
    rows = [
        {
            "article_id": f"{outlet[4:]}{day:02}",
            "outlet": outlet,
            "published": f"2025-03-{day:02}",
            "language": "en",
            "title": f"Bridge, day {day}",
            "text": f"Mayor Ines Hollis was {WORDS[day % 3]} on day {day}. Photo: {outlet}. "
            f'"Hollis is a coward {day} times," said Bram Tarn. More at {outlet[4:]}.example.',
            "url": f"https://www.{outlet[4:].lower()}.example/{day}",
            **dict.fromkeys(("published_note", "author", "section", "source_file"), ""),
        }
        for outlet in ("The Bell", "The Post")
        for day in range(1, 13)
    ]
    actors = (
        Actor("hollis", "Ines Hollis", "person", (Form("Ines Hollis"), Form("Hollis"))),
        Actor("tarn", "Bram Tarn", "person", (Form("Bram Tarn"), Form("Tarn"))),
    )
    return ml.analyse(ml.Corpus(ARTICLES.table(rows), actors=actors), scorer="vader_clause")


@pytest.fixture(scope="session")
def draw(town):
    def draw(**options):
        options = {"actors": ["hollis"], **options}
        return draw_sample(town.corpus, town.tables, town.copies, **options)

    return draw


@pytest.fixture
def coded(draw, tmp_path):
    """Write a sample, fill the sheets in and return the key's path and the sheets'."""

    def code(*coders):
        """Each of `coders` gets a sheet's rows by item, to change, and returns them."""
        write_sample(draw(), tmp_path, coders=len(coders))
        paths = []
        for number, coder in enumerate(coders, start=1):
            path = tmp_path / "for_coders" / f"sheet_{number}.csv"
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = {row["item"]: row for row in csv.DictReader(file)}
            columns = list(next(iter(rows.values())))
            paths.append(tmp_path / f"coded_{number}.csv")
            with paths[-1].open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(coder(rows).values())
        return tmp_path / "key" / "key.json", paths

    return code


@pytest.fixture
def by_word():
    """A coder who goes by the one word that differs."""

    def coder(rows):
        for row in rows.values():
            row["own_stance"] = str(
                1 - next(i for i, w in enumerate(WORDS) if w in row["own_words"])
            )
            row["portrayal"] = "-1"
        return rows

    return coder


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
