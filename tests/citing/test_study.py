"""The methods paragraph of a study: what its questions rest on, and nothing else."""

import re

import pytest

import medialens as ml
from medialens.citing.methods import METHODS, SCORED_QUESTIONS
from medialens.errors import UnknownNameError


def test_the_paragraph_names_collection_version_actors_and_software(press):
    told = press.methods()
    assert f"(fingerprint {press.corpus.fingerprint}) as analyzed holds 155 articles" in told
    assert f"analyzed with medialens {ml.__version__}." in told
    assert "Mentions of 25 actors of a catalogue were found by rules." in told
    assert re.search(r"Software: .*pandas \d", told)
    assert "References" not in told and "scored" not in told


@pytest.mark.parametrize(
    ("questions", "named", "not_named"),
    [
        (["profile"], ["Student t", "scorer target", "Hamborg", "not validated"], ["Dunning"]),
        (["keywords"], ["Dunning 1993", "fixed seeds"], ["scored", "validated", "Welch"]),
        (["compare"], ["Welch 1947", "Benjamini"], ["Dunning"]),
        (["speaking"], ["Wilson 1927"], ["scored"]),
        (["loaded"], ["Recasens"], ["Wilson", "scored"]),
        (["alerts", "keywords"], ["For alerts see the page on methods"], ["For keywords"]),
    ],
)
def test_each_question_brings_its_methods_and_no_others(press, questions, named, not_named):
    told = press.methods(*questions)
    assert all(words in told for words in named)
    assert not any(words in told for words in not_named)


def test_every_question_that_a_method_names_is_one_of_the_study(press):
    named = {name for method in METHODS for name in method.questions} | SCORED_QUESTIONS
    assert named == set(press._asked(sorted(named)))


def test_a_wrong_question_gets_the_nearest(press):
    with pytest.raises(UnknownNameError, match="did you mean 'profile'"):
        press.methods("profil")


def test_bibtex_has_the_software_with_fingerprint_and_the_works(press):
    text = press.cite("keywords", "profile")
    keys = re.findall(r"^@\w+\{(\w+),", text, re.M)
    assert keys[0] == "medialens" and {"dunning1993", "hamborg2021"} <= set(keys)
    assert press.corpus.fingerprint in text and "sentiment scorer target" in text
    assert text.count("{") == text.count("}")


def test_a_selection_is_told(press):
    told = press.select(outlet="Harbour Radio").methods()
    assert "128 other articles of the collection were not selected." in told


def test_actors_that_nobody_listed_are_told(lone_article):
    assert "from the names that the articles use" in ml.analyse(lone_article).methods()


def test_the_year_of_the_entry_is_that_of_the_release():
    from pathlib import Path

    from medialens.citing.study import PUBLISHED

    citation = Path(__file__).resolve().parents[2] / "CITATION.cff"
    assert f"date-released: {PUBLISHED}-" in citation.read_text("utf-8")


def test_a_passage_shows_itself_as_it_reads(press):
    assert repr(press.cite()) == str(press.cite())
