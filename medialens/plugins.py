"""Plugins: what other installed packages offer under an entry point, loaded when it is asked for.

A package offers a scorer, a reader or a notebook in its ``pyproject.toml``::

    [project.entry-points."medialens.scorers"]
    irony = "mypackage.irony:IronyScorer"

What medialens itself has, and what was registered in the session, comes before a plugin of the
same name: installing a package never changes a number silently.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from importlib import metadata
from typing import Any, Literal

from medialens.errors import PluginError

Group = Literal["scorers", "readers", "notebooks"]
GROUPS: tuple[Group, ...] = ("scorers", "readers", "notebooks")


def offered(group: Group) -> dict[str, metadata.EntryPoint]:
    """Return what installed packages offer, by name; of two of one name the first package's."""
    found: dict[str, metadata.EntryPoint] = {}
    for entry in sorted(_entries(group), key=_distribution):
        found.setdefault(entry.name, entry)
    return found


def loaded(entry: metadata.EntryPoint) -> Any:  # noqa: ANN401
    """Return what an entry point names.

    Raises
    ------
    PluginError
        If it cannot be imported; names the package.
    """
    try:
        return entry.load()
    except Exception as error:  # whatever the code of others raises
        raise PluginError(
            f"{_distribution(entry)} offers {entry.name!r} as {entry.value}, which cannot be "
            f"loaded: {type(error).__name__}: {error}"
        ) from error


def offering() -> dict[str, str]:
    """Return the version of every package that offers something."""
    found = {}
    for group in GROUPS:
        for entry in _entries(group):
            if entry.dist is not None:
                found[entry.dist.name] = entry.dist.version
    return dict(sorted(found.items()))


def promises_kept(what: str, checks: Mapping[str, Callable[[], Iterable[str]]]) -> list[str]:
    """Make the checks, and return their names if none finds a fault.

    Parameters
    ----------
    what : str
        What is checked, for the message.
    checks : mapping of str to callable
        The promise, and what yields its faults; what it raises is a fault as well.

    Raises
    ------
    PluginError
        If there is a fault; names every broken promise and its first fault.
    """
    broken = []
    for promise, check in checks.items():
        try:
            fault = next(iter(check()), None)
        except Exception as error:  # whatever the code of others raises
            fault = f"it raised {type(error).__name__}: {error}"
        if fault is not None:
            broken.append(f"- {promise}: {fault}")
    if broken:
        raise PluginError("\n".join([f"{what} breaks {len(broken)} of its promises", *broken]))
    return list(checks)


@functools.cache
def _entries(group: Group) -> tuple[metadata.EntryPoint, ...]:
    return tuple(metadata.entry_points(group=f"medialens.{group}"))


def _distribution(entry: metadata.EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else "a package without a name"
