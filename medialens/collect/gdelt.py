"""GDELT: articles that its DOC 2.0 API lists; their pages are fetched from the outlets."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from medialens.collect.leads import Flaw, Get, Lead, clean_url, read_failed
from medialens.collect.settings import Defaults, SourceSettings

URL = "https://api.gdeltproject.org/api/v2/doc/doc"
MOST = 250  # articles of one answer: the API gives no more


def gdelt_leads(settings: SourceSettings, defaults: Defaults, get: Get) -> Iterator[Lead | Flaw]:
    """Yield the latest articles of a query, 250 at most."""
    query = urlencode(
        {
            "query": settings.query,
            "mode": "artlist",
            "format": "json",
            "timespan": f"{settings.days}d",
            "maxrecords": str(min(MOST, defaults.max_pages)),
            "sort": "datedesc",
        }
    )
    answer = get(f"{settings.url or URL}?{query}")
    try:
        found = json.loads(answer.content).get("articles", [])
    except (ValueError, AttributeError) as error:
        begins = answer.content[:100].decode("utf-8", "replace").strip()
        raise read_failed(settings, f"no list of articles, it says: {begins}") from error
    for article in found:
        said = article if isinstance(article, dict) else {}
        url = clean_url(str(said.get("url") or ""))
        if not url:
            yield Flaw(settings.name, "an article without an address")
            continue
        fields = {
            "title": str(said.get("title") or ""),
            "date": "",  # seendate is when GDELT saw it
            "outlet": settings.outlet or str(said.get("domain") or ""),
            "language": settings.language,
        }
        yield Lead(url, str(said.get("seendate") or ""), fields)
