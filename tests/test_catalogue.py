"""The catalogue draft of a collection: written, loaded again, edited."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import medialens as ml
from medialens.annotate.actors import find_mentions
from medialens.annotate.discovery import discover_actors
from medialens.io.catalogue import catalogue_text
from medialens.io.settings import read_settings
from medialens.text.sentences import split_sentences

CORPORA = Path(__file__).resolve().parents[1] / "corpora"


def mentions(corpus, actors):
    return find_mentions(corpus.articles, split_sentences(corpus.articles), actors)


@pytest.mark.parametrize("name", ["first_lesson", "valdory"])
def test_a_draft_loaded_as_the_catalogue_finds_the_same_mentions(name, tmp_path):
    """Discovery, draft, catalogue: the same rows."""
    corpus = replace(ml.load(name), actors=())
    ml.suggest_actors(corpus, output=tmp_path / "draft.toml")
    drafted = read_settings(tmp_path / "draft.toml").actors
    found = discover_actors(corpus.articles, split_sentences(corpus.articles))
    assert drafted
    pd.testing.assert_frame_equal(mentions(corpus, found), mentions(corpus, drafted))


def test_a_catalogue_is_kept_whole():
    """Valdory has one: every entry stands in the draft, beside what the texts name."""
    corpus = ml.load("valdory")
    draft = ml.suggest_actors(corpus)
    assert {actor.actor_id for actor in corpus.actors} < set(draft["actor_id"])


def test_a_second_draft_adds_nobody(tmp_path):
    """Once the draft is the catalogue, the collection names nobody else."""
    corpus = ml.load("valdory")
    first = ml.suggest_actors(corpus, output=tmp_path / "draft.toml")
    again = replace(corpus, actors=read_settings(tmp_path / "draft.toml").actors)
    assert set(ml.suggest_actors(again)["actor_id"]) == set(first["actor_id"])


def test_an_edited_draft_governs_the_study(tmp_path):
    """One entry renamed by its owner: the study shows that name."""
    folder = tmp_path / "lesson"
    shutil.copytree(CORPORA / "first_lesson", folder)
    settings = folder / "collection.toml"
    own = settings.read_text("utf-8").split("[[actor]]")[0]
    settings.write_text(own, "utf-8")
    draft = tmp_path / "draft.toml"
    table = ml.suggest_actors(ml.load(folder), output=draft)
    name = table["name"].iloc[0]
    edited = draft.read_text("utf-8").replace(f'name = "{name}"', 'name = "The One"')
    settings.write_text(own + edited, "utf-8")
    assert "The One" in {actor.name for actor in ml.load(folder).actors}


def test_the_draft_that_the_guide_shows_is_what_the_command_prints():
    """The block in the researcher's guide, word for word."""
    guide = (CORPORA.parent / "docs" / "guide" / "researcher.md").read_text("utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    corpus = ml.load("valdory")
    assert shown in catalogue_text(ml.suggest_actors(corpus), name=corpus.name)
