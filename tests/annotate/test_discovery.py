"""Actors that a collection itself names. Norland, Sudmark and their people are invented."""

import pandas as pd
import pytest

from medialens.actor import Actor, Form
from medialens.annotate.actors import find_mentions
from medialens.annotate.discovery import discover_actors
from medialens.schemas import ARTICLES
from medialens.text.sentences import split_sentences


def collection(*texts, titles=(), outlet="Post"):
    titles = [*titles, *[""] * len(texts)]
    return ARTICLES.table(
        {"article_id": f"a{n}", "outlet": outlet, "title": titles[n], "text": text}
        for n, text in enumerate(texts)
    )


def discovered(*texts, known=(), **options):
    articles = collection(*texts, **options)
    actors = discover_actors(articles, split_sentences(articles), known=known)
    return {actor.name: actor for actor in actors}


def texts_of(actor, kind="name"):
    return {form.text for form in actor.forms if form.kind == kind}


def test_names_of_one_person_are_brought_together():
    """Full name, surname, title and form of address; the note tells."""
    actors = discovered(
        "Yesterday Gov. Jan Holm spoke. Mrs. Holm said no.", "President Jan Holm came. Holm left."
    )
    assert {"Jan Holm", "Holm", "Mrs. Holm"} <= texts_of(actors["Jan Holm"])
    assert actors["Jan Holm"].kind == "person"
    assert "'Mrs. Holm' (1), title and surname" in actors["Jan Holm"].note
    assert len(actors) == 1


def test_initials_and_short_forms_are_the_same_person():
    """Joe is Joseph; a middle initial does not matter."""
    actors = discovered("We met Joseph R. Lund. We met Joe Lund twice. Later Joe Lund left.")
    assert texts_of(actors["Joe Lund"]) == {"Joe Lund", "Joseph R. Lund", "Lund"}


def test_two_persons_of_one_surname_stay_apart():
    """Both may be meant by the surname; the text decides."""
    actors = discovered("Minister Anna Meyer met Karl Meyer. Then Karl Meyer left.")
    assert {"Anna Meyer", "Karl Meyer"} <= set(actors)
    assert "Meyer" in texts_of(actors["Anna Meyer"]) & texts_of(actors["Karl Meyer"])


def test_the_person_named_far_more_often_does_not_own_the_surname():
    """Six times as often, and still only the article says who is meant."""
    articles = collection(*["We met Anna Meyer. Meyer left."] * 6, "We met Karl Meyer. Meyer sat.",
                          "He said that Meyer came.")  # fmt: skip
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    table = find_mentions(articles, sentences, actors).groupby("article_id")["actor_id"]
    assert set(table.get_group("a0")) == {"anna-meyer"}
    assert set(table.get_group("a6")) == {"karl-meyer"}
    assert "a7" not in table.groups
    assert "shared with 'Karl Meyer': 'Meyer'" in actors[0].note


def test_given_names_that_differ_are_never_chained_by_an_initial():
    """J. Lund may be Joe or Jane; in an article with one of them it is that one."""
    after = "He asked J. Lund. So Lund said no."
    texts = [f"We met Joe Lund. {after}", f"We met Jane Lund. {after}"]
    articles = collection(*texts)
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    assert {actor.name for actor in actors} == {"Joe Lund", "Jane Lund"}
    table = find_mentions(articles, sentences, actors).query("kind == 'name'")
    assert table["actor_id"].tolist() == ["joe-lund"] * 3 + ["jane-lund"] * 3


def test_a_title_goes_with_the_bearer_whom_the_articles_put_beside_it():
    """Mrs. Meyer is Anna, even after her brother was named."""
    articles = collection(
        "We met Anna Meyer. Mrs. Meyer left.", "We met Anna Meyer and Karl Meyer. Mrs. Meyer sat."
    )
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    table = find_mentions(articles, sentences, actors)
    assert set(table.loc[table["surface"] == "Mrs. Meyer", "actor_id"]) == {"anna-meyer"}


def test_an_ordinary_word_before_a_surname_makes_no_namesake():
    """Team Meyer is no person; "team" is a word of the collection."""
    actors = discovered("We met Mr. Karl Meyer. The team spoke. We like Team Meyer. Meyer said no.")
    assert set(actors) == {"Karl Meyer"}


def test_a_name_in_the_title_of_a_work_is_nobody():
    """The film is not the person."""
    assert discovered("He saw the film ‘Finding Ann Lee’. He read the book “Jan Holm”.") == {}


