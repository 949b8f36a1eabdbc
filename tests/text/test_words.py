"""Words in any script."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.text.words import word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop, it’s well-known.", ["Don't", "stop", "it’s", "well-known"]),
        ("The U.S. pays 1,250.50 at 10:30.", ["The", "U.S.", "pays", "1,250.50", "at", "10:30"]),
        ("'quoted' - dash – end-", ["quoted", "dash", "end"]),
        ("Zoe\u0308 naïve Straße", ["Zoe\u0308", "naïve", "Straße"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("Привет, мир", ["Привет", "мир"]),
        ("新闻 news", ["新", "闻", "news"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words_are_found(text, expected):
    """Apostrophes, hyphens, separators and marks stay inside."""
    assert words(text) == expected


@given(st.text())
def test_spans_agree_with_words_and_follow_one_another(text):
    """The two views are one; the spans are sorted and do not overlap."""
    spans = word_spans(text)
    assert [text[start:end] for start, end in spans] == words(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
