"""Leads: what the sources list - an address, and what they say of the article there."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from medialens.collect.fetching import Answer
from medialens.collect.settings import Defaults, SourceSettings
from medialens.errors import ReadError
from medialens.io.feeds import read_feed
from medialens.io.registry import Record
from medialens.io.source import Source

Get = Callable[..., Answer]


@dataclass(frozen=True)
class Lead:
    """An article that a source lists.

    Parameters
    ----------
    url : str
        Where it is.
    stamp : str
        What changes when the source says that the article changed, or empty.
    fields : dict
        What the source says: title, date, outlet, language, ...; with text where the source
        carries the article.
    """

    url: str
    stamp: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Flaw:
    """Something in a source that is no lead: where, and why."""

    place: str
    reason: str


def find_leads(settings: SourceSettings, defaults: Defaults, get: Get) -> Iterator[Lead | Flaw]:
    """Yield what a source lists.

    Parameters
    ----------
    settings : SourceSettings
        The source.
    defaults : Defaults
        Limits.
    get : callable
        Address and options to an `Answer`, or ``FetchError``.

    Raises
    ------
    FetchError
        If the source gives no answer.
    ReadError
        If the answer is no such source.
    """
    from medialens.collect import gdelt, mediacloud, sitemaps

    kinds = {
        "feed": _feed_leads,
        "sitemap": sitemaps.sitemap_leads,
        "mediacloud": mediacloud.mediacloud_leads,
        "gdelt": gdelt.gdelt_leads,
    }
    yield from kinds[settings.kind](settings, defaults, get)


def _feed_leads(settings: SourceSettings, defaults: Defaults, get: Get) -> Iterator[Lead | Flaw]:
    answer = get(settings.url)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed"
        path.write_bytes(answer.content)
        for entry in read_feed(Source(path, settings.url)):
            place = f"{settings.url}, entry {entry.source_row}"
            if not isinstance(entry, Record):
                if not settings.full_text or entry.field != "text":
                    yield Flaw(place, entry.reason)
                continue
            fields = dict(entry.fields)
            url = clean_url(urljoin(answer.url, fields["url"]))
            if not fields["url"] or not url:
                yield Flaw(place, "the entry has no address")
                continue
            kept = {} if settings.full_text else {"text": fields["text"]}
            kept |= {name: fields[name] for name in ("title", "date", "author", "section")}
            kept["language"] = fields["language"] or settings.language
            kept["outlet"] = settings.outlet or ("" if settings.full_text else fields["outlet"])
            yield Lead(url, fields["date"], kept)


def clean_url(url: str) -> str:
    """Return an address without its fragment, host in small letters; empty where it is none.

    Examples
    --------
    >>> clean_url("HTTP://Example.org/a#top"), clean_url("mailto:a@b.c")
    ('http://example.org/a', '')
    """
    try:
        parts = urlsplit(urldefrag(url.strip()).url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
    except ValueError:
        return ""
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def read_failed(settings: SourceSettings, why: str) -> ReadError:
    """Return the error of a source whose answer cannot be understood."""
    return ReadError(f"{settings.name}: {why}")
