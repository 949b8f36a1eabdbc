"""Text that any encoder, terminal and page can take: plain, on one line, naming no machine."""

import re
import unicodedata

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ABSOLUTE_PATH = re.compile(r"(?<![\w:/.~-])(?:/[\w.@+-]+){2,}/|\b[A-Za-z]:\\(?:[^\\\s'\"]+\\)+")


def plain(value: object) -> str:
    r"""Return `value` as text that any encoder and any terminal can take.

    Terminal sequences go; other control characters become their pictures and lone surrogates the
    replacement character. Line breaks and tabs stay.

    Examples
    --------
    >>> plain("a\x1b[31mb\x00")
    'ab␀'
    """
    text = ANSI.sub("", str(value)).replace("\r\n", "\n")
    return HIDDEN.sub(lambda found: _visible(ord(found[0])), text)


def _visible(code: int) -> str:
    if code == 0x7F:
        return "\u2421"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def one_line(value: object) -> str:
    """Return `value` as one line without direction marks, for titles and alternative texts."""
    kept = (c for c in plain(value) if unicodedata.bidirectional(c) not in _DIRECTIONS)
    return " ".join("".join(kept).split())


_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def without_paths(text: str) -> str:
    """Return `text` with the folders of absolute paths left out: a report names no machine.

    Examples
    --------
    >>> without_paths('File "/home/me/press/a.py", line 3; https://example.org/a/b/c')
    'File "…/a.py", line 3; https://example.org/a/b/c'
    """
    return ABSOLUTE_PATH.sub("…/", text)
