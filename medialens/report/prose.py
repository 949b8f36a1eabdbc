"""Sentences with values in them: templates whose values are escaped, findings with their basis."""

import string
from collections.abc import Mapping, Sequence
from typing import Any

from medialens.report import numbers
from medialens.report.html import bdi, escape
from medialens.report.language import say


class Writing(string.Formatter):
    """Fills a template with values, numbers with two significant digits."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> object:
        """Return the value a template names, or say which there are."""
        if key not in kwargs:
            raise ValueError(f"the template names {{{key}}}; given are {sorted(kwargs)}")
        return kwargs[str(key)]

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value as it is written."""
        if format_spec:
            return format(value, format_spec).replace("-", "−")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return numbers.number(value, places=0 if isinstance(value, int) else None)


class Escaping(Writing):
    """The same, each value escaped and isolated."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value as it is written, safe in HTML."""
        return bdi(super().format_field(value, format_spec))


def finding_html(entry: Mapping[str, Any]) -> str:
    """Return a finding with what it rests on and, where it has one, the way to its sentences."""
    name = entry.get("evidence")
    way = f' <a href="#evidence-{escape(name)}">{escape(say("Its sentences"))}</a>' if name else ""
    return (
        f'<p class="ml-finding">{bdi(entry["text"])} '
        f'<span class="ml-basis">{escape(basis(entry))}.{way}</span></p>'
    )


def problem(error: Mapping[str, Any]) -> str:
    """Return what an error says; a message of one word gets the kind of error before it.

    Examples
    --------
    >>> problem({"type": "KeyError", "message": "'term'"}), problem({})
    ("KeyError: 'term'", '')
    """
    kind, message = (str(error.get(key) or "").strip() for key in ("type", "message"))
    if " " in message:
        return message
    return ": ".join(filter(None, (kind, message)))


def basis(entry: Mapping[str, Any]) -> str:
    """Return a finding's n and interval in words."""
    n, interval = entry.get("n"), entry.get("interval")
    return ", ".join(
        filter(None, (n, say("95 % interval {interval}", interval=interval) if interval else ""))
    )
