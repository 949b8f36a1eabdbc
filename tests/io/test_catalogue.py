"""Catalogue drafts as TOML. Norland and its people are invented."""

import tomllib

import pytest

from medialens.actor import Actor, Form
from medialens.annotate.suggesting import suggest
from medialens.io.catalogue import catalogue_text
from medialens.io.settings import check_settings
from medialens.schemas import ARTICLES, SUGGESTIONS
from medialens.text.sentences import split_sentences


def drafted(text, *known):
    articles = ARTICLES.table([{"article_id": "a", "outlet": "Post", "title": "", "text": text}])
    return suggest(articles, split_sentences(articles), known=known)


def loaded(text):
    return check_settings(tomllib.loads(text)).actors


def test_counts_merges_and_doubts_stand_in_comments():
    """The doubtful under their heading, before the rest."""
    text = catalogue_text(drafted("We met Anna Meyer, Karl Meyer and Jan Holm. Holm left."))
    doubtful, rest = text.split("# ---- By number of articles ----")
    assert "# ? the surname 'Meyer'" in doubtful
    assert 'name = "Jan Holm"  # 2 mentions in 1 article; by this form 1' in rest
    assert '    "Holm",  # 1' in rest
    assert "# merged: 'Jan Holm' (1); 'Holm' (1), the surname" in rest


def test_a_written_entry_comes_back_as_it_was():
    """Dates, part, note and what is set apart."""
    body = Actor("union", "Norland Union", "organisation")
    days = ("2025-01-01", "2025-02-01")
    from datetime import date

    first, last = map(date.fromisoformat, days)
    boss = Actor(
        "boss", "Jan Holm", "person",
        (Form("Jan Holm"), Form("Holm"), Form("the head", "title", first, last),
         Form("the boss", "title", first), Form("Holmhouse", "metonym")),
        part_of="union", note="elected", apart=("Bo Holm",),
    )  # fmt: skip
    text = catalogue_text(drafted("Nobody came.", boss, body))
    assert set(loaded(text)) == {boss, Actor("union", "Norland Union", "organisation",
                                             (Form("Norland Union"),))}  # fmt: skip
    assert '{ text = "the head", from = 2025-01-01, to = 2025-02-01 }' in text


@pytest.mark.parametrize("name", ['A "B" \\ C', "x\ny [[actor]]", "a\x7fb\x00", "é # ' ''' 名"])
def test_no_name_breaks_out_of_its_string_or_comment(name):
    """Quotes, backslashes, line breaks, control characters, other scripts."""
    known = Actor("it", name, "organisation", (Form(name),), note=name)
    (actor,) = loaded(catalogue_text(drafted("Nobody came.", known), name=name))
    assert (actor.name, actor.note) == (name, name)


def test_an_empty_draft_is_a_heading_alone():
    """Still TOML."""
    assert loaded(catalogue_text(SUGGESTIONS.table())) == ()