def test_names_of_the_same_letters_are_one_actor():
    """With and without accents."""
    actors = discovered("He left the Café Union. He joined the Cafe Union and the Café Union.")
    assert [actor.actor_id for actor in actors.values()] == ["cafe-union"]
    assert texts_of(actors["Café Union"]) == {"Café Union", "Cafe Union"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He went to Texas.", "Texas", "place"),
        ("He went to Mexico.", "Mexico", "country"),
        ("The Republicans won.", "Republicans", "group"),
        ("He told Fox News so.", "Fox News", "outlet"),
        ("He works at the White House.", "White House", "organisation"),
        ("He went to the Bank of Norland.", "Bank of Norland", "organisation"),
        ("The Sudmark Labour Union agreed.", "Sudmark Labour Union", "organisation"),
        ("A word from the U.S. Supreme Court came.", "Supreme Court", "organisation"),
    ],
)
def test_kinds_are_told_apart(text, name, kind):
    """By list or by the last word of the name."""
    assert discovered(text)[name].kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "Monday was cold. In March it rained.",
        "The Norwegian came. A Muslim spoke.",
        "I think the President and the Minister left.",
        "However, nothing came. Experts said so.",
        "They passed the Clean Air Act.",
        "Snow fell. Snow stayed.",
        "",
    ],
)
def test_days_nationalities_titles_and_laws_are_no_actors(text):
    """Nor is a word for opening a sentence."""
    assert discovered(text) == {}


def test_title_case_headlines_prove_nothing():
    """Every word is capitalised there."""
    assert discovered("It rained.", titles=["Big Storm Hits Small Town"]) == {}


def test_an_acronym_in_brackets_is_a_form():
    """Its letters open the words of the name."""
    actors = discovered("He joined the Norland Workers Union (NWU). The NWU said no.")
    assert texts_of(actors["Norland Workers Union"]) == {"Norland Workers Union", "NWU"}
    assert "NWU" not in actors


def test_a_site_in_quotation_marks_is_an_outlet_and_not_its_country():
    """The country is named once, outside the address."""
    articles = collection("As reported by ‘Mexico.example’, Mexico agreed.")
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    assert {a.name: a.kind for a in actors} == {"Mexico.example": "outlet", "Mexico": "country"}
    table = find_mentions(articles, sentences, actors)
    assert table["surface"].tolist() == ["Mexico.example", "Mexico"]


def test_an_office_licenses_the_title_of_its_only_holder():
    """NATO's secretary general may be called its leader."""
    actors = discovered("We met NATO Secretary General Ida Lund. She left.")
    assert "the NATO leader" in texts_of(actors["Ida Lund"], "title")
    actors = discovered("French President Ann Roy spoke.", "Then French President Bo Dal spoke.")
    assert texts_of(actors["Ann Roy"], "title") == set()


def test_a_former_office_licenses_nothing():
    """The holder has changed."""
    actors = discovered("We met former NATO Secretary General Ida Lund.")
    assert texts_of(actors["Ida Lund"], "title") == set()


def test_a_capital_that_acts_brings_in_its_state():
    """The country itself is never named."""
    actors = discovered("Talks with Oslo failed.")
    assert "Norway" in actors
    assert "Oslo" in texts_of(actors["Norway"], "metonym")
    assert "Norway" not in discovered("It rained in Oslo.")


def test_the_collections_own_outlets_are_outlets():
    """An outlet that no list knows."""
    actors = discovered("He told the Sudmark Courier so. The Sudmark Courier said.",
                        outlet="Sudmark Courier")  # fmt: skip
    assert actors["Sudmark Courier"].kind == "outlet"
    actors = discovered("He told the Sudmark Courier so.", outlet="The Sudmark Courier")
    assert actors["Sudmark Courier"].kind == "outlet"


def test_known_actors_are_not_discovered_again():
    """The catalogue's name and forms are left out."""
    known = Actor("holm", "Jan Holm", "person", (Form("Holm"),))
    assert discovered("Gov. Jan Holm spoke. Holm left.", known=[known]) == {}


def test_ids_are_unique_and_the_order_of_rows_changes_nothing():
    """Same actors, same order, whatever the order of the articles."""
    articles = collection("Gov. Jan Holm met Ida Lund.", "Ida Lund met NATO.", "NATO said no.")
    turned = articles.iloc[::-1].reset_index(drop=True)
    actors = discover_actors(articles, split_sentences(articles))
    assert actors == discover_actors(turned, split_sentences(turned))
    assert len({actor.actor_id for actor in actors}) == len(actors)
    assert [actor.name for actor in actors[:2]] == ["Ida Lund", "NATO"]
    assert all(actor.origin == "discovered" for actor in actors)


def test_an_empty_collection_has_no_actors():
    """Neither rows nor complaints."""
    articles = ARTICLES.table(pd.DataFrame())
    assert discover_actors(articles, split_sentences(articles)) == ()


def test_a_surname_like_a_title_is_still_a_name():
    """King after a given name is no king."""
    assert "Steve King" in discovered("We met Rep. Steve King on Monday.")


def test_a_possessive_at_the_end_of_a_sentence_is_stripped():
    """Full stop first, then the possessive."""
    assert set(discovered("The plan was Jan Holm's.")) == {"Jan Holm"}


def test_an_article_in_small_letters_belongs_to_the_surname():
    """al-, el-, d'."""
    assert set(discovered("We met Omar al-Masri.")) == {"Omar al-Masri"}


@pytest.mark.parametrize("word", ["President ", "Ann Lee Of The ", "A", "U.S.", "'s ", "a-A"])
def test_endless_runs_of_capitals_are_cut(word):
    """No depth of recursion, no work that grows with the square."""
    discovered(word * 5000)
