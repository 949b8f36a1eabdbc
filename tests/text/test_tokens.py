"""Tokens are the words of `word_spans`, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.text.normal import searchable
from medialens.text.tokens import tokenize
from medialens.text.words import word_spans

ALPHABET = "aB1é.,'’-–  \t\n\v\x1c\xa0\u2003\u200b\u200d\u0301東\u202f“\ud800"


@given(st.lists(st.text(ALPHABET, max_size=20), max_size=4))
def test_words_and_places_are_those_of_word_spans(texts):
    tokens = tokenize(texts)
    found = zip(
        tokens.text, tokens.start, tokens.vocabulary.take(tokens.code).to_pylist(), strict=True
    )
    plain = [searchable(text) for text in texts]
    assert list(found) == [
        (number, start, text[start:end].lower())
        for number, text in enumerate(plain)
        for start, end in word_spans(text)
    ]


@given(st.lists(st.text(ALPHABET, max_size=20), max_size=4), st.integers(1, 3))
def test_without_places_and_by_several_threads_the_words_are_the_same(texts, threads):
    with_places, without = tokenize(texts), tokenize(texts, places=False, threads=threads)
    assert (without.code == with_places.code).all()
    assert (without.text == with_places.text).all()
    assert without.vocabulary == with_places.vocabulary


def test_the_vocabulary_is_sorted_and_has_no_word_twice():
    vocabulary = tokenize(["b a", "A c", ""]).vocabulary.to_pylist()
    assert vocabulary == ["a", "b", "c"]


@pytest.mark.parametrize("texts", [[], [""], [" "]])
def test_no_words_are_no_words(texts):
    assert len(tokenize(texts).code) == 0
