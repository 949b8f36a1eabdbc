"""Labelled targets: one row per target in a sentence, whatever file it comes from."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

LABELS = ("negative", "neutral", "positive")
SIGNS = {"-": "negative", "0": "neutral", "+": "positive"}

_TARGET = re.compile(r"\[([^\[\]|]+)\|([-0+])\]")


@dataclass(frozen=True, slots=True)
class Row:
    """One target in one sentence.

    ``group`` is what must stay on one side of a split: an article, or a set of minimal pairs.
    ``label`` is None where nobody has judged the target.
    """

    id: str
    text: str
    start: int
    end: int
    label: str | None
    source: str
    group: str

    @property
    def target(self) -> str:
        """The target's words."""
        return self.text[self.start : self.end]


def json_lines(path: Path) -> list[dict]:
    """Return the objects of a JSON Lines file, gzipped or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def read_newsmtsc(path: Path) -> list[Row]:
    """Return the targets of one NewsMTSC file (JSON lines, also gzipped)."""
    return [
        Row(
            id=record["id"],
            text=record["sentence"],
            start=record["start"],
            end=record["end"],
            label=record.get("label"),
            source="newsmtsc",
            group=str(record.get("article", record["id"])),
        )
        for record in json_lines(path)
    ]


def read_contrast(folder: Path) -> list[Row]:
    """Return the targets of the contrast sets: ``group<TAB>sentence with [target|sign]``."""
    rows = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                group, marked = line.split("\t")
                rows.extend(_unmarked(marked, f"{path.stem}:{number}", path.stem, group))
    return rows


def _unmarked(marked: str, line: str, source: str, group: str) -> Iterator[Row]:
    text = _TARGET.sub(r"\1", marked)
    shift = 0
    for number, found in enumerate(_TARGET.finditer(marked)):
        start = found.start() - shift
        surface, sign = found[1], found[2]
        shift += len(found[0]) - len(surface)
        yield Row(f"{line}:{number}", text, start, start + len(surface), SIGNS[sign], source, group)


def share(group: str, *, salt: str) -> float:
    """Return a number in [0, 1) that depends on the group's name alone."""
    return int(hashlib.sha256(f"{salt}:{group}".encode()).hexdigest()[:12], 16) / 16**12


def split(rows: Iterable[Row], part: float, *, salt: str) -> tuple[list[Row], list[Row]]:
    """Return the rows of a share `part` of the groups, and the others."""
    rows = list(rows)
    held = {row.group for row in rows if share(row.group, salt=salt) < part}
    # The same sentence under two groups goes to the held part with all its targets.
    texts = {row.text for row in rows if row.group in held}
    kept = [row for row in rows if row.group in held or row.text in texts]
    return kept, [row for row in rows if row.group not in held and row.text not in texts]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_rows(path: Path) -> list[Row]:
    """Return the rows that `write_rows` wrote."""
    return [Row(**record) for record in json_lines(path)]
