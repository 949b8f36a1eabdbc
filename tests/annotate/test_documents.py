"""Documents: where the makers of a poll or report, or whose campaign it is, are named."""

import pytest

from medialens.annotate.documents import maker_places


def places(text, phrase):
    """Return the stretches in which the maker of the last such phrase may be named."""
    start = text.rindex(phrase)
    return [text[place.start : place.end] for place in maker_places(text, (start, len(text)))]


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("a new Norland University poll", "a new Norland University "),
        ("the Berg campaign", "the Berg "),
        ("Mr. Berg's campaign", " Berg's "),
        ("his campaign", "his "),
        ("the Tideline average of polls", "the Tideline "),
    ],
)
def test_a_maker_stands_before_the_noun_of_the_phrase(phrase, place):
    """A window from the determiner to the noun."""
    text = f"Rain fell. So said. {phrase}"
    assert place.strip() in places(text, phrase)[0]


def test_a_maker_may_follow_by_or_from():
    """Also after "released by"."""
    text = "according to a report released Monday by the Sea Agency"
    assert "Sea Agency" in places(text, "a report")


def test_the_poll_takes_up_the_last_one_that_was_called_by_its_maker():
    """Any noun of the kind will do: a survey is a poll."""
    text = "A long opening.\n" * 30 + "A Norland survey is out. Rain fell. So said the poll"
    assert "A Norland " in places(text, "the poll")


def test_another_poll_in_between_takes_the_place_of_the_first():
    """Nobody knows whose poll that is."""
    text = "A Norland survey is out. A second poll came. So said the poll"
    assert not any("Norland" in place for place in places(text, "the poll"))


def test_a_poll_with_a_name_takes_no_other_up():
    """The Lund poll is not Norland's, though Lund is no actor."""
    text = "A Norland poll is out. So said the Lund poll"
    assert not any("Norland" in place for place in places(text, "the Lund poll"))


def test_a_poll_of_the_opening_is_told_by_the_next():
    """The usual opening of a news report."""
    text = "A new poll shows a close race. A Norland University poll found a tie."
    assert any("Norland University" in text[p.start : p.end] for p in maker_places(text, (0, 10)))


@pytest.mark.parametrize("phrase", ["the Berg report card", "the campaign manager", "the mayor"])
def test_what_is_no_document_has_no_maker(phrase):
    """The noun must close the phrase."""
    assert places(f"Rain fell. {phrase}", phrase) == []
