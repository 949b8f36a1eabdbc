"""Short names: "the Oversight Committee" and "the Times" in an article with the whole name."""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from medialens.actor import Actor, Form
from medialens.annotate.finds import Found
from medialens.annotate.gazetteer import gazetteer

_MASTHEADS = frozenset(("Times", "Post", "Journal", "Herald", "Tribune", "Gazette", "Chronicle"))
_MASTHEADS |= {"Globe", "Examiner", "Sentinel", "Observer", "Inquirer", "Courier", "Register"}


def add_short_names(found: Sequence[Found], articles: Mapping[str, Set[str]]) -> list[Found]:
    """Return the actors, bodies and newspapers with the shorter names their articles use.

    A shorter name has the last word of the whole one and some of its other words in order. It
    means the whole one where the article has that too, or where it is nobody else's; an actor of
    the shorter name stays where some article has it alone.

    Parameters
    ----------
    found : sequence of Found
        Actors; "Oversight Committee" may be one of them, beside "House Oversight Committee".
    articles : mapping
        Name to the ids of the articles that have it.
    """
    shorter = _shorter_names(found, articles)
    covered: defaultdict[str, set[str]] = defaultdict(set)
    for whole, names in shorter.items():
        for name in names:
            covered[name] |= articles.get(whole, set())
    kept = (
        one
        for one in found
        if one.actor.name not in covered
        or one.actor.name in gazetteer().entries
        or articles.get(one.actor.name, set()) - covered[one.actor.name]
    )
    return [_with_forms(one, shorter.get(one.actor.name, ())) for one in kept]


def _shorter_names(
    found: Sequence[Found], articles: Mapping[str, Set[str]]
) -> dict[str, tuple[str, ...]]:
    """Return whole name to its shorter names, where one article at least has both."""
    by_last: defaultdict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.actor.kind in ("organisation", "outlet") and " " in one.actor.name:
            by_last[one.actor.name.rsplit(" ", 1)[1]].append(one.actor.name)
    table: dict[str, tuple[str, ...]] = {}
    for last, names in by_last.items():
        mastheads = (last, f"The {last}") if last in _MASTHEADS else ()
        for name in names:
            near = [n for n in names if is_part(n, name) and _meet(n, name, articles)]
            if near or mastheads:
                table[name] = (*near, *mastheads)
    return table


def _meet(name: str, other: str, articles: Mapping[str, Set[str]]) -> bool:
    is_free = name not in gazetteer().entries and gazetteer().known.get(name) is None
    return is_free and bool(articles.get(name, set()) & articles.get(other, set()))


def _with_forms(one: Found, texts: Sequence[str]) -> Found:
    have = {form.text for form in one.actor.forms}
    new = tuple(Form(text) for text in texts if text not in have and text != one.actor.name)
    return replace(one, actor=replace(one.actor, forms=(*one.actor.forms, *new))) if new else one


@functools.lru_cache(maxsize=4096)
def is_part(short: str, whole: str) -> bool:
    """Return whether the words of `short` are some of the words of `whole`, in order.

    Examples
    --------
    >>> is_part("Oversight Committee", "House Oversight and Reform Committee")
    True
    """
    words = iter(whole.split())
    few = short.removeprefix("The ").split()
    is_shorter = len(few) < len(whole.removeprefix("The ").split())
    return is_shorter and few[-1] == whole.rsplit(" ", 1)[-1] and all(w in words for w in few)


def is_short(actor: Actor, form: Form) -> bool:
    """Return whether a form is a part of a body's name: the whole name may tell whose."""
    if actor.kind not in ("organisation", "outlet"):
        return False
    if form.kind != "name" or form.text == actor.name or not is_part(form.text, actor.name):
        return False
    return gazetteer().known.get(form.text) != actor.name
