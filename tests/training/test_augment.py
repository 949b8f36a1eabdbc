"""Rows that are made from rows: the target stays where its offsets say."""

import pytest

from training.augment import fragments, other_names, other_targets, with_gaps
from training.rows import Row

LIE = 'Orla Vann said: "The council of Brennick lied to us all for years."'
PRAISE = "On Monday the Harrow Bank praised Tomas Reuss for his candor."
ROWS = [
    Row("1", LIE, 0, 9, "neutral", "x", "a"),
    Row("2", PRAISE, 34, 45, "positive", "x", "b"),
    Row("3", "He was praised.", 0, 2, "positive", "x", "c"),
]


@pytest.mark.parametrize("make", [other_targets, other_names, fragments, with_gaps])
def test_every_made_row_has_its_target_and_a_new_id(make):
    made = make(ROWS, seed=1)
    assert made
    assert all(row.target.strip() and row.id not in {r.id for r in ROWS} for row in made)


@pytest.mark.parametrize("make", [other_targets, other_names, fragments, with_gaps])
def test_the_same_seed_makes_the_same_rows(make):
    assert make(ROWS, seed=3) == make(ROWS, seed=3)


def test_another_name_keeps_the_label_and_the_rest_of_the_sentence():
    [first, second] = other_names(ROWS, seed=1)  # the pronoun is no name
    assert [row.label for row in (first, second)] == ["neutral", "positive"]
    for old, new in zip(ROWS, (first, second), strict=False):
        assert new.text[: new.start] == old.text[: old.start]
        assert new.text[new.end :] == old.text[old.end :]


def test_other_targets_leave_out_what_is_judged_already():
    found = {row.target for row in other_targets(ROWS[:1], seed=1)}
    assert found
    assert not any("Orla" in target for target in found)


def test_a_fragment_holds_one_voice():
    """The speaker's sentence loses the quotation; the length stays."""
    [row] = fragments(ROWS[:1], seed=1)
    assert row.text.strip() == "Orla Vann said:"
    assert len(row.text) == len(ROWS[0].text)


def test_gaps_never_touch_the_target():
    rows = [row for seed in range(30) for row in with_gaps(ROWS, seed=seed)]
    assert {row.target for row in rows} == {row.target for row in ROWS}
    assert any(len(row.text) < len(ROWS[0].text) for row in rows if row.id.startswith("1"))
