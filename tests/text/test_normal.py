"""Folding for matching."""

from hypothesis import given
from hypothesis import strategies as st

from medialens.text.normal import searchable


def test_quotes_dashes_and_spaces_become_plain():
    """Curly, low and pointed marks, no-break spaces, long dashes."""
    assert searchable("„A“ «B» ‘C’ d’e — f\u00a0g\u2009h") == '"A" "B" \'C\' d\'e - f g h'


@given(st.text())
def test_the_length_stays_and_folding_twice_changes_nothing(text):
    """Offsets into the result are offsets into the text."""
    assert len(searchable(text)) == len(text)
    assert searchable(searchable(text)) == searchable(text)
