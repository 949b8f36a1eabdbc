"""Saved web pages: one page, one article, read with trafilatura."""

import re
from collections.abc import Iterator

from medialens.errors import ReadError
from medialens.io.file_names import outlet_and_date
from medialens.io.page_content import Hints, Page
from medialens.io.page_encoding import NoPageError
from medialens.io.page_process import page_of
from medialens.io.registry import Outcome, Record, Reject, Skip
from medialens.io.source import Source

FILE_LIMIT = 50_000_000  # bytes of a file, images inside the page included
PAGE_LIMIT = 5_000_000  # bytes of the page itself
_INLINE_DATA = re.compile(rb"(?<=;base64,)[A-Za-z0-9+/=]{100,}")
_PARTS = re.compile(r"(.+)(?:_files|\.files|-Dateien|_fichiers|_archivos|_bestanden|_file)")


def read_web_page(source: Source) -> Iterator[Outcome]:
    """Yield the article of a saved HTML page.

    Parameters
    ----------
    source : Source
        The file, at most `PAGE_LIMIT` bytes without the images that stand in it. Pages as
        Chrome, Firefox, SingleFile and the Wayback Machine save them are known.

    Yields
    ------
    Record, Reject or Skip
        The article with the columns ``text``, ``title``, ``outlet``, ``date``, ``author``,
        ``url``, ``language`` and ``section``, or the reason why the page has none. A page that a
        browser saved as a part of another one, beside it, is skipped.

    Raises
    ------
    ReadError
        If the extra ``web`` is not installed, or the encoding cannot be told.
    """
    if _is_part(source):
        yield Skip(source.name, None, "part of a saved page")
        return
    yield _outcome(source, is_mhtml=False)


def read_mhtml(source: Source) -> Iterator[Outcome]:
    """Yield the article of a page that was saved with its images as one file (MHTML).

    Parameters
    ----------
    source : Source
        The file, at most `FILE_LIMIT` bytes; its first HTML part is read.

    Yields
    ------
    Record or Reject
        As `read_web_page` does.
    """
    yield _outcome(source, is_mhtml=True)


def is_mhtml(head: bytes) -> bool:
    """Return whether a file begins as the web archives of Chrome and Internet Explorer do."""
    headers = head[:4_000].lower().partition(b"\n\r\n")[0].partition(b"\n\n")[0]
    return b"content-type: multipart/related" in headers and (
        b"text/html" in headers and b"mime-version:" in headers
    )


def trimmed(content: bytes) -> bytes:
    """Return a page without the images that stand in it as data."""
    return _INLINE_DATA.sub(b"", content)


def record_of(page: Page, name: str, row: int | None = None) -> Record:
    """Return the record of a page; what the file's name tells fills the gaps."""
    named = outlet_and_date(name) if row is None else {"outlet": "", "date": ""}
    fields = {
        **page.fields,
        "outlet": named["outlet"] or page.fields["outlet"],
        "date": page.fields["date"] or named["date"],
    }
    return Record(fields, name, row, notes=page.notes)


def _outcome(source: Source, *, is_mhtml: bool) -> Record | Reject:
    size = source.path.stat().st_size
    if size > FILE_LIMIT:
        return Reject(source.name, None, "", f"the file has {size:,} bytes, over {FILE_LIMIT:,}")
    content = source.path.read_bytes()
    if not is_mhtml:
        content = trimmed(content)
        if len(content) > PAGE_LIMIT:
            reason = f"the page has {len(content):,} bytes, over {PAGE_LIMIT:,}"
            return Reject(source.name, None, "", reason)
    try:
        page = page_of(content, Hints(encoding=source.encoding or "", is_mhtml=is_mhtml))
    except NoPageError as error:
        if error.field == "encoding":
            raise ReadError(f"{source.name} {error}; state it with encoding=") from error
        return Reject(source.name, None, error.field, str(error))
    except ReadError as error:
        raise ReadError(f"{source.name} is a web page: {error}") from error
    return record_of(page, source.name)


def _is_part(source: Source) -> bool:
    """Return whether the file lies in the folder that a browser saved beside a page."""
    folder = source.path.parent
    found = _PARTS.fullmatch(folder.name)
    if found is None:
        return False
    return any((folder.parent / f"{found[1]}{end}").is_file() for end in (".html", ".htm"))
