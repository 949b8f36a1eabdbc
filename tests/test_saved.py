"""A study in a folder: it comes back equal, others can read it, and damage is told."""

import json
import shutil

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import medialens as ml
from medialens import saved
from medialens.actor import Actor, Form
from medialens.errors import MedialensWarning, ReadError

TABLES = ("sentences", "actors", "mentions", "attributions", "units", "scores")
PLAIN = {pa.large_string(), pa.string(), pa.int64(), pa.float64(), pa.bool_()}


@pytest.fixture(scope="module")
def folder(press, tmp_path_factory):
    return press.save(tmp_path_factory.mktemp("studies") / "press")


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


def altered(folder, **changes):
    """Change entries of the manifest."""
    path = folder / saved.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), encoding="utf-8")


def test_a_study_comes_back_equal(press, folder):
    """Every table with its types, the collection with its settings, and the answers."""
    again = ml.open_study(folder)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(again.tables, name), getattr(press.tables, name))
    for name in ("articles", "rejects", "skips"):
        pd.testing.assert_frame_equal(getattr(again.corpus, name), getattr(press.corpus, name))
    for name in (*saved.SETTINGS, "actors", "fingerprint"):
        assert getattr(again.corpus, name) == getattr(press.corpus, name)
    assert (again.scorer, again.scorer_note) == (press.scorer, press.scorer_note)
    pd.testing.assert_frame_equal(again.differences(), press.differences())
    assert repr(again) == repr(press)


def test_opening_annotates_and_scores_nothing(folder, monkeypatch):
    monkeypatch.setattr("medialens.questions.annotated.run_pipeline", None)
    study = ml.open_study(folder)
    assert len(study.profile()) and len(study.evidence("Edda Marrin"))


def test_the_files_are_plain_parquet_that_r_can_read(folder):
    """Text, whole numbers, numbers, flags and times in UTC; no index among the columns."""
    for path in folder.glob("*.parquet"):
        schema = pq.read_schema(path)
        assert not [name for name in schema.names if name.startswith("__index")]
        for field in schema:
            assert field.type in PLAIN or field.type == pa.timestamp("us", tz="UTC"), field
    mentions = pd.read_parquet(folder / "mentions.parquet")
    assert (
        len(mentions)
        == json.loads((folder / "study.json").read_text())["tables"]["mentions"]["rows"]
    )


def test_the_same_study_is_saved_as_the_same_bytes(press, folder, tmp_path):
    again = press.save(tmp_path / "again")
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_validity_dates_and_kept_apart_names_of_actors_come_back(tmp_path):
    from datetime import date

    forms = (
        Form("the chair", "title", date(2024, 1, 1)),
        Form("Ann Poe", valid_to=date(2025, 1, 1)),
    )
    actors = [Actor("ann-poe", "Ann Poe", "person", forms, part_of="board", apart=("Bill Poe",))]
    study = ml.analyse(ml.load("first_lesson"), actors=actors)
    assert ml.open_study(study.save(tmp_path / "s")).actors_sought == tuple(actors)


def test_a_selection_and_a_study_without_actors_come_back(press, lone_article, tmp_path):
    part = press.select(outlet="Harbour Radio")
    again = ml.open_study(part.save(tmp_path / "part"))
    assert again.corpus.n_seen == 155 and again.corpus.n_unselected == part.corpus.n_unselected
    bare = ml.analyse(lone_article, actors=[])
    pd.testing.assert_frame_equal(
        ml.open_study(bare.save(tmp_path / "bare")).tables.scores, bare.tables.scores
    )


def test_columns_of_ones_own_are_kept(tmp_path):
    corpus = ml.load("first_lesson")
    articles = corpus.articles.assign(pages=range(len(corpus)), is_long=True, weight=0.5)
    again = ml.open_study(ml.analyse(ml.Corpus(articles)).save(tmp_path / "own"))
    pd.testing.assert_frame_equal(again.corpus.articles, articles)


def test_saving_again_replaces_and_leaves_nothing_behind(lesson, tmp_path):
    lesson.save(tmp_path / "s")
    (tmp_path / "s" / "note.txt").write_text("mine")
    lesson.select(articles=slice(3)).save(tmp_path / "s")
    assert len(ml.open_study(tmp_path / "s").corpus) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_failed_save_leaves_the_old_study(lesson, tmp_path, monkeypatch):
    """Whatever breaks on the way: the folder is the old one, whole, and no rest lies beside it."""
    lesson.save(tmp_path / "s")

    def full(*args):
        raise OSError("no space left on device")

    monkeypatch.setattr(saved, "_write", full)
    with pytest.raises(OSError, match="no space"):
        lesson.select(articles=slice(3)).save(tmp_path / "s")
    assert len(ml.open_study(tmp_path / "s").corpus) == len(lesson.corpus)
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_what_is_no_saved_study_is_never_replaced(lesson, tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(ValueError, match="holds no saved study; choose another folder"):
        lesson.save(tmp_path)
    assert (tmp_path / "thesis.docx").read_text() == "years of work"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda f: (f / "scores.parquet").unlink(), "scores.parquet is missing"),
        (lambda f: (f / "scores.parquet").write_bytes(b"PAR1"), "scores.parquet is damaged"),
        (lambda f: (f / "study.json").unlink(), "there is no study.json"),
        (lambda f: (f / "study.json").write_text("{"), "is no JSON"),
        (lambda f: (f / "study.json").write_text("[]"), "no manifest of a saved study"),
        (lambda f: altered(f, format_version=99, medialens="7.0"), "7.0 .* update medialens"),
        (lambda f: altered(f, format_version=0), "analyse the collection again"),
        (lambda f: altered(f, tables={}), "study.json is damaged: KeyError"),
        (lambda f: altered(f, actors_sought=[1]), "study.json is damaged: TypeError"),
        (lambda f: altered(f, fingerprint="0"), "not those that were saved"),
    ],
)
def test_damage_is_told_with_the_file_and_what_to_do(copy, damage, said):
    damage(copy)
    with pytest.raises(ReadError, match=said):
        ml.open_study(copy)


def test_a_study_of_another_version_opens_and_says_so(copy):
    altered(copy, made_by="medialens 0.0.9")
    with pytest.warns(MedialensWarning, match=r"scored by medialens 0\.0\.9"):
        study = ml.open_study(copy)
    assert "medialens 0.0.9" in repr(study)


def test_a_study_of_a_scorer_that_is_not_there_opens(copy):
    """The values are in the folder; the scorer's sentence about itself as well."""
    altered(copy, scorer="mine", scorer_note="Counts exclamation marks.")
    assert "Counts exclamation marks." in repr(ml.open_study(copy))
