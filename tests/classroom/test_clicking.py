"""Clicking in a lesson: where a widget runs, and what stands there where none does."""

import sys

import pytest

from medialens.classroom import (
    click_answers,
    shuffle_button,
    shuffling,
    speaking_exercise,
    verb_exercise,
)
from medialens.classroom.clicking import BY_HAND, NO_BUTTON

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def drawn(lesson):
    return speaking_exercise(lesson, n=4)


@pytest.fixture
def no_lab(monkeypatch):
    """An installation without the extra ``lab``."""
    for name in ("panel", "shuffling"):
        monkeypatch.delitem(sys.modules, f"medialens.widgets.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)


def test_where_a_widget_runs_it_is_shown_and_elsewhere_a_sentence(lesson, drawn, tmp_path):
    clicked = click_answers(lesson, drawn, path=tmp_path / "codes.csv")
    shown, _ = clicked._repr_mimebundle_()
    assert VIEW in shown
    assert shown["text/plain"] == BY_HAND
    assert not (tmp_path / "codes.csv").exists()


def test_what_was_clicked_are_the_answers_and_the_machine_waits(lesson, drawn, tmp_path):
    clicked = click_answers(lesson, drawn, path=tmp_path / "codes.csv")
    session = clicked.widget.session
    for item in ("1", "2", "3"):
        session.answer(item, {"codes": {"answer": "outlet"}})
    assert clicked.answers == {1: "outlet", 2: "outlet", 3: "outlet"}
    assert session.revealed() == {}
    session.answer("4", {"codes": {"answer": "A neighbor"}})  # a name may be typed
    session.commit()
    machine = {str(row.item): row.machine for row in drawn.machine.itertuples()}
    assert {item: one["codes"]["answer"] for item, one in session.revealed().items()} == machine


def test_the_next_day_the_answers_are_there_again(lesson, drawn, tmp_path):
    first = click_answers(lesson, drawn, path=tmp_path / "codes.csv")
    first.widget.session.answer("2", {"codes": {"answer": "unnamed"}})
    assert click_answers(lesson, drawn, path=tmp_path / "codes.csv").answers == {2: "unnamed"}


def test_only_the_choices_can_be_clicked_where_no_name_is_asked_for(press, tmp_path):
    drawn = verb_exercise(press, n=3)
    clicked = click_answers(press, drawn, path=tmp_path / "codes.csv")
    with pytest.raises(ValueError, match="is no answer"):
        clicked.widget.session.answer("1", {"codes": {"answer": "a name"}})


def test_the_widget_shows_no_outlet(press, tmp_path):
    """The lesson on verbs is coded blind."""
    clicked = click_answers(press, verb_exercise(press, n=3), path=tmp_path / "codes.csv")
    assert {item["heading"] for item in clicked.widget.panel.items} == {""}


def test_a_file_with_other_passages_is_told_and_left_alone(lesson, drawn, tmp_path):
    path = tmp_path / "codes.csv"
    click_answers(lesson, drawn, path=path).widget.session.answer(
        "1", {"codes": {"answer": "outlet"}}
    )
    kept = path.read_bytes()
    other = click_answers(lesson, speaking_exercise(lesson, n=4, seed=2), path=path)
    assert other.answers == {}
    assert "codes.csv" in other.instead
    assert path.read_bytes() == kept


@pytest.mark.usefixtures("no_lab")
def test_without_the_extra_a_sentence_says_what_is_missing(lesson, drawn, press, tmp_path):
    clicked = click_answers(lesson, drawn, path=tmp_path / "codes.csv")
    assert clicked.answers == {}
    shuffle = shuffling(press, "Edda Marrin", "The Meridian", "Stell Valley Post", draws=99)
    for one, said in ((clicked, BY_HAND), (shuffle_button(shuffle), NO_BUTTON)):
        assert set(one._repr_mimebundle_()) == {"text/html", "text/plain"}
        assert said in repr(one)
        assert "pip install 'medialens[lab]'" in repr(one)


def test_the_button_has_the_shuffles_of_the_test(press):
    shuffle = shuffling(press, "Edda Marrin", "The Meridian", "Stell Valley Post", draws=99)
    button = shuffle_button(shuffle)
    assert VIEW in button._repr_mimebundle_()[0]
    assert len(button.widget.facts["ts"]) == 99
    assert button.answers == {}
