"""The card of a score: shut until one has answered; then why, and what speaks against it."""

import pandas as pd
import pytest

from medialens.classroom import item_card, reading_exercise, why_card
from medialens.classroom.cards import WORDS
from medialens.classroom.counter_examples import ACTOR, PERSON, WORD, counter_examples
from medialens.errors import MedialensWarning
from medialens.report.html import clean

POINTS = [{"word": "brave", "points": 0.8}, {"word": "sings", "points": -0.4},
          {"word": "the", "points": 0.5}, {"word": "often", "points": 0.02}]  # fmt: skip
MADE_UP = [
    # sentence, label, value, what else it is about
    ("Vann is the brave one and often sings.", "positive", 0.9, {}),
    ("Few call Orlo brave.", "negative", -0.6, {"actor_id": "orlo"}),
    ("“A brave face”, said Vann.", "neutral", 0.1, {"actor_id": "orlo"}),
    ("Vann lost the keys.", "negative", -0.9, {}),
    ("Vann came late.", "negative", -0.7, {}),
    ("Vann left.", "neutral", 0.0, {}),
    ("Vann is praised as brave.", "positive", 0.7, {}),
    ("Orlo sings badly.", "negative", -0.99, {"actor_id": "orlo"}),
    ("Vann fell.", "negative", -0.95, {"voice": "named"}),
    ("Vann failed.", "negative", -0.97, {"is_uncertain": True}),
]


