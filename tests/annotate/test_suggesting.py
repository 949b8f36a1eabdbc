"""The catalogue draft and what overrules it. Norland, Sudmark and their people are invented."""

import json
from datetime import date

import pandas as pd
import pytest

from medialens.actor import Actor, Form
from medialens.annotate.actors import find_mentions
from medialens.annotate.discovery import discover_actors
from medialens.annotate.suggesting import suggest
from medialens.schemas import ARTICLES, SUGGESTIONS
from medialens.text.sentences import split_sentences


def collection(*texts, outlet="Post", published=None):
    return ARTICLES.table(
        {"article_id": f"a{n}", "outlet": outlet, "title": "", "text": text, "published": published}
        for n, text in enumerate(texts)
    )


def drafted(*texts, known=(), **options):
    articles = collection(*texts, **options)
    return suggest(articles, split_sentences(articles), known=known)


def doubts_of(draft, actor_id):
    rows = draft[draft["actor_id"] == actor_id]
    return " ".join(json.loads(rows["doubts"].iloc[0])) if len(rows) else None


def test_a_draft_has_a_row_for_each_form_with_its_count():
    """The name, the surname and the title, each as often as the text has it."""
    draft = drafted("Gov. Jan Holm spoke. Holm left. Mrs. Holm and Holm agreed.")
    assert list(draft.columns) == list(SUGGESTIONS.columns)
    assert dict(zip(draft["form"], draft["n_form"], strict=True)) == {
        "Jan Holm": 1, "Holm": 2, "Mrs. Holm": 1}  # fmt: skip
    assert set(draft["n_mentions"]) == {4}
    assert set(draft["n_articles"]) == {1}
    assert draft["note"].str.contains("merged: 'Jan Holm'").all()


def test_doubtful_actors_come_first_then_those_in_most_articles():
    """Two Meyers are a question; Lund and Holm are none."""
    draft = drafted(
        "We met Anna Meyer and Karl Meyer.", "We met Ida Lund and Jan Holm.", "Ida Lund came."
    )
    assert list(dict.fromkeys(draft["actor_id"])) == [
        "anna-meyer", "karl-meyer", "ida-lund", "jan-holm"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "actor_id", "words"),
    [
        (
            "We met Anna Meyer and Karl Meyer.",
            "anna-meyer",
            "the surname 'Meyer' is also that of 'Karl Meyer'",
        ),
        (
            "The Norland Workers Union (NWU) met the National Welfare Union (NWU).",
            "norland-workers-union",
            "the acronym 'NWU' is also that of 'National Welfare Union'",
        ),
        (
            "We met Jan Holm. Holm said no. Then Holm left. Now Holm is gone.",
            "jan-holm",
            "'Holm' (seen 3 times) taken for 'Jan Holm', named in full once",
        ),
        (
            "We met Joseph Lund. Later Joe Lund left.",
            "joe-lund",
            "taken for one person: 'Joe Lund', 'Joseph Lund'",
        ),
        ("Talks with Oslo failed. It rained in Oslo.", "norway", "'Oslo' is this actor where"),
        ("It rained in Oslo. Talks with Oslo failed.", "oslo", "'Norway' where it acts"),
        ("The Bluebell said no. We like Bluebell. Ask Bluebell.", "bluebell", "set the kind"),
        (
            "We met Jan Holm. The Holm Labour Union agreed.",
            "holm-labour-union",
            "holds the name of 'Jan Holm'; they are kept apart",
        ),
    ],
)
def test_each_sort_of_doubt_is_told(text, actor_id, words):
    """Surnames, acronyms, thin evidence, given names, metonyms both ways, kinds, named after."""
    assert words in doubts_of(drafted(text), actor_id)


def test_an_outlet_of_the_same_name_is_a_doubt():
    """A paper called like a person."""
    draft = drafted("We met Jan Holm.", outlet="Jan Holm")
    assert "an outlet of the collection has the same name" in doubts_of(draft, "jan-holm")


def test_a_catalogue_stays_as_it_is_and_new_actors_are_added():
    """Its forms, its dates, its note; what it names is not found again."""
    title = Form("the mayor", "title", date(2025, 1, 1), date(2025, 2, 1))
    known = Actor("boss", "Jan Holm", "person", (title,), note="elected", apart=("Bo Holm",))
    draft = drafted("Jan Holm met Ida Lund.", known=[known]).set_index("form")
    assert set(draft["actor_id"]) == {"boss", "ida-lund"}
    mayor = draft.loc["the mayor"]
    assert (mayor["valid_from"], mayor["valid_to"]) == ("2025-01-01", "2025-02-01")
    assert (mayor["note"], json.loads(mayor["apart"])) == ("elected", ["Bo Holm"])


def test_a_catalogues_actor_is_told_what_else_it_may_be_called():
    """Another spelling of the given name that the entry does not have."""
    known = Actor("lund", "Joe Lund", "person")
    draft = drafted("We met Joseph Lund. Later Joe Lund left.", known=[known])
    assert "seen as well: 'Joseph Lund'" in doubts_of(draft, "lund")


