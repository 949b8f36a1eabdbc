"""Actor: a person or body whose coverage is compared, with the forms that name it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from medialens.errors import check_one_of

ActorKind = Literal["person", "organisation", "country", "place", "group", "outlet", "unknown"]
FormKind = Literal["name", "title", "metonym"]

ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)


@dataclass(frozen=True)
class Form:
    """A form of words that stands for an actor, from `valid_from` to `valid_to` inclusive."""

    text: str
    kind: FormKind = "name"
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date | None) -> bool:
        """Return whether the form means this actor on `day`; an unknown day counts as valid."""
        if day is None:
            return True
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Actor:
    """A person, organisation, country, place, group or outlet.

    Parameters
    ----------
    actor_id : str
        Stable id; the catalogue's own, or made from the name for discovered actors.
    name : str
        The name to show.
    kind : str
        One of `ACTOR_KINDS`.
    forms : tuple of Form
        Everything that stands for the actor: names, titles (with validity dates), metonyms.
    part_of : str, optional
        Id of the body the actor belongs to. Never rolled up silently.
    origin : {"catalogue", "discovered"}
        Whether a person wrote the entry.
    note : str
        What was merged into a discovered actor, and why.
    apart : tuple of str
        Names and forms that are not this actor's: what was wrongly merged, or somebody else of
        the surname ("Bill Venn" for Ada Venn). Key ``not`` of the catalogue.
    """

    actor_id: str
    name: str
    kind: ActorKind = "unknown"
    forms: tuple[Form, ...] = ()
    part_of: str | None = None
    origin: Literal["catalogue", "discovered"] = "catalogue"
    note: str = ""
    apart: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_one_of("kind", self.kind, ACTOR_KINDS)


def slug(name: str) -> str:
    """Return `name` as an id of ``[a-z0-9-]``; letters outside ASCII keep their code point.

    Examples
    --------
    >>> slug("São Tomé & Príncipe")
    'sao-tome-principe'
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    spelled = "".join(c if c.isascii() or not c.isalnum() else f"u{ord(c):x}" for c in plain)
    return re.sub(r"[^a-z0-9]+", "-", spelled).strip("-") or "unnamed"
