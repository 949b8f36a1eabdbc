"""What the page reader promises: the article of the page, in the right letters."""

import sys

import pytest

from medialens.errors import ReadError
from medialens.io.registry import Record, Reject
from medialens.io.source import Source
from medialens.io.web_page import read_web_page

pytest.importorskip("trafilatura")

TEXT = (
    "The council of Stell voted on Monday to rebuild the old bridge after two years of talks. "
    "Residents of both banks had asked for it since the flood, the mayor told reporters."
)
PAGE = (
    '<!doctype html><html lang="en"><head>{head}<title>Bridge will be rebuilt</title>'
    '<meta name="author" content="Ada Quill">'
    '<meta property="article:published_time" content="2025-03-01"></head>'
    '<body><nav><a href="/">Home</a></nav><article><h1>Bridge will be rebuilt</h1>'
    "<p>{text}</p><p>{text} Café.</p></article></body></html>"
)


def _read(tmp_path, content, name="a.html", encoding=None):
    path = tmp_path / "a.html"
    path.write_bytes(content)
    return list(read_web_page(Source(path, name, encoding)))


def test_text_title_author_and_date_are_found(tmp_path):
    page = PAGE.format(head='<meta charset="utf-8">', text=TEXT)
    fields = _read(tmp_path, page.encode(), "Stell Post/a.html")[0].fields
    assert TEXT in fields["text"]
    assert "Home" not in fields["text"]
    assert (fields["title"], fields["author"]) == ("Bridge will be rebuilt", "Ada Quill")
    assert (fields["date"], fields["outlet"]) == ("2025-03-01", "Stell Post")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "iso-8859-1"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_the_letters_are_right_whatever_the_page_declares(tmp_path, encoding, declared):
    page = PAGE.format(head=f'<meta charset="{declared}">', text=TEXT)
    assert "Café" in _read(tmp_path, page.encode(encoding))[0].fields["text"]


def test_an_encoding_that_cannot_be_told_is_asked_for(tmp_path):
    with pytest.raises(ReadError, match=r"a\.html is not UTF-8 and declares no encoding"):
        _read(tmp_path, PAGE.format(head="", text=TEXT).encode("cp1252"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html><body><script>var a = 1;</script></body></html>", "no article text"),
        ("<p>x</p>" * 6_000, "over 5,000"),
        ("<div " + "a=1 " * 2_000 + ">x</div>", "attributes"),
        ("<p>" + "x" * 5_000_001, "over 5,000,000"),
    ],
)
def test_a_page_without_article_or_beyond_the_limits_is_a_reject(tmp_path, content, reason):
    found = _read(tmp_path, content.encode())[0]
    assert isinstance(found, Reject)
    assert reason in found.reason


def test_a_missing_extra_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReadError, match=r"pip install medialens\[web\]"):
        _read(tmp_path, PAGE.format(head="", text=TEXT).replace("é", "e").encode())


def test_null_characters_between_tags_are_left_out(tmp_path):
    page = PAGE.format(head="", text=TEXT).replace("<p>", "\0<p>\0")
    found = _read(tmp_path, page.encode())[0]
    assert isinstance(found, Record)
    assert "\0" not in found.fields["text"]
