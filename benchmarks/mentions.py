"""How right the actors are: mentions found, actors meant, speakers behind pronouns.

SEESAW and POLNEAR are the JSON Lines files that the codes of `benchmarks/coded` belong to.
A mention is found where ours overlaps it. An actor is resolved where our actor is the one most
often found for the coded actor, and that one in turn is coded so most often.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from benchmarks.attribution import articles_of
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.discovery import discover_actors
from medialens.text.sentences import split_sentences
from training.rows import json_lines

CODED = Path(__file__).parent / "coded"
KINDS = ("name", "title", "pronoun")
FIRST_AND_SECOND = frozenset(
    ("i", "me", "my", "myself", "mine", "we", "us", "our", "ours", "ourselves", "you", "your")
)
NOBODY, NO_SPEAKER = "nobody named", "not a speaker"


class Mention(NamedTuple):
    """A mention; `actor` is a name where it is coded, an id where it is ours."""

    start: int
    end: int
    actor: str
    kind: str


class Annotated(NamedTuple):
    """Our tables of some articles."""

    mentions: pd.DataFrame
    attributions: pd.DataFrame
    actors: pd.DataFrame


def main() -> None:
    """Print recognition and resolution by part, then the speakers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seesaw", type=Path)
    parser.add_argument("polnear", type=Path, nargs="+", help="the training part, and others")
    given = parser.parse_args()
    records = {r["id"]: r for path in given.polnear for r in json_lines(path)}
    records |= {record["id"]: _with_text(record) for record in json_lines(given.seesaw)}
    coded = json_lines(CODED / "mentions.jsonl")
    for part in ("tuning", "held", "all"):
        some = [article for article in coded if part in (article["part"], "all")]
        print(part, f"{len(some)} articles", told(some, records), sep="\n  ", flush=True)
    speakers = json_lines(CODED / "speakers.jsonl")
    for part in ("tuning", "held"):
        some = [row for row in speakers if row["part"] == part and row["id"] in records]
        print(f"speakers, {part}", told_speakers(some, records), sep="\n  ", flush=True)


def _with_text(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"text": record["title"] + "\n\n" + "\n".join(record["sentences"])}


def annotated(records: Sequence[Mapping[str, Any]]) -> Annotated:
    """Return what medialens finds in the records, taken as one collection without a catalogue."""
    articles = articles_of(records)
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    mentions, known = find_mentions(articles, sentences, actors), actors_table(actors)
    return Annotated(mentions, find_attributions(articles, sentences, mentions, known), known)


