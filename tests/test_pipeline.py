"""The pipeline: every stage in order, the same result whatever the batches."""

import pandas as pd
import pytest

import medialens as ml
from medialens import annotating, pipeline
from medialens.errors import UnknownNameError
from medialens.schemas import (
    ACTORS,
    ARTICLES,
    ATTRIBUTIONS,
    MENTIONS,
    SCORES,
    SENTENCES,
    UNITS,
)


def test_every_table_keeps_its_contract(press):
    tables = press.tables
    pairs = {
        "sentences": SENTENCES, "actors": ACTORS, "mentions": MENTIONS,
        "attributions": ATTRIBUTIONS, "units": UNITS, "scores": SCORES,
    }  # fmt: skip
    for name, schema in pairs.items():
        table = schema.check(getattr(tables, name))
        ordered = table.sort_values(list(schema.sort), kind="stable", ignore_index=True)
        pd.testing.assert_frame_equal(table, ordered)


def test_the_size_of_the_batches_changes_nothing(lesson, monkeypatch):
    monkeypatch.setattr(annotating, "BATCH", 3)
    again = pipeline.run_pipeline(lesson.corpus)
    for name in ("mentions", "attributions", "units", "scores"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(lesson.tables, name))


def test_an_empty_collection_gives_empty_tables():
    tables = pipeline.run_pipeline(ml.Corpus(ARTICLES.table()))
    assert all(table.empty for table in vars(tables).values())


def test_an_article_in_a_language_the_lexicons_do_not_know_is_not_scored_as_neutral():
    rows = [
        {
            "article_id": "d1", "outlet": "Blatt", "language": "de", "title": "", "url": "",
            "text": "Bürgermeisterin Ines Hollis ist wunderbar. Ines Hollis sprach am Montag.",
            "author": "", "section": "", "published_note": "", "source_file": "",
        }
    ]  # fmt: skip
    hollis = ml.Actor("hollis", "Ines Hollis", "person")
    tables = pipeline.run_pipeline(ml.Corpus(ARTICLES.table(rows)), actors=[hollis])
    assert len(tables.scores) > 0
    assert tables.scores["value"].isna().all()


def test_an_actor_given_by_hand_is_looked_for_beside_no_other(lesson):
    mayor = ml.Actor("mayor", "Agatha Brill", "person", (ml.Form("the mayor", "title"),))
    tables = pipeline.run_pipeline(lesson.corpus, actors=[mayor])
    assert set(tables.mentions["actor_id"]) == {"mayor"}


def test_an_unknown_scorer_is_named_with_the_nearest(lesson):
    with pytest.raises(UnknownNameError, match="did you mean 'textblob'"):
        pipeline.run_pipeline(lesson.corpus, scorer="textblop")
