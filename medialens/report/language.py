"""The language of a report's interface: headings, labels, bylines, notes; never what it reports.

A language is one file of ``medialens/report/languages``: the English text and what stands for it.
The prose of a notebook, findings and article text stay as they are.
"""

import functools
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files

from medialens.errors import unknown_name
from medialens.report import numbers

VARIABLE = "MEDIALENS_LANGUAGE"
ENGLISH = "en"
_FOLDER = "medialens.report.languages"


def known_languages() -> list[str]:
    """Return the codes of the languages that an interface can have, sorted."""
    names = (path.name for path in files(_FOLDER).iterdir() if path.name.endswith(".toml"))
    return sorted([ENGLISH, *(name.removesuffix(".toml") for name in names)])


def current_language() -> str:
    """Return the language that ``MEDIALENS_LANGUAGE`` names, English without it.

    Raises
    ------
    UnknownNameError
        If there is no such language.
    """
    code = os.environ.get(VARIABLE) or ENGLISH
    return check_language(code)


@contextmanager
def in_language(code: str | None) -> Iterator[None]:
    """Make reports in a language inside; None leaves the one that the environment names.

    Raises
    ------
    UnknownNameError
        If there is no such language.
    """
    before = os.environ.get(VARIABLE)
    if code is not None:
        os.environ[VARIABLE] = check_language(code)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def check_language(code: str) -> str:
    """Return `code`, or raise ``UnknownNameError`` with those that are known."""
    if code not in known_languages():
        raise unknown_name("language", code, known_languages())
    return code


def say(text: str, **values: object) -> str:
    """Return an interface text in the current language, its ``{names}`` filled.

    A text that a language lacks stays English, so that nothing is ever missing.

    Examples
    --------
    >>> say("{n} more", n=3)
    '3 more'
    """
    shown = catalog(current_language()).get(text, text)
    return shown.format(**values) if values else shown


def counted(n: int, noun: str) -> str:
    """Return a count with its noun in the current language."""
    return f"{n:,} {say(noun if n == 1 else f'{noun}s')}"


def day(value: object) -> str:
    """Return a day in the current language; what is none stays as it is."""
    shown = numbers.day(value)
    parts = shown.split()
    if len(parts) != 3 or parts[1] not in numbers.MONTHS:
        return shown
    return say("{day} {month} {year}", day=parts[0], month=say(parts[1]), year=parts[2])


def minute(value: object) -> str:
    """Return a moment in the current language."""
    shown, comma, rest = numbers.minute(value).partition(", ")
    return f"{day(value) if comma else shown}{comma}{rest}"


def period(first: object, last: object) -> str:
    """Return a period in the current language."""
    if current_language() == ENGLISH:
        return numbers.period(first, last)
    start, end = day(first), day(last)
    return end if start == end else say("{start} to {end}", start=start, end=end)


@functools.cache
def catalog(code: str) -> Mapping[str, str]:
    """Return English text to the text of a language; nothing for English itself."""
    if code == ENGLISH:
        return {}
    content = files(_FOLDER).joinpath(f"{code}.toml").read_text(encoding="utf-8")
    return {str(text): str(shown) for text, shown in tomllib.loads(content)["texts"].items()}
