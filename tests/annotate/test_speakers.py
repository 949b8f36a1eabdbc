"""Speakers: which actor a source phrase means."""

import pytest

from medialens.actor import Actor, Form
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.schemas import ARTICLES
from medialens.text.sentences import split_sentences

ADA = Actor("ada", "Ada Venn", "person", (Form("Ada Venn"), Form("Venn")))
KARL = Actor("karl", "Karl Berg", "person", (Form("Karl Berg"), Form("Berg")))
PAUL = Actor("paul", "Paul Lund", "person", (Form("Paul Lund"), Form("Lund")))
ZYRA = Actor("zyra", "Zyra Moss", "person", (Form("Zyra Moss"), Form("Moss")))
AGENCY = Actor("agency", "Sea Agency", "organisation", (Form("Sea Agency"),))
NORLAND = Actor("uni", "Norland University", "organisation", (Form("Norland University"),))
GREENS = Actor("greens", "Greens", "group", (Form("Greens"),))
PAC = Actor("pac", "Harbor PAC", "organisation", (Form("Harbor PAC"), Form("PAC")))
QUILL = Actor("quill", "Quill", "unknown", (Form("Quill"),))
TEXAS = Actor("texas", "Texas", "place", (Form("Texas"),))
ACTORS = (ADA, KARL, PAUL, ZYRA, AGENCY, NORLAND, GREENS, PAC, QUILL, TEXAS)


def speakers(text):
    """Return (source, actor) of every attribution."""
    row = {"article_id": "a", "outlet": "Post", "title": "", "text": text}
    articles = ARTICLES.table([row])
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS)
    table = find_attributions(articles, sentences, mentions, actors_table(ACTORS))
    actors = [actor if isinstance(actor, str) else None for actor in table["actor_id"]]
    return list(zip(table["source"], actors, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "A Norland University poll is out. The poll found that rents rose.",
        "A report by Norland University is out. The study said that rents rose.",
        "A Norland University poll found that rents rose. It said that wages fell.",
    ],
)
def test_a_document_speaks_for_its_maker(text):
    """Also where it is taken up later."""
    assert speakers(text)[-1][1] == "uni"


@pytest.mark.parametrize("phrase", ["His campaign", "The Berg campaign", "Berg's campaign"])
def test_a_campaign_speaks_for_its_candidate(phrase):
    """By owner or by name."""
    assert (phrase, "karl") in speakers(f"Karl Berg won. {phrase} said that rents would fall.")


def test_a_report_that_bears_a_name_is_not_by_the_person():
    """It is about Berg."""
    assert speakers("The Berg report said that rents rose.") == [("The Berg report", None)]


def test_a_name_after_an_indefinite_article_may_tell_only_the_sort():
    """Another PAC is not the one that the article knows."""
    text = "Harbor PAC met. A small PAC said that rents rose."
    assert ("A small PAC", None) in speakers(text)


def test_they_who_speak_are_several_people_and_no_body():
    """Nobody of them has a name."""
    assert speakers("The Greens met. They said that rents rose.") == [("They", None)]


def test_he_who_speaks_is_the_likelier_of_two():
    """The words have a speaker whom the text has brought on."""
    text = "Karl Berg and Paul Lund met. Lund said that rents rose. “So it is,” he said."
    assert ("he", "paul") in speakers(text)


def test_a_new_subject_after_the_last_speech_speaks_next():
    """Lund spoke before Berg came on."""
    text = "Paul Lund said that rents rose. Karl Berg works nearby. “So it is,” he said."
    assert ("he", "karl") in speakers(text)


def test_he_may_be_somebody_further_off():
    """Nobody else was named since."""
    text = (
        "Karl Berg left. Rain fell. Wind blew. Snow came. Ice froze. “Well,” he said, “it is so.”"
    )
    assert ("he", "karl") in speakers(text)


def test_a_woman_without_a_name_keeps_her_words():
    """She is not the actor who was named before."""
    text = "Ada Venn left. A young woman stayed with the nanny. “So it is,” she said."
    assert ("she", "ada") not in speakers(text)


def test_the_pronoun_that_opens_the_next_sentence_tells_the_sex():
    """The given name does not; so "she" is Ada Venn."""
    text = "Zyra Moss left. He won. Moss met Ada Venn. “So it is,” she said."
    assert ("she", "ada") in speakers(text)


def test_a_speakers_epithet_takes_up_who_was_spoken_of():
    """Nobody else is a candidate here."""
    text = "Karl Berg met Ada Venn. Berg left early. The candidate said that rents rose."
    assert ("The candidate", "karl") in speakers(text)


def test_an_epithet_of_somebody_without_a_name_takes_up_nobody():
    """The candidate is the one of the sentence before."""
    text = "Karl Berg left. A candidate for mayor came. The candidate said that rents rose."
    assert ("The candidate", None) in speakers(text)


def test_a_person_after_a_place_is_the_one_who_spoke():
    """It is Lund, whom the place describes."""
    text = "Texas developer Paul Lund said that rents rose near Karl Berg. He said it twice."
    assert speakers(text)[0][1] == "paul"


def test_a_stranger_with_a_given_name_keeps_his_words():
    """Jim is no actor, yet it is not Karl Berg who speaks."""
    text = "Karl Berg left. Rain fell. Wind blew. Ice came. Jim stayed. “So it is,” he said."
    assert ("he", None) in speakers(text)


def test_he_may_be_a_name_of_which_nothing_tells_that_it_is_a_person():
    """Where no person stands near."""
    text = "Quill came home. “So it is,” he said."
    assert ("he", "quill") in speakers(text)
    assert ("he", "quill") not in speakers(text.replace("Quill", "The Quill"))
