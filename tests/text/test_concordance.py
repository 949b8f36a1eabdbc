"""Key word in context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.schemas import ARTICLES
from medialens.text.concordance import concordance

ARTICLE = ARTICLES.table(
    [
        {
            "article_id": "a",
            "outlet": "Post",
            "title": "Border talks",
            "text": "The border, not the borders.\nTalks on the Border\ntalks.",
        }
    ]
)


def test_a_term_is_found_in_headline_and_text_as_whole_words():
    """'borders' is another word; case does not matter."""
    lines = concordance(ARTICLE, "border", width=10)
    assert lines["term"].tolist() == ["border", "Border", "Border"]
    assert lines["zone"].tolist() == ["body", "body", "headline"]
    assert lines.loc[0, ["left", "right"]].tolist() == ["The ", ", not the "]


def test_several_words_are_found_across_a_line_break():
    """The context shows the break as a space."""
    lines = concordance(ARTICLE, "border  TALKS")
    assert lines["term"].tolist() == ["Border\ntalks", "Border talks"]


def test_an_apostrophe_matches_in_any_shape():
    """Typed straight, printed curly."""
    article = ARTICLE.assign(title="", text="She won’t go.")
    assert concordance(article, "won't")["term"].tolist() == ["won’t"]


def test_an_empty_term_is_refused():
    """A blank would match everywhere."""
    with pytest.raises(ValueError, match="holds no word"):
        concordance(ARTICLE, "  ")
    with pytest.raises(ValueError, match="width=-1"):
        concordance(ARTICLE, "x", width=-1)


@given(st.text(alphabet="ab. (+", min_size=1).filter(str.strip))
def test_what_is_shown_is_what_the_text_has(term):
    """Left, term and right are cut from the text; signs in the term are no pattern."""
    article = ARTICLE.assign(title="", text=f"a {term} b")
    for line in concordance(article, term).itertuples():
        assert article.loc[0, "text"][line.start : line.end] == line.term
