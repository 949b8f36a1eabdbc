"""The rows that the model is taught on: offsets, splits, and what the contrast sets hold."""

from collections import Counter
from pathlib import Path

import pytest

from training.rows import LABELS, read_contrast, read_rows, split, write_rows

TRAINING = Path(__file__).parents[2] / "training"
PHENOMENA = {
    "negation", "accuser_accused", "agent_victim", "reported_speech", "scare_quotes", "comparison",
    "bad_news", "organisations", "countries", "pronouns", "headlines",
}  # fmt: skip


@pytest.fixture(scope="module")
def contrast():
    return read_contrast(TRAINING / "contrast")


def test_marks_become_offsets(tmp_path):
    (tmp_path / "x.tsv").write_text("g-1\t[Orla|0] accused [the bank|-] of fraud.\n", "utf-8")
    rows = read_contrast(tmp_path)
    assert [(r.target, r.label, r.group) for r in rows] == [
        ("Orla", "neutral", "g-1"),
        ("the bank", "negative", "g-1"),
    ]
    assert rows[0].text == "Orla accused the bank of fraud."


def test_at_least_three_thousand_sentences_in_every_phenomenon(contrast):
    assert len({row.text for row in contrast}) >= 3000
    assert {row.source for row in contrast} >= PHENOMENA


def test_every_target_is_where_its_offsets_say_and_labelled(contrast):
    assert all(row.target.strip() == row.target and row.label in LABELS for row in contrast)
    assert len({row.id for row in contrast}) == len(contrast)


def test_no_label_takes_more_than_half(contrast):
    shares = Counter(row.label for row in contrast)
    assert max(shares.values()) < len(contrast) / 2


def test_a_tenth_is_kept_aside_in_whole_pairs(contrast):
    challenge, taught = split(contrast, 0.1, salt="challenge")
    assert 0.08 < len(challenge) / len(contrast) < 0.13
    assert not {row.text for row in challenge} & {row.text for row in taught}
    assert not {row.group for row in challenge} & {row.group for row in taught}


def test_the_blind_set_shares_no_sentence_with_the_sets_that_are_taught(contrast):
    blind = read_contrast(TRAINING / "challenge")
    assert len(blind) >= 500
    assert not {row.text for row in blind} & {row.text for row in contrast}


def test_a_split_depends_on_the_names_of_the_groups_alone(contrast):
    first, _ = split(contrast, 0.1, salt="challenge")
    again, _ = split(contrast[::-1], 0.1, salt="challenge")
    assert {row.id for row in first} == {row.id for row in again}


def test_rows_are_read_as_they_were_written(contrast, tmp_path):
    write_rows(tmp_path / "rows.jsonl", contrast[:20])
    assert read_rows(tmp_path / "rows.jsonl") == contrast[:20]
