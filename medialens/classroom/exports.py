"""Exports: the files of a class's coders, each read or said why not."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from medialens.errors import ReadError
from medialens.widgets.codes import read_rows

PATTERNS = ("*.csv", "*.xlsx")
TEXTS = ("passage", "sentence", "sentences", "text")


class Export(NamedTuple):
    """One coder's file: the name in it, or else the file's; its rows; how the file is told."""

    coder: str
    rows: list[dict[str, str]]
    file: str


def find_exports(files: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return the files in an order that tells nothing of their names."""
    if isinstance(files, str | Path):
        one = Path(files)
        files = [p for pattern in PATTERNS for p in one.glob(pattern)] if one.is_dir() else [one]
    paths = {path.resolve(): path for path in map(Path, files)}
    named = [path for path in paths.values() if not path.name.startswith((".", "~$"))]
    return sorted(named, key=lambda path: hashlib.sha256(path.name.encode()).digest())


def read_exports(
    files: Sequence[Path], *, keep_names: bool = False
) -> tuple[list[Export], list[dict[str, str]]]:
    """Return the coder and the rows of every file that can be read, and why others cannot.

    A file is told by its place in the order read, since its name may be a student's.
    """
    read, rejects = [], []
    for number, path in enumerate(files, start=1):
        shown = path.name if keep_names else f"file {number} of {len(files)}"
        try:
            rows = read_rows(path)
            if len({row["item"] for row in rows}) < len(rows):
                raise ReadError("an item stands in it twice")
        except (ReadError, OSError, UnicodeError) as error:
            reason = str(error).replace(str(path), path.name).replace(path.name, shown)
            rejects.append({"file": shown, "reason": reason})
            continue
        coders = {row.get("coder") for row in rows} - {"", None}
        read.append(Export(str(coders.pop()) if len(coders) == 1 else path.stem, rows, shown))
    return read, rejects


def of_one_sheet(read: Sequence[Export]) -> tuple[list[Export], list[dict[str, str]]]:
    """Return the files that show the same passages, and why others cannot be compared.

    What most files show under an item's number is the item; of two equally many, the first.
    """
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for one in read:
        for row in one.rows:
            shown[row["item"]][passage_of(row)] += 1
    usual = {item: texts.most_common(1)[0][0] for item, texts in shown.items()}
    kept, rejects = [], []
    for one in read:
        others = [row["item"] for row in one.rows if passage_of(row) != usual[row["item"]]]
        if others:
            reason = f"item {others[0]} is another passage than in the other files: another seed?"
            rejects.append({"file": one.file, "reason": reason})
        else:
            kept.append(one)
    return kept, rejects


def passage_of(row: Mapping[str, str]) -> str:
    """Return the words that were judged, blanks aside."""
    return " ".join(next((row[name] for name in TEXTS if row.get(name)), "").split())
