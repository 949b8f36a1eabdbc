"""What the reader of Europresse promises: each document of a page, in both forms."""

import pytest

from medialens.errors import ReadError
from medialens.io.news.europresse import is_europresse, read_europresse
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

pytest.importorskip("lxml")


def _older(title, author="", text="Le pont reste fermé.<p></p>Encore."):
    return (
        '<span class="DocPublicationName">Le Val</span><br><span class="DocHeader">Politique, '
        '</span><span class="DocHeader">lundi </span><span class="DocHeader">3 mars 2025</span>'
        '<span class="DocHeader">, p. 03</span><br><br>En bref<br>'
        f'<span class="TitreArticleVisu">{title}</span><br><br>{author}{text}<p></p>'
        "<b><i>© 2025 Le Val. Tous droits réservés.</i></b><p></p>"
        "Numéro de document : news·20250303·VA·77<br><table><tr><td>Ce certificat est émis</td>"
        "</tr></table>"
    )


NEWER = (
    '<article><header><div><span class="DocPublicationName">Le Val</span></div>'
    '<div><span class="DocHeader">Politique, lundi 3 mars 2025 - 4 mots, p. 3</span></div>'
    '<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu">Le pont</p></div>'
    '<p class="sm-margin-bottomNews">Ada Plume</p></header><section><div class="DocText clearfix">'
    '<div class="docOcurrContainer"><p>Le pont reste fermé.</p><p>Encore.</p></div></div>'
    '</section><div class="publiC-lblNodoc">news·20250303·VA·77</div></article>'
)


@pytest.fixture
def read(tmp_path):
    def _read(html, encoding=None):
        path = tmp_path / "a.html"
        path.write_bytes(html if isinstance(html, bytes) else html.encode())
        return list(read_europresse(Source(path, "a.html", encoding)))

    return _read


@pytest.mark.parametrize(
    "html", [_older("Le <b>pont</b>", "Ada Plume<br><p></p>"), NEWER], ids=["older", "newer"]
)
def test_a_document_becomes_columns(read, html):
    """The copyright and the certificate are no text."""
    (record,) = read(html)
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"], fields["section"]) == (
        "Le pont",
        "Le Val",
        "2025-03-03",
        "Politique",
    )
    assert fields["text"] == "Le pont reste fermé.\n\nEncore."
    assert (fields["author"], fields["id"]) == ("Ada Plume", "news·20250303·VA·77")


def test_a_document_without_author_begins_with_its_text(read):
    """Nothing of the text is taken for an author."""
    assert "author" not in read(_older("Le pont"))[0].fields


def test_every_document_of_a_page_is_read(read):
    """One without text is a reject."""
    outcomes = read(_older("Un") + _older("Deux", text="") + _older("Trois"))
    assert [type(outcome) for outcome in outcomes] == [Record, Reject, Record]


def test_letters_are_read_by_the_encoding_stated(read):
    """Pages of the older form may be Latin-1 without saying so."""
    page = _older("Le pont fermé").encode("cp1252")
    with pytest.raises(ReadError, match="state it with encoding="):
        read(page)
    assert read(page, "cp1252")[0].fields["title"] == "Le pont fermé"


def test_another_page_is_refused(read):
    """It may be a saved web page."""
    with pytest.raises(ReadError, match=r"a\.html holds no document of Europresse"):
        read("<html><body><p>Le pont.</p></body></html>")


def test_a_page_is_known_by_its_first_bytes():
    """Other pages are not."""
    assert is_europresse(NEWER.encode())
    assert is_europresse(_older("Le pont").encode())
    assert not is_europresse(b"<html><body><article><p>Le pont.</p></article></body></html>")
