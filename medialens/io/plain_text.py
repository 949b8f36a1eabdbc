"""Plain text and Markdown: one file, one article."""

import re
from collections.abc import Iterator

from medialens.io.file_names import outlet_and_date
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

FILE_LIMIT = 20_000_000  # bytes of one article
_TITLE_WORDS = 25
_TITLED = re.compile(r"\s*(?P<title>\S[^\n]*)\n[ \t]*\n(?P<text>.*)", re.S)


def read_plain_text(source: Source) -> Iterator[Record | Reject]:
    """Yield the file as one article.

    Parameters
    ----------
    source : Source
        The file. A short first line without a final full stop, with a blank line below it, is
        the title. The outlet is the sub-folder's name, or stands with the date in a file name
        like ``outlet_2025-03-01_slug.txt``.

    Yields
    ------
    Record
        With the columns ``text``, ``title``, ``outlet`` and ``date``.
    """
    title, text = _split_title(source.read_text(limit=FILE_LIMIT).removeprefix("\ufeff"))
    yield Record({"text": text, "title": title, **outlet_and_date(source.name)}, source.name)


def _split_title(text: str) -> tuple[str, str]:
    found = _TITLED.fullmatch(text)
    if not found or not found["text"].strip():
        return "", text
    title = found["title"].strip().lstrip("#").strip()  # Markdown marks its headings with #
    if not title or title.endswith(".") or len(title.split()) > _TITLE_WORDS or len(title) > 250:
        return "", text
    return title, found["text"]
