"""What an export states about its documents: their dates, languages, lengths and number."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from medialens.io.dates import parse_date
from medialens.io.languages import language_code
from medialens.io.registry import Reject, Skip

SHORT = "body shorter than stated"
_NAME = r"[^\W\d_]{3,10}"
_WEEKDAY = rf"(?:{_NAME}\.?,?\s+)?"
_DATE = re.compile(
    rf"(?<![\w.])(?:(?P<day>\d{{1,2}})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?(?P<month>{_NAME})\.?,?"
    rf"\s+(?:de\s+)?(?P<year>\d{{4}})"
    rf"|(?P<month_>{_NAME})\.?\s+(?P<day_>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))(?!\w)"
)
_MONTH_ONLY = re.compile(rf"(?:{_NAME}\s*[-/]\s*)?({_NAME})\.?,?\s+(\d{{4}})(?!\w)")
_TIME = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M\b)?)\s*([A-Z]{2,4}\b)?", re.I)
_LOOKED_AT = 200  # characters of a line
# Names of languages as the databases print them in their other interface languages.
_LANGUAGES = {
    "en": "englisch anglais inglés ingles inglese engels inglês",
    "fr": "französisch francés frances francese frans francês",
    "de": "allemand alemán aleman tedesco duits alemão",
    "es": "spanisch espagnol spagnolo spaans espanhol",
    "it": "italienisch italien italiaans",
    "pt": "portugiesisch portugais portugués portoghese portugees",
    "nl": "niederländisch néerlandais neerlandés olandese holandês",
}
_LANGUAGE_OF = {name: code for code, names in _LANGUAGES.items() for name in names.split()}
_PART = 50  # large results are saved in parts of round sizes


def stated_date(text: str) -> str:
    """Return the first date with its month in words that `text` holds, in ISO 8601, or nothing.

    Examples
    --------
    >>> stated_date("March 14, 2013 Thursday 11:21 AM GMT")
    '2013-03-14T11:21:00+00:00'
    >>> stated_date("jeudi 5 octobre 2013, p. 3")
    '2013-10-05'
    """
    line = " ".join(text[:_LOOKED_AT].split())
    for found in _DATE.finditer(line):
        day = _iso_day(found)
        if day:
            return _with_time(day, line[found.end() :])
    return ""


def is_date_line(text: str) -> bool:
    """Return whether a line begins with a date, perhaps after the weekday, or is a month."""
    line = " ".join(text[:_LOOKED_AT].split())
    found = re.match(_WEEKDAY, line)
    start = found.end() if found else 0
    for place in (0, start):
        date = _DATE.match(line, place)
        if date and _iso_day(date):
            return True
    month = _MONTH_ONLY.match(line)
    return bool(month and parse_date(f"1 {month[1]} {month[2]}")[0])


def stated_language(text: str) -> str:
    """Return the language code that `text` names first, or `text` itself if none is known.

    Examples
    --------
    >>> stated_language("ENGLISH"), stated_language("GERMAN; Deutsch"), stated_language("Anglais")
    ('en', 'de', 'en')
    """
    for part in re.split(r"[;,/|]", text[:_LOOKED_AT]):
        name = part.strip().casefold()
        code = language_code(name) or _LANGUAGE_OF.get(name, "")
        if code:
            return code
    return text.strip()


def length_notes(text: str, stated: str) -> tuple[str, ...]:
    """Return a note if `text` has under half the words that a field like ``1,234 words`` states."""
    found = re.search(r"\d[\d.,\u00a0\u202f]{0,10}", stated)
    n_stated = int(re.sub(r"\D", "", found[0])) if found else 0
    return (SHORT,) if 2 * len(text.split()) < n_stated else ()


@dataclass
class Numbering:
    """The numbers that documents bear, like ``3 of 10``, and what is missing among them.

    Parameters
    ----------
    name : str
        The file, as messages show it.
    """

    name: str
    _seen: set[int] = field(default_factory=set)
    _totals: Counter[int] = field(default_factory=Counter)
    _last: int = 0

    def begins_again(self, number: int) -> bool:
        """Return whether a document of this `number` begins another export in the same file."""
        return bool(self._seen) and number <= self._last

    def take(self, number: int, total: int) -> None:
        """Count a document."""
        self._seen.add(number)
        self._totals[total] += 1
        self._last = number

    def gaps(self) -> list[Reject | Skip]:
        """Return what is missing among the documents counted since the last call."""
        if not self._seen:
            return []
        first, total = min(self._seen), self._totals.most_common(1)[0][0]
        outcomes: list[Reject | Skip] = []
        if first > 1 and (first - 1) % _PART == 0:
            note = f"the file begins with document {first} of {total}"
            outcomes.append(Skip(self.name, None, "another part of the export", note))
        else:
            first = 1
        n_missing = total - first + 1 - sum(first <= number <= total for number in self._seen)
        if n_missing > 0:
            numbers = (n for n in range(first, total + 1) if n not in self._seen)
            outcomes.append(missing(self.name, total, n_missing, list(islice(numbers, 10))))
        self._seen, self._totals, self._last = set(), Counter(), 0
        return outcomes


def missing(name: str, stated: int, n_missing: int, numbers: Sequence[int] = ()) -> Reject:
    """Return the reject that says how many of the `stated` documents are missing."""
    listed = ", ".join(str(number) for number in numbers)
    more = ", ..." if n_missing > len(numbers) else ""
    which = f" (number {listed}{more})" if numbers else ""
    are = "is" if n_missing == 1 else "are"
    return Reject(
        name, None, "", f"the file states {stated:,} documents; {n_missing:,} {are} missing{which}"
    )


def _iso_day(found: re.Match[str]) -> str:
    parts = found.groupdict()
    if parts["iso"]:
        parsed, _ = parse_date(parts["iso"])
    else:
        day, month, year = (parts[name] or parts[f"{name}_"] for name in ("day", "month", "year"))
        parsed, _ = parse_date(f"{day} {month} {year}")
    return parsed.date().isoformat() if parsed else ""


def _with_time(day: str, rest: str) -> str:
    """Return the day, with the time of day if it is printed with a zone that is known."""
    found = _TIME.search(rest)
    if not found or not found[2]:
        return day
    parsed, _ = parse_date(f"{day} {found[1]} {found[2]}")
    return parsed.isoformat() if parsed else day
