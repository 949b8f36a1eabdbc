"""Contexts: when the words around a name make it part of another name."""

import re

from medialens.annotate.gazetteer import gazetteer

_BEFORE = re.compile(r"(?:^|(?<=[\s\"'(-]))([\w.'-]+) $")
_AFTER = re.compile(r" ((?:[A-Z][\w.&-]*\w\b\.? ?){1,4})")
_OWNER = re.compile(r"([A-Z]\w+) of (?:the )?$")
_INITIAL = re.compile(r"[A-Z]\.$")
_MONTH_BEFORE = re.compile(
    r"\b(?:in|on|by|since|until|till|last|early|late|mid|this|next|of|from|through|before|after) $",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:film|movie|documentary|book|novel|memoir|biography|play|musical|opera|series|sitcom|"
    r"show|podcast|song|album|painting|video game)s?(?:,| called| titled| entitled)? (['\"])"
)
_LOOK = 40
_LONGEST_WORK = 80
_HOME = "United States"  # the packaged Senate, Congress and Supreme Court are its bodies


def is_title_case(headline: str) -> bool:
    """Return whether most longer words of a headline are capitalised."""
    longer = re.findall(r"[^\W\d_]{4,}", headline)
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) > 0.7 * len(longer)


def in_longer_name(plain: str, start: int, end: int, *, is_loose: bool) -> bool:
    """Return whether a country or place is only a part of another name.

    Parameters
    ----------
    plain : str
        A sentence as a searchable text.
    start, end : int
        Offsets of the name.
    is_loose : bool
        Whether capitals prove little: a Title Case headline.

    Examples
    --------
    >>> in_longer_name("She left the Bank of Norland.", 21, 28, is_loose=False)
    True
    """
    owner = _OWNER.search(plain[max(0, start - _LOOK) : start])
    if owner and gazetteer().heads.get(owner[1]) == "organisation":
        return True
    following = following_capitals(plain, end)
    heads = [gazetteer().heads.get(word, "") for word in following]
    if is_loose:
        return heads[:1] == ["organisation"]
    return any(heads) and not any(word in gazetteer().titles for word in following)


def of_other_person(plain: str, start: int, end: int, *, is_loose: bool) -> bool:
    """Return whether a bare surname belongs to another person or to a thing named after one."""
    following = following_capitals(plain, end)
    if following and _closes_other_name(following[0], is_loose=is_loose):
        return True
    before = word_before(plain, start)
    if not before[:1].isupper() or before.endswith("'s"):
        return False
    if before in gazetteer().titles:
        return False
    if before in gazetteer().given_names or _INITIAL.match(before):
        return True
    return not is_loose and not before.endswith("ly") and _is_unknown(before)


def is_foreign_body(plain: str, start: int, end: int) -> bool:
    """Return whether an adjective makes another country's body of the name: "Norwegian Senate"."""
    words = gazetteer()
    last = plain[start:end].rsplit(" ", 1)[-1]
    country = words.demonyms.get(word_before(plain, start), _HOME)
    return last in words.heads and country != _HOME


def is_in_work(plain: str, start: int, end: int) -> bool:
    """Return whether the name stands in the quoted title of a film, a book or another work.

    Examples
    --------
    >>> line = "He saw the film 'Finding Ann Lee' with Ann Lee."
    >>> is_in_work(line, 25, 31), is_in_work(line, 39, 45)
    (True, False)
    """
    reach = max(0, start - _LONGEST_WORK)
    for work in _WORK.finditer(plain, reach, start):
        closed = re.compile(rf"[,.]?{work[1]}(?!\w)")
        is_open = closed.search(plain, work.end(), start) is None
        if is_open and closed.search(plain, end, work.end() + _LONGEST_WORK):
            return True
    return False


def is_calendar(plain: str, start: int, end: int) -> bool:
    """Return whether a word such as "May" is the month here."""
    is_month = gazetteer().not_names.get(plain[start:end]) == "month"
    followed = re.match(r",? \d", plain[end : end + 3]) is not None
    return is_month and (followed or bool(_MONTH_BEFORE.search(plain[max(0, start - 12) : start])))


def word_before(plain: str, start: int) -> str:
    """Return the word directly before, or an empty string after a comma or quotation mark."""
    match = _BEFORE.search(plain[max(0, start - _LOOK) : start])
    return match[1] if match else ""


def following_capitals(plain: str, end: int) -> list[str]:
    """Return up to four capitalised words that follow directly."""
    if plain[end : end + 1] != " ":
        return []
    match = _AFTER.match(plain, end, end + 2 * _LOOK)
    return [_plain(word) for word in match[1].split()] if match else []


def _plain(word: str) -> str:
    """Return the word without the full stop of its sentence; titles keep theirs."""
    return word if word in gazetteer().titles else word.rstrip(".")


def _closes_other_name(word: str, *, is_loose: bool) -> bool:
    if word in ("Jr", "Sr", "II", "III"):
        return True
    kind = gazetteer().heads.get(word, "")
    return kind in ("organisation", "place") if is_loose else bool(kind)


def _is_unknown(word: str) -> bool:
    words = gazetteer()
    tables = (words.not_names, words.demonyms, words.heads, words.known)
    return not any(word in table for table in tables)
