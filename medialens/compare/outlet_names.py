"""Outlet names that look like one outlet under two names."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

_DOMAIN = re.compile(r"\.(?:com|org|net|news|co\.uk|gov|info|tv|[a-z]{2})$")
_SHORT = 6  # letters below which one letter makes another name
_MOST = 400  # outlets compared pair by pair


class Alike(NamedTuple):
    """Two names that may mean one outlet; `is_same` where only their spelling differs."""

    first: str
    second: str
    is_same: bool


def look_alikes(names: Sequence[str]) -> Iterator[Alike]:
    """Yield the pairs of outlet names that look alike.

    Parameters
    ----------
    names : sequence of str
        The outlets; of more than 400 only names equal but for their spelling are found.

    Notes
    -----
    The same but for spelling: case, accents, punctuation, "The", "www." and the ending of a
    domain. Doubtful: one letter more, less or other in names of six letters and more, and one
    name that begins with the other ("The Post", "Post Online").

    Examples
    --------
    >>> [*look_alikes(["The Post", "post.com", "Post Online", "Echo"])][0]
    Alike(first='The Post', second='post.com', is_same=True)
    """
    plain = {name: plain_name(name) for name in names}
    many = len(names) > _MOST
    if many:
        by_plain: dict[str, list[str]] = {}
        for name in names:
            by_plain.setdefault(plain[name].replace(" ", ""), []).append(name)
        for same in by_plain.values():
            yield from (Alike(a, b, is_same=True) for a, b in combinations(same, 2))
        return
    for first, second in combinations(names, 2):
        one, other = plain[first], plain[second]
        if one.replace(" ", "") == other.replace(" ", ""):
            yield Alike(first, second, is_same=True)
        elif _is_near(one, other):
            yield Alike(first, second, is_same=False)


def plain_name(name: str) -> str:
    """Return a name without case, accents, punctuation, "the" and the parts of an address.

    Examples
    --------
    >>> plain_name("The Süd-Post"), plain_name("https://www.sudpost.de/")
    ('sud post', 'sudpost')
    """
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"^(?:https?://)?(?:www\.)?", "", text).split("/")[0]
    text = _DOMAIN.sub("", text)
    words = re.findall(r"\w+", text)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _is_near(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long.startswith(f"{short} ") or long.endswith(f" {short}"):
        return True
    return len(short) >= _SHORT and _is_one_letter_off(short, long)


def _is_one_letter_off(short: str, long: str) -> bool:
    """Return whether one letter was added, left out or changed."""
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    same_length = len(short) == len(long)
    return short[at + same_length :] == long[at + 1 :]
