"""Evidence is set like quotations: who wrote it, whose words it is, what moved the score."""

import json
import re

import pytest

from medialens.errors import SchemaError
from medialens.report.evidence import evidence_html, marked_sentence, strongest
from medialens.schemas import EVIDENCE


def page_of(table, **options):
    return evidence_html(table, name="council", title="Sentences", **{"limit": 8, **options})


def test_mention_and_scored_word_are_marked(evidence):
    row = evidence.iloc[0].to_dict()
    assert marked_sentence(row) == (
        '<bdi>The <mark>council</mark> has a <span class="ml-word">splendid</span>'
        '<small class="ml-points">+2.8</small> plan for the old harbour, Ms Orla said.</bdi>'
    )


def test_a_scored_word_inside_the_mention_is_marked_as_both(evidence):
    trace = json.dumps([{"word": "council has", "start": 4, "end": 15, "points": -1, "rule": ""}])
    page = marked_sentence(evidence.iloc[0].to_dict() | {"trace": trace})
    assert '<span class="ml-word"><mark>council</mark></span><span class="ml-word"> has' in page
    assert page.count("ml-points") == 1


@pytest.mark.parametrize(
    "trace", ["", "not JSON", "{}", "[1]", '[{"start": 90, "end": 95, "points": 1}]', None]
)
def test_a_trace_that_can_not_be_read_marks_nothing(evidence, trace):
    page = marked_sentence(evidence.iloc[0].to_dict() | {"trace": trace})
    assert "ml-word" not in page


def test_no_letter_of_the_sentence_is_lost(evidence):
    """What stands between the marks is the sentence."""
    row = evidence.iloc[0].to_dict()
    bare = re.sub(r"<small.*?</small>|<[^>]+>", "", marked_sentence(row))
    assert bare == row["sentence"]


def test_a_sentence_of_a_megabyte_is_shown_in_part(evidence):
    row = evidence.iloc[0].to_dict() | {"sentence": "x" * 1_000_000}
    assert len(marked_sentence(row)) < 2000


def test_the_byline_names_outlet_date_and_headline(evidence):
    page = page_of(evidence)
    assert "<strong><bdi>Harbour Post</bdi></strong>, 2 March 2026. " in page
    assert '<a href="https://example.org/1"><bdi>Harbour plan goes to the vote</bdi></a>' in page


def test_each_voice_is_said_in_words(evidence):
    page = page_of(evidence, names={"orla": "Orla Venn"})
    assert "The outlet’s own words" in page
    assert "Quoted: <bdi>Orla Venn</bdi>" in page
    assert "Quoted: a source without a name" in page
    assert "Relayed from: a source not identified" in page


def test_score_and_weight_are_given_or_said_to_be_missing(evidence):
    page = page_of(evidence)
    assert "scored +0.62, 5.0 % of the outlet’s mean for this voice" in page
    assert "not scored" in page


def test_sentences_are_folded_by_outlet_and_can_be_linked_to(evidence):
    page = page_of(evidence)
    assert page.count("<details") == 2
    assert 'id="evidence-council-northern-wire"' in page
    assert "2 sentences in 2 articles" in page


def test_the_strongest_are_shown_with_those_that_point_the_other_way(evidence):
    rows = [{"value": value, "weight": 1.0} for value in (0.9, 0.8, 0.7, -0.1, -0.6)]
    assert [row["value"] for row in strongest(rows, 2)] == [0.9, 0.8, -0.6, -0.1]


def test_no_sentences_are_said_to_be_none():
    assert "No sentences." in page_of(EVIDENCE.table())


def test_another_table_is_refused(profile):
    with pytest.raises(SchemaError, match="evidence table"):
        page_of(profile)
