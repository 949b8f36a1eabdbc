"""Counts of words and of word sequences per article."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.compare.counting import count_terms, lemmas, read_words


def articles(*texts, title=""):
    ids = [f"a{i}" for i in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "title": title, "text": texts})


def counted(*texts, title="", stretches=None, **options):
    table = articles(*texts, title=title)
    counts = count_terms(table, words=read_words(table, stretches), **options)
    total = counts.table.sum(axis=0)
    return dict(zip(counts.terms, [int(n) for n in total], strict=True))


def test_words_are_counted_in_small_letters_with_those_of_the_headline():
    assert counted("Rain fell.", title="RAIN") == {"fell": 1, "rain": 2}


def test_a_sequence_does_not_go_from_headline_to_text():
    assert counted("fell", title="rain", longest=2) == {"fell": 1, "rain": 1}


def test_a_sequence_stays_inside_its_stretch():
    """Two sentences; the second stretch leaves its last word out."""
    stretches = pd.DataFrame(
        {"article_id": ["a0", "a0"], "zone": "text", "start": [0, 9], "end": [8, 17]}
    )
    found = counted("One two. Two three four.", longest=2, stretches=stretches)
    assert found == {"one two": 1, "two": 2, "two three": 1}


@given(
    texts=st.lists(st.lists(st.sampled_from("abc"), max_size=6).map(" ".join), min_size=1),
    data=st.data(),
)
def test_some_of_the_articles_are_counted_from_words_read_of_all(texts, data):
    """In any order, and as if they alone had been read."""
    table = articles(*texts, title="b c")
    some = table.loc[data.draw(st.lists(st.sampled_from(list(table.index)), unique=True))]
    once, anew = (count_terms(some, longest=2, words=w) for w in (read_words(table), None))
    assert once.terms.tolist() == anew.terms.tolist()
    assert (once.table != anew.table).nnz == 0
    assert once.lengths.tolist() == anew.lengths.tolist()


def test_words_of_an_article_that_was_not_read_are_an_error():
    with pytest.raises(KeyError, match="a1"):
        count_terms(articles("a", "b"), words=read_words(articles("a")))


def test_rare_terms_are_left_out_and_count_as_words():
    counts = count_terms(articles("a a b", "a c"), min_count=2, min_articles=2)
    assert counts.terms.tolist() == ["a"]
    assert counts.lengths.tolist() == [3, 2]


def test_a_word_that_stands_in_one_longer_term_only_is_left_to_it():
    """Prime: always before minister. Minister: also alone."""
    text = "prime minister. prime minister. prime minister. minister. minister."
    assert counted(text, longest=2, min_count=2) == {
        "minister": 5, "minister prime": 2, "prime minister": 3, "minister minister": 2,
    }  # fmt: skip


def test_common_words_in_many_longer_terms_are_kept():
    """Every 'the' stands in some pair, none in the same."""
    found = counted("the dog the dog the cat the cat", longest=2, min_count=2)
    assert found["the"] == 4
    assert "dog" not in found


@pytest.mark.parametrize("longest", [1, 3])
def test_excluded_words_are_no_terms_and_in_no_sequence(longest):
    found = counted("old Ada Lorne spoke", longest=longest, exclude={"ada"})
    assert not [term for term in found if "ada" in term.split()]


def test_four_words_are_the_longest():
    found = counted("a b c d e", longest=4)
    assert sorted(found) == ["a b c d", "b c d e"]
    with pytest.raises(ValueError, match="from 1 to 4"):
        counted("a", longest=5)


def test_splitting_an_article_changes_no_total():
    """The law of additive counts."""
    whole, split = counted("rain fell rain fell"), counted("rain fell", "rain fell")
    assert whole == split


def test_words_count_under_their_dictionary_form_where_asked():
    found = counted("Ministers met. The minister meets ministers.", lemma=lemmas("en"))
    assert (found["minister"], found["meet"]) == (3, 2)


def test_no_words_at_all_give_no_terms():
    assert counted("", "...") == {}
