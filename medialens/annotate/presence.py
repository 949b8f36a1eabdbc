"""Presence: what of all actors decides who is meant in an article, before it is read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from medialens.actor import Actor, Form
from medialens.annotate.forms import all_forms, is_bare_surname
from medialens.text.normal import searchable

_WORD = re.compile(r"[^\W_]+")


class Presence:
    """Tell which actors an article can name, and by which of their forms.

    Parameters
    ----------
    actors : sequence of Actor
        The actors looked for.
    """

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._by_word: defaultdict[str, list[_Known]] = defaultdict(list)
        for actor in actors:
            # how a discovered actor was found (its note) decides nothing
            plain = repr(replace(actor, forms=(), note="", apart=()))
            for form in dict.fromkeys([*all_forms(actor), Form(actor.name)]):
                is_dated = form.valid_from is not None or form.valid_to is not None
                is_bare = not is_dated and is_bare_surname(actor, form)
                self._add(actor, form, f"{plain} {form!r}", is_bare=is_bare)
            for text in actor.apart:
                self._add(actor, Form(text), f"not {text}", is_bare=False)

    def _add(self, actor: Actor, form: Form, said: str, *, is_bare: bool) -> None:
        text = " ".join(searchable(form.text).split())
        words = _WORD.findall(text)
        if words:
            longest = max(words, key=lambda word: (len(word), word))
            is_bare = is_bare and " " not in text
            known = _Known(text, frozenset(words), actor, form, is_bare, said)
            self._by_word[longest.lower()].append(known)

    def facts(self, plain: str) -> Iterator[str]:
        """Yield all that decides who is meant in a searchable text: never too little.

        A surname of two persons or more, whom nothing else in the text names, is nobody's: who
        they are decides nothing, so that one more of them elsewhere changes nothing here.
        """
        page = _Words(plain)
        met = [
            one
            for word in self._by_word.keys() & {word.lower() for word in page.words}
            for one in self._by_word[word]
            if one.may_be_in(page)
        ]
        named = {one.actor.actor_id for one in met if not one.is_bare}
        surnames: defaultdict[str, list[_Known]] = defaultdict(list)
        for one in met:
            if one.is_bare:
                surnames[one.text].append(one)
            else:
                yield one.said
        for text, bearers in surnames.items():
            absent = [one for one in bearers if one.actor.actor_id not in named]
            is_nobodys = len(absent) > 1 and len({one.form.text for one in bearers}) == 1
            yield from (one.said for one in bearers if not is_nobodys or one not in absent)
            if is_nobodys:
                yield f"several {text}"


class _Known(NamedTuple):
    """A form of an actor, as an article's words are asked for it."""

    text: str  # as articles are searched for it
    words: frozenset[str]
    actor: Actor
    form: Form
    is_bare: bool  # a person's surname, with nothing that decides whose it is
    said: str  # what it says of the actor, for a key

    def may_be_in(self, page: "_Words") -> bool:
        """Return whether the text can hold the form: never no where it does."""
        if self.form.kind == "title":
            return self.text.lower() in page.low
        if page.words >= self.words:
            if " " not in self.text or self.text in page.plain:
                return True
            first, _, rest = self.text.partition(" ")  # "Bill" of "Bill and Mary Venn"
            if self.actor.kind == "person" and f"{first} and " in page.plain:
                return rest in page.plain
        capitals = self.text.upper()
        return page.words.issuperset(_WORD.findall(capitals)) and capitals in page.plain


class _Words:
    """An article's words, asked again and again."""

    def __init__(self, plain: str) -> None:
        self.plain, self.low = plain, plain.lower()
        self.words = frozenset(_WORD.findall(plain))
