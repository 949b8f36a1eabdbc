"""The agreement of two passes, on pairs counted by hand and on the file itself."""

import pytest

from training.agreement import PASSES, Pair, agreement, alpha, read_pairs


def pairs(*labels):
    return [Pair("file", "group", "target", first, second) for first, second in labels]


def test_a_doubtful_target_counts_as_different():
    """Two of four targets have the same label, one differs, one is doubtful."""
    assert agreement(pairs("++", "--", "0+", "0?")) == 0.5


def test_alpha_is_one_for_the_same_labels_and_zero_for_chance():
    assert alpha(pairs("++", "--", "00")) == 1.0
    assert alpha(pairs("+-", "-+", "++", "--")) == pytest.approx(1 - 0.5 / (4 / 7))


def test_every_second_label_is_known():
    """The packaged pass has a label of the codebook, or doubt, for each of its targets."""
    found = read_pairs(PASSES)
    assert {p.first for p in found} == {"-", "0", "+"}
    assert {p.second for p in found} == {"-", "0", "+", "?"}
    assert agreement(found) > 0.95