def told(coded: Sequence[Mapping[str, Any]], records: Mapping[str, dict[str, Any]]) -> str:
    """Return recognition and resolution of mentions, a line per set of kinds."""
    found = annotated([records[article["id"]] for article in coded])
    ours = _by_article(found)
    texts = {article["id"]: records[article["id"]]["text"] for article in coded}
    pairs: list[tuple[Mention, Mention]] = []
    missed: list[Mention] = []
    false: list[Mention] = []
    for article in coded:
        gold = [Mention(*mention) for mention in article["mentions"]]
        here = matched(gold, ours.get(article["id"], []))
        pairs += here.items()
        missed += [mention for mention in gold if mention not in here]
        taken = set(here.values())
        false += [
            mention
            for mention in ours.get(article["id"], [])
            if mention not in taken
            and texts[article["id"]][mention.start : mention.end].lower() not in FIRST_AND_SECOND
        ]
    right = resolved(pairs)
    lines = []
    for kinds in (KINDS[:1], KINDS[:2], KINDS):
        hits = [(a, b) for a, b in pairs if a.kind in kinds]
        n_missed = sum(mention.kind in kinds for mention in missed)
        n_false = sum(mention.kind in kinds for mention in false)
        precision = len(hits) / max(len(hits) + n_false, 1)
        recall = len(hits) / max(len(hits) + n_missed, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        share = sum((a, b) in right for a, b in hits) / max(len(hits), 1)
        lines.append(
            f"{' + '.join(kinds)}: {len(hits) + n_missed} coded, precision {100 * precision:.1f}, "
            f"recall {100 * recall:.1f}, F1 {100 * f1:.1f}; resolved {100 * share:.1f}"
        )
    return "\n  ".join(lines)


def _by_article(found: Annotated) -> dict[str, list[Mention]]:
    places = set(found.actors.loc[found.actors["kind"] == "place", "actor_id"])
    ours: dict[str, list[Mention]] = defaultdict(list)
    columns = ("article_id", "start", "end", "actor_id", "kind")
    for article_id, start, end, actor_id, kind in zip(
        *(found.mentions[c].tolist() for c in columns), strict=True
    ):
        if actor_id not in places:
            kind = "name" if kind == "metonym" else kind
            ours[article_id].append(Mention(start, end, actor_id, kind))
    return ours


def matched(gold: Iterable[Mention], ours: Iterable[Mention]) -> dict[Mention, Mention]:
    """Return for each coded mention the one of ours that overlaps it most; each is taken once."""
    free = list(ours)
    pairs: dict[Mention, Mention] = {}
    for mention in gold:
        near = [one for one in free if one.start < mention.end and one.end > mention.start]
        if near:
            best = max(
                near, key=lambda one: min(one.end, mention.end) - max(one.start, mention.start)
            )
            pairs[mention] = best
            free.remove(best)
    return pairs


def resolved(pairs: Sequence[tuple[Mention, Mention]]) -> set[tuple[Mention, Mention]]:
    """Return the pairs whose two actors are each other's most frequent partner."""
    counts = Counter((coded.actor, ours.actor) for coded, ours in pairs)
    ours_of: dict[str, str] = {}
    coded_of: dict[str, str] = {}
    for (coded, ours), _ in counts.most_common():
        ours_of.setdefault(coded, ours)
        coded_of.setdefault(ours, coded)
    return {
        (coded, ours)
        for coded, ours in pairs
        if ours_of[coded.actor] == ours.actor and coded_of[ours.actor] == coded.actor
    }


def told_speakers(coded: Sequence[Mapping[str, Any]], records: Mapping[str, dict[str, Any]]) -> str:
    """Return how many speakers called by a pronoun or a description are the right actor."""
    found = annotated([records[i] for i in sorted({row["id"] for row in coded})])
    names = dict(zip(found.actors["actor_id"], found.actors["name"], strict=True))
    sources: dict[str, list[tuple[int, int, str | None]]] = defaultdict(list)
    for article_id, start, end, actor_id in zip(
        *(
            found.attributions[c].tolist()
            for c in ("article_id", "source_start", "source_end", "actor_id")
        ),
        strict=True,
    ):
        if not pd.isna(start):
            name = names[actor_id] if isinstance(actor_id, str) else None
            sources[article_id].append((int(start), int(end), name))
    verdicts: dict[str, Counter[bool]] = defaultdict(Counter)
    for row in coded:
        here = [n for a, b, n in sources[row["id"]] if a < row["end"] and b > row["start"]]
        if here and row["speaker"] != NO_SPEAKER:
            verdicts[row["kind"]][is_same(row["speaker"], here[0])] += 1
            verdicts["all"][is_same(row["speaker"], here[0])] += 1
    return "\n  ".join(
        f"{kind}: {found[True]} of {found.total()} right, {100 * found[True] / found.total():.1f} %"
        for kind, found in sorted(verdicts.items())
    )


def is_same(coded: str, ours: str | None) -> bool:
    """Return whether our actor is the coded one; leaving a nameless speaker open is right."""
    if coded == NOBODY or ours is None:
        return coded == NOBODY and ours is None
    wanted = coded.lower().replace(",", " ").replace(".", "").split()
    named = set(ours.lower().replace(".", "").split())
    return wanted[-1] in named or ours.lower() in coded.lower()


if __name__ == "__main__":
    main()
