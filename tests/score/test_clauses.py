"""Which part of a sentence is taken to speak of the actor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.score.clauses import clause_of

CASES = {
    "Orla won praise, but [Vann] was accused of fraud.": "but Vann was accused of fraud.",
    "[Orla] won praise while Vann was accused of fraud.": "Orla won praise",
    "The mayor failed; [Orla] did well.": "Orla did well.",
    "The mayor failed — [Orla] did well.": "Orla did well.",
    "The plan—which [Orla] wrote—failed badly.": "which Orla wrote—",
    "[Vann] resigned today and she took over.": "Vann resigned today",
    "[Vann] and the mayor resigned.": "Vann and the mayor resigned.",
    "[Vann], the mayor, resigned in shame.": "Vann, the mayor, resigned in shame.",
    "[Vann], who lost the vote, resigned in shame.": "Vann, who lost the vote, resigned in shame.",
    "Voters cheered [Vann], who lost the vote.": "Voters cheered Vann, who lost the vote.",
    "The fund of 1,250 marks helped [Vann].": "The fund of 1,250 marks helped Vann.",
    "It was a good year, said [Vann].": "It was a good year, said Vann.",
    "Friends of [Peace, Bread and Land] met.": "Friends of Peace, Bread and Land met.",
    "[Vann]": "Vann",
    ", , [Vann] , ;": ", , Vann , ;",
}


@pytest.mark.parametrize("marked", CASES)
def test_the_clause_of_an_actor(marked):
    """The brackets mark the mention; the rules are those of the docstring."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    first, last = clause_of(text, start, end)
    assert text[first:last].strip() == CASES[marked]


@given(st.text(alphabet="ab ,;:—-.", min_size=1, max_size=40), st.data())
def test_the_clause_always_holds_the_mention(text, data):
    """Whatever the punctuation."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = clause_of(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
