"""Errors and warnings raised by medialens.

MedialensError
├── SchemaError       a table lacks a column its stage needs
├── ReadError         a source file or folder could not be understood
├── SettingsError     a settings file (collection.toml, jobs.toml) is wrong
├── UnknownNameError  a registry or a collection has no such entry (also a ValueError)
├── EmptyError        nothing is left to work on
├── LockedError       another run holds the output folder
├── PluginError       a scorer, reader or notebook of somebody else does not do what it promises
├── ServiceError      a scorer's service does not answer
└── ReportError       a notebook failed while a report was built
    └── ParameterError    a notebook parameter is unknown or has the wrong type

MedialensWarning      rows dropped, groups too small: counted and told once

Plain misuse of an argument stays a ``ValueError`` or ``TypeError``. Each class carries the
`exit_status` with which the command line ends.
"""

import difflib
from collections.abc import Collection


class MedialensError(Exception):
    """Base class of all errors that medialens raises on its own account."""

    exit_status = 1


class SchemaError(MedialensError):
    """Raised when a table lacks a column its stage needs."""


class ReadError(MedialensError):
    """Raised when a source file or folder could not be understood; names the file."""

    exit_status = 3


class SettingsError(MedialensError):
    """Raised when a settings file is wrong; names the file and the key."""

    exit_status = 2


class UnknownNameError(MedialensError, ValueError):
    """Raised when a registry or a collection has no entry of the name asked for."""

    exit_status = 2


class EmptyError(MedialensError):
    """Raised when nothing is left to work on."""

    exit_status = 3


class LockedError(MedialensError):
    """Raised when another run holds the output folder."""

    exit_status = 75


class PluginError(MedialensError):
    """Raised when a scorer, reader or notebook of somebody else breaks its promise."""


class ServiceError(MedialensError):
    """Raised when the service behind a scorer does not answer; names its host."""


class ReportError(MedialensError):
    """Raised when a notebook failed while a report was built."""


class ParameterError(ReportError):
    """Raised when a notebook parameter is not declared or has the wrong type."""

    exit_status = 2


class MedialensWarning(UserWarning):
    """Something was left out or could not be measured; the message counts it."""


def unknown_name(what: str, name: object, known: Collection[str]) -> UnknownNameError:
    """Return the error for a `name` that is none of `known`, with the nearest suggestions."""
    close = [repr(option) for option in nearest(str(name), known)]
    listed = ", ".join(repr(option) for option in sorted(known)[:20])
    *first, last = close or [""]
    meant = f"{', '.join(first)} or {last}" if first else last
    hint = f"did you mean {meant}? " if meant else ""
    return UnknownNameError(f"{what} {name!r} is not known; {hint}choose one of {listed}")


def nearest(name: str, known: Collection[str], *, most: int = 3) -> list[str]:
    """Return the options most like `name`, the likest first; in any case, whole or in part.

    Examples
    --------
    >>> nearest("marrin", ["Edda Marrin", "Joel Hallam"]), nearest("zzz", ["Edda Marrin"])
    (['Edda Marrin'], [])
    """
    wanted = name.casefold()

    def likeness(option: str) -> float:
        parts = [option.casefold(), *option.casefold().split()]
        return max(difflib.SequenceMatcher(None, part, wanted).ratio() for part in parts)

    rated = sorted(((likeness(option), option) for option in known), reverse=True)
    best = rated[0][0] if rated else 0.0
    return [option for rate, option in rated[:most] if rate >= max(0.5, best - 0.1)]


def check_one_of(name: str, value: object, options: Collection[object]) -> None:
    """Raise ``ValueError`` unless `value` is one of `options`."""
    if value not in options:
        allowed = ", ".join(repr(option) for option in sorted(options, key=str))
        raise ValueError(f"{name}={value!r} is not known; choose one of {allowed}")
