"""A sentence as the encoder reads it: where the marks stand, and what is left out of a long one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.models.encoder import get_encoder
from medialens.models.marking import Marks, Pieces, marked

MARKS = Marks(begin=-1, end=-2, before=-3, after=-4)


def words(text: str) -> Pieces:
    """One piece a word, numbered from 0."""
    spans, at = [], 0
    for word in text.split(" "):
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return Pieces(list(range(len(spans))), spans, [any(map(str.isalnum, w)) for w in text.split()])


def test_the_target_stands_between_two_marks():
    text = "critics say Vann lied"
    assert marked(words(text), 12, 16, marks=MARKS).ids == [-1, 0, 1, -3, 2, -4, 3, -2]


def test_first_and_last_hold_the_target_with_its_marks():
    one = marked(words("critics say Vann lied"), 12, 16, marks=MARKS)
    assert one.ids[one.first : one.last] == [-3, 2, -4]


@pytest.mark.parametrize(("start", "end"), [(4, 4), (30, 40), (11, 12)])
def test_a_target_without_a_word_has_no_marks(start, end):
    """Empty, outside the text, or the blank between two words."""
    assert marked(words("critics say Vann lied"), start, end, marks=MARKS) is None


def test_quotation_marks_at_the_edge_are_not_the_target():
    pieces = words('he said " Vann " lied')
    assert marked(pieces, 8, 16, marks=MARKS) == marked(pieces, 10, 14, marks=MARKS)


@given(
    n=st.integers(1, 60),
    at=st.integers(0, 59),
    length=st.integers(1, 6),
    room=st.integers(10, 40),
)
def test_a_long_text_is_cropped_around_a_whole_target(n, at, length, room):
    """Whatever the length: no more pieces than allowed, every target piece kept, order kept."""
    at = min(at, n - 1)
    length = min(length, n - at)
    pieces = Pieces(list(range(n)), [(i, i + 1) for i in range(n)], [True] * n)
    one = marked(pieces, at, at + length, marks=MARKS, max_pieces=room)
    inner = [i for i in one.ids if i >= 0]
    assert len(one.ids) <= room
    assert one.ids[one.first + 1 : one.last - 1] == list(range(at, at + length))
    assert inner == list(range(inner[0], inner[0] + len(inner)))
    assert one.is_cropped == (len(inner) < n)
    assert one.is_cropped == (n > room - 4)


def test_offsets_are_code_points():
    """An emoji, a combining accent and another script before the target do not shift it."""
    encoder = get_encoder(1)
    text = "😀 Señora Núñez und Müller, 北京: Vann lied"
    start = text.index("Vann")
    one = marked(encoder.pieces(text), start, start + 4, marks=encoder.marks)
    inner = one.ids[one.first + 1 : one.last - 1]
    assert inner == encoder.pieces("Vann").ids
