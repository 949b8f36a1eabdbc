"""Masking: what would tell a coder which outlet a text is from."""

import re
from collections.abc import Callable, Iterable

OUTLET = "[outlet]"
ADDRESS = "[address]"
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w+")
_THE = r"(?:[Tt](?:he|HE)\s+)?"  # masked too: that an outlet has it would tell
_INITIALS = 3  # words from which the initials of a name are looked for too


def masker(names: Iterable[str], hosts: Iterable[str] = ()) -> Callable[[str], str]:
    """Return a function that blanks the names of outlets and every address in a text.

    Parameters
    ----------
    names : iterable of str
        The outlets of the collection, with or without "the" before them. A name of three words
        or more is known by its initials as well; a name of one word is masked only where it is
        written with capitals, so that no common word goes.
    hosts : iterable of str
        Hosts of the articles' addresses.

    Examples
    --------
    >>> masker(["The Valley Post"])("A poll for the Valley Post (valley@post.example) says so.")
    'A poll for [outlet] ([address]) says so.'
    """
    patterns = [_ADDRESS.pattern, *(_bounded(re.escape(host), "i") for host in set(hosts) if host)]
    addresses = re.compile("|".join(patterns))
    forms = {form for name in names for form in _forms(name)}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    outlets = re.compile("|".join(map(_pattern, ordered)) or r"(?!)")
    return lambda text: outlets.sub(OUTLET, addresses.sub(ADDRESS, text))


def _forms(name: str) -> set[str]:
    """Return the forms of an outlet's name that a text may hold, without "the"."""
    words = name.split()
    bare = words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
    forms = {" ".join(bare)}
    if len(bare) >= _INITIALS:
        forms.add("".join(word[0] for word in bare).upper())
    return forms - {""}


def _pattern(form: str) -> str:
    words = form.split()
    if len(words) == 1:
        spellings = {re.escape(form), re.escape(form.upper())}
        return _bounded(rf"{_THE}(?:{'|'.join(sorted(spellings))})", "")
    return _bounded(_THE + r"\s+".join(map(re.escape, words)), "i")


def _bounded(pattern: str, flag: str) -> str:
    scope = f"(?{flag}:{pattern})" if flag else f"(?:{pattern})"
    return rf"(?<!\w){scope}(?!\w)"
