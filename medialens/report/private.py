"""Private places: what a shared report must not tell, and the words put in its stead."""

import re
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSI = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-_])")

START, END = (
    r"(?:(?<![\w.-])|(?<=[0-9]m))",
    r"(?![\w-])",
)  # a whole path, perhaps after a color code


@dataclass(frozen=True)
class Veil:
    """Replaces this machine's paths in whatever a notebook printed or raised.

    Parameters
    ----------
    places : mapping
        Path to the words that stand for it; the longest path wins.
    """

    places: Mapping[str, str]

    def __call__(self, value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
        """Return `value` (a text, or JSON made of them) with every private path replaced.

        Images are left as they are: encoded bytes can look like a path.
        """
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self(item) for item in value]
        if isinstance(value, dict):
            for key in value:
                if not str(key).startswith("image/"):
                    value[key] = self(value[key])
        return value

    def _text(self, text: str) -> str:
        for path in sorted(self.places, key=lambda path: (-len(path), path)):
            if path in text:
                text = re.sub(START + re.escape(path) + END, self._words, text)
        return text

    def _words(self, found: re.Match[str]) -> str:
        return self.places[found[0]]


def veil(places: Mapping[Path | str, str]) -> Veil:
    """Return the veil over `places`, this interpreter, this package and the home folder."""
    known: dict[Path | str, str] = {
        Path.home(): "~",
        sys.base_prefix: "<python>",
        sys.prefix: "<python>",
        sysconfig.get_path("stdlib"): "<python>",
        sysconfig.get_path("purelib"): "<python>",
        Path(__file__).parents[1]: "<medialens>",
        **places,
    }
    return Veil({str(path): words for path, words in known.items() if len(str(path)) > 1})


def escaped(text: str) -> str:
    r"""Return `text` as one line that moves no cursor: colors dropped, control characters shown.

    Examples
    --------
    >>> escaped("a\x1b[31mb\r\nc")
    'ab\\r\\nc'
    """
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in ANSI.sub("", text)
    )
