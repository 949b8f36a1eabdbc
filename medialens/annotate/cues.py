"""Cues: the reporting verbs and nouns of the packaged list, with their inflected forms."""

import functools
from dataclasses import dataclass

from medialens.lexicons import load_lexicon


@dataclass(frozen=True)
class Cue:
    """A reporting word: its class, and what it can be followed by.

    Parameters
    ----------
    lemma : str
        The word, with its particle if it has one ("point out").
    cue_class : str
        neutral, assertive, factive, distancing or concession.
    part : {"verb", "noun"}
        Part of speech.
    takes : str
        Letters, as the head of ``cues.tsv`` explains them.
    prepositions : frozenset of str
        Prepositions that open the content.
    form : {"base", "s", "ed", "ing", "noun"}
        The inflected form meant.
    """

    lemma: str
    cue_class: str
    part: str
    takes: str
    prepositions: frozenset[str]
    form: str

    @property
    def particle(self) -> str:
        """The second word of a cue of two words, or empty."""
        return self.lemma.partition(" ")[2]


@functools.cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """Return the cues by lower-cased form; those with a particle come first."""
    forms: dict[str, list[Cue]] = {}
    for row in load_lexicon("cues"):
        for word, form in _inflected(row):
            prepositions = frozenset(row["prepositions"].split())
            cue = Cue(row["lemma"], row["class"], row["part"], row["takes"], prepositions, form)
            forms.setdefault(word, []).append(cue)
    return {word: tuple(sorted(cues, key=lambda c: not c.particle)) for word, cues in forms.items()}


def _inflected(row: dict[str, str]) -> list[tuple[str, str]]:
    head = row["lemma"].partition(" ")[0]
    if row["part"] == "noun":
        return [(head, "noun"), (_with_s(head), "noun")]
    irregular = row["forms"].split()
    past = [form for form in irregular if not form.endswith("ing")] or [_with_ed(head)]
    participles = [form for form in irregular if form.endswith("ing")] or [_with_ing(head)]
    forms = [(head, "base"), (_with_s(head), "s")]
    forms += [(form, "ing") for form in participles]
    return forms + [(form, "ed") for form in past if form != head]


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _with_ed(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _with_ing(word: str) -> str:
    return (word[:-1] if word.endswith("e") and not word.endswith("ee") else word) + "ing"