def scored():
    """Return a table of scored sentences, one an article, each article for itself."""
    rows = [
        {"article_id": f"a{at}", "cluster_id": f"c{at}", "outlet": "The Bell", "title": "News",
         "published": pd.NaT, "start": 0, "actor_id": "vann", "actor": "Vann", "voice": "own",
         "sentence": text, "segment": text, "target_start": 0, "target_end": 4, "label": label,
         "value": value, "is_uncertain": False, "outcome": "scored", "scorer": "target"} | more
        for at, (text, label, value, more) in enumerate(MADE_UP)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def against(table, **options):
    found = counter_examples(table.iloc[0].to_dict(), POINTS, table, **options)
    return list(zip(found["kind"], found["sentence"], strict=True))


def test_the_same_word_read_otherwise_comes_before_the_same_actor():
    """Within a kind the farther value first; a word that pulls the other way connects nothing."""
    assert against(scored(), n=6) == [
        (WORD, "Few call Orlo brave."),
        (WORD, "“A brave face”, said Vann."),
        (ACTOR, "Vann lost the keys."),
        (ACTOR, "Vann came late."),
        (ACTOR, "Vann left."),
    ]
    assert len(against(scored())) == 3


def test_a_sentence_that_a_person_reads_otherwise_comes_first():
    cases = pd.DataFrame(
        {"task": "stance", "sentence": ["How brave of Vann to hide!", "Brave Vann hid."],
         "target": "Vann", "human": ["negative", "positive"], "scorer": "target",
         "machine": "positive", "value": 0.8, "is_passed": [False, True]}
    )  # fmt: skip
    assert against(scored(), cases=cases)[0] == (PERSON, "How brave of Vann to hide!")
    assert len(against(scored(), cases=cases, n=9)) == 6


def test_the_order_of_the_rows_changes_nothing():
    table = scored()
    mixed = pd.concat([table.iloc[:1], table.iloc[1:].sample(frac=1, random_state=3)])
    assert against(table, n=6) == against(mixed, n=6)


def test_a_copy_of_the_article_is_no_counter_example():
    table = scored()
    table.loc[1, "cluster_id"] = "c0"  # the first article once more, slightly changed
    table.loc[4, "cluster_id"] = "c3"  # two articles that copy each other
    assert against(table) == [
        (WORD, "“A brave face”, said Vann."), (ACTOR, "Vann lost the keys."),
        (ACTOR, "Vann left."),
    ]  # fmt: skip


def test_a_word_that_is_everywhere_connects_nothing():
    table = scored()
    table["sentence"] = table["segment"] = [f"{text} So brave!" for text in table["sentence"]]
    assert {kind for kind, _ in against(table)} == {ACTOR}


def test_where_nothing_speaks_against_it_there_is_nothing():
    assert against(scored().iloc[:1]) == []


@pytest.fixture(scope="module")
def card(press):
    found = press.evidence("Edda Marrin", outlet="The Brennick Courier")
    text = "She did the right thing early and was thanked late."
    return why_card(press, found[found["sentence"] == text].iloc[0])


def test_a_shut_card_has_nothing_of_the_answer(card):
    for shown in (card.html(), card.text(), repr(card)):
        assert "What would you say?" in shown
        assert "ml-points" not in shown.split("</style>")[-1]
        assert not any(said in shown for said in ("moves it", "on a line", "The machine says"))
        assert "The Brennick Courier" not in shown


@pytest.mark.parametrize(
    ("answer", "said"), [(" ", "no answer yet"), ("good", "'good' is none of them")]
)
def test_without_an_answer_the_card_stays_shut_and_says_so(card, answer, said):
    with pytest.warns(MedialensWarning, match=f"{said}; say negative, neutral or positive"):
        assert not card.reveal(answer).is_open


def test_an_open_card_says_whose_words_what_moved_it_and_what_made_it(card):
    opened = card.reveal("neutral")
    for shown in (opened.html(), opened.text()):
        assert "Why this score?" in shown
        assert "the outlet’s own words" in shown
        assert "the words speak well of Edda Marrin" in shown
        assert "without it the machine would say" in shown
        assert "model “target” of medialens" in shown
        assert "irony" in shown  # how it errs
        assert "Would you still say" in shown


def test_the_words_are_those_that_move_the_score_by_what_is_shown(card):
    assert list(card.words) == WORDS
    assert 1 <= len(card.words) <= 5
    gone = card.row["value"] - card.words["without"]
    assert (gone - card.words["points"]).abs().max() < 0.001


def test_three_sentences_speak_against_it(card):
    found = card.counter_examples
    assert len(found) == 3
    assert (found["label"] != card.row["label"]).all()


def test_a_card_is_whole_in_a_report_and_nothing_in_it_can_run(card):
    """The allow-list of the reports takes the style away and nothing else."""
    page = card.reveal("neutral").html()
    body = page[page.index("<section") :]
    assert clean(body).count("<li>") == body.count("<li>")
    assert clean(body).count("<h4>") == body.count("<h4>") == 2
    hostile = card.row | {"sentence": "<script>alert(1)</script> She.", "title": "<b>x</b>"}
    assert "<script>" not in type(card)(**{**vars(card), "row": hostile, "you": "neutral"}).html()


def test_the_items_of_an_exercise_have_cards(press):
    exercise = reading_exercise(press, actor="Edda Marrin", n=3)
    shut = item_card(press, exercise, 2)
    assert shut.row["sentence"] == exercise.sheet["sentence"].iloc[1]
    with pytest.raises(ValueError, match="item=9 is not on the sheet"):
        item_card(press, exercise, 9)


def test_a_word_list_is_named_with_its_version(press):
    row = press.evidence("Edda Marrin").iloc[0].to_dict()
    listed = why_card(press, row | {"scorer": "vader_sentence", "trace": "[]"})
    assert "vaderSentiment" in listed.instrument


def test_a_sentence_without_a_score_has_no_card(press):
    row = press.evidence("Edda Marrin").iloc[0].to_dict()
    with pytest.raises(ValueError, match="has no score"):
        why_card(press, row | {"label": None, "outcome": "no_words"})


def test_a_speaker_who_is_no_actor_is_called_as_the_article_calls_them(press):
    found = press.evidence("Edda Marrin")
    is_it = found["sentence"].str.startswith("Ottilie Marsh said she had been")
    card = why_card(press, found[is_it & (found["voice"] == "named")].iloc[0])
    assert card.voice == "quoted: Ottilie Marsh"
