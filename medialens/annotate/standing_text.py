"""Standing text: paragraphs that an outlet puts at the top or the foot of many articles."""

from collections import Counter
from collections.abc import Sequence

LEAST = 5  # articles of one outlet
LEAST_SHARE = 0.02  # of the outlet's articles
_EDGE = 3  # paragraphs at either end
_LONGEST = 1_000  # characters


def standing_paragraphs(outlets: Sequence[str], texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return for each outlet the paragraphs that stand at the edge of many of its articles.

    Parameters
    ----------
    outlets, texts : sequences of str
        Outlet and text of each article.

    Returns
    -------
    dict of str to frozenset of str
        Outlets without such paragraphs are left out. A paragraph is one line, stripped, of up to
        1,000 characters, among the first or last three of at least five articles and of one in
        fifty.
    """
    n_articles = Counter(outlets)
    counts: Counter[tuple[str, str]] = Counter()
    for outlet, text in zip(outlets, texts, strict=True):
        counts.update((outlet, paragraph) for paragraph in _edges(text))
    found: dict[str, set[str]] = {}
    for (outlet, paragraph), n in counts.items():
        if n >= max(LEAST, LEAST_SHARE * n_articles[outlet]):
            found.setdefault(outlet, set()).add(paragraph)
    return {outlet: frozenset(paragraphs) for outlet, paragraphs in found.items()}


def _edges(text: str) -> set[str]:
    """Return the paragraphs at the edges of a text; all of a text of one paragraph is no edge."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return set()
    return {line for line in (*lines[:_EDGE], *lines[-_EDGE:]) if len(line) <= _LONGEST}
