"""Given names: whether two names of one surname can be the same person's."""

import unicodedata

from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.rulings import Rulings


def agree(name: str, other: str, rulings: Rulings) -> bool:
    """Return whether two names of one surname can be the same person's."""
    if rulings.is_one(name, other) is False:
        return False
    left, right = name.split()[0], other.split()[0]
    middles = [n.split()[1][0] for n in (name, other) if len(n.split()) > 2]
    if len(middles) > 1 and middles[0] != middles[1]:
        return False
    if folded(left) == folded(right):
        return True
    if is_initial(left) or is_initial(right):
        return left[0] == right[0]
    given = gazetteer().given_names
    longer = [{short, *given.get(short, ())} for short in (left, right)]
    return bool(longer[0] & longer[1])


def is_initial(word: str) -> bool:
    """Return whether a given name is one letter, with or without a full stop."""
    return len(word.rstrip(".")) == 1


def folded(name: str) -> str:
    """Return the name in small letters and without accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
