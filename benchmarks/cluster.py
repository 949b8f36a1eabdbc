"""One Dask worker beside two, on one computer: time to annotate and score, and equal tables.

    python -m benchmarks.cluster              # invented articles
    python -m benchmarks.cluster COLLECTION   # your own

Each worker is a process with one thread; the model takes one, too. Runs alternate.
"""

import argparse
import contextlib
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from benchmarks.peers.texts import invented

RUNS = 3
COMMAND = "from distributed.cli.dask_{0} import main; main()"


def main() -> None:
    """Print the seconds of every run and the ratio of their medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collection", nargs="?")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--words", type=int, default=300, help="of an article")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = given.collection or _written(Path(folder), given.articles, given.words)
        seconds: dict[int, list[float]] = {1: [], 2: []}
        digests = set()
        for _ in range(RUNS):
            for n_workers, found in seconds.items():
                taken, digest = _run(str(source), n_workers)
                found.append(taken)
                digests.add(digest)
                print(f"{n_workers} workers: {taken:.1f} s, tables {digest}", flush=True)
    one, two = (statistics.median(found) for found in seconds.values())
    print(f"ratio {one / two:.2f}; equal tables: {len(digests) == 1}")


def _written(folder: Path, n_articles: int, n_words: int) -> Path:
    import pandas as pd

    path = folder / "articles.jsonl"
    rows = pd.DataFrame(invented(n_articles, n_articles * n_words))
    rows.to_json(path, orient="records", lines=True)
    return path


def _run(source: str, n_workers: int) -> tuple[float, str]:
    """Return the seconds of the annotation, and a hash of its tables."""
    import medialens as ml
    from medialens.pipeline import run_pipeline

    corpus = ml.load(source)
    with _cluster(n_workers) as address:
        os.environ |= {"MEDIALENS_ENGINE": "dask", "MEDIALENS_SCHEDULER": address}
        run_pipeline(corpus.where(outlet=corpus.outlets[0]))  # every worker loads the model
        begun = time.perf_counter()
        tables = run_pipeline(corpus)
        seconds = time.perf_counter() - begun
    written = "".join(table.to_csv() for table in vars(tables).values())
    return seconds, hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:12]


@contextlib.contextmanager
def _cluster(n_workers: int) -> Iterator[str]:
    """Start a scheduler and workers, each with an environment that keeps nothing."""
    env = {**os.environ, "MEDIALENS_THREADS": "1", "MEDIALENS_CACHE": "off"}
    env.pop("MEDIALENS_ENGINE", None)
    os.environ["MEDIALENS_CACHE"] = "off"
    with contextlib.ExitStack() as stack:

        def start(kind: str, *arguments: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, "-c", COMMAND.format(kind), *arguments],
                env=env, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        scheduler = start("scheduler", "--port", "0", "--no-dashboard")
        address = _said(scheduler, "Scheduler at:").split()[-1]
        for _ in range(n_workers):
            worker = start(
                "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny",
            )  # fmt: skip
            _said(worker, "Starting established connection")
        yield address


def _said(process: "subprocess.Popen[str]", words: str) -> str:
    assert process.stderr
    for line in process.stderr:
        if words in line:
            Thread(target=process.stderr.read, daemon=True).start()  # or it fills up and waits
            return line.strip()
    raise SystemExit(f"{process.args} ended")


if __name__ == "__main__":
    main()
