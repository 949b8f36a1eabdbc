"""Which reported words the reporter may have chosen. The text is invented."""

import pytest

from medialens.annotate.owners import Content
from medialens.annotate.wording import retold

TEXT = 'Ann said it was "a bad day" for Bo.'


def content(kind: str, words: str, *, depth: int = 1, number: int = 0) -> Content:
    start = TEXT.index(words)
    return Content(depth, -len(words), start, start + len(words), number, "named", None, kind)


def flagged(*contents: Content) -> str:
    """Return the text with all but the ambiguous words left out."""
    flags = retold(TEXT, contents)
    assert len(flags) == len(TEXT)
    kept = (sign if flag else " " for sign, flag in zip(TEXT, flags, strict=True))
    return " ".join("".join(kept).split())


@pytest.mark.parametrize(
    ("kind", "ambiguous"),
    [
        ("direct", ""),
        ("indirect", 'it was "a bad day" for Bo'),
        ("mixed", "it was for Bo"),
    ],
)
def test_unquoted_reported_words_are_ambiguous(kind, ambiguous):
    """All of an indirect report, of a mixed one what stands outside the marks."""
    assert flagged(content(kind, 'it was "a bad day" for Bo')) == ambiguous


def test_no_report_no_ambiguous_wording():
    """The outlet's own words are its own."""
    assert flagged() == ""


def test_the_deepest_report_decides():
    """A word quoted inside a retelling is not retold."""
    outer = content("indirect", 'it was "a bad day" for Bo')
    inner = content("direct", '"a bad day" for', depth=2, number=1)
    assert flagged(outer, inner) == "it was Bo"


def test_marks_that_reach_beyond_the_report_do_not_count():
    """Only a quotation inside the report makes words the speaker's."""
    assert flagged(content("mixed", 'day" for Bo')) == 'day" for Bo'