def test_ids_do_not_hang_on_the_order_of_the_articles():
    """Turned round: the same table."""
    texts = [
        "Gov. Jan Holm met Ida Lund.",
        "Talks with Oslo failed.",
        "We met Zoë Dahl and Zoe Dahl.",
    ]
    articles = collection(*texts)
    turned = articles.iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        suggest(articles, split_sentences(articles)), suggest(turned, split_sentences(turned))
    )


def test_ids_do_not_hang_on_unrelated_articles():
    """More articles, more actors: the old ones keep their ids."""
    old = ["Gov. Jan Holm met Ida Lund.", "We met Anna Meyer and Karl Meyer. The NATO agreed."]
    new = ["Zoe Dahl met Bo Roy of the Norland Labour Union."] * 9
    before = set(drafted(*old)["actor_id"])
    assert before
    assert before < set(drafted(*old, *new)["actor_id"])


def meant(text, *actors, published=None):
    articles = collection(text, published=published)
    table = find_mentions(articles, split_sentences(articles), actors)
    return list(table[["surface", "actor_id"]].itertuples(index=False, name=None))


ADA = Actor("ada", "Ada Venn", "person")


def test_what_the_catalogue_sets_apart_is_not_the_actors():
    """Neither the other Venn nor the surname after him; before him it is Ada's."""
    ada = Actor("ada", "Ada Venn", "person", apart=("Bill Venn",))
    text = "Ada Venn came. Venn sat. Bill Venn rose. Venn left."
    assert meant(text, ada) == [("Ada Venn", "ada"), ("Venn", "ada")]
    assert meant(text, ADA)[-1] == ("Venn", "ada")


def test_a_surname_set_apart_from_one_is_the_others_alone():
    """No full name in the article, and still Ada's."""
    bill = Actor("bill", "Bill Venn", "person", apart=("Venn",))
    assert meant("Venn left.", ADA, bill) == [("Venn", "ada")]
    assert meant("Bill Venn sat. Venn left.", ADA, bill)[-1] == ("Venn", "ada")
    assert meant("Venn left.", ADA, Actor("bill", "Bill Venn", "person")) == []


def test_a_wrong_merge_is_split_by_the_catalogue():
    """Joe and Joseph are one by rule, and two where the catalogue says so."""
    articles = collection("We met Joseph Lund. Later Joe Lund left. Joe Lund sat.")
    sentences = split_sentences(articles)
    assert [a.name for a in discover_actors(articles, sentences)] == ["Joe Lund"]
    joe = Actor("joe", "Joe Lund", "person", apart=("Joseph Lund",))
    found = discover_actors(articles, sentences, known=[joe])
    assert [a.actor_id for a in found] == ["joseph-lund"]
    mentions = find_mentions(articles, sentences, [joe, *found])
    assert mentions["actor_id"].tolist() == ["joseph-lund", "joe", "joe"]


def test_a_missed_merge_is_joined_by_the_catalogue():
    """Zebedee and Zorro are two by rule, and one where the catalogue says so."""
    articles = collection("Mr. Zebedee Lund met Mr. Zorro Lund.")
    sentences = split_sentences(articles)
    assert len(discover_actors(articles, sentences)) == 2
    lund = Actor("lund", "Zebedee Lund", "person", (Form("Zorro Lund"),))
    assert discover_actors(articles, sentences, known=[lund]) == ()
    assert set(find_mentions(articles, sentences, [lund])["actor_id"]) == {"lund"}


def test_a_title_that_changes_its_holder_is_no_doubt():
    """The days do not meet; where they do, it is one."""
    ida = Actor("ida", "Ida Lund", "person", (Form("the mayor", "title", date(2025, 6, 1)),))
    for last, is_doubtful in ((date(2025, 5, 31), False), (date(2025, 6, 1), True)):
        jan = Actor("jan", "Jan Holm", "person", (Form("the mayor", "title", None, last),))
        draft = drafted("The mayor left.", known=[ida, jan])
        assert ("the title 'the mayor'" in doubts_of(draft, "ida")) == is_doubtful


def test_a_title_is_counted_for_its_holder_of_the_day():
    """Holm in May, Lund in June."""
    ida = Actor("ida", "Ida Lund", "person", (Form("the mayor", "title", date(2025, 6, 1)),))
    jan = Actor("jan", "Jan Holm", "person", (
        Form("the mayor", "title", None, date(2025, 5, 31)),))  # fmt: skip
    may = pd.Timestamp("2025-05-09", tz="UTC")
    draft = drafted("The mayor left.", known=[ida, jan], published=may)
    titles = draft[draft["form"] == "the mayor"].set_index("actor_id")["n_form"]
    assert titles.to_dict() == {"jan": 1, "ida": 0}


def test_an_empty_collection_has_an_empty_draft():
    """The columns stay."""
    articles = ARTICLES.table(pd.DataFrame())
    draft = suggest(articles, split_sentences(articles))
    assert draft.empty
    assert list(draft.columns) == list(SUGGESTIONS.columns)
