"""Page metadata: what a web page states of itself, in JSON-LD, in its head, and in its markup."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from medialens.io.dates import parse_date

_LONGEST = 300  # characters of a field that is not the text
_HEAD = 10_000  # characters in which a browser says where a page was saved from
_HEADS = 9  # first-level headings that are looked at
_HEADLINE = 15  # characters of a heading that can be nothing but the headline
_DEPTH = 4  # levels of JSON-LD that are searched for the article
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)", re.I)
_SAVED_FROM = re.compile(
    r"saved from url=(?:\(\d{1,9}\))?(\S{1,2000})"
    r"|saved with SingleFile\s{1,9}url:\s{0,9}(\S{1,2000})"
)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date",
    "date_published", "article.published", "citation_publication_date", "date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
            "dcterms.creator", "citation_author")  # fmt: skip
_OUTLETS = (
    "og:site_name",
    "dc.publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
)
_SECTIONS = ("article:section", "parsely-section", "section", "og:article:section")
_LANGUAGES = ("content-language", "og:locale", "dc.language", "language")


@dataclass(frozen=True)
class Stated:
    """What a page states of its article; empty where it says nothing."""

    title: str
    lead: str
    date: str
    author: str
    outlet: str
    url: str
    language: str
    section: str


def stated_metadata(tree: Any, *, url: str = "", saved: str = "") -> Stated:  # noqa: ANN401
    """Return what a page states of its article.

    Parameters
    ----------
    tree : lxml element
        The page.
    url : str
        Its address, if it is known from elsewhere; else the page's own statement is taken.
    saved : str
        The address under which a browser saved it.

    Returns
    -------
    Stated
        JSON-LD comes first, then the page's ``meta`` elements, then its markup. The date is the
        first one that has one reading; the first of all if none has.
    """
    metas = _metas(tree)
    article = _json_article(tree)
    return Stated(
        title=_title(tree, metas, article),
        lead=_first(metas, ("og:description", "description", "twitter:description")),
        date=_date(tree, metas, article),
        author=_names(article.get("author") or article.get("creator"))
        or next((value for value in _listed(metas, _AUTHORS) if _is_name(value)), ""),
        outlet=_first(metas, _OUTLETS[:1])
        or _names(article.get("publisher"))
        or _first(metas, _OUTLETS[1:]),
        url=url or _url(tree, metas, article, saved),
        language=_short(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
        or _names(article.get("inLanguage"))
        or _first(metas, _LANGUAGES),
        section=_names(article.get("articleSection"), first=True) or _first(metas, _SECTIONS),
    )


def _metas(tree: Any) -> dict[str, list[str]]:  # noqa: ANN401
    """Return the contents of the page's ``meta`` elements by their names in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = _short(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _json_article(tree: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the JSON-LD object of the page's article, or an empty one."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found = next(_articles(data), None)
        if found:
            return found
    return {}


