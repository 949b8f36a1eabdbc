"""Text in figures: which fonts write it, what no font can write, how long names are broken.

Names of outlets and actors come from the data, in any script. A figure must neither warn about a
letter that no installed font has nor read a dollar sign as the start of a formula.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from matplotlib import font_manager

# The first two have the same letter widths, so figures look alike on every system. DejaVu Sans
# comes with matplotlib; the rest are what common systems have for other scripts.
PREFERRED = (
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
    "Noto Sans",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans",
    "Yu Gothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Nirmala UI",
    "Leelawadee UI",
    "Arial Unicode MS",
    "Noto Emoji",
    "Segoe UI Symbol",
)
MISSING = "□"
NEVER_SHOWN = frozenset({"Cc", "Cf", "Co", "Cn"})  # controls, direction marks, unassigned


@cache
def families() -> tuple[str, ...]:
    """Return the installed ones of the preferred fonts; DejaVu Sans is always among them."""
    installed = set(font_manager.get_font_names())
    return tuple(name for name in PREFERRED if name in installed)


@cache
def _letters() -> frozenset[int]:
    """Return the code points that the fonts have, both in regular and in bold."""
    weights = ("normal", "bold")
    regular, bold = (
        frozenset().union(*(_charmap(family, weight) for family in families()))
        for weight in weights
    )
    return regular & bold


def _charmap(family: str, weight: str) -> frozenset[int]:
    wanted = font_manager.FontProperties(family=family, weight=weight)
    font = font_manager.get_font(font_manager.findfont(wanted))
    return frozenset(font.get_charmap())


def drawable(text: object) -> str:
    r"""Return `text` on one line, with an empty box for every letter that no font can write.

    Examples
    --------
    >>> drawable("Daily\nPost \ud800")
    'Daily Post □'
    """
    letters = "".join(map(_drawable_letter, " ".join(str(text).split())))
    return " ".join(letters.split())  # nothing may be left between two spaces


def _drawable_letter(letter: str) -> str:
    if ord(letter) in _letters() and unicodedata.category(letter) not in NEVER_SHOWN:
        return letter
    is_invisible = unicodedata.category(letter) in {"Cc", "Cf", "Mn", "Me"}
    return "" if is_invisible else MISSING


def shorten(label: object, *, width: int = 28, lines: int = 2) -> str:
    r"""Return a label that fits: broken at spaces, and cut in its middle where that is not enough.

    The middle is cut because names that begin alike often end differently.

    Parameters
    ----------
    label : object
        A name from the data.
    width : int, default 28
        Letters per line; wide ones (Chinese, Japanese, Korean) count double.
    lines : int, default 2
        Most lines to use.

    Returns
    -------
    str
        Text that can be drawn, lines separated by line breaks.

    Examples
    --------
    >>> shorten("The Northern Harbour Evening Chronicle and Advertiser", width=20)
    'The Northern…\nand Advertiser'
    """
    text = drawable(label) or "(no name)"
    if _width(text) <= width:
        return text
    if lines == 1:
        half = (width - 1) // 2
        return f"{_first(text, half).rstrip()}…{_last(text, half).lstrip()}"
    broken = _broken(text, width)
    if len(broken) <= lines:
        return "\n".join(broken)
    head = "\n".join(_broken(text, width - 1)[: lines - 1])
    return f"{head}…\n{_broken(text[::-1], width)[0][::-1]}"


def _broken(text: str, width: int) -> list[str]:
    """Break at spaces, and within a word only where it's longer than a line."""
    lines = [""]
    for word in text.split():
        if lines[-1] and _width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        rest = word
        while rest:
            lines.append(_first(rest, width))
            rest = rest[len(lines[-1]) :]
    return lines[1:]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _first(text: str, width: int) -> str:
    end = len(text)
    while _width(text[:end]) > width:
        end -= 1
    return text[:end]


def _last(text: str, width: int) -> str:
    return _first(text[::-1], width)[::-1]


def is_right_to_left(text: str) -> bool:
    """Tell whether a letter is written from right to left; names beside it may change places.

    Examples
    --------
    >>> is_right_to_left("Post"), is_right_to_left("مساء")
    (False, True)
    """
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def name_text(**options: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the text properties that every text with a name from the data is drawn with."""
    return {"parse_math": False, "family": list(families()), **options}


def listed(names: Iterable[object]) -> str:
    """Return names as an enumeration in words.

    Examples
    --------
    >>> listed(["Post", "Herald", "Star"])
    'Post, Herald and Star'
    """
    words = [str(name) for name in names]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
