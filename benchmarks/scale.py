"""Memory and time at a million articles, beside a tenth: each command in a process of its own.

The press is invented: words drawn by Zipf's law, outlets with a favorite word each, one text in
ten printed again by another outlet. Every article names one of four actors in a sentence of its
own or a quoted one. `--words` sets the length; annotation costs by the sentence, so a long run
takes short articles.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

OUTLETS = [f"The {name}" for name in ("Anchor", "Beacon", "Courier", "Drum", "Echo", "Ferry")]
ACTORS = ["Ada Venn", "Bo Karsk", "Cleo Marr", "Dan Holt"]
VERDICTS = ["was praised by all", "spoke in the hall", "was attacked again", "lied to the town"]
DAYS = 3650
VOCABULARY = 60_000
COMMANDS = {
    "partition": ["partition", "{source}", "-o", "{parts}"],
    "check": ["check", "{parts}"],
    "keywords": ["keywords", "{parts}", "--target", OUTLETS[0]],
    "actors": ["actors", "{parts}", "--scorer", "vader_clause"],
    "report": ["report", "{parts}", "-p", "scorer", "vader_clause", "-o", "{parts}-report"],
}


def articles(n: int, n_words: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield `n` invented articles, spread over ten years."""
    rng = np.random.default_rng(seed)
    spelled = np.array([f"w{number:x}" for number in range(VOCABULARY)])
    shares = 1 / np.arange(1, VOCABULARY + 1)
    ends = np.cumsum(shares / shares.sum())
    last = ""
    for number in range(n):
        outlet = int(rng.integers(len(OUTLETS)))
        day = np.datetime64("2016-01-01") + int(number * DAYS / n)
        words = spelled[np.searchsorted(ends, rng.random(n_words))]
        actor, verdict = ACTORS[rng.integers(4)], VERDICTS[rng.integers(4)]
        said = (
            f'"{actor} {verdict}," said Eve Lund.' if rng.random() < 0.3 else f"{actor} {verdict}."
        )
        body = " ".join(words.tolist()).capitalize()
        text = f"{said} {body} favorite{outlet}."
        if rng.random() < 0.1 and last:
            text = last
        last = text
        yield {
            "outlet": OUTLETS[outlet],
            "date": str(day),
            "title": f"Report {number}",
            "text": text,
            "url": f"https://example.org/{number}",
        }


def write(path: Path, n: int, n_words: int) -> None:
    """Write the articles as JSON lines, with a catalogue beside them."""
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in articles(n, n_words))
    forms = "\n".join(f'[[actor]]\nid = "{name[:2].lower()}"\nname = "{name}"\n' for name in ACTORS)
    settings = f'name = "Invented press"\nlanguage = "en"\nfiles = ["{path.name}"]\n\n{forms}'
    (path.parent / "collection.toml").write_text(settings, "utf-8")


def measure(command: list[str]) -> tuple[float, float]:
    """Return seconds and peak memory, in MB, of a medialens command and its children."""
    code = (
        "import resource, runpy, sys; sys.argv = ['medialens', *sys.argv[1:]]\n"
        "from medialens.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)\n"
        "print('PEAK', *(resource.getrusage(one).ru_maxrss for one in who), file=sys.stderr)"
    )
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    peak = next(line for line in done.stderr.splitlines() if line.startswith("PEAK"))
    return seconds, max(map(int, peak.split()[1:])) / 1024


def main() -> None:
    """Print a table: one row per command and size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--commands", default="partition,check,keywords")
    parser.add_argument("--folder", type=Path, help="Where to work; by default a temporary folder.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        print(f"{'command':10} {'articles':>10} {'seconds':>8} {'peak MB':>8}", flush=True)
        for n in given.sizes:
            source = Path(scratch, str(n), "articles.jsonl")
            write(source, n, given.words)
            for name in given.commands.split(","):
                places = {"source": source.parent, "parts": Path(scratch, f"parts-{n}")}
                seconds, peak = measure([part.format(**places) for part in COMMANDS[name]])
                print(f"{name:10} {n:10,} {seconds:8.1f} {peak:8.0f}", flush=True)


if __name__ == "__main__":
    main()
