"""Cards: a collection and a study show themselves, in a notebook and as text."""

import re

import pytest

import medialens as ml
from medialens.card import Block, Card
from medialens.schemas import ARTICLES


def test_everything_a_card_shows_is_escaped():
    """No text of a collection becomes markup, wherever it stands in the card."""
    evil = '<img src=x onerror="alert(1)">'
    card = Card(evil, [(evil, evil)], [Block(evil, [evil], [[evil]], evil)], [evil], [(evil, evil)])
    assert "<img" not in card.html
    assert card.html.count("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;") == 10


def test_a_card_for_the_terminal_holds_no_control_character():
    text = str(Card("a\x1b[31m\nb", [("name\r", "value\x07")]))
    assert "\x1b" not in text and "\x07" not in text and "\r" not in text
    assert text.splitlines()[1].split() == ["name", "value"]


def test_numbers_stand_right_and_texts_left():
    lines = str(Card("T", blocks=[Block("B", ["name", "n"], [["a", 5], ["long", 1200]])]))
    assert lines.splitlines()[-2:] == ["  a         5", "  long  1,200"]


def test_wide_code_stands_above_what_it_answers():
    wide = "study.compare(" + "x" * 60 + ")"
    assert str(Card("T", steps=[(wide, "how they differ")])).splitlines()[-2:] == [
        f"  {wide}", "      how they differ",
    ]  # fmt: skip


def test_a_collection_shows_counts_outlets_dates_and_how_to_go_on():
    corpus = ml.load("valdory")
    for shown in (repr(corpus), re.sub("<[^>]+>", " ", corpus._repr_html_())):
        assert "155 seen = 155 kept + 0 rejected + 0 skipped" in shown
        assert "2025-02-03 to 2025-10-10" in shown and corpus.fingerprint in shown
        assert all(outlet in shown for outlet in corpus.outlets)
        assert "ml.analyse(corpus)" in shown


def test_a_collection_says_what_it_lacks(lone_article):
    """Missing dates, headlines and short texts stand in its card before anything is compared."""
    shown = repr(lone_article)
    for said in ("1 of 1 article without a date", "without a headline", "under 50 words"):
        assert said in shown
    assert "names are found" in shown


def test_a_collection_without_articles_shows_itself():
    assert "0 articles of 0 outlets" in repr(ml.Corpus(ARTICLES.table()))


def test_the_code_that_a_study_proposes_runs_as_it_stands(press, monkeypatch, tmp_path):
    """Every step names actors and outlets of this collection."""
    monkeypatch.chdir(tmp_path)
    steps = re.findall(r"^  (study\.\S.*?)(?:  |$)", repr(press).split("Go on with")[1], re.M)
    assert len(steps) >= 7
    for step in steps:
        if "<Tab>" not in step:
            eval(step, {"study": press})


def test_a_study_that_is_not_annotated_shows_itself_without_annotating():
    study = ml.Study(ml.load("first_lesson"))
    assert "not annotated yet" in repr(study) and "not annotated yet" in study._repr_html_()
    assert not study.is_annotated


def test_a_study_names_its_scorer_its_version_and_what_to_look_at(press):
    shown = repr(press)
    assert "not validated by a person" in shown and f"medialens {ml.__version__}" in shown
    assert press.flaws()["found"].iloc[0].split(" copy")[0] in shown


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_cards_fit_the_window_and_can_be_read_in_either_theme(press, browser, width, scheme):
    """No card is wider than the window; its letters are the page's own, not faint."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    style = "<style>:root{color-scheme:light dark}</style>"
    page.set_content(f"<!doctype html>{style}{press._repr_html_()}{press.corpus._repr_html_()}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    look = "e => getComputedStyle(e).color === getComputedStyle(document.body).color"
    assert page.eval_on_selector_all(
        ".ml-card td, .ml-card dd, .ml-card th", f"l => l.every({look})"
    )
    page.close()
