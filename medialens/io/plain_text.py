"""Plain text and Markdown: one file, one article."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from medialens.io.registry import Record, Reject
from medialens.io.source import Source

FILE_LIMIT = 20_000_000  # bytes of one article
_TITLE_WORDS = 25
_DATED_NAME = re.compile(r"(?P<outlet>[^_]+)_(?P<date>\d{4}-\d{2}-\d{2})(_.*)?")
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


def outlet_and_date(name: str) -> dict[str, str]:
    """Return the columns ``outlet`` and ``date`` that a file's relative `name` tells, or empty.

    Examples
    --------
    >>> outlet_and_date("The Post/flood.txt")
    {'outlet': 'The Post', 'date': ''}
    >>> outlet_and_date("courier_2025-03-01_flood.txt")
    {'outlet': 'courier', 'date': '2025-03-01'}
    """
    path = PurePosixPath(name)
    folder = path.parts[-2] if len(path.parts) > 1 else ""
    found = _DATED_NAME.fullmatch(path.stem)
    if not found:
        return {"outlet": folder, "date": ""}
    return {"outlet": folder or found["outlet"], "date": found["date"]}


def _split_title(text: str) -> tuple[str, str]:
    found = _TITLED.fullmatch(text)
    if not found or not found["text"].strip():
        return "", text
    title = found["title"].strip().lstrip("#").strip()  # Markdown marks its headings with #
    if not title or title.endswith(".") or len(title.split()) > _TITLE_WORDS or len(title) > 250:
        return "", text
    return title, found["text"]
