"""Who is reported to have said what. Norland, Sudmark and their people are invented."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.actor import Actor, Form
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.schemas import ARTICLES
from medialens.text.sentences import split_sentences

BERG = Actor("berg", "Olaf Berg", "person", (Form("Berg"),))
RUIZ = Actor("ruiz", "Ana Ruiz", "person", (Form("Ruiz"),))
NORLAND = Actor("norland", "Norland", "country", ())
UNION = Actor("union", "Sea Union", "organisation", ())
HERALD = Actor("herald", "Norland Herald", "outlet", ())
ACTORS = (BERG, RUIZ, NORLAND, UNION, HERALD)


def attributions(text: str, *, title: str = "") -> pd.DataFrame:
    articles = ARTICLES.table(
        [{"article_id": "a", "outlet": "o", "title": title, "text": text, "language": "en"}]
    )
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS)
    return find_attributions(articles, sentences, mentions, actors_table(ACTORS))


def told(text: str) -> list[tuple[str, str]]:
    """Return source and content of every row."""
    table = attributions(text)
    return [(r.source, text[r.start : r.end]) for r in table.itertuples()]


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("“We will build the bridge,” Berg said.", "Berg", ["“We will build the bridge,”"]),
        ("Berg said, “We will build the bridge.”", "Berg", ["“We will build the bridge.”"]),
        ("Berg: “We will build the bridge now.”", "Berg", ["“We will build the bridge now.”"]),
        (
            "“We will build the bridge,” said Berg, the minister of roads.",
            "Berg, the minister of roads",
            ["“We will build the bridge,”"],
        ),
        (
            "“The bridge,” Berg said on Monday, “will be built.”",
            "Berg",
            ["“The bridge,”", "“will be built.”"],
        ),
    ],
)
def test_direct_speech_is_found_in_every_order(text, source, contents):
    """The content keeps its marks and leaves out source and cue."""
    table = attributions(text)
    assert [text[r.start : r.end] for r in table.itertuples()] == contents
    assert set(table["source"]) == {source}
    assert set(table["type"]) == {"direct"}
    assert set(table["actor_id"]) == {"berg"}
    assert set(table["attribution_id"]) == {0}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Berg said that the port is full.", "Berg", "the port is full"),
        ("Berg said the port is full.", "Berg", "the port is full"),
        ("The port is full, Berg said.", "Berg", "The port is full"),
        ("The port is full, according to Berg.", "Berg", "The port is full"),
        ("According to Berg, the port is full.", "Berg", "the port is full"),
        ("Berg warned of a full port.", "Berg", "a full port"),
        ("Berg denied the report.", "Berg", "the report"),
        ("Berg urged Norland to open the port.", "Berg", "Norland to open the port"),
        ("Berg described Norland as a friend.", "Berg", "Norland as a friend"),
        ("Berg told reporters on Monday that the port is full.", "Berg", "the port is full"),
        ("In a statement, Berg said the port is full.", "Berg", "the port is full"),
        ("Berg’s claim that the port is full caused laughter.", "Berg",
         "the port is full caused laughter"),
        ("He left early, with Berg describing Norland as a friend.", "Berg",
         "Norland as a friend"),
        ("Berg said the port is full, but Norland built another.", "Berg", "the port is full"),
        ("Berg, who is 61, said that the port is full.", "Berg, who is 61", "the port is full"),
        ("On Monday Berg said that the port is full.", "Berg", "the port is full"),
    ],
)  # fmt: skip
def test_indirect_speech_is_found_in_its_usual_forms(text, source, content):
    """The content leaves out cue, source and "that"."""
    table = attributions(text)
    assert [(r.source, text[r.start : r.end]) for r in table.itertuples()] == [(source, content)]
    assert list(table["type"]) == ["indirect"]
    assert list(table["actor_id"]) == ["berg"]


def test_words_around_an_inserted_report_are_one_attribution():
    """As in 'The plan, he argued, would work'."""
    text = "Berg spoke first. This plan, he argued, would save the port."
    table = attributions(text)
    assert [text[r.start : r.end] for r in table.itertuples()] == [
        "This plan",
        "would save the port",
    ]
    assert list(table["actor_id"]) == ["berg", "berg"]
    assert list(table["attribution_id"]) == [0, 0]


def test_a_partly_quoted_clause_is_mixed():
    """The whole clause is the content."""
    text = "Berg said the plan was “a disaster” for Norland."
    table = attributions(text)
    assert text[table["start"][0] : table["end"][0]] == "the plan was “a disaster” for Norland"
    assert table["type"][0] == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "The site ‘Port News’ is read in Norland.",
        "The “invisible war” went on for years.",
        "Berg did not say that the port is full.",
        "Nobody said that the port is full.",
        "No minister said that the port is full.",
        "Neither said that the port is full.",
        "Berg could say that the port is full.",
        "I think that the port is full.",
        "The two states were at peace.",
        "The report was long and its claims were many.",
    ],
)
def test_names_terms_and_unsaid_words_are_no_attribution(text):
    """Short quotations need a cue; a negated or merely possible report is none."""
    assert attributions(text).empty


@pytest.mark.parametrize(
    "text",
    [
        "Some analysts say that the port is full.",
        "Reports suggest that the port is full.",
        "Officials said the port is full.",
        "Critics argue that the port is full.",
        "It is believed that the port is full.",
        "Sources close to the company said the port is full.",
    ],
)
def test_a_source_whom_nobody_can_ask_back_is_anonymous(text):
    """And has no actor."""
    table = attributions(text)
    assert list(table["voice"]) == ["anonymous"]
    assert table["actor_id"].isna().all()


def test_a_passive_with_an_unnamed_agent_is_anonymous():
    """As in 'interpreted by some analysts as a signal'."""
    text = "The plan has been interpreted by some analysts as a signal of weakness."
    table = attributions(text)
    assert list(table["voice"]) == ["anonymous"]
    assert text[table["start"][0] : table["end"][0]] == "a signal of weakness"


def test_an_outlet_that_passes_words_on_is_a_relay_and_the_speaker_goes_one_deeper():
    """The chain: the outlet, the Norland Herald, Berg."""
    text = "Berg spoke in the capital, as reported by the Norland Herald, stating that war is near."
    table = attributions(text)
    assert list(zip(table["voice"], table["depth"], table["actor_id"], strict=True)) == [
        ("relay", 1, "herald"),
        ("named", 2, "berg"),
    ]
    assert table["parent_id"].isna()[0] and table["parent_id"][1] == 0
    assert text[table["start"][1] : table["end"][1]] == "war is near"


def test_a_source_that_quotes_a_source_is_its_parent():
    """The chain: the outlet, Ruiz, Berg."""
    table = attributions("Ruiz said Berg claimed that the port is full.")
    assert list(zip(table["actor_id"], table["depth"], table["cue_class"], strict=True)) == [
        ("ruiz", 1, "neutral"),
        ("berg", 2, "distancing"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Berg gave a last warning, saying that the port is full.",
        "Berg left the meeting, saying that the port is full.",
        "Berg set out a plan and stressed that the port is full.",
    ],
)
def test_the_speaker_of_a_second_verb_ends_before_the_first(text):
    """Also where the first verb is irregular."""
    assert told(text) == [("Berg", "the port is full")]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The exchange shows how weak Norland is.", []),
        ("The row over the port showed that Norland is weak.", []),
        ("This shows that Norland is weak.", []),
        ("A survey showed that Norland is weak.", ["A survey"]),
        ("Video of the row showed that Norland is weak.", ["Video of the row"]),
    ],
)
def test_what_an_event_shows_is_a_conclusion_of_the_outlet(text, sources):
    """A survey or a video can be asked; a row cannot."""
    assert [source for source, _ in told(text)] == sources


def test_two_reports_of_one_sentence_stand_side_by_side():
    """A report after a comma or "and" ends the one before."""
    text = "Berg said the port is full, adding that Norland is late."
    assert told(text) == [("Berg", "the port is full"), ("Berg", "Norland is late")]


def test_a_bare_quotation_goes_on_with_the_speaker_before():
    """In the same paragraph it belongs to the same attribution."""
    text = "“The port is full of ships,” Berg said. “Nobody will build another one.”"
    table = attributions(text)
    assert list(table["actor_id"]) == ["berg", "berg"]
    assert set(table["attribution_id"]) == {0}


def test_a_paragraph_that_is_a_quotation_belongs_to_the_last_speaker():
    """As newspapers print longer statements."""
    text = "Berg said the port is full.\n\n“Nobody will ever build another one here.”"
    assert list(attributions(text)["actor_id"]) == ["berg", "berg"]


def test_a_sentence_that_only_names_somebody_introduces_the_quotation_after_it():
    """The speaker is the subject of that sentence."""
    text = "Berg was angry. “Nobody will ever build another one here.”"
    assert list(attributions(text)["actor_id"]) == ["berg"]


@pytest.mark.parametrize(
    ("title", "content"),
    [("Berg: port to close", "port to close"), ("Port to close, Berg says", "Port to close")],
)
def test_headlines_report_speech_in_their_own_way(title, content):
    """The offsets point into the title."""
    table = attributions("A text.", title=title)
    assert [title[r.start : r.end] for r in table.itertuples()] == [content]
    assert list(table["zone"]) == ["headline"]
    assert list(table["actor_id"]) == ["berg"]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Berg: port to close", "A text.", "free"),
        ("Berg: “The port must close this year”", "A text.", "direct"),
        ("", "BERG: The port must close this year.", "direct"),
        ("", "Berg said: the port must close this year.", "indirect"),
    ],
)
def test_a_headline_without_marks_is_free_speech_and_a_transcript_is_direct(title, text, kind):
    assert attributions(text, title=title)["type"].tolist() == [kind]


@pytest.mark.parametrize("title", ["Opinion: the port must close", "A question: why ports?"])
def test_a_rubric_before_a_headline_is_no_speaker(title):
    """Before the colon stands no actor."""
    assert attributions("A text.", title=title).empty


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Olaf Berg, secretary general of the Sea Union, said that all is well.", "berg"),
        ("A Sea Union spokesman said that all is well.", "union"),
        ("A spokesman for the Sea Union said that all is well.", "union"),
        ("An aide to Berg said that all is well.", None),
        ("A Berg aide said that all is well.", None),
        ("Berg’s lawyer said that all is well.", None),
        ("Ana Ruiz left. She said that all is well.", "ruiz"),
        ("Norland is calm. It says that all is well.", "norland"),
        ("Olaf Berg, the minister, said no word was true. The minister added that all is well.",
         "berg"),
        ("Ms Unknown said that all is well.", None),
    ],
)  # fmt: skip
def test_the_head_of_the_source_phrase_names_the_speaker(text, actor):
    """Not every name in the phrase: an aide is not the president."""
    found = attributions(text)["actor_id"].tolist()[-1]
    assert (found if isinstance(found, str) else None) == actor


def test_every_usual_quotation_mark_gives_the_same_attribution():
    """Metamorphic: straight, curly and guillemets."""
    found = []
    for opening, closing in ("“”", '""', "«»"):
        table = attributions(f"Berg said: {opening}The port is full of old ships.{closing}")
        found.append(table.drop(columns=["article_id"]))
    pd.testing.assert_frame_equal(found[0], found[1])
    pd.testing.assert_frame_equal(found[0], found[2])


def test_the_order_of_rows_changes_nothing():
    """Deterministic whatever order the tables come in."""
    articles = ARTICLES.table(
        [
            {"article_id": k, "outlet": "o", "title": "", "text": f"{n} said that {k} is full."}
            for k, n in (("a", "Berg"), ("b", "Ruiz"))
        ]
    )
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS)
    known = actors_table(ACTORS)
    there = find_attributions(articles, sentences, mentions, known)
    back = find_attributions(articles[::-1], sentences[::-1], mentions[::-1], known[::-1])
    pd.testing.assert_frame_equal(there, back)


def test_no_articles_give_an_empty_table():
    """With every column."""
    table = attributions("")
    assert table.empty and "parent_id" in table


PIECES = st.sampled_from(
    ["Berg", "said", "that", ",", ".", "“", "”", '"', "'", "‘", "’", "according to", "as", "\n",
     "reported by", "and", "he", "who", "saying", "claims", "told", ":", ";", "(", ")", "—", "the",
     "Norland", "’s", "it is believed", "to", "by", "with", "Monday", "in a statement", "x"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text_is_read_and_all_offsets_lie_inside_it(text):
    """Law: spans of one attribution are apart; spans of two nest or stand apart."""
    table = attributions(text)
    spans = list(zip(table["start"], table["end"], table["attribution_id"], strict=True))
    for start, end, key in spans:
        assert 0 <= start < end <= len(text)
        for other_start, other_end, other_key in spans:
            assert not start < other_start < end < other_end
            if key == other_key:
                assert (start, end) == (other_start, other_end) or (
                    end <= other_start or other_end <= start
                )
    for row in table.dropna(subset=["source_start"]).itertuples():
        assert text[row.source_start : row.source_end] == row.source
    assert (table["depth"] >= 1).all()


def test_a_verb_that_takes_quotations_alone_is_no_part_of_a_name():
    """The Rail Union says, and does not rail."""
    found = attributions("The Harbor and Rail Union said it knew and that it would ask the court.")
    assert found["cue"].tolist() == ["said"]
