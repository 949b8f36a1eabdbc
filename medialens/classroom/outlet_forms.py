"""The forms of outlets' names in running text, and their replacement by labels."""

import re
from collections.abc import Iterator, Mapping

FEWEST_INITIALS = 3  # shorter initials are words of their own too often
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_INK = re.compile(r"\w")


class Mask:
    """Replaces the names of outlets by their labels.

    Parameters
    ----------
    labels : mapping of str to str
        Outlet to label.
    hosts : mapping of str to str
        Web host to outlet.

    Examples
    --------
    >>> mask = Mask({"The Brennick Courier": "Outlet B"}, {})
    >>> mask("The Courier's editor told the Brennick Courier that a courier came.")
    "Outlet B's editor told Outlet B that a courier came."
    """

    def __init__(self, labels: Mapping[str, str], hosts: Mapping[str, str]) -> None:
        self._labels = labels
        self._exact = dict(_initials(labels))
        self._full = {_bare(outlet).casefold(): outlet for outlet in labels}
        self._hosts = {host.casefold(): outlet for host, outlet in hosts.items()}
        self._short = dict(_last_words(labels))
        self._patterns = [
            (_any_of(self._hosts, r"(?<![\w-])(?:https?://)?(?:[\w-]+\.)*({})(?:/[^\s<>\"”’)]*)?"
                     r"(?![\w-])", re.IGNORECASE), self._hosts),
            (_any_of(self._full, r"(?<!\w)(?:the\s+)?({})(?!\w)", re.IGNORECASE), self._full),
            (_any_of(self._short, r"(?<!\w)(?:[Tt]he|THE)\s+({})(?!\w)(?!\s+[A-Z][a-z])"),
             self._short),
            (_any_of(self._exact, r"(?<!\w)(?:[Tt]he\s+)?({})(?!\w)"), self._exact),
        ]  # fmt: skip
        self._byline = _any_of(self._short, r"(?<!\w)({})(?!\w)")

    def __call__(self, text: str, *, is_byline: bool = False) -> str:
        """Return `text` with labels for names; in a byline also for a name's last word alone."""
        if not isinstance(text, str) or not _INK.search(text):
            return text
        for pattern, outlets in self._patterns:
            text = self._replaced(text, pattern, outlets)
        return self._replaced(text, self._byline, self._short) if is_byline else text

    def _replaced(
        self, text: str, pattern: re.Pattern[str] | None, outlets: Mapping[str, str]
    ) -> str:
        if pattern is None:
            return text
        return pattern.sub(lambda found: self._label(found, outlets), text)

    def _label(self, found: re.Match[str], outlets: Mapping[str, str]) -> str:
        words = " ".join(found[1].split())
        return self._labels[outlets.get(words) or outlets[words.casefold()]]


def is_form_of(said: str, outlet: str) -> bool:
    """Tell whether `said` is the outlet's name, whatever its case and its article.

    Examples
    --------
    >>> is_form_of("brennick courier", "The Brennick Courier")
    True
    """
    return _bare(said).casefold() == _bare(outlet).casefold()


def _bare(outlet: str) -> str:
    return _ARTICLE.sub("", " ".join(outlet.split()))


def _initials(labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield initials and outlet; initials that two outlets share stand for neither."""
    found = [("".join(w[0] for w in _bare(outlet).split() if w[0].isupper()), outlet)
             for outlet in labels]  # fmt: skip
    known = [initials for initials, _ in found]
    for initials, outlet in found:
        if len(initials) >= FEWEST_INITIALS and known.count(initials) == 1:
            yield initials, outlet


def _last_words(labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the last word of names of several words, as written and in capitals."""
    found = [(words[-1], outlet) for outlet in labels if len(words := _bare(outlet).split()) > 1]
    known = [word for word, _ in found]
    for word, outlet in found:
        if word[0].isupper() and known.count(word) == 1:
            yield from ((word, outlet), (word.upper(), outlet))


def _any_of(
    forms: Mapping[str, str], frame: str, flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str] | None:
    """Return a pattern of any of the forms, the longest first; nothing where there is none."""
    if not forms:
        return None
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    written = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)
    return re.compile(frame.replace("{}", written), flags)