def _articles(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(_is_article(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(data.get(key), depth + 1)


def _is_article(kind: object) -> bool:
    return isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Report"))


def _title(tree: Any, metas: dict[str, list[str]], article: dict[str, Any]) -> str:  # noqa: ANN401
    """Return the headline that readers see, where the page states it too, else the stated one."""
    stated = [
        _short(article.get("headline")),
        *_listed(metas, ("og:title", "twitter:title")),
        _short(tree.findtext(".//title")),
    ]
    heads = [_short(" ".join(head.itertext())) for head in islice(tree.iter("h1"), _HEADS)]
    whole = "\n".join(_solid(title) for title in stated)
    visible = [head for head in heads if len(head) >= _HEADLINE and _solid(head) in whole]
    if visible:
        return max(visible, key=len)
    inner = tree.xpath("(//article | //main)//h1")
    if len(inner) == 1 and len(head := _short(" ".join(inner[0].itertext()))) >= _HEADLINE:
        return head
    return _without_site([title for title in stated if title], _first(metas, _OUTLETS[:1]))


def _without_site(titles: list[str], site: str) -> str:
    """Return the first title without the name of the site behind it."""
    if not titles:
        return ""
    for title in titles[1:]:
        rest = titles[0].removeprefix(title).lstrip()
        if len(title) >= _HEADLINE and rest != titles[0] and not rest[:1].isalnum():
            return title
    return re.sub(rf"\s+[|–—»·-]+\s+{re.escape(site)}$", "", titles[0]) if site else titles[0]


def _solid(text: str) -> str:
    return "".join(text.split()).casefold()


def _date(tree: Any, metas: dict[str, list[str]], article: dict[str, Any]) -> str:  # noqa: ANN401
    dates = [_short(article.get("datePublished")), *_listed(metas, _DATES)]
    for element in tree.iter("time", "span", "abbr", "div", "p"):
        value = element.get("datetime") or element.get("content") or element.get("title")
        if value and (
            "datepublished" in (element.get("itemprop") or "").lower()
            or element.get("pubdate") is not None
        ):
            dates.append(_short(value))
    dates += [_short(article.get("dateCreated")), _short(article.get("uploadDate"))]
    spelled = [_iso(date) for date in dates if date]
    return next((date for date in spelled if parse_date(date)[0]), spelled[0] if spelled else "")


def _iso(date: str) -> str:
    """Return a date with ISO 8601's extended spelling where it has the basic one."""
    if re.fullmatch(r"\d{8}T\d{4,6}([.,]\d+)?(Z|[+-]\d{2}:?\d{2})?", date):
        try:
            return datetime.fromisoformat(date).isoformat()
        except ValueError:
            return date
    return date


def _url(tree: Any, metas: dict[str, list[str]], article: dict[str, Any], saved: str) -> str:  # noqa: ANN401
    """Return the page's address: the canonical one, unless that is the site's front page."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if (link.get("rel") or "").strip().lower() == "canonical"
    ]
    stated = [*links, *metas.get("og:url", []), saved, article.get("url")]
    whole = [_whole(saved, value) for value in stated if isinstance(value, str) and value.strip()]
    addresses = [value for value in whole if _is_address(value)]
    deep = [value for value in addresses if len(urlsplit(value).path) > 1]
    return next(iter([*deep, *addresses]), "")


def _whole(base: str, address: str) -> str:
    """Return an address with its host, and without the web archive's in front."""
    try:
        return _ARCHIVED.sub("", urljoin(base, address.strip()))
    except ValueError:
        return ""


def saved_from(page: str) -> str:
    """Return the address that the browser wrote into the page when it was saved, if any.

    Examples
    --------
    >>> saved_from("<!-- saved from url=(0022)https://post.example/a -->")
    'https://post.example/a'
    """
    found = _SAVED_FROM.search(page[:_HEAD])
    address = found and (found[1] or found[2])
    return address if address and _is_address(address) else ""


def _is_address(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        found = urlsplit(value.strip())
        return found.scheme in {"http", "https"} and bool(found.hostname)
    except ValueError:
        return False


def _listed(metas: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in metas.get(name, [])]


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next(iter(_listed(metas, names)), "")


def _names(value: Any, *, first: bool = False) -> str:  # noqa: ANN401
    """Return the names in a JSON-LD value: a text, an object, or a list of either."""
    values = value if isinstance(value, list) else [value]
    found = [_short(item.get("name") if isinstance(item, dict) else item) for item in values]
    named = list(dict.fromkeys(name for name in found if name and _is_name(name)))
    return "; ".join(named[:1] if first else named)


def _is_name(value: str) -> bool:
    return bool(value) and not _is_address(value) and len(value) < _LONGEST


def _short(value: object) -> str:
    """Return a text of the page with its blanks and entities put straight."""
    if not isinstance(value, str):
        return ""
    return " ".join(html.unescape(value[: 4 * _LONGEST]).replace("\x00", "").split())
