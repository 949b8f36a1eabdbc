"""Contexts: when the words around a name make it part of another name."""

import re

from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.metonyms import is_act, is_state_noun

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
_ADJECTIVES = frozenset({"U.S.", "US", "U.K.", "UK", "United States"})
_FUNCTION_WORDS = frozenset(
    ("and", "or", "but", "in", "to", "of", "on", "for", "from", "with", "by", "at", "as", "that")
)
_FUNCTION_WORDS |= {"which", "who", "than", "into", "over", "under", "after", "before", "since"}
_FUNCTION_WORDS |= {"while", "when", "where", "if", "because", "about", "against", "between"}
_FUNCTION_WORDS |= {"through", "during", "without", "is", "it"}
_KIN = (
    "son daughter wife husband brother sister father mother uncle aunt cousin nephew niece "
    "grandfather grandson son-in-law father-in-law"
).replace(" ", "|")
_RELATIVE = re.compile(rf"(?:\b(?:his|her|their)|'s?) (?:\w+ )?(?:{_KIN}),? $")
_LOOK = 40
_LONGEST_WORK = 80
_TITLE_WORDS = 3
_SMALL_WORDS = frozenset({"of", "the", "with", "and", "a", "in", "on", "for", "to", "at"})
_HOME = "United States"  # the packaged Senate, Congress and Supreme Court are its bodies


def is_title_case(headline: str, *, at_least: int = 2) -> bool:
    """Return whether most longer words of a headline are capitalised."""
    longer = re.findall(r"[^\W\d_]{4,}", headline)
    return len(longer) >= at_least and sum(word[0].isupper() for word in longer) > 0.7 * len(longer)


def is_loose(plain: str, *, is_headline: bool) -> bool:
    """Return whether capitals prove little here: a line in capitals or a Title Case heading.

    A line of the text counts as a heading if it is three longer words or more in Title Case and
    no full stop ends it.

    Examples
    --------
    >>> is_loose("Ann Lee Slams Port Plan", is_headline=False)
    True
    >>> is_loose("Ann Lee met Jan Holm.", is_headline=False)
    False
    """
    if plain.isupper():
        return True
    if not is_headline and plain.rstrip("\"') ")[-1:] in (".", "!", ",", ":", ";"):
        return False
    return is_title_case(plain, at_least=2 if is_headline else 3)


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


def is_relative(plain: str, start: int) -> bool:
    """Return whether a word for a relative of somebody stands before: "his son Ben Lund"."""
    return bool(_RELATIVE.search(plain, max(0, start - _LOOK), start))


def is_office(plain: str, end: int) -> bool:
    """Return whether the name before `end` opens an office before its holder's name.

    Examples
    --------
    >>> is_office("So House Speaker Ann Lee left.", 8), is_office("So the House met Ann Lee.", 12)
    (True, False)
    """
    following = following_capitals(plain, end)
    for length in range(min(3, len(following) - 1), 0, -1):
        if " ".join(following[:length]) in gazetteer().titles:
            return True
    return False


def is_adjective(plain: str, start: int, end: int) -> bool:
    """Return whether the abbreviation of a state is an adjective here: "a U.S. official".

    It is where no article stands before it and a word follows that is no verb and no word for
    the state.

    Examples
    --------
    >>> is_adjective("He is a U.S. citizen.", 8, 12), is_adjective("The U.S. agreed.", 4, 8)
    (True, False)
    >>> is_adjective("He met U.S. forces.", 7, 11)
    False
    """
    if plain[start:end] not in _ADJECTIVES or word_before(plain, start).lower() == "the":
        return False
    following = re.match(r" ([A-Za-z]+)", plain[end : end + _LOOK])
    if following is None:
        return False
    word = following[1].lower()
    return not (is_act(word) or is_state_noun(word) or word in _FUNCTION_WORDS)


def is_in_work(plain: str, start: int, end: int) -> bool:
    """Return whether the name stands in the quoted title of a film, a book or another work.

    Examples
    --------
    >>> line = "He saw the film 'Finding Ann Lee' with Ann Lee."
    >>> is_in_work(line, 25, 31), is_in_work(line, 39, 45)
    (True, False)
    """
    if _is_quoted_title(plain, start, end):
        return True
    reach = max(0, start - _LONGEST_WORK)
    for work in _WORK.finditer(plain, reach, start):
        closed = re.compile(rf"[,.]?{work[1]}(?!\w)")
        is_open = closed.search(plain, work.end(), start) is None
        if is_open and closed.search(plain, end, work.end() + _LONGEST_WORK):
            return True
    return False


def _is_quoted_title(plain: str, start: int, end: int) -> bool:
    """Return whether three capitalised words or more fill the quotation marks around the name."""
    opened = plain.rfind('"', max(0, start - _LONGEST_WORK), start)
    if opened < 1 or plain[opened - 1] not in " (":
        return False
    closed = plain.find('"', end, end + _LONGEST_WORK)
    words = plain[opened + 1 : closed].rstrip(",.").split() if closed > 0 else []
    is_title = all(word[:1].isupper() or word in _SMALL_WORDS for word in words)
    return is_title and len(words) >= _TITLE_WORDS and words[0][:1].isupper()


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
