"""A whole report, first and again with a hundredth of new articles: what remembering saves.

The collection without a random hundredth of its articles is reported on with nothing remembered;
then the whole collection, with what the first run has left. Each in a process of its own, by
``medialens report``.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LEFT_OUT = 0.01
SEED = 5


def main() -> None:
    """Print the seconds of both runs and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path, help="JSON Lines, one article a line.")
    parser.add_argument("--notebook", default="compare")
    given = parser.parse_args()
    lines = given.path.read_text("utf-8").splitlines(keepends=True)
    new = set(random.Random(SEED).sample(range(len(lines)), max(1, round(LEFT_OUT * len(lines)))))
    older = [line for number, line in enumerate(lines) if number not in new]
    with tempfile.TemporaryDirectory() as folder:
        first = reported(Path(folder), older, given.notebook)
        again = reported(Path(folder), lines, given.notebook)
    print(f"first, {len(older):,} articles: {first:.1f} s")
    print(f"again, {len(new)} new: {again:.1f} s, {first / again:.1f} times faster")


def reported(folder: Path, lines: list[str], notebook: str) -> float:
    """Return the seconds of a report on these articles."""
    source = folder / "articles.jsonl"
    source.write_text("".join(lines), "utf-8")
    command = [sys.executable, "-m", "medialens.cli", "report", str(source), "-n", notebook]
    remembered = os.environ | {"MEDIALENS_CACHE": str(folder / "cache")}
    begun = time.perf_counter()
    subprocess.run([*command, "-o", str(folder / "reports")], env=remembered, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
