"""Roles: the nouns that take up an actor named before, and whom they fit."""

import functools
from dataclasses import dataclass

from medialens.annotate.gazetteer import gazetteer, values
from medialens.lexicons import load_lexicon

HONORIFICS = {"mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f"}
HONORIFICS |= {"ms.": "f", "miss": "f", "lady": "f", "dame": "f", "madame": "f", "mme.": "f"}
PARTIES = {"r": "republican", "d": "democrat", "i": "independent"}
_PARTY_WORDS = {"republican": "r", "democrat": "d", "democratic": "d", "gop": "r"}


@dataclass(frozen=True)
class Role:
    """A noun for actors: person (a role), people (anybody) or body; `fits` says of whom it is said.

    Parameters
    ----------
    word : str
        The noun, in small letters.
    kind : str
        person, people or body.
    sex : str
        ``"m"``, ``"f"`` or empty.
    fits : frozenset of str
        Words by one of which an actor is known who may be called so.
    """

    word: str
    kind: str
    sex: str
    fits: frozenset[str]


@functools.cache
def roles() -> dict[str, Role]:
    """Return the nouns of ``roles.tsv``, each with its plural left out."""
    return {
        row["word"]: Role(row["word"], row["kind"], row["sex"], frozenset(values(row["as"])))
        for row in load_lexicon("roles")
    }


@functools.cache
def public_words() -> frozenset[str]:
    """Return words of a name that make its body no company and no group of unknown sort."""
    nouns = (role.fits for role in roles().values() if role.kind == "body")
    state = {"house", "senate", "congress", "government", "cabinet", "army", "police", "parliament"}
    return frozenset().union(*nouns) | state


@functools.cache
def role_words() -> frozenset[str]:
    """Return the small words that may stand before or beside a name and tell the bearer's role."""
    titles = {word.lower() for title in gazetteer().titles for word in title.split()}
    people = {word for word, role in roles().items() if role.kind == "person"}
    return frozenset(titles | people | {"former", "ex-president", "democratic"})


@functools.cache
def telling_words() -> frozenset[str]:
    """Return the words that are kept of what is said of a person."""
    people = (role.fits for role in roles().values() if role.kind == "person")
    return role_words().union(*people, ("vice",))


def party_of(words: frozenset[str]) -> str:
    """Return ``"r"``, ``"d"`` or nothing for the words of a description."""
    return next((letter for word, letter in _PARTY_WORDS.items() if word in words), "")


def abbreviates(short: str, name: str) -> bool:
    """Return whether the place's name may be shortened so.

    Examples
    --------
    >>> abbreviates("Vt.", "Vermont"), abbreviates("Calif.", "Vermont")
    (True, False)
    """
    letters = iter(name.lower())
    plain = short.rstrip(".").lower()
    return plain[:1] == name[:1].lower() and all(letter in letters for letter in plain)
