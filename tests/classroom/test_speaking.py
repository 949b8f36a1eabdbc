"""The coding sheet keeps the machine's answers back until the student has committed."""

import pytest

from medialens.classroom import OUTLET, agreement, coding_sheet, reveal


def test_the_sheet_gives_nothing_of_the_machine_away(lesson):
    sheet = coding_sheet(lesson, n=8)
    assert list(sheet.columns) == ["item", "outlet", "title", "sentence", "passage"]
    assert list(sheet["item"]) == list(range(1, 9))


def test_the_sheet_mixes_reported_and_own_words(lesson):
    sheet = coding_sheet(lesson, n=8)
    shown = reveal(lesson, sheet, dict.fromkeys(range(1, 9), "somebody"))
    assert (shown["machine"] == OUTLET).sum() == 4


def test_nothing_is_revealed_before_every_item_has_an_answer(lesson):
    sheet = coding_sheet(lesson, n=4)
    with pytest.raises(ValueError, match="no answer yet for item 2, 4"):
        reveal(lesson, sheet, {1: OUTLET, 2: " ", 3: OUTLET})


def test_the_machines_own_answers_agree_with_themselves(lesson):
    sheet = coding_sheet(lesson, n=10, seed=5)
    machine = reveal(lesson, sheet, dict.fromkeys(sheet["item"], "?"))["machine"]
    again = reveal(lesson, sheet, dict(zip(sheet["item"], machine, strict=True)))
    assert again["is_agreed"].all()
    assert agreement(again).startswith(f"you and the machine agree on {len(sheet)} of {len(sheet)}")


def test_the_same_seed_draws_the_same_passages(lesson):
    first, again, other = (
        coding_sheet(lesson, seed=seed)["passage"].tolist() for seed in (1, 1, 2)
    )
    assert first == again != other
