"""Where a key stands in a TOML file, so that an error can name the line."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"' -]+?)\s*\]")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*[.=]""")

Place = Sequence[int | str]


def line_of(text: str, place: Place) -> int | None:
    r"""Return the line of `place` in the TOML `text`; that of its section where the key is absent.

    Parameters
    ----------
    text : str
        The file's content.
    place : sequence of str and int
        Keys, and the 0-based numbers of array tables, as pydantic names a place.

    Examples
    --------
    >>> line_of('[[job]] \n name = "a" \n [[job]] \n name = "b"', ("job", 1, "name"))
    4
    """
    keys = [part for part in place if isinstance(part, str)]
    counts = [part for part in place if isinstance(part, int)]
    section: list[str] = []
    numbers: dict[str, int] = {}
    nearest = None
    for at, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.match(line)
        if header:
            section = [part.strip(" \"'") for part in header[2].split(".")]
            numbers = _counted(numbers, ".".join(section), is_array=header[1] == "[[")
        here = _here(section, numbers)
        if section != keys[: len(section)] or here != counts[: len(here)]:
            continue
        key = _KEY.match(line)
        if header:
            nearest = at
        elif key and key[1] in keys[len(section) : len(section) + 1]:
            return at
    return nearest


def _counted(numbers: dict[str, int], name: str, *, is_array: bool) -> dict[str, int]:
    """Return how many of each array table have begun; what is inside of one begins anew."""
    if not is_array:
        return numbers
    outer = {other: n for other, n in numbers.items() if not other.startswith(f"{name}.")}
    return {**outer, name: outer.get(name, -1) + 1}


def _here(section: Sequence[str], numbers: dict[str, int]) -> list[int]:
    names = (".".join(section[: n + 1]) for n in range(len(section)))
    return [numbers[name] for name in names if name in numbers]
