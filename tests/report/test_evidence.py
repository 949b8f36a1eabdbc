"""Evidence is set like quotations: who wrote it, whose words it is, what moved the score."""

import json
import re

import pytest

from medialens.errors import SchemaError
from medialens.report.evidence import (
    UNSCORED,
    evidence_html,
    explained,
    links_of,
    marked_sentence,
    strongest,
)
from medialens.report.html import clean
from medialens.schemas import EVIDENCE
from medialens.score.base import UNREAD

HOSTILE = "<svg/onload=alert(1)>\u202e</bdi><script>alert(1)</script>"


def page_of(table, **options):
    return evidence_html(table, name="council", title="Sentences", **{"limit": 8, **options})


@pytest.fixture
def row_of(evidence):
    """Make a row: the first of the list with another number, outlet and value."""

    def make(number, outlet, value, **other):
        told = {"article_id": f"{number:016x}", "outlet": outlet, "value": value}
        return {**evidence.iloc[0].to_dict(), **told, **other}

    return make


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
    assert "not scored: no word to read besides the name" in page


@pytest.mark.parametrize("outcome", UNREAD)
def test_why_a_sentence_was_not_scored_is_said_in_words(row_of, outcome):
    page = page_of(EVIDENCE.table([row_of(1, "Post", None, outcome=outcome)]))
    assert f"not scored: {UNSCORED[outcome]}" in page


def test_probabilities_are_shown_as_that_of_the_most_probable_label(row_of):
    told = {"p_negative": 0.71, "p_neutral": 0.2, "p_positive": 0.09, "label": "negative"}
    page = page_of(EVIDENCE.table([row_of(1, "Post", -0.62, **told)]))
    assert "scored −0.62 (negative with probability 0.71), 5.0 % of the outlet’s mean" in page


def test_a_score_too_unsure_to_count_is_shown_and_said_not_to_count(row_of):
    told = {"p_neutral": 0.4, "label": "neutral", "is_uncertain": True, "weight": 0.0}
    page = page_of(EVIDENCE.table([row_of(1, "Post", -0.2, **told)]))
    assert "scored −0.20 (neutral with probability 0.40): unsure, not counted<" in page
    assert "of the outlet’s mean" not in page


def test_a_long_text_read_in_part_is_said_to_be_that(row_of):
    page = page_of(EVIDENCE.table([row_of(1, "Post", 0.3, outcome="cropped")]))
    assert "scored +0.30, long text read in part, 5.0 % of the outlet’s mean" in page


def test_sentences_are_folded_by_outlet_and_can_be_linked_to(evidence):
    page = page_of(evidence)
    assert page.count("<details") == 2
    assert 'id="evidence-council-northern-wire"' in page
    assert "2 sentences in 2 articles" in page


def test_a_headline_and_a_first_paragraph_are_said_to_be_that(row_of):
    rows = [row_of(1, "Post", 0.1, zone="headline"), row_of(2, "Post", 0.1, zone="lead")]
    page = page_of(EVIDENCE.table(rows))
    assert "</cite>, headline<br>" in page
    assert "</cite>, first paragraph<br>" in page


def test_what_an_article_does_not_have_is_not_made_up(row_of):
    rows = [row_of(1, "Post", 0.1, published=None, title="", url="javascript:alert(1)")]
    page = page_of(EVIDENCE.table(rows))
    assert "no date. <bdi>untitled</bdi>" in page
    assert "<a " not in page


def test_outlets_that_differ_in_case_alone_have_lists_of_their_own(row_of):
    rows = [row_of(1, "The Post", 0.1), row_of(2, "THE POST", 0.1)]
    page = page_of(EVIDENCE.table(rows))
    ids = re.findall(r'<div id="([^"]+)"', page)
    assert len(set(ids)) == 2


def test_no_more_than_the_limit_is_shown_and_the_rest_is_counted(row_of):
    rows = [row_of(number, "Post", 0.1 * number) for number in range(1, 6)]
    page = page_of(EVIDENCE.table(rows), limit=2)
    assert page.count("<blockquote") == 2
    assert "2 of 5 shown" in page
    assert "5 sentences in 5 articles" in page


def test_a_table_leads_by_its_own_list_or_by_the_one_its_column_names(profile):
    first = links_of(profile, "council")[0]
    assert first == "evidence-council-harbour-post" == links_of(profile, "actor_id")[0]
    assert links_of(profile, None) == []
    assert links_of(profile.drop(columns="outlet"), "council")[0] == "evidence-council"


def test_the_list_passes_the_allow_list_unharmed(evidence):
    page = page_of(evidence)
    assert clean(page).replace(' rel="noopener noreferrer"', "") == page


def test_hostile_articles_are_quoted_as_text(row_of):
    row = row_of(
        1,
        HOSTILE,
        0.1,
        voice="named",
        speaker_id=HOSTILE,
        title=HOSTILE,
        url="javascript:alert(1)",
        sentence=HOSTILE,
    )
    page = evidence_html(EVIDENCE.table([row]), name="a", title=HOSTILE, limit=8)
    assert not re.search(r"<(?:svg|script)|javascript:", page)
    bare = re.sub(r"</?(?:mark|span|small)[^>]*>", "", page)
    assert bare.count("<bdi>&lt;svg/onload=") == bare.count("&lt;svg/onload=") == 6


def test_the_strongest_are_shown_with_those_that_point_the_other_way(evidence):
    rows = [{"value": value, "weight": 1.0} for value in (0.9, 0.8, 0.7, -0.1, -0.6)]
    assert [row["value"] for row in strongest(rows, 2)] == [0.9, 0.8, -0.6, -0.1]


def test_no_sentences_are_said_to_be_none():
    assert "No sentences." in page_of(EVIDENCE.table())


def test_another_table_is_refused(profile):
    with pytest.raises(SchemaError, match="evidence table"):
        page_of(profile)


def judged(row, *, scorer="target"):
    """A row as a model leaves it: probabilities, and no words yet."""
    told = {"p_negative": 0.1, "p_neutral": 0.1, "p_positive": 0.8, "trace": "[]"}
    return {**row, **told, "segment": row["sentence"], "scorer": scorer}


def test_a_models_score_is_shown_with_the_words_that_move_it(evidence):
    told = {"sentence": "The council lied to the harbour workers on Monday."}
    [row] = explained([judged(evidence.iloc[0].to_dict() | told)])
    points = {point["word"]: point["points"] for point in json.loads(row["trace"])}
    assert points["lied"] < 0
    assert "lied</span>" in marked_sentence(row)


def test_a_lexicons_words_are_left_as_they_are(evidence):
    row = evidence.iloc[0].to_dict()
    assert explained([row]) == [row]


def test_a_scorer_that_is_not_registered_here_is_not_asked(evidence):
    row = judged(evidence.iloc[0].to_dict(), scorer="of another machine")
    assert explained([row]) == [row]


def test_the_page_says_how_to_read_the_numbers_behind_words(evidence):
    table = EVIDENCE.table([judged(row) for row in evidence.to_dict("records")])
    assert "leaving it out" in page_of(table)
    assert "leaving it out" not in page_of(evidence)


def test_a_pronoun_is_followed_by_the_name_of_whom_it_stands_for(evidence):
    """A reader can check the antecedent: "he [Ada Venn]"."""
    row = evidence.iloc[0].to_dict()
    row |= {"sentence": "Then he left.", "target_start": 5, "target_end": 7, "trace": "[]"}
    page = marked_sentence(row, {row["actor_id"]: "Ada Venn"})
    assert "<mark>he</mark> [<bdi>Ada Venn</bdi>] left." in page
