"""How much of an article's text is found on saved web pages, beside plain trafilatura.

The folder holds ``html/NAME.html`` and, for each, the text that should be found, ``txt/NAME.txt``.
Prints precision, recall and F1 over tokens (words; single characters of scripts without blanks)
for each page, and their means. A page without any text found counts 0.
"""

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from medialens.io.registry import Record
from medialens.io.source import Source
from medialens.io.web_page import read_web_page

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


class Scores(NamedTuple):
    """Shares of tokens: found ones that belong to the text, and its own that were found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def main() -> None:
    """Compare the pages of the folder asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    pages = sorted(page for page in (folder / "html").glob("*.html") if _expected(page).exists())
    scored = {page.stem: _both(page) for page in pages}
    print(f"{'page':28}  medialens: P     R    F1    trafilatura: P     R    F1")
    for name, (ours, plain) in scored.items():
        print(f"{name:28} {_row(ours):>25} {_row(plain):>27}")
    for place, reader in enumerate(("medialens", "trafilatura.extract")):
        mean = sum(both[place].f1 for both in scored.values()) / len(scored)
        print(f"mean F1 of {len(scored)} pages, {reader}: {mean:.4f}")


def scores(found: str, expected: str) -> Scores:
    """Return how well the tokens of a text that was found agree with the expected ones."""
    mine, theirs = (
        Counter(_TOKEN.findall(found.casefold())),
        Counter(_TOKEN.findall(expected.casefold())),
    )
    n_common = (mine & theirs).total()
    return Scores(n_common / max(mine.total(), 1), n_common / max(theirs.total(), 1))


def _expected(page: Path) -> Path:
    return page.parents[1] / "txt" / f"{page.stem}.txt"


def _both(page: Path) -> tuple[Scores, Scores]:
    expected = _expected(page).read_text("utf-8")
    return scores(_ours(page), expected), scores(_plain(page), expected)


def _ours(page: Path) -> str:
    outcomes = list(read_web_page(Source(page, page.name)))
    return next((found.fields["text"] for found in outcomes if isinstance(found, Record)), "")


def _plain(page: Path) -> str:
    from trafilatura import extract

    return extract(page.read_bytes()) or ""


def _row(found: Scores) -> str:
    return f"{found.precision:.3f} {found.recall:.3f} {found.f1:.3f}"


if __name__ == "__main__":
    main()
