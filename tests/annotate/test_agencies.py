"""News agencies in bylines, datelines and credit lines. Every place and person is invented."""

import pytest

from medialens.annotate.agencies import agency_named, is_agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("WESTPORT (AP) — The bridge is closed.", "Associated Press"),
        ("WESTPORT, March 3 (Reuters) - The bridge is closed.", "Reuters"),
        ("Westhafen (dpa/lby) - Die Brücke ist gesperrt.", "Deutsche Presse-Agentur"),
        ("(AFP) The bridge is closed.", "Agence France-Presse"),
        ("The bridge is closed.\n\nCopyright 2025 The Associated Press.", "Associated Press"),
        ("Die Brücke ist gesperrt.\n\nQuelle: dpa", "Deutsche Presse-Agentur"),
        ("The bridge is closed.\n\nReuters contributed to this report.", "Reuters"),
        (
            "The bridge is closed.\n\nAssociated Press writers Ada Holt in Westport and Jon Reed "
            "contributed to this report.",
            "Associated Press",
        ),
    ],
)
def test_a_dateline_or_a_credit_names_the_agency(text, agency):
    """At the beginning or at the end of the text."""
    assert agency_named(text) == agency


@pytest.mark.parametrize(
    "text",
    [
        "The minister told Reuters that the bridge is closed.",
        "The Port Authority (PA) closed the bridge.",
        "Members of the Alliance for Progress (AP) crossed the bridge.",
        "The bridge is closed. " + "Nobody knows why. " * 60 + "Source: dpa. " + "So it is. " * 60,
    ],
)
def test_an_agency_that_is_quoted_or_initials_of_others_are_no_source(text):
    """Nor is a credit in the middle of a long text."""
    assert agency_named(text) is None


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("Ada Holt, Associated Press", "Associated Press"),
        ("By Jon Reed and AFP", "Agence France-Presse"),
        ("Efe Marland", None),
        ("Ada Holt", None),
    ],
)
def test_a_byline_names_the_agency(author, agency):
    """Alone or beside a person; a first name that is spelled like initials is a person."""
    assert agency_named("The bridge is closed.", author) == agency


def test_what_an_agency_publishes_is_its_own():
    """Whatever other agency the text names."""
    text = "WESTPORT (AP) — The bridge is closed."
    assert agency_named(text, outlet="Westport Press Agency") == "Westport Press Agency"


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [("AP", True), ("the associated press", True), ("Norland Newswire", True), ("Apex", False)],
)
def test_an_outlet_is_an_agency_by_the_list_or_by_its_name(outlet, expected):
    """In any case."""
    assert is_agency(outlet) is expected
