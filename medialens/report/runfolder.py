"""The folder of one run, as the recorder fills it: tables, figures, and last of all the record.

Where there is no folder (a notebook open in JupyterLab) nothing is written and nothing linked.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.report.html import anchor
from medialens.report.language import say

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
LONGEST_NAME = 60


@dataclass(frozen=True)
class RunFolder:
    """A run's folder, or none."""

    path: Path | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is written at all."""
        return self.path is not None

    def write_table(self, table: pd.DataFrame, under: str, name: str) -> None:
        """Write ``<under>/<name>.parquet`` and ``.csv``."""
        if self.path:
            from medialens.io.export import write_table

            folder = self.path / under
            folder.mkdir(parents=True, exist_ok=True)
            write_table(table, folder, name)

    def write_bytes(self, place: str, content: bytes) -> None:
        """Write a file at `place` inside the folder."""
        if self.path:
            target = self.path / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def write_json(self, place: str, record: Mapping[str, Any]) -> None:
        """Write a JSON file, whole or not at all; ``record.json`` marks the run as complete."""
        if self.path:
            from medialens.io.atomic import write_text_atomic

            text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
            write_text_atomic(self.path / place, f"{text}\n")

    def links(self, label: str, place: str, *suffixes: str) -> str:
        """Return links to the files `place` with each suffix, as HTML."""
        if not self.path:
            return ""
        listed = ", ".join(
            f'<a href="{place}.{suffix}">{suffix.upper()}</a>' for suffix in suffixes
        )
        return f'<span class="ml-links">{say(label)}: {listed}.</span>'


def is_file_name(name: object) -> bool:
    """Return whether `name` can name a file on every system."""
    is_short = isinstance(name, str) and len(name) <= LONGEST_NAME
    return is_short and bool(NAME.fullmatch(str(name))) and not DEVICES.fullmatch(str(name))


def file_name(name: str) -> str:
    """Return `name`, or raise ``ValueError`` if it can't name a file on every system."""
    if not is_file_name(name):
        raise ValueError(
            f"name={name!r} can't name a file on every system; use lower-case letters, digits and "
            f"hyphens, such as {anchor(name)!r}"
        )
    return name
