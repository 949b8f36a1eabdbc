"""What is left of a sentence in the outlet's voice: that somebody speaks, or more."""

import pytest

from medialens.annotate.leftovers import is_leftover


@pytest.mark.parametrize(
    ("segment", "target", "expected"),
    [
        ("She denied          .", "She", True),
        ("Ms Lund has accused            .", "Lund", True),
        ("Opposition leader Ilse Lund said on Monday                 .", "Ilse Lund", True),
        ("           , Lund told Olaf Berg in an interview.", "Lund", True),
        ("However, Lund has consistently denied         .", "Lund", True),
        ("According to Lund,               .", "Lund", True),
        ("The disgraced minister Lund said             .", "Lund", False),
        ("Lund falsely claimed             .", "Lund", False),
        ("Lund, who lost the vote, said             .", "Lund", False),
        ("Lund lost the vote.", "Lund", False),
        ("Lund", "Lund", False),
    ],
)
def test_a_leftover_only_says_that_the_actor_speaks(segment, target, expected):
    """Roles, names, time and place say no more; an evaluative word does, and so does an act."""
    start = segment.index(target)
    assert is_leftover(segment, start, start + len(target)) is expected
