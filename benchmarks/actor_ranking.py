"""Which of two articles on one story is kinder to an actor? Scorers against readers (SEESAW).

ARTICLES: JSON Lines with id, story, date, outlet, title, sentences, stances (hand-coded: subject,
object, sentiment). GOLD: one row per article and actor: id (``article|actor``), story, actor and
gold, a number that is higher where readers found the article kinder.

A pair is two articles of one story with different gold for one actor. Right is 1 where the scores
order it as gold does, 0.5 where they tie; "surest" takes the share of all pairs with the largest
difference of scores. Where nothing was said of an actor the score is 0.
"""

import argparse
import itertools
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

import medialens
from medialens.actor import Actor, Form, slug
from medialens.study import analyse
from training.rows import json_lines

AUTHOR = "None"  # the subject of a stance that nobody in the text is the source of
SURE = 0.5  # judgements that are more than this sure count in the sums of confident ones
SHARES = (1.0, 0.5, 0.3, 0.15)

Scores = Mapping[str, float]


def main() -> None:
    """Print one line per predictor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorers", default="target,vader_sentence,vader_clause,textblob")
    given = parser.parse_args()
    articles, gold = json_lines(given.articles), json_lines(given.gold)
    print(f"{'predictor':44}" + "".join(f"{share:>8.0%}" for share in SHARES) + "    ties")
    tell("a coin", {}, gold)
    for name, subjects in (("all sources", None), ("author only", {AUTHOR})):
        tell(f"hand-coded stances, {name}, summed", hand_coded(articles, subjects), gold)
    for scorer in given.scorers.split(","):
        for name, scores in machine(articles, gold, scorer).items():
            tell(f"{scorer}: {name}", scores, gold)


def hand_coded(articles: Iterable[dict], subjects: set[str] | None) -> dict[str, float]:
    """Return the sum of coded stances toward each actor, of some or all sources."""
    sums: dict[str, float] = defaultdict(float)
    for article in articles:
        for stance in article["stances"]:
            if subjects is None or stance["subject"] in subjects:
                sign = {"positive": 1.0, "negative": -1.0}[stance["sentiment"]]
                sums[f"{article['id']}|{stance['object']}"] += sign
    return sums


def machine(articles: list[dict], gold: list[dict], scorer: str) -> dict[str, dict[str, float]]:
    """Return what a scorer says of every article and actor, put together in several ways."""
    names = sorted({row["actor"] for row in gold})
    actors = [Actor(slug(n), n, "person", (Form(n),)) for n in names]
    study = analyse(_corpus(articles), actors=actors, scorer=scorer)
    scores = study.tables.scores
    scores = scores[(scores["measure"] == "portrayal") & scores["value"].notna()]
    given = study.corpus.articles.set_index("article_id")["coded_as"]
    known = dict(zip((a.actor_id for a in actors), names, strict=True))
    ids = scores["article_id"].map(given) + "|" + scores["actor_id"].map(known)
    scores = scores.assign(key=ids, counted=_counted(scores))
    parts = {
        "all voices": scores,
        "quoted voices": scores[scores["voice"] != "own"],
        "own voice": scores[scores["voice"] == "own"],
        "own voice and retold": scores[(scores["voice"] == "own") | scores["is_ambiguous"]],
    }
    ways = {"all voices, mean": scores.groupby("key")["value"].mean()}
    for part, some in parts.items():
        ways[f"{part}, sum"] = some.groupby("key")["counted"].sum()
        sure = some[some["value"].abs() > SURE]
        ways[f"{part}, sum of sure judgements"] = sure.groupby("key")["value"].sum()
    own, quoted = (ways[f"{part} voice{s}, sum"] for part, s in (("own", ""), ("quoted", "s")))
    ways["own voice, and half of the quoted, sum"] = own.add(quoted / 2, fill_value=0)
    return {name: series.to_dict() for name, series in ways.items()}


def _counted(scores: pd.DataFrame) -> "pd.Series[float]":
    """Return the values, 0 where the scorer is too unsure for the value to count."""
    return scores["value"].where(~scores["is_uncertain"].astype(bool), 0.0)


def _corpus(articles: list[dict]) -> "medialens.Corpus":
    rows = [
        {
            "coded_as": article["id"],
            "outlet": article["outlet"],
            "published": article["date"],
            "title": article["title"],
            "text": " ".join(article["sentences"]),
        }
        for article in articles
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        pd.DataFrame(rows).to_json(path, orient="records", lines=True, force_ascii=False)
        return medialens.load(path)


def tell(name: str, scores: Scores, gold: list[dict]) -> None:
    """Print the share of pairs ordered as readers did, of all and of the surest."""
    pairs = compared(scores, gold)
    ties = sum(difference == 0 for difference, _ in pairs)
    cells = "".join(f"{100 * surest(pairs, share):>8.1f}" for share in SHARES)
    print(f"{name:44}{cells}  {ties:>4} of {len(pairs)}", flush=True)


def compared(scores: Scores, gold: list[dict]) -> list[tuple[float, float]]:
    """Return for each pair how far the scores differ and whether they order it rightly."""
    groups: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in gold:
        score = scores.get(row["id"], 0.0)
        groups[row["story"], row["actor"]].append((row["gold"], score))
    pairs = []
    for group in groups.values():
        for (a, x), (b, y) in itertools.combinations(group, 2):
            if a != b:
                pairs.append((0.0, 0.5) if x == y else (abs(x - y), float((x > y) == (a > b))))
    return pairs


def surest(pairs: list[tuple[float, float]], share: float) -> float:
    """Return how often the pairs with the largest differences are right; ties at the cut shared."""
    n = round(len(pairs) * share)
    cut = sorted((difference for difference, _ in pairs), reverse=True)[n - 1]
    above = [right for difference, right in pairs if difference > cut]
    at = [right for difference, right in pairs if difference == cut]
    return (sum(above) + sum(at) / len(at) * (n - len(above))) / n


if __name__ == "__main__":
    main()
