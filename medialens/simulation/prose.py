"""Prose: the sentences of simulated articles, plain enough for every scorer to have a chance."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

OWN = {
    "positive": (
        "{name} handled the {topic} with admirable skill.",
        "{name} deserves praise for the {topic}.",
        "It was a wise and generous decision by {name}.",
        "{name} kept a calm head and solved the problem well.",
        "The patient work of {name} on the {topic} paid off splendidly.",
    ),
    "neutral": (
        "{name} visited the site of the {topic} on {day}.",
        "{name} attended a meeting about the {topic} on {day}.",
        "A spokesman listed {name} among those present.",
        "{name} received the papers on the {topic} on {day}.",
        "The next session with {name} takes place on {day}.",
    ),
    "negative": (
        "{name} botched the {topic} and wasted months.",
        "{name} is to blame for the disastrous {topic}.",
        "It was a foolish and dishonest decision by {name}.",
        "{name} panicked and made the problem worse.",
        "The careless work of {name} on the {topic} failed miserably.",
    ),
}
SAID = {
    "positive": (
        "{name} had done an excellent job",
        "{name} was honest and brave",
        "{name} deserved thanks for the {topic}",
        "the city could be proud of {name}",
    ),
    "neutral": (
        "{name} would speak on {day}",
        "the papers had gone to {name} on {day}",
        "{name} had been told of the {topic} on {day}",
    ),
    "negative": (
        "{name} had lied to everybody",
        "{name} was incompetent and corrupt",
        "{name} had ruined the {topic}",
        "the city should be ashamed of {name}",
    ),
}
SOURCES = ("Orla Fenn", "Casper Imre", "Lena Tarrow", "Hugo Brandt", "Selma Orrin", "Rafe Munn")
NEUTRAL_VERBS, DISTANCING_VERBS = ("said", "told the council"), ("claimed", "alleged")
TOPICS = ("harbour wall", "tram line", "water works", "school roof", "market hall", "rail bridge")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
FILLERS = (
    "The {topic} has been on the agenda since spring.",
    "The council put off the vote twice.",
    "Costs are listed in an annex of forty pages.",
    "The next reading is set for {day}.",
    "Work near the station goes on at night.",
)
LIKED = "The {word} filled the square again on {day}."


def write_article(
    facts: Sequence[Mapping[Any, Any]],
    *,
    topic: str,
    words: Mapping[str, float],
    seed: tuple[int, str],
) -> tuple[str, str]:
    """Return title and text of an article that says what `facts` plan.

    Parameters
    ----------
    facts : sequence of mapping
        One per sentence: actor, voice (own or named), label, is_distanced.
    topic : str
        The event; it decides what the article is about.
    words : mapping of str to float
        Words that the outlet likes, with their rate per 1,000 words.
    seed : tuple
        Number and text id; the same seed writes the same article.
    """
    generator = np.random.default_rng([seed[0], zlib.crc32(seed[1].encode())])
    number = zlib.crc32(topic.encode())
    subject = f"{TOPICS[number % len(TOPICS)]} of {topic.replace('-', ' ')}"
    lines = [_sentence(fact, subject, generator) for fact in facts]
    lines += [_filled(generator.choice(FILLERS), subject, generator) for _ in range(4)]
    lines = [lines[at] for at in generator.permutation(len(lines))]
    n_words = sum(len(line.split()) for line in lines)
    for word, rate in words.items():
        for _ in range(generator.poisson(rate * n_words / 1000)):
            at = int(generator.integers(len(lines) + 1))
            lines.insert(at, _filled(LIKED, subject, generator, word=word))
    text = "\n\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))
    return f"Council debates {subject}", text


def _sentence(fact: Mapping[Any, Any], subject: str, generator: np.random.Generator) -> str:
    name = str(fact["actor"])
    if fact["voice"] == "own":
        return _filled(generator.choice(OWN[fact["label"]]), subject, generator, name=name)
    said = _filled(generator.choice(SAID[fact["label"]]), subject, generator, name=name)
    verbs = DISTANCING_VERBS if fact["is_distanced"] else NEUTRAL_VERBS
    return f"{generator.choice(SOURCES)} {generator.choice(verbs)} that {said}."


def _filled(template: str, subject: str, generator: np.random.Generator, **names: str) -> str:
    return template.format(topic=subject, day=generator.choice(DAYS), **names)
