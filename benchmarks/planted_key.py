"""The answer key of Valdory: what was planted, and at which place of which article."""

import json
from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import medialens as ml

LEAST_OVERLAP = 0.5  # shared characters over those of both, for two passages to be the same one

Keys = AbstractSet[Hashable]
Truth = Mapping[str, Any]
Bodies = Mapping[str, list[tuple[int, int, int]]]  # an article's sentences: number, start, end


def read_truth(study: ml.Study, path: Path) -> dict[str, Any]:
    """Return the key with articles by their `article_id`; those with an incomplete key left out."""
    truth: dict[str, Any] = json.loads(path.read_text("utf-8"))
    articles = study.corpus.articles
    ids = dict(zip(articles["id"], articles["article_id"], strict=True))
    complete = {ids[key]: one for key, one in truth["articles"].items() if one["complete"]}
    copies = {
        ids[key]: ids[one["copy_of"]] for key, one in truth["articles"].items() if one["copy_of"]
    }
    return {**truth, "articles": complete, "copies": copies}


def places(truth: Truth, kind: str) -> Keys:
    """Return where passages of a kind were planted: article, start and end."""
    return {
        (article_id, mark["start"], mark["end"])
        for article_id, article in truth["articles"].items()
        for mark in article["planted"]
        if mark["kind"] == kind
    }


def sentence_at(bodies: Bodies, article_id: str, start: int) -> int | None:
    """Return the sentence of the text in which a character stands."""
    rows = bodies.get(article_id, [])
    return next((number for number, first, last in rows if first <= start < last), None)


def bodies_of(study: ml.Study) -> Bodies:
    """Return the sentences of every text; headlines have no key."""
    sentences = study.tables.sentences.query("zone != 'headline'")
    columns = ["sentence_id", "start", "end"]
    return {
        str(article_id): [tuple(row) for row in rows[columns].to_numpy().tolist()]
        for article_id, rows in sentences.groupby("article_id")
    }


def same_passage(start: int, end: int, marks: list[dict[str, Any]]) -> int | None:
    """Return which mark a passage is, by overlap; None if it is none of them."""
    shares = [_overlap(start, end, mark["start"], mark["end"]) for mark in marks]
    best = max(range(len(marks)), key=lambda at: shares[at], default=None)
    return best if best is not None and shares[best] >= LEAST_OVERLAP else None


def _overlap(start: int, end: int, first: int, last: int) -> float:
    both = max(0, min(end, last) - max(start, first))
    return both / (max(end, last) - min(start, first)) if both else 0.0
