"""Sitemaps: the pages that a site lists for search engines, news sitemaps and indexes included."""

import gzip
import io
from collections.abc import Iterator
from typing import Any

from medialens.collect.fetching import FetchError
from medialens.collect.leads import Flaw, Get, Lead, clean_url, read_failed
from medialens.collect.settings import Defaults, SourceSettings

MOST_BYTES = 50_000_000  # of one sitemap, as the protocol allows
MOST_MAPS = 50  # of one index, the latest first
MOST_URLS = 50_000


def sitemap_leads(settings: SourceSettings, defaults: Defaults, get: Get) -> Iterator[Lead | Flaw]:
    """Yield the pages of a sitemap, or of the sitemaps that an index lists, the latest first.

    References
    ----------
    sitemaps.org, Protocol 0.9; Google News sitemaps.
    """
    found = _parsed(settings, settings.url, get)
    if _name(found) == "urlset":
        yield from _pages(found, settings, defaults.max_pages)
        return
    maps = [(_said(one, "lastmod"), _said(one, "loc")) for one in found if _name(one) == "sitemap"]
    left = defaults.max_pages
    for _, url in sorted(maps, reverse=True)[:MOST_MAPS]:
        try:
            inner = _parsed(settings, url, get)
        except FetchError as error:
            yield Flaw(url, error.reason)
            continue
        for lead in _pages(inner, settings, left):
            left -= isinstance(lead, Lead)
            yield lead
        if left <= 0:
            return


def _pages(found: Any, settings: SourceSettings, most: int) -> Iterator[Lead | Flaw]:  # noqa: ANN401
    pages = [one for one in found if _name(one) == "url"][:MOST_URLS]
    dated = [(_said(one, "publication_date") or _said(one, "lastmod"), one) for one in pages]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    for date, page in dated[:most]:
        url = clean_url(_said(page, "loc"))
        if not url:
            yield Flaw(settings.url, f"{_said(page, 'loc')[:100]!r} is no address")
            continue
        fields = {
            "title": _said(page, "title"),
            "date": _said(page, "publication_date"),
            "outlet": settings.outlet or _said(page, "name"),
            "language": _said(page, "language") or settings.language,
        }
        yield Lead(url, date, fields)


def _parsed(settings: SourceSettings, url: str, get: Get) -> Any:  # noqa: ANN401
    from lxml import etree

    content = get(url, max_bytes=MOST_BYTES).content
    if content.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            try:
                content = packed.read(MOST_BYTES + 1)
            except (OSError, EOFError) as error:
                raise read_failed(settings, f"the gzip data are damaged: {error}") from error
        if len(content) > MOST_BYTES:
            raise read_failed(settings, f"the sitemap unpacks to over {MOST_BYTES:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        found = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise read_failed(settings, f"no sitemap: {error}") from error
    if _name(found) not in ("urlset", "sitemapindex"):
        raise read_failed(settings, f"no sitemap: its root is <{_name(found)}>")
    return found


def _name(element: Any) -> str:  # noqa: ANN401
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _said(element: Any, name: str) -> str:  # noqa: ANN401
    found = next((one for one in element.iter() if _name(one) == name), None)
    return (found.text or "").strip() if found is not None else ""
