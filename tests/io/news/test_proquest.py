"""What the reader of ProQuest promises: each document of a page or a mail."""

import quopri

import pytest

from medialens.errors import ReadError
from medialens.io.news.proquest import is_proquest, read_proquest
from medialens.io.registry import Record, Skip
from medialens.io.source import Source

pytest.importorskip("lxml")

FULL = (
    '<Text WordCount="4" HTMLContent="true"><html><body><p>Water – rose.</p>'
    "<p>Then: it fell.</p></body></html></Text>"
)


def _document(full=FULL, abstract="A flood."):
    labels = {
        "Publication title": "The Valley Post,  Late Edition; Stell", "Section": "A",
        "Publication date": "Mar 1, 2025", "Language of publication": "English",
        "ProQuest document ID": "77",
    }  # fmt: skip
    fields = "".join(f"<p><strong>{label}: </strong>{value}</p>" for label, value in labels.items())
    return (
        '<div><a name="DocID_A_77"></a><p></p><p>Flood: the valley</p>'
        "<p><strong>Author:  </strong>Quill, Ada</p>"
        f"<p><strong>Abstract:  </strong></p><p>{abstract}</p>"
        f"<p><strong>Full text: </strong>{full}</p>{fields}"
        '<p><strong>Document URL: </strong><a href="https://proquest.example/77">'
        "https://proquest.example/77</a></p></div>"
    )


def _mail(html):
    return (
        b"Received: by 127.0.0.1\nFrom: noreply@proquest.example\nSubject: Your ProQuest Research\n"
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=_1"\n\n--=_1\n'
        b'Content-Type: text/html; charset="UTF-8"\nContent-Transfer-Encoding: quoted-printable\n\n'
        + quopri.encodestring(html.encode())
        + b"\n--=_1--\n"
    )


@pytest.fixture
def read(tmp_path):
    def _read(content):
        path = tmp_path / "a.html"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_proquest(Source(path, "a.html")))

    return _read


@pytest.mark.parametrize("content", [_document(), _mail(_document())], ids=["page", "mail"])
def test_a_document_becomes_columns(read, content):
    """A mail holds the same page."""
    (record,) = read(content)
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"], fields["language"]) == (
        "Flood: the valley",
        "The Valley Post",
        "2025-03-01",
        "en",
    )
    assert fields["text"] == "Water – rose.\n\nThen: it fell."
    assert (fields["author"], fields["id"], fields["section"]) == ("Quill, Ada", "77", "A")
    assert (fields["edition"], fields["abstract"]) == ("Late Edition", "A flood.")
    assert fields["url"] == "https://proquest.example/77"


def test_an_abstract_stands_for_a_text_that_is_not_there(read):
    """A note tells of it."""
    (record,) = read(_document(full="Not available."))
    assert (record.fields["text"], record.notes) == ("A flood.", ("the text is an abstract",))


def test_a_document_with_neither_is_skipped(read):
    """Its title is named."""
    (skip,) = read(_document(full="Not available.", abstract="None available."))
    assert (skip.rule, skip.note) == ("a document without full text", "Flood: the valley")


def test_every_document_is_read(read):
    """Rows count documents."""
    outcomes = read(_document() + _document(full="", abstract="") + _document())
    assert [type(outcome) for outcome in outcomes] == [Record, Skip, Record]
    assert [outcome.source_row for outcome in outcomes] == [1, 2, 3]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body><p>Water rose.</p></body></html>",
        b"From: a@b.example\nSubject: Hello\n\nWater rose.\n",
        b"From: a@b.example\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 3_000,
    ],
)
def test_other_pages_and_mails_are_refused(read, content):
    """None of them holds a document."""
    with pytest.raises(ReadError, match=r"a\.html"):
        read(content)


def test_exports_are_known_by_their_first_bytes():
    """Other mails are not."""
    assert is_proquest(_document().encode())
    assert is_proquest(_mail(_document()))
    assert not is_proquest(b"From: a@b.example\nSubject: Hello\n\nWater rose.\n")
