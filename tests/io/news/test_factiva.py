"""What the readers of Factiva promise: the same columns from codes, view and XML."""

import pytest

from medialens.errors import ReadError
from medialens.io.news import read_either_factiva
from medialens.io.news.factiva import is_factiva
from medialens.io.news.factiva_xml import is_factiva_xml
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

pytest.importorskip("lxml")


def _coded(*rows):
    cells = "".join(
        f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'
        for code, value in rows
    )
    return f'<div class="article frArticle"><table>{cells}</table><br></div>'


CODED = _coded(
    ("HD", "<b>Flood in the valley</b>"), ("BY", "Ada Quill"), ("WC", "3 mots"),
    ("PD", "29 décembre 2024"), ("ET", "15:32"), ("SN", "Le Val"), ("SC", "LEVAL"),
    ("LA", "Français"), ("LP", "<p>Water rose.</p>"), ("TD", "<p>It fell.</p><p>Slowly.</p>"),
    ("AN", "Document LEVAL00020241229e7ct0001r"),
)  # fmt: skip
VIEW = (
    '<div id="article-X" class="article"><div class="article deArticle"><p></p>'
    '<div>Lokales; 1</div><div id="hd"><span class="deHeadline">Flut im Tal</span></div>'
    '<div class="author">Von Ada Feder</div><div>4 Wörter</div><div>9 Januar 2025</div>'
    "<div>15:32</div><div>Talblatt</div><div>TALBL</div><div>Spätausgabe</div><div>Deutsch</div>"
    '<div>(c) 2025 Talblatt</div><p class="articleParagraph deart">Das Wasser stieg.</p>'
    '<p class="articleParagraph">Dann fiel es.</p><p>Dokument TALBL0020250109dp1900j9s</p>'
    "</div></div>"
)
XML = (
    '<?xml version="1.0"?><PPSResponse><ppsarticleResultSet count="{count}">{articles}'
    "</ppsarticleResultSet></PPSResponse>"
)
ARTICLE = (
    "<ppsarticle><article><accessionNo>VPOST1</accessionNo><baseLanguage>EN</baseLanguage>"
    "<headline><paragraph>\n <hlt>Flood</hlt> in the valley</paragraph></headline>"
    "<byline>Ada Quill</byline><leadParagraph><paragraph>Water rose.</paragraph></leadParagraph>"
    "<publicationDate><dateTime>2025-03-01T01:00:00Z</dateTime></publicationDate>"
    "<sourceName>The Valley Post</sourceName><tailParagraphs><paragraph>It fell.</paragraph>"
    "<paragraph>Slowly.</paragraph></tailParagraphs></article></ppsarticle>"
)


@pytest.fixture
def read(tmp_path):
    def _read(content):
        path = tmp_path / "a.html"
        path.write_text(content, encoding="utf-8")
        return list(read_either_factiva(Source(path, "a.html")))

    return _read


def test_a_table_of_codes_becomes_columns(read):
    """The text is the lead paragraph and the rest, the id the accession number."""
    (record,) = read(f"<html><title>Factiva</title>{CODED}</html>")
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"], fields["language"]) == (
        "Flood in the valley",
        "Le Val",
        "2024-12-29",
        "fr",
    )
    assert fields["text"] == "Water rose.\n\nIt fell.\n\nSlowly."
    assert (fields["id"], fields["author"]) == ("LEVAL00020241229e7ct0001r", "Ada Quill")


def test_the_view_of_an_article_becomes_columns(read):
    """Its lines have no codes, only an order."""
    (record,) = read(f"<html><title>Factiva</title>{VIEW}</html>")
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"], fields["language"]) == (
        "Flut im Tal",
        "Talblatt",
        "2025-01-09",
        "de",
    )
    assert fields["text"] == "Das Wasser stieg.\n\nDann fiel es."
    assert (fields["id"], fields["author"]) == ("TALBL0020250109dp1900j9s", "Von Ada Feder")
    assert (fields["section"], fields["time"]) == ("Lokales; 1", "15:32")


def test_xml_becomes_columns(read):
    """Highlighted words are part of the title."""
    (record,) = read(XML.format(count=1, articles=ARTICLE))
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["id"], fields["language"]) == (
        "Flood in the valley",
        "The Valley Post",
        "VPOST1",
        "en",
    )
    assert fields["text"] == "Water rose.\n\nIt fell.\n\nSlowly."
    assert fields["date"] == "2025-03-01T01:00:00Z"


def test_articles_that_a_result_set_states_and_lacks_are_one_reject(read):
    """Three are stated, one is there."""
    record, reject = read(XML.format(count=3, articles=ARTICLE))
    assert isinstance(record, Record)
    assert "states 3 documents; 2 are missing" in reject.reason


def test_xml_that_breaks_off_keeps_what_stands_above(read):
    """The article inside and what follows are rejects."""
    cut = XML.format(count=2, articles=ARTICLE + ARTICLE).rpartition("<tailParagraphs>")[0]
    outcomes = read(cut)
    assert [type(outcome) for outcome in outcomes] == [Record, Reject, Reject]


def test_entities_are_refused(read):
    """A document type may define them."""
    with pytest.raises(ReadError, match=r"a\.html has a document type"):
        read('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><ppsarticle>&b;</ppsarticle>')


def test_an_article_without_text_is_a_reject(read):
    """Its title is named."""
    (reject,) = read(_coded(("HD", "Flood"), ("SN", "Le Val")))
    assert reject.reason == "the article 'Flood' has no text"


def test_another_page_is_refused(read):
    """It may be a saved web page."""
    with pytest.raises(ReadError, match=r"a\.html holds no article of Factiva"):
        read("<html><body><p>Water rose.</p></body></html>")


def test_exports_are_known_by_their_first_bytes():
    """Other pages and feeds are not."""
    assert is_factiva(f"<html><title>Factiva</title>{CODED}".encode())
    assert is_factiva_xml(XML.format(count=1, articles=ARTICLE).encode())
    assert not is_factiva(b'<html><title>Flood</title><div class="article">Water rose.</div>')
    assert not is_factiva_xml(b'<?xml version="1.0"?><rss><article/></rss>')
