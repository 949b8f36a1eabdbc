"""Exports of news databases: Nexis, Factiva, Europresse, ProQuest, and RIS references.

Each reader knows its files by their first bytes, since their suffixes say little; `newsdb` reads
a file as whichever of them recognises it.
"""

from collections.abc import Iterator

from medialens.io.news.europresse import is_europresse, read_europresse
from medialens.io.news.factiva import is_factiva, read_factiva
from medialens.io.news.factiva_xml import is_factiva_xml, read_factiva_xml
from medialens.io.news.nexis_html import is_nexis_html, read_nexis_html
from medialens.io.news.nexis_text import is_nexis_text, read_nexis_text
from medialens.io.news.proquest import is_proquest, read_proquest
from medialens.io.news.ris import is_ris, read_ris
from medialens.io.news.word import is_word, read_word
from medialens.io.registry import Outcome, Reader
from medialens.io.source import HEAD, Source


def read_nexis(source: Source) -> Iterator[Outcome]:
    """Yield the documents of a Nexis export in plain text or HTML."""
    is_page = _head(source).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    yield from (read_nexis_html if is_page else read_nexis_text)(source)


def read_either_factiva(source: Source) -> Iterator[Outcome]:
    """Yield the articles of a Factiva export in HTML or XML."""
    yield from (read_factiva_xml if is_factiva_xml(_head(source)) else read_factiva)(source)


def read_news_database(source: Source) -> Iterator[Outcome]:
    """Yield the documents of an export, read as the database's that its first bytes show.

    A file that none of them recognises is read as a Nexis export.
    """
    head = _head(source)
    known = (reader for reader in NEWS_READERS if reader.recognises and reader.recognises(head))
    yield from next((reader.read for reader in known), read_nexis)(source)


def _is_nexis(head: bytes) -> bool:
    return is_nexis_text(head) or is_nexis_html(head)


def _is_either_factiva(head: bytes) -> bool:
    return is_factiva_xml(head) or is_factiva(head)


def _head(source: Source) -> bytes:
    with source.path.open("rb") as file:
        return file.read(HEAD)


NEWS_READERS: tuple[Reader, ...] = (
    Reader("nexis", (), read_nexis, recognises=_is_nexis, is_markup=True),
    Reader("factiva", (), read_either_factiva, recognises=_is_either_factiva, is_markup=True),
    Reader("europresse", (), read_europresse, recognises=is_europresse, is_markup=True),
    Reader("proquest", (".eml",), read_proquest, recognises=is_proquest, is_markup=True),
    Reader("ris", (".ris",), read_ris, recognises=is_ris),
    Reader("docx", (".docx",), read_word, (b"PK\x03\x04",), recognises=is_word),
    Reader("newsdb", (), read_news_database, is_markup=True),
)
