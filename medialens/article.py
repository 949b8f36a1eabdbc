"""Article: one record as a reader yields it, checked at the edge."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

UNKNOWN_OUTLET = "unknown outlet"


@dataclass(frozen=True)
class Article:
    """One article. `extra` keeps every other column of the source under its own name."""

    text: str
    title: str = ""
    outlet: str = UNKNOWN_OUTLET
    published: datetime | None = None
    published_note: str = ""
    language: str = ""
    url: str = ""
    author: str = ""
    section: str = ""
    source_file: str = ""
    source_row: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def article_id(self) -> str:
        """16 hex digits from outlet, url (or title) and normalised text.

        The same article gets the same id in every file, format and run; spacing, case and the
        form of Unicode composition do not change it.
        """
        parts = (self.outlet, self.url or self.title, self.text)
        payload = "\x1f".join(_normal(part) for part in parts)
        return hashlib.sha256(payload.encode("utf-8", "replace")).hexdigest()[:16]


def _normal(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
