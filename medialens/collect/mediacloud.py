"""Media Cloud: stories that its search finds; their pages are fetched from the outlets."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from medialens.collect.leads import Flaw, Get, Lead, clean_url, read_failed
from medialens.collect.settings import Defaults, SourceSettings
from medialens.errors import SettingsError

URL = "https://search.mediacloud.org/api/search/story-list"
KEY = "MEDIALENS_MEDIACLOUD_KEY"
PAGE = 1000  # stories of one answer


def mediacloud_leads(
    settings: SourceSettings, defaults: Defaults, get: Get
) -> Iterator[Lead | Flaw]:
    """Yield the stories of a query, the latest first.

    Raises
    ------
    SettingsError
        If the environment holds no key.
    """
    key = os.environ.get(KEY, "")
    if not key:
        raise SettingsError(f"Media Cloud needs a key: set {KEY} (search.mediacloud.org, profile)")
    today: date = datetime.now(UTC).date()
    asked = {
        "q": settings.query,
        "start": str(today - timedelta(days=settings.days)),
        "end": str(today),
        "platform": "onlinenews-mediacloud",
        "page_size": str(min(PAGE, defaults.max_pages)),
    }
    token, left = "", defaults.max_pages
    while left > 0:
        query = urlencode({**asked, **({"pagination_token": token} if token else {})})
        answer = get(f"{settings.url or URL}?{query}", headers={"Authorization": f"Token {key}"})
        try:
            found = json.loads(answer.content)
            stories, token = found["stories"], found.get("pagination_token") or ""
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise read_failed(settings, f"no list of stories: {error}") from error
        for story in stories[:left]:
            yield _lead(story, settings)
        left -= len(stories)
        if not token or not stories:
            return


def _lead(story: object, settings: SourceSettings) -> Lead | Flaw:
    said = story if isinstance(story, dict) else {}
    url = clean_url(str(said.get("url") or ""))
    if not url:
        return Flaw(settings.name, f"story {str(said.get('id', ''))[:50]!r} has no address")
    fields = {
        "title": str(said.get("title") or ""),
        "date": str(said.get("publish_date") or ""),
        "outlet": settings.outlet or str(said.get("media_name") or ""),
        "language": str(said.get("language") or settings.language),
    }
    return Lead(url, fields["date"], fields)
