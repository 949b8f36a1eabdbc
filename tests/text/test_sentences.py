"""Sentences: boundaries, zones, and texts left as they are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.schemas import ARTICLES
from medialens.text.sentences import sentence_spans, split_sentences


def articles(text, title=""):
    return ARTICLES.table([{"article_id": "a", "outlet": "Post", "title": title, "text": text}])


def split(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. We stayed.", ["It rained.", "We stayed."]),
        ("“We won't go!” she said. He left.", ["“We won't go!” she said.", "He left."]),
        ('"Why now?" Berg asked. He left.', ['"Why now?" Berg asked.', "He left."]),
        ('"Why?" The mayor said no.', ['"Why?"', "The mayor said no."]),
        ("Gov. Jan Lund met Sens. Ann Lee and Bo Ray.", None),
        ("The U.S. Senate is U.S. It voted.", ["The U.S. Senate is U.S.", "It voted."]),
        ("J. D. Holm and John F. Lund came.", None),
        ("Sen. Ann Lee (R-Ariz.), a lawyer, spoke.", None),
        ("He said so. Sen. Lee left.", ["He said so.", "Sen. Lee left."]),
        ("It fell 6 per cent. Lund paid.", ["It fell 6 per cent.", "Lund paid."]),
        ("It is on the books.There is no more.", ["It is on the books.", "There is no more."]),
        ("He said, “It is over.” Then he left.", ["He said, “It is over.”", "Then he left."]),
        ("She wrote ‘a band of friends.’ It grew.", ["She wrote ‘a band of friends.’", "It grew."]),
        ("He stopped. ” Then he left.", ["He stopped. ”", "Then he left."]),
        ("我们走吧。他说好！", ["我们走吧。", "他说好！"]),
    ],
)  # fmt: skip
def test_a_paragraph_is_split_where_a_reader_would(text, expected):
    """``None`` stands for: in one piece."""
    assert split(text) == (expected or [text])


def test_a_quotation_still_open_is_not_cut_before_a_small_letter():
    """The exclamation mark belongs to the quoted words."""
    assert split("He cried “stop! and go home” twice.") == ["He cried “stop! and go home” twice."]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "«»", "»«", "„“", "‚‘"])
def test_other_quotation_marks_give_the_same_sentences(marks):
    """Both where a quotation opens after a name that ends like a title, and where it closes."""
    opening, closing = marks
    text = f"It rose at Mill Row. {opening}He called. I came late.{closing} Light rain fell."
    assert split(text) == [
        "It rose at Mill Row.",
        f"{opening}He called.",
        f"I came late.{closing}",
        "Light rain fell.",
    ]


def test_zones_are_headline_lead_and_body():
    """The lead is the first paragraph, and the first two sentences in any case."""
    table = split_sentences(articles("One came.\n\nTwo came. Three came.\nFour came.", "Five came"))
    assert list(table["sentence_id"]) == [0, 1, 2, 3, 4]
    assert list(table["zone"]) == ["headline", "lead", "lead", "body", "body"]
    assert list(table["paragraph"]) == [-1, 0, 1, 1, 2]


def test_a_long_first_paragraph_is_all_lead():
    """Three sentences in the first paragraph, one after it."""
    table = split_sentences(articles("One came. Two came. Three came.\nFour came."))
    assert list(table["zone"]) == ["lead", "lead", "lead", "body"]


def test_a_headline_is_one_sentence_and_missing_where_there_is_none():
    """Sentence 0 exists only with a title; its offsets point into the title."""
    table = split_sentences(articles("It rained.", " Rain. Then sun? "))
    assert table.loc[0, ["zone", "start", "end"]].tolist() == ["headline", 1, 16]
    assert split_sentences(articles("It rained."))["sentence_id"].tolist() == [1]


def test_no_articles_no_sentences():
    """An empty table keeps its columns."""
    assert split_sentences(ARTICLES.table()).empty
    assert split_sentences(articles("  \n \n")).empty


@given(st.text(alphabet="aB. !?\"'“”\n\u2028\r)(Mrs.", max_size=80))
def test_sentences_do_not_overlap_and_leave_out_only_spaces(text):
    """Every visible character is in exactly one sentence; no sentence holds a line break."""
    table = split_sentences(articles(text))
    spans = list(table[["start", "end"]].itertuples(index=False, name=None))
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(
        text[a:b] == text[a:b].strip() and len(text[a:b].splitlines()) == 1 for a, b in spans
    )


def test_an_endless_word_stands_by_itself():
    """A data block between two sentences does not hold up the splitter."""
    assert split(f"It rained. {'x.”' * 1000} We stayed. All left.")[0] == "It rained."
    assert split(f"{'x.”' * 1000} We stayed. All left.")[1:] == ["We stayed.", "All left."]
