"""Agencies: news agencies named in a byline, a dateline or a credit line."""

import functools
import re

from medialens.lexicons import load_lexicon

_EDGE = 400  # characters at either end of a text where a credit stands
_INITIALS = 5  # letters up to which a form must be in capitals or small letters: EFE is no Efe
_BY_NAME = re.compile(r"\b(?:press|news|wire)\s+(?:agency|service)\b|\bnewswire\b", re.I)


def is_agency(outlet: str) -> bool:
    """Return whether an outlet is a news agency, by the list or by its name.

    Examples
    --------
    >>> is_agency("Reuters"), is_agency("Valdory Press Agency"), is_agency("The Courier")
    (True, True, False)
    """
    return outlet.casefold() in _names() or bool(_BY_NAME.search(outlet))


def agency_named(text: str, author: str = "", outlet: str = "") -> str | None:
    """Return the agency that an article names as its source, or that published it.

    Parameters
    ----------
    text : str
        The text: a dateline ("LONDON (AP) -"), a credit at either end ("© Reuters", "Source: dpa",
        "with reporting by AFP") counts; an agency that is only quoted does not.
    author : str
        The byline.
    outlet : str
        The outlet.

    Returns
    -------
    str or None
        The agency's name.

    Examples
    --------
    >>> agency_named("LONDON (AP) — The bridge is closed.")
    'Associated Press'
    >>> agency_named("The minister told Reuters that the bridge is closed.")
    """
    if is_agency(outlet):
        return _names().get(outlet.casefold(), outlet)
    for pattern, where in (
        (_whole(), author.strip()),
        (_dateline(), text[:_EDGE]),
        (_credit(), text[:_EDGE]),
        (_credit(), text[-_EDGE:]),
        (_thanks(), text[-_EDGE:]),
    ):
        found = pattern.search(where)
        if found:
            return _names()[found["agency"].casefold()]
    return None


@functools.cache
def _names() -> dict[str, str]:
    """Return every form of an agency's name, in lower case, with the name."""
    forms: dict[str, str] = {}
    for row in load_lexicon("agencies"):
        for form in (row["name"], *row["forms"].split("|")):
            if form:
                forms[form.casefold()] = row["name"]
    return forms


@functools.cache
def _any() -> str:
    spelled: list[str] = []
    initials: list[str] = []
    for form in sorted(_names(), key=lambda form: (-len(form), form)):
        if len(form) <= _INITIALS:
            initials += (re.escape(form), re.escape(form.upper()))
        else:
            spelled.append(re.escape(form))
    return f"(?P<agency>(?i:{'|'.join(spelled)})|(?-i:{'|'.join(initials)}))"


@functools.cache
def _whole() -> re.Pattern[str]:
    """Match an agency as the author, alone or beside a person."""
    return re.compile(rf"(?:^|[,;/|&]\s*|\bby\s+|\bof\s+|\band\s+)(?:the\s+)?{_any()}\b", re.I)


@functools.cache
def _dateline() -> re.Pattern[str]:
    """Match ``Berlin (dpa/lby) -``, ``PARIS, March 3 (Reuters) -``, ``OSLO (AP)`` at the beginning.

    Without a dash, only capitals may stand before it: "The Port Authority (PA) said" is no
    dateline.
    """
    agency = rf"\(\s*{_any()}(?:\s*/[^()\n]{{1,30}})?\s*\)"
    with_dash = r"(?=[^\n()]{0,80}\([^()\n]{1,60}\)\s*[-–—:])[^\n()]{0,80}"
    return re.compile(rf"\A\s*(?:{with_dash}|[^\n()a-z]{{0,60}}){agency}")


@functools.cache
def _credit() -> re.Pattern[str]:
    """Match a line that says where the words come from, as in ``Source: dpa``."""
    before = (
        r"(?:©|\(c\)|\bcopyright|\bsources?:|\bcredit:|\bquelle:|\bfuente:|\bmaterial\s+(?:von|from)"
        r"|\bwith\s+files\s+from|\breporting\s+by)"
    )
    return re.compile(rf"{before}\s*(?:\d{{4}}\s*)?(?:the\s+)?{_any()}\b", re.I)


@functools.cache
def _thanks() -> re.Pattern[str]:
    """Match ``Reuters contributed to this report``, also with the writers' names in between."""
    writers = r"(?:\s+(?:writers?|reporters?|journalists?|correspondents?)\s[^\n]{1,150}?)?"
    after = r"\s+contributed\s+to\s+this\s+(?:report|story|article)"
    return re.compile(rf"\b{_any()}{writers}{after}", re.I)
