"""Named: names that complete with the Tab key, and say the nearest ones when one is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping

from medialens.actor import slug
from medialens.errors import unknown_name


class Named(Mapping[str, str]):
    """Names of outlets or actors, to be completed instead of typed.

    ``names["Edda Marrin"]`` and ``names.edda_marrin`` are both ``"Edda Marrin"``: what every
    method takes as an actor or outlet. In a notebook the Tab key completes both forms.

    Parameters
    ----------
    names : iterable of str
        The names, in the order in which they are listed. Of two with the same short form the
        first has it; both are there by their name.

    Examples
    --------
    >>> names = Named(["Edda Marrin", "Harbour Radio"])
    >>> names.edda_marrin
    'Edda Marrin'
    >>> names["Eda Marin"]
    Traceback (most recent call last):
    medialens.errors.UnknownNameError: name 'Eda Marin' is not known; did you mean 'Edda Marrin'? \
choose one of 'Edda Marrin', 'Harbour Radio'
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        short: dict[str, str] = {}
        for name in self._names:
            short.setdefault(_attribute(name), name)
        self._short = short

    def __getitem__(self, name: str) -> str:
        if name in self._names:
            return name
        raise unknown_name("name", name, self._names)

    def __getattr__(self, short: str) -> str:
        if short.startswith("_"):  # what copy, pickle and IPython ask of any object
            raise AttributeError(short)
        if short in self._short:
            return self._short[short]
        raise AttributeError(str(unknown_name("name", short, self._short)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __dir__(self) -> list[str]:
        return list(self._short)

    def __repr__(self) -> str:
        listed = ", ".join(repr(name) for name in self._names[:20])
        more = f" and {len(self._names) - 20} more" if len(self._names) > 20 else ""
        return f"{listed}{more}"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._names)


def _attribute(name: str) -> str:
    short = re.sub(r"\W", "_", slug(name))
    return f"n_{short}" if short[0].isdigit() else short
