"""How well copies are found: planted edits by level, what candidates miss, time and memory.

A case is *found* if what was made is in one cluster with a source; *right* if the table names the
source, where what was made appeared a day later, and where both appeared at one time.
"""

import argparse
import re
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

from benchmarks.copies_planted import Case, Planter, Writer
from medialens import load
from medialens.annotate.copies import find_copies
from medialens.annotate.copy_candidates import candidates, sampled
from medialens.annotate.runs import LENGTH, RunMaker
from medialens.schemas import ARTICLES

TRUE = 0.5  # Jaccard similarity of the pairs that candidates must not miss


def main() -> None:
    """Print the planted table, what candidates miss, and time and memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", help="a collection whose texts are the pool; default: invented")
    parser.add_argument("--cases", type=int, default=100, help="of each kind and level")
    parser.add_argument("--size", type=int, default=0, help="articles for time and memory")
    parser.add_argument("--measure", choices=["find_copies", "datasketch"], help=argparse.SUPPRESS)
    parser.add_argument("--syndicated", action="store_true", help="size: 50 printings of a text")
    given = parser.parse_args()
    if given.measure:
        _measure(given.measure, given.size, given.syndicated)
        return
    planter = planted(given.base, given.cases)
    articles = ARTICLES.table(planter.rows)
    print(f"{len(articles)} articles", told(planter.cases, find_copies(articles)), sep="\n")
    articles = articles[~articles["outlet"].str.startswith("Footer")]
    print(missed(articles.sort_values("article_id").head(2000)))
    for what in ("find_copies", "datasketch") if given.size else ():
        print(_in_own_process(what, given.size, given.syndicated), flush=True)


def planted(base: str | None, n_cases: int) -> Planter:
    """Return a planter that has planted, in invented articles or in those of `base`."""
    writer, rng = Writer(20250101), np.random.default_rng(1)
    if base is None:
        pool = (writer(int(n)) for n in np.clip(rng.lognormal(5.9, 0.5, 10**6), 100, 1500))
        planter = Planter(pool, writer.vocabulary, 2)
        planter.plant(n_cases)
        return planter
    articles = load(base).articles
    articles = articles[~articles["article_id"].isin(find_copies(articles)["article_id"])]
    texts = [re.sub(r"\s*\n\s*", " \n\n ", text).split(" ") for text in articles["text"]]
    texts = [text for text in texts if len(text) >= 100]
    rng.shuffle(texts)
    planter = Planter(iter(texts), [w for text in texts[:200] for w in text], 2)
    with suppress(StopIteration):  # the pool is used up: fewer cases than asked for
        planter.plant(n_cases)
    return planter


def told(cases: Sequence[Case], copies: pd.DataFrame) -> str:
    """Return a line per kind and level."""
    group = {i: n for n, case in enumerate(cases) for i in (*case.made, *case.sources)}
    case_of = dict(enumerate(cases))
    cluster = dict(zip(copies["article_id"], copies["cluster_id"], strict=True))
    kinds = dict(zip(copies["article_id"], copies["kind"], strict=True))
    sources = dict(zip(copies["article_id"], copies["source_id"], strict=True))
    tallies: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in cases:
        tally = tallies[case.kind, case.level]
        tally["n"] += 1
        together = {cluster.get(i, i) for i in case.sources} & {cluster.get(i) for i in case.made}
        tally["found"] += bool(together)
        kind = kinds.get(case.made[0])
        tally[str(kind)] += bool(together)
        is_right = sources.get(case.made[0]) in case.sources
        tally[f"same {case.same_time}"] += bool(together)
        tally[f"right {case.same_time}"] += bool(together) and is_right
    for ids in copies.groupby("cluster_id")["article_id"].apply(list):
        for one, other in combinations(ids, 2):
            a, b = group.get(one), group.get(other)
            related = a is not None and a == b
            for number in {a, b} - {None}:
                case = case_of[number]
                is_true = related and case.is_copy
                tallies[case.kind, case.level]["true pairs" if is_true else "false pairs"] += 1
    head = "kind level n | recall precision false-pairs | copies derived | right-later right-tied"
    return "\n".join([head, *(_line(key, tally) for key, tally in tallies.items())])


def _line(key: tuple[str, str], tally: Counter[str]) -> str:
    kind, level = key
    n_pairs = tally["true pairs"] + tally["false pairs"]
    return (
        f"{kind:13}{level:>10} {tally['n']:4} | {tally['found'] / tally['n']:5.2f} "
        f"{_share(tally['true pairs'], n_pairs)} {tally['false pairs']:6} | "
        f"{tally['copy'] + tally['version']:4} {tally['derived']:4} | "
        f"{_share(tally['right False'], tally['same False'])} "
        f"{_share(tally['right True'], tally['same True'])}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:5.2f}" if whole else "    -"


def missed(articles: pd.DataFrame) -> str:
    """Compare every pair of articles; return the share of the alike that candidates miss."""
    make = RunMaker()
    runs = [make(text).all for text in articles["text"]]
    sizes = np.array([len(one) for one in runs])
    _, columns = np.unique(np.concatenate(runs), return_inverse=True)
    rows = np.repeat(np.arange(len(runs)), sizes)
    has = sparse.csr_array((np.ones(len(rows), np.int32), (rows, columns)))
    shared = sparse.triu(has @ has.T, k=1).tocoo()
    union = sizes[shared.row] + sizes[shared.col] - shared.data
    least = np.minimum(sizes[shared.row], sizes[shared.col])
    is_alike = shared.data / union >= TRUE
    is_contained = (shared.data / least >= TRUE) & (shared.data >= 20)
    seen = set(map(tuple, candidates([sampled(one) for one in runs]).tolist()))
    lines = [f"{len(runs)} articles, every pair compared; {len(seen)} candidates:"]
    for name, chosen in (("similarity", is_alike), ("containment", is_contained)):
        pairs = set(zip(shared.row[chosen].tolist(), shared.col[chosen].tolist(), strict=True))
        n_missed = len(pairs - seen)
        lines.append(f"  {name} of {TRUE} or more: {len(pairs)} pairs, {n_missed} missed")
    return "\n".join(lines)


def _in_own_process(what: str, size: int, syndicated: bool) -> str:
    command = [sys.executable, "-m", "benchmarks.copies", "--measure", what, "--size", str(size)]
    command += ["--syndicated"] if syndicated else []
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def _measure(what: str, size: int, syndicated: bool) -> None:
    """Print processor seconds and peak memory of one search, in a process of its own."""
    articles = many(size, printings=50 if syndicated else 4)
    before = _peak()
    start = time.process_time()
    n = found_in(articles) if what == "find_copies" else sketched(articles["text"].tolist())
    seconds = time.process_time() - start
    print(
        f"{what}: {size} articles, {seconds:.0f} s, peak {_peak():.0f} MB "
        f"({before:.0f} MB before the search), {n}"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def many(size: int, printings: int) -> pd.DataFrame:
    """Return articles of 400 words; two in five are printings of one text, edited by 3 %."""
    writer = Writer(7)
    planter = Planter(iter(()), writer.vocabulary, 8)
    n_texts = size * 2 // 5 // printings
    for number in range(n_texts):
        text = writer(400)
        for printing in range(printings):
            planter.add(planter.edited(text, 0.03), number % 300, f"Outlet {printing}")
    while len(planter.rows) < size:
        planter.add(writer(400), len(planter.rows) % 300, f"Outlet {len(planter.rows) % 50}")
    return ARTICLES.table(planter.rows)


def found_in(articles: pd.DataFrame) -> str:
    """Find the copies; return how many there are."""
    copies = find_copies(articles)
    return f"{len(copies)} articles in {copies['cluster_id'].nunique()} clusters"


def sketched(texts: Sequence[str]) -> str:
    """Find pairs of alike texts by datasketch; return how many there are."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=TRUE, num_perm=128)
    n_pairs = 0
    for number, text in enumerate(texts):
        found = text.lower().split()
        runs = {" ".join(found[i : i + LENGTH]).encode() for i in range(len(found) - LENGTH + 1)}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(runs)
        n_pairs += len(index.query(sketch))
        index.insert(number, sketch)
    return f"{n_pairs} candidate pairs"


if __name__ == "__main__":
    main()
