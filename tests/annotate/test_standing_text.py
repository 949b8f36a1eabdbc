"""What an outlet puts at the edge of its articles."""

import pytest

from medialens.annotate.runs import RunMaker
from medialens.annotate.standing_text import without_standing_text

FOOT = "subscribe to the westport post because all of its rights are reserved"  # 12 words


def counted(texts, days=None, outlets=None):
    """Return for each text how many of its words count."""
    make = RunMaker()
    outlets = outlets or ["Post"] * len(texts)
    found = without_standing_text(list(map(make, texts)), outlets, days or [None] * len(texts))
    return [int(runs.is_counted.sum()) for runs in found]


def report(number, n_words=20, foot=FOOT):
    return " ".join(f"word{number}of{n}" for n in range(n_words)) + " " + foot


def test_a_foot_under_five_articles_does_not_count():
    """Four are too few; whether it has a line of its own does not matter."""
    assert counted([report(n) for n in range(5)]) == [20] * 5
    assert counted([report(n) for n in range(4)]) == [32] * 4


def test_a_foot_under_less_than_one_article_in_fifty_counts():
    """Five of 250 are enough, five of 251 are not."""
    others = [report(n, foot="") for n in range(100, 345)]
    assert counted([report(n) for n in range(5)] + others)[:5] == [20] * 5
    others.append(report(99, foot=""))
    assert counted([report(n) for n in range(5)] + others)[:5] == [32] * 5


def test_outlets_are_told_apart():
    """Three articles here and two there."""
    outlets = ["Post", "Post", "Post", "Sun", "Sun"]
    assert counted([report(n) for n in range(5)], outlets=outlets) == [32] * 5


def test_copies_of_one_text_have_no_standing_text():
    """All of their words come again."""
    assert counted([report(1)] * 6, days=list(range(6))) == [32] * 6


@pytest.mark.parametrize(("days", "expected"), [([1] * 6, 19), (list(range(6)), 7)])
def test_what_is_most_of_the_text_is_standing_if_it_comes_on_five_days(days, expected):
    """Six texts of one day with seven new words each are one story, on six days six briefs."""
    assert counted([report(n, 7) for n in range(6)], days=days) == [expected] * 6


def test_the_middle_of_a_long_text_is_no_edge():
    """Sixty words before, two hundred after."""
    texts = [report(n, 60) + " " + report(n + 10, 200, foot="") for n in range(6)]
    assert counted(texts) == [272] * 6


def test_nothing_has_no_standing_text():
    """No articles, and articles without words."""
    assert counted([]) == []
    assert counted([""] * 6) == [0] * 6
