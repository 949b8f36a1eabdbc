"""What remembering places promises: the first place of each key, whatever came in between."""

from hypothesis import given
from hypothesis import strategies as st

from medialens.io.seen import Seen, spelled


def test_a_new_key_has_no_first_place():
    assert Seen().first("a", ("x.csv", 1)) is None


def test_a_key_met_again_tells_the_place_of_the_first():
    met = Seen()
    met.first("a", ("x.csv", 1))
    met.first("a", ("x.csv", 2))
    assert met.first("a", ("y.csv", 1)) == ("x.csv", 1)


def test_a_whole_file_has_no_row():
    met = Seen()
    met.first("a", ("a.txt", None))
    assert met.first("a", ("b.txt", None)) == ("a.txt", None)


@given(keys=st.lists(st.text(max_size=2), max_size=60), size=st.integers(1, 9))
def test_it_agrees_with_a_dictionary_however_often_the_arrays_are_joined(keys, size):
    met, plain = Seen(pending=size), {}
    for row, key in enumerate(keys, start=1):
        assert met.first(key, ("a.csv", row)) == plain.get(key)
        plain.setdefault(key, ("a.csv", row))


def test_a_place_is_spelled_with_its_row_where_it_has_one():
    assert (spelled(("a.csv", 7)), spelled(("a.txt", None))) == ("a.csv row 7", "a.txt")
