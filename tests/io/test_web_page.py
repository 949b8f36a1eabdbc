"""What the page reader promises: the article of the page, in the right letters."""

import sys

import pytest

from medialens.errors import ReadError
from medialens.io import page_process
from medialens.io.page_process import PageProcess
from medialens.io.registry import Record, Reject, Skip, reader_for
from medialens.io.source import Source
from medialens.io.web_page import read_mhtml, read_web_page

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


def _fields(tmp_path, head="", body=TEXT):
    page = PAGE.format(head=head, text=body)
    return _read(tmp_path, page.encode())[0].fields


def test_text_title_author_and_date_are_found(tmp_path):
    page = PAGE.format(head='<meta charset="utf-8">', text=TEXT)
    fields = _read(tmp_path, page.encode(), "Stell Post/a.html")[0].fields
    assert fields["text"] == f"{TEXT}\n{TEXT} Café."
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
        ("<html><body><h1>Bridge will be rebuilt</h1>Home</body></html>", "no article text"),
        ("<p>" + "x" * 5_000_001, "over 5,000,000"),
    ],
)
def test_a_page_without_article_or_beyond_the_limits_is_a_reject(tmp_path, content, reason):
    found = _read(tmp_path, content.encode())[0]
    assert isinstance(found, Reject)
    assert reason in found.reason


def test_a_page_of_many_paragraphs_is_read(tmp_path):
    paragraphs = "".join(f"<p>Line {n} of the long count of votes.</p>" for n in range(6_000))
    page = f"<html><body><article>{paragraphs}</article></body></html>"
    assert "Line 5999 of" in _read(tmp_path, page.encode())[0].fields["text"]


def test_images_inside_a_page_do_not_count(tmp_path):
    image = f'<img src="data:image/png;base64,{"A" * 6_000_000}">'
    assert TEXT in _fields(tmp_path, body=f"{image}{TEXT}")["text"]


def test_a_missing_extra_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.setattr(page_process, "_PROCESS", PageProcess())
    with pytest.raises(ReadError, match=r"a\.html .*pip install medialens\[web\]"):
        _read(tmp_path, PAGE.format(head="", text=TEXT).replace("é", "e").encode())


def test_null_characters_between_tags_are_left_out(tmp_path):
    page = PAGE.format(head="", text=TEXT).replace("<p>", "\0<p>\0")
    found = _read(tmp_path, page.encode())[0]
    assert isinstance(found, Record)
    assert "\0" not in found.fields["text"]


def test_what_was_removed_is_told(tmp_path):
    page = PAGE.format(head="", text=TEXT).replace("</article>", "<p>Advertisement</p></article>")
    assert _read(tmp_path, page.encode())[0].notes == ("advertisement label removed",)


def test_a_page_that_a_browser_saved_as_part_of_another_is_skipped(tmp_path):
    (tmp_path / "Bridge.html").write_text("<p>x")
    part = tmp_path / "Bridge_files" / "saved_resource.html"
    part.parent.mkdir()
    part.write_text(f"<p>{TEXT}")
    found = list(read_web_page(Source(part, "Bridge_files/saved_resource.html")))
    assert found == [Skip("Bridge_files/saved_resource.html", None, "part of a saved page")]


def _mhtml(encoding="quoted-printable", body=None):
    import quopri

    page = PAGE.format(head="", text=TEXT).encode()
    body = quopri.encodestring(page) if body is None else body
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/bridge\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        b'\tboundary="--x"\r\n\r\n----x\r\nContent-Type: text/html; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\n"
        b"Content-Location: https://post.example/bridge\r\n\r\n" + body + b"\r\n----x\r\n"
        b"Content-Type: text/html\r\n\r\n<p>a frame</p>\r\n----x--\r\n"
    )


def test_a_page_saved_as_one_file_is_known_by_its_first_bytes_and_read(tmp_path):
    path = tmp_path / "bridge.bin"
    path.write_bytes(_mhtml())
    assert reader_for(path).name == "mhtml"
    fields = next(read_mhtml(Source(path, path.name))).fields
    assert fields["text"].endswith("Café.")
    assert fields["url"] == "https://post.example/bridge"


def test_a_saved_file_without_a_page_is_a_reject(tmp_path):
    path = tmp_path / "bridge.mht"
    path.write_bytes(_mhtml().replace(b"text/html", b"text/css"))
    found = next(read_mhtml(Source(path, path.name)))
    assert "holds no page" in found.reason
