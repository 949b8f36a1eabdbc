"""Page encodings: the letters of a web page, as browsers tell them, but never by guessing."""

import codecs
import re
from collections.abc import Iterator

_LOOKED_AT = 100_000  # bytes in which a page declares its encoding
_SHARE = 50  # letters outside ASCII for each broken one, at least, in a page that is kept
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w:.-]{1,40})", re.I
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under each name (WHATWG Encoding): a superset of what the name says.
_READ_AS = {
    "utf-8": "utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be utf-16-le utf-16-be",
    "cp1252": "ascii us-ascii iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 windows-1252",
    "cp1250": "windows-1250 x-cp1250",
    "cp1251": "windows-1251 x-cp1251",
    "cp1253": "windows-1253 x-cp1253",
    "cp1254": "windows-1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 latin-5 l5",
    "cp1255": "windows-1255 x-cp1255",
    "cp1256": "windows-1256 x-cp1256",
    "cp1257": "windows-1257 x-cp1257",
    "cp1258": "windows-1258 x-cp1258",
    "cp874": "windows-874 iso-8859-11 iso8859-11 tis-620 dos-874",
    "cp866": "ibm866 866",
    "iso8859-2": "iso-8859-2 iso_8859-2 latin2 latin-2 l2",
    "iso8859-3": "iso-8859-3 iso_8859-3 latin3 latin-3",
    "iso8859-4": "iso-8859-4 iso_8859-4 latin4 latin-4",
    "iso8859-5": "iso-8859-5 iso_8859-5 cyrillic",
    "iso8859-6": "iso-8859-6 iso_8859-6 arabic",
    "iso8859-7": "iso-8859-7 iso_8859-7 greek greek8",
    "iso8859-8": "iso-8859-8 iso_8859-8 iso-8859-8-i logical hebrew",
    "iso8859-10": "iso-8859-10 latin6",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 iso_8859-15 latin-9 latin9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "mac_roman": "macintosh mac x-mac-roman",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb2312 gb_2312 gb_2312-80 gbk x-gbk chinese csgb2312 cp936",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5 csbig5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j csshiftjis",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949",
}  # fmt: skip
_CODECS = {name: codec for codec, names in _READ_AS.items() for name in (codec, *names.split())}


class NoPageError(ValueError):
    """Why a page cannot be read; `field` names what it concerns."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


def decode_page(
    content: bytes, *, stated: str | None = None, declared: str = ""
) -> tuple[str, tuple[str, ...]]:
    r"""Return a page as text, and a note where single letters of it are broken.

    Parameters
    ----------
    content : bytes
        The page.
    stated : str, optional
        The encoding that the user states; nothing else is tried then.
    declared : str, optional
        The ``charset`` that the server declared.

    Returns
    -------
    str
        The text by its byte order mark; else as UTF-8 if it is valid, since hardly any text in
        another encoding is by chance; else as declared by the server or by the page. NUL
        characters are left out, as browsers do.
    tuple of str
        Empty, or the note that broken letters were replaced by U+FFFD: at most one to fifty
        letters outside ASCII.

    Raises
    ------
    NoPageError
        If no encoding fits.

    Examples
    --------
    >>> decode_page(b'<meta charset="gb2312">\xc4\xe3\xba\xc3')[0][-2:]
    '你好'
    """
    names = list(_candidates(content, stated, declared))
    for name in names:
        text = _decoded(content, name)
        if text is not None:
            return _plain(text), ()
    for name in names:
        text = content.decode(name, "replace")
        n_broken = text.count("\ufffd")
        n_letters = len(text) - len(text.encode("ascii", "ignore")) - n_broken
        if n_broken * _SHARE <= n_letters:
            return _plain(text), ("broken letters replaced by U+FFFD",)
    raise NoPageError(_reason(content, stated, declared), "encoding")


def _candidates(content: bytes, stated: str | None, declared: str) -> Iterator[str]:
    if stated:
        yield stated
        return
    mark = next((codec for mark, codec in _MARKS if content.startswith(mark)), None)
    if mark:
        yield mark
        return
    known = [_CODECS[name] for name in _names(content, declared) if name in _CODECS]
    if "iso2022_jp" in known:  # the one encoding whose bytes are all valid UTF-8
        yield "iso2022_jp"
    yield "utf-8"
    yield from known


def _names(content: bytes, declared: str) -> list[str]:
    """Return what the server and the page call the encoding."""
    on_page = [name.decode("ascii", "ignore") for name in _DECLARED.findall(content[:_LOOKED_AT])]
    return [name.strip().lower() for name in (declared, *on_page[:1]) if name.strip()]


def _decoded(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\x00", "")


def _reason(content: bytes, stated: str | None, declared: str) -> str:
    names = _names(content, declared)
    if stated:
        return f"is not in the encoding {stated}"
    if not names:
        return "is not UTF-8 and declares no encoding"
    return f"is neither UTF-8 nor what it declares ({', '.join(names)})"
