"""Run the pieces of work beside their peers and print the table."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.pieces import PIECES
from benchmarks.peers.records import write_texts
from benchmarks.peers.table import Line, as_json, lines, machine, markdown
from benchmarks.peers.texts import N_NEWS, brought, bundled_news, invented
from benchmarks.timing import alternate


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line per piece of work and peer."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--path", type=Path, help="a collection to use in place of invented texts")
    parser.add_argument("--articles", type=int, default=1590, help="invented articles")
    parser.add_argument("--words", type=int, default=1_100_000, help="words of them all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each side")
    parser.add_argument("--only", nargs="+", choices=PIECES, default=list(PIECES), metavar="PIECE")
    parser.add_argument("--json", type=Path, help="also write what was measured to this file")
    given = parser.parse_args(arguments)
    here = machine()
    print(f"{here['processor']}, {here['cores']} cores; Python {here['python']}; {here['date']}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(_prepared(given, folder), flush=True)
        found = [line for piece in given.only for line in _timed(piece, folder, given.rounds)]
    print(markdown(found))
    if given.json:
        settings = {key: str(value) for key, value in vars(given).items()}
        given.json.write_text(json.dumps(as_json(found, settings), indent=1) + "\n", "utf-8")


def _prepared(given: argparse.Namespace, folder: Path) -> str:
    """Write the texts; return a line about them."""
    if given.path:
        records = brought(given.path)
        news = records[:N_NEWS]
    else:
        records = invented(given.articles, given.words, seed=given.seed)
        news = bundled_news()
    write_texts(records, news, folder)
    n_words = sum(len(record["text"].split()) for record in records)
    return f"{len(records):,} articles, {n_words:,} words; {len(news)} articles for actors"


def _timed(piece: str, folder: Path, rounds: int) -> list[Line]:
    """Return the lines of a piece, and tell on stderr how far it is."""
    what = PIECES[piece]
    ours, *peers = alternate([what.ours, *what.peers], folder, rounds=min(rounds, what.rounds))
    found = list(lines(what, ours, peers))
    for line in found:
        told = line.absent or f"{line.times_faster[0]:.3g} times faster"
        print(f"{piece}, {line.peer}: {told}", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    main()
