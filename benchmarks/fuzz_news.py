"""Small invented exports of news databases, for the fuzzer to damage."""

import io
import zipfile
from collections.abc import Callable

_TEXT = "The bridge stayed closed on day {n}. “We wait,” the mayor said – again."


def _nexis(n: int) -> str:
    return (
        f"\n                    {n} of 3 DOCUMENTS\n\n\n             The Valley Post\n\n"
        f"             March {n}, 2025 Monday\n             Late Edition\n\n"
        f"Bridge closed, day {n}\n\nBYLINE: Ada Quill\n\nSECTION: NEWS; Pg. {n}\n\n"
        f"LENGTH: 13 words\n\nDATELINE: Stell\n\n{_TEXT.format(n=n)}\n\nCafé closed too.\n\n"
        f"LOAD-DATE: March {n}, 2025\n\nLANGUAGE: ENGLISH\n\nGRAPHIC: A bridge\n\n"
        "CORRECTION-DATE: March 9, 2025\n\nCORRECTION: The bridge is a ford.\n\nSo it was.\n\n"
        "PUBLICATION-TYPE: Newspaper\n\n             Copyright 2025 The Valley Post\n"
    )


def _nexis_page(n: int) -> str:
    lines = "".join(
        f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN>{line}</SPAN></P></DIV>\n'
        for line in (
            f"{n} of 3 DOCUMENTS", "The Valley Post", f"March {n}, 2025 Monday",
            f"Bridge closed, day {n}", "BYLINE: Ada Quill", "LENGTH: 13 words",
            _TEXT.format(n=n), "LANGUAGE: ENGLISH", "Copyright 2025 The Valley Post",
        )
    )  # fmt: skip
    return f"<!-- Hide XML section\n<DOC NUMBER={n}>\n<DOCFULL> -->{lines}</DOCFULL> -->\n"


def _uni(n: int) -> list[str]:
    return [
        f"Bridge closed, day {n}", "The Valley Post", f"March {n}, 2025 Monday 9:20 AM GMT",
        "Copyright 2025 The Valley Post", "Section: NEWS; Pg. 1", "Length: 13 words",
        "Byline: Ada Quill", "Body", _TEXT.format(n=n), "Classification", "Language: ENGLISH",
        f"Load-Date: March {n}, 2025", "End of Document",
    ]  # fmt: skip


def _word(paragraphs: list[str]) -> bytes:
    body = "".join(
        f"<w:p><w:r><w:t>{text}</w:t><w:br/></w:r><w:del><w:t>x</w:t></w:del></w:p>"
        for text in paragraphs
    )
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document {names}><w:body>{body}</w:body></w:document>',
        )
    return packed.getvalue()


def _factiva(n: int) -> str:
    rows = "".join(
        f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td><p>{value}</p></td></tr>'
        for code, value in (
            ("HD", f"Bridge closed, day {n}"), ("WC", "13 words"), ("PD", f"{n} March 2025"),
            ("SN", "The Valley Post"), ("SC", "VPOST"), ("LA", "English"), ("LP", "A lead."),
            ("TD", _TEXT.format(n=n)), ("AN", f"Document VPOST0020250301ab000000{n}"),
        )
    )  # fmt: skip
    return f'<div class="article enArticle"><table>{rows}</table></div>\n'


def _factiva_view(n: int) -> str:
    lines = ("13 Wörter", f"{n} März 2025", "The Valley Post", "VPOST", "1", "Englisch", "(c) 2025")
    return (
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">Day {n}</span></div>'
        + "".join(f"<div>{line}</div>" for line in lines)
        + f'<p class="articleParagraph">{_TEXT.format(n=n)}</p>'
        + "<p>Dokument VPOST0020250301ab0001</p></div>"
    )


def _factiva_xml(n: int) -> str:
    return (
        f"<ppsarticle><article><accessionNo>VPOST{n}</accessionNo><baseLanguage>EN</baseLanguage>"
        f"<headline><paragraph><hlt>Bridge</hlt> closed, day {n}</paragraph></headline>"
        "<leadParagraph><paragraph>A lead.</paragraph></leadParagraph><publicationDate><dateTime>"
        f"2025-03-0{n}T01:00:00Z</dateTime></publicationDate><sourceName>The Valley Post"
        f"</sourceName><tailParagraphs><paragraph>{_TEXT.format(n=n)}</paragraph></tailParagraphs>"
        "</article></ppsarticle>"
    )


