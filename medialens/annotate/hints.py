"""Hints: what the words around a name of unknown kind tell of it."""

import functools
import re
from collections import defaultdict

from medialens.annotate.gazetteer import gazetteer
from medialens.lexicons import load_lexicon

_BEFORE = re.compile(r"([a-z]+) (?:(?:of|for|at|with|by) (?:the )?)?$")
_LINKED = re.compile(r" (?:of|for|at|with|by) (?:the )?$")
_AFTER = re.compile(r"(?:'s)? ([A-Za-z]+)")
_APPOSED = re.compile(r", (?:an?|the|its|one of the) ((?:[\w'-]+ ){0,4}[\w'-]+)")
_LIFE = re.compile(r", (?:\d\d,|who\b)")
_ROLE = re.compile(
    r", (?:an? |the )?((?:[\w'-]+ ){0,4}?[\w'-]+)(?=[,.;]| (?:of|for|at|who|in|with|and|to)\b)"
)
_FAMILY = re.compile(r" and ([A-Z][\w'.-]+) ([A-Z][\w'-]*[\w-])")
_COLLECTIVE = re.compile(r" ([a-z]+)\b")
_REACH = 40


def hinted(name: str, plain: str, start: int, end: int) -> str:
    """Return person, organisation or unknown for a name, after the words beside it.

    Parameters
    ----------
    name : str
        The name without its title and possessive.
    plain : str
        A sentence as a searchable text.
    start, end : int
        Offsets of the name.

    Examples
    --------
    >>> hinted("Alba", "The retailer Alba grew.", 13, 17)
    'organisation'
    >>> hinted("Ode Venn", "We met Ode Venn, 51, there.", 7, 15)
    'person'
    """
    if name in gazetteer().not_names or name in gazetteer().given_names or name.isupper():
        return "unknown"
    before = _BEFORE.search(plain[max(0, start - _REACH) : start])
    word, is_linked = (before[1], bool(_LINKED.search(before[0]))) if before else ("", False)
    if _is_firm(word, plain, end, is_linked=is_linked):
        return "organisation"
    is_named = 2 <= len(name.split()) <= 3 and not any(map(_is_plain, name.split()))
    if is_named and ((word in _hints("role") and not is_linked) or _is_somebody(plain, end)):
        return "person"
    return "unknown"


def group_after(adjective: str, plain: str, end: int) -> str:
    """Return the group that an adjective and the next word name, or an empty string.

    Examples
    --------
    >>> group_after("Western", "The Western nations agreed.", 11)
    'Western nations'
    """
    if adjective not in gazetteer().demonyms and adjective not in _hints("adjective"):
        return ""
    noun = _COLLECTIVE.match(plain, end)
    return f"{adjective} {noun[1]}" if noun and noun[1] in _hints("collective") else ""


def of_family(given: str, plain: str, end: int) -> str:
    """Return the full name of who is named beside a relative, or an empty string.

    Examples
    --------
    >>> of_family("Bill", "Then Bill and Mary Venn left.", 9)
    'Bill Venn'
    """
    if given not in gazetteer().given_names:
        return ""
    other = _FAMILY.match(plain, end)
    is_pair = other is not None and other[1] in gazetteer().given_names
    return f"{given} {other[2]}".removesuffix("'s") if other and is_pair else ""


def _is_firm(word: str, plain: str, end: int, *, is_linked: bool) -> bool:
    """Return whether a word for a firm stands at the name, or a word for its people owns it."""
    if word in _hints("firm") and not is_linked:
        return True
    if word in _hints("staff") and is_linked:
        return True
    after = _AFTER.match(plain, end)
    if after and after[1] in _hints("staff"):
        return True
    apposed = _APPOSED.match(plain, end)
    return apposed is not None and any(w in _hints("firm") for w in apposed[1].split())


def _is_somebody(plain: str, end: int) -> bool:
    if _LIFE.match(plain, end):
        return True
    apposed = _ROLE.match(plain, end)
    return apposed is not None and apposed[1].rsplit(" ", 1)[-1] in _hints("role")


def _is_plain(word: str) -> bool:
    words = gazetteer()
    return any(word in table for table in (words.not_names, words.heads, words.demonyms))


@functools.cache
def _hints(kind: str) -> frozenset[str]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for row in load_lexicon("name_hints"):
        table[row["kind"]].update(row["words"].split())
    return frozenset(table[kind])
