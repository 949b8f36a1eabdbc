"""How often copies make two alike outlets look different: type I error at .05.

Two outlets draw their texts from one source, so every finding is false. Two fifths of the articles
are four printings of one text, either all in one outlet (updates, second addresses) or each in
either outlet by chance (agency copy). "collapsed" gives the comparison the table of copies, "as
they are" an empty one. A printing differs a little from the others, as an edited copy does.
"""

import argparse
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from medialens.compare.differences import compare_outlets
from medialens.compare.keywords import compare_keywords
from medialens.schemas import ARTICLES, COPIES, SCORES

PRINTINGS = 4
COPIED = 0.4  # of the articles
LEVEL = 0.05
OUTLETS = ("A", "B")
N_WORDS, VOCABULARY, SUBJECTS = 100, 200, 12


def main() -> None:
    """Print a line per test, place of the printings, and table of copies."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000, help="for differences; half for keywords")
    parser.add_argument("--articles", type=int, default=80, help="of both outlets together")
    given = parser.parse_args()
    print("test        printings     copies     runs   p <= .05  (standard error)")
    for name, test, n_runs in (
        ("difference", difference_p, given.runs),
        ("keyword", keyword_p, given.runs // 2),
    ):
        for place in ("one outlet", "either"):
            for copies in ("collapsed", "as they are"):
                shares = np.array(
                    [
                        test(seed, given.articles, place, copies == "collapsed")
                        for seed in range(n_runs)
                    ]
                )
                error = shares.std(ddof=1) / np.sqrt(n_runs)
                print(
                    f"{name:11} {place:12} {copies:12} {n_runs:5}   {shares.mean():.3f}  "
                    f"({error:.3f})",
                    flush=True,
                )


def difference_p(seed: int, n_articles: int, place: str, collapsed: bool) -> float:
    """Return 1 if a difference in tone between the two outlets is found, else 0."""
    rng = np.random.default_rng(seed)
    articles, copies = _collection(rng, n_articles, place, lambda: "")
    tones: dict[str, float] = {}
    rows = []
    for article_id in articles["article_id"]:
        text = article_id.split("-")[0]
        tone = tones.setdefault(text, rng.normal(0, 0.6) * (rng.random() < 0.6))
        for sentence_id in range(int(rng.integers(1, 6))):
            value = float(np.clip(tone + rng.normal(0, 0.1), -1, 1))
            rows.append(_score(article_id, sentence_id, value))
    found = compare_outlets(
        SCORES.table(rows), articles, copies if collapsed else COPIES.table(), draws=999, seed=seed
    )
    return float(found["p"].iloc[0] <= LEVEL)


def _score(article_id: str, sentence_id: int, value: float) -> dict[str, object]:
    return {
        "article_id": article_id,
        "actor_id": "k",
        "measure": "portrayal",
        "sentence_id": sentence_id,
        "start": 0,
        "end": 1,
        "voice": "own",
        "value": value,
    }


def keyword_p(seed: int, n_articles: int, place: str, collapsed: bool) -> float:
    """Return the share of the tested words that are found to differ between the outlets."""
    rng = np.random.default_rng(seed)
    subjects = rng.dirichlet(np.full(VOCABULARY, 0.3), size=SUBJECTS)

    def write() -> str:
        weights = rng.dirichlet(np.full(SUBJECTS, 0.2)) @ subjects
        drawn = rng.choice(VOCABULARY, size=int(rng.integers(N_WORDS // 2, 2 * N_WORDS)), p=weights)
        return " ".join(f"w{_letters(word)}" for word in drawn.tolist())

    articles, copies = _collection(rng, n_articles, place, write)
    found = compare_keywords(
        articles,
        copies if collapsed else COPIES.table(),
        target="A",
        reference="B",
        permutations=99,
        seed=seed,
    )
    return float((found["p"] <= LEVEL).mean())


def _letters(number: int) -> str:
    return chr(97 + number // 26) + chr(97 + number % 26)


def _collection(
    rng: np.random.Generator, n_articles: int, place: str, write: Callable[[], str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return articles of both outlets and their copies; ids are text, printing."""
    rows = list(_printings(rng, n_articles, place, write))
    articles = ARTICLES.table(rows)
    copied = articles[articles["article_id"].str.contains("-")]
    first = copied["article_id"].str.split("-").str[0] + "-0"
    table = COPIES.table(
        pd.DataFrame({"article_id": copied["article_id"], "cluster_id": first, "kind": "copy"})
    )
    return articles, table


def _printings(
    rng: np.random.Generator, n_articles: int, place: str, write: Callable[[], str]
) -> Iterator[dict[str, object]]:
    day = pd.Timestamp("2025-01-01", tz="UTC")
    n_copied = round(COPIED * n_articles / PRINTINGS)
    for number in range(n_copied):
        text, outlet = write(), OUTLETS[number % 2]
        for printing in range(PRINTINGS):
            if place == "either":
                outlet = OUTLETS[int(rng.integers(2))]
            yield {
                "article_id": f"c{number:03d}-{printing}",
                "outlet": outlet,
                "published": day + pd.Timedelta(days=number, hours=printing),
                "title": "",
                "text": text,
            }
    for number in range(n_articles - PRINTINGS * n_copied):
        yield {
            "article_id": f"s{number:03d}",
            "outlet": OUTLETS[number % 2],
            "published": day + pd.Timedelta(days=number),
            "title": "",
            "text": write(),
        }


if __name__ == "__main__":
    main()