def _europresse(n: int) -> str:
    return (
        '<span class="DocPublicationName">Le Val</span><br><span class="DocHeader">Politique, '
        f'</span><span class="DocHeader">lundi {n} mars 2025</span><br><br>'
        f'<span class="TitreArticleVisu">Le pont, jour {n}</span><br><br>Ada Plume<br><p></p>'
        f"Le pont reste fermé.<p></p>Encore.<p></p><b><i>© 2025 Le Val.</i></b><p></p>"
        f"Numéro de document : news·2025030{n}·VA·{n}<br>"
    )


def _europresse_new(n: int) -> str:
    return (
        '<article><header><div><span class="DocPublicationName">Le Val</span></div>'
        f'<span class="DocHeader">Politique, lundi {n} mars 2025 6 mots, p. 3</span>'
        f'<div class="titreArticle"><p class="titreArticleVisu">Le pont, jour {n}</p></div>'
        '</header><section><div class="DocText clearfix"><div class="docOcurrContainer"><p>Le pont '
        f"reste fermé.</p></div></div></section>news·2025030{n}·VA·{n}</article>"
    )


def _proquest(n: int) -> str:
    fields = "".join(
        f"<p><strong>{label}: </strong>{value}</p>"
        for label, value in (
            ("Publication title", "The Valley Post, Late Edition; Stell"),
            ("Publication date", f"Mar {n}, 2025"), ("Language of publication", "English"),
            ("ProQuest document ID", f"77{n}"),
        )
    )  # fmt: skip
    return (
        f'<div><a name="DocID_X_{n}"></a><p></p><p>Bridge closed, day {n}</p>'
        "<p><strong>Abstract: </strong></p><p>A bridge is closed.</p>"
        f'<p><strong>Full text: </strong><Text WordCount="13"><html><body><p>{_TEXT.format(n=n)}'
        f"</p></body></html></Text></p>{fields}</div>"
    )


def _ris(n: int) -> str:
    return (
        f"TY  - NEWS\nTI  - Bridge closed, day {n}\nT2  - The Valley Post\nDA  - 2025/03/0{n}/\n"
        f"AU  - Quill, Ada\nAB  - {_TEXT.format(n=n)}\nIt rains.\nKW  - bridges\nER  - \n\n"
    )


def _all(one: Callable[[int], str]) -> bytes:
    return "".join(one(n) for n in (1, 2, 3)).encode()


_MAIL = (
    b"From: a@proquest.example\nSubject: Your ProQuest Research\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/mixed; boundary="=_1"\n\n--=_1\nContent-Type: text/html; '
    b'charset="UTF-8"\nContent-Transfer-Encoding: 8bit\n\n<html><body>%s</body></html>\n--=_1--\n'
)
_STYLE = b'<HTML><STYLE><!-- .c5 { text-align: left; } --></STYLE><META DOCUMENTS="3" /><BODY>'
_XML = (
    b'<?xml version="1.0"?><PPSResponse><ppsarticleResultSet count="3">%s'
    b"</ppsarticleResultSet></PPSResponse>"
)

NEWS_SAMPLES: dict[str, list[tuple[str, bytes]]] = {
    "nexis": [
        ("nexis.txt", _all(_nexis)),
        ("nexis.html", _STYLE + _all(_nexis_page) + b"</BODY></HTML>"),
        ("uni.txt", "\n".join(line for n in (1, 2) for line in _uni(n)).encode()),
    ],
    "docx": [
        (
            "uni.docx",
            _word(["Date and Time: today", "Documents (2)", "1. Bridge", *_uni(1), *_uni(2)]),
        ),
        ("plain.docx", _word(["Bridge closed", "The bridge stayed closed.", "Again."])),
    ],
    "factiva": [
        ("codes.html", b"<html><title>Factiva</title><body>" + _all(_factiva) + b"</body></html>"),
        ("view.html", b"<html><title>Factiva</title><body>" + _all(_factiva_view)),
        ("factiva.xml", _XML % _all(_factiva_xml)),
    ],
    "europresse": [
        ("older.html", b"<html><body>" + _all(_europresse) + b"</body></html>"),
        ("newer.html", b"<html><body>" + _all(_europresse_new) + b"</body></html>"),
    ],
    "proquest": [
        ("proquest.html", b"<html><body>ProQuest" + _all(_proquest) + b"</body></html>"),
        ("proquest.eml", _MAIL % _all(_proquest)),
    ],
    "ris": [("references.ris", _all(_ris))],
}
