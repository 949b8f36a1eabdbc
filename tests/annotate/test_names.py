"""Names without a catalogue: short, given and collective ones. All people are invented."""

import pytest

from medialens.annotate.actors import find_mentions
from medialens.annotate.discovery import discover_actors
from medialens.schemas import ARTICLES
from medialens.text.sentences import split_sentences


def named(*texts, title=""):
    """Return (surface, actor's name) of every mention by name, article by article."""
    articles = ARTICLES.table(
        {"article_id": f"a{n}", "outlet": "Post", "title": title, "text": text}
        for n, text in enumerate(texts)
    )
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    names = {actor.actor_id: actor.name for actor in actors}
    table = find_mentions(articles, sentences, actors)
    table = table[table["kind"] == "name"]
    return [(s, names[a]) for s, a in zip(table["surface"], table["actor_id"], strict=True)]


def test_a_given_name_alone_is_the_only_person_with_it():
    """Named in full in the same article."""
    assert ("Jan", "Jan Holm") in named("We met Jan Holm. Later we saw Jan again.")


def test_a_given_name_of_two_persons_is_nobody():
    """Jan Holm and Jan Lund."""
    assert "Jan" not in dict(named("We met Jan Holm and Jan Lund. Later we saw Jan again."))


def test_a_given_name_before_an_unknown_surname_is_nobody():
    """Jan Reske is not Jan Holm."""
    assert "Jan" not in dict(named("We met Jan Holm. It was before Jan Reske."))


def test_a_given_name_does_not_take_over_the_surname():
    """Holm is Ole, the only one of the two who is called Holm."""
    found = named("We met Ole Holm and Jan Holm. So Ole Holm left. He saw Jan. Then Holm agreed.")
    assert found[-1] == ("Holm", "Ole Holm")


def test_relatives_share_the_surname_that_stands_once():
    """Eva and Jan Holm."""
    assert ("Eva", "Eva Holm") in named("We met Eva and Jan Holm. We saw Eva Holm there.")


def test_a_relative_who_is_brought_in_does_not_take_over_the_surname():
    """His son Ben was named last."""
    found = named("We met Ole Holm. He praised his son Ben Holm. Then Holm agreed.")
    assert found[-1] == ("Holm", "Ole Holm")


def test_a_title_case_line_of_the_text_is_read_as_a_headline():
    """The verb is no part of the name; the body has it."""
    found = named("Jan Holm Slams Sudmark Plan\n\nWe met Jan Holm on Monday. Holm said no.")
    assert found == [("Jan Holm", "Jan Holm"), ("Jan Holm", "Jan Holm"), ("Holm", "Jan Holm")]


def test_a_full_name_of_the_headline_holds_if_the_text_has_the_surname():
    """The text never has it in full."""
    found = named("Then Brekke said no. We asked Brekke.", title="Jan Brekke Slams New Port Plan")
    assert set(found) == {("Jan Brekke", "Jan Brekke"), ("Brekke", "Jan Brekke")}


def test_initials_stand_for_the_only_body_of_the_article_that_has_them():
    """No bracket defines NFC."""
    found = named("He joined the Norland Fishery Commission. So the NFC agreed.")
    assert found[-1] == ("NFC", "Norland Fishery Commission")


def test_a_part_of_a_name_stands_for_the_body_of_the_article_that_has_it():
    """And in another article it does not."""
    found = named(
        "He joined the Sudmark Fishery Committee. The Fishery Committee agreed.",
        "He joined the Norland Fishery Committee. The Fishery Committee agreed.",
        "Later the Fishery Committee met.",
    )
    assert [name.split()[0] for _, name in found] == [
        "Sudmark", "Sudmark", "Norland", "Norland", "Fishery",
    ]  # fmt: skip


def test_the_last_word_of_a_newspaper_is_the_only_one_named():
    """The Post of the article."""
    assert named("He told the Sudmark Post so. Then the Post asked him.")[-1] == (
        "Post",
        "Sudmark Post",
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The tobacco company Altrema grew.", "Altrema"),
        ("We heard that Altrema's CEO left.", "Altrema"),
        ("Yesterday Altrema denied it.", "Altrema"),
        ("He asked the shop Holm & Daughters.", "Holm & Daughters"),
        ("They are the Western nations.", "Western nations"),
        ("It is for the American people.", "Americans"),
        ("Many Iranians voted.", "Iranians"),
        ("We met Ode Venneberg, 51, there.", "Ode Venneberg"),
        ("He asked economist Ode Venneberg.", "Ode Venneberg"),
        ("We met AG Jan Holm.", "Jan Holm"),
        ("He joined the House Ports and Fishery Committee.", "House Ports and Fishery Committee"),
        ("He met GOP Sen. Jan Holm.", "Republican Party"),
    ],
)
def test_what_stands_beside_a_name_tells_what_it_names(text, name):
    """Seen once, and in no list."""
    assert name in dict(map(reversed, named(text)))


@pytest.mark.parametrize(
    "text",
    ["He saw the Holm-era plan.", "He has an H-1B visa.", 'He likes "Good Morning Norland Bank".'],
)
def test_adjectives_papers_and_shows_are_no_actors(text):
    """Capitals alone prove nothing."""
    assert named(text) == []


def test_an_office_before_its_holder_and_an_adjective_are_no_mentions():
    """The speaker is not the House, an official not the United States."""
    assert named("So House Speaker Jan Holm met a U.S. official.") == [("Jan Holm", "Jan Holm")]
    assert ("U.S.", "United States") in named("Then the U.S. agreed with U.S. forces.")
