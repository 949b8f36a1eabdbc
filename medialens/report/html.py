"""Text to HTML: escape at the source, then an allow-list over everything that is shown.

Article text is data everywhere. It enters a page through `escape` or `bdi`; whatever a notebook
displays passes `clean` as well, so that an output built without our helpers cannot run either.
"""

import hashlib
import html
import re
import unicodedata
from typing import Any

from medialens.text.plain import one_line as one_line
from medialens.text.plain import plain as plain
from medialens.text.plain import without_paths as without_paths

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
INSIDE_REPORT = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/){0,2}[a-z0-9][a-z0-9._-]*", re.IGNORECASE)
DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
PLACE = re.compile(r"left:[\d.]{1,6}%;top:[\d.]{1,6}%;width:[\d.]{1,6}%;height:[\d.]{1,6}%")
OWN_NAME = re.compile(r"(?:evidence|figure|table|finding)-[a-z0-9-]+")

TAG_NAMES = """
    a abbr article b bdi blockquote br caption cite code col colgroup dd del details div dl dt em
    figcaption figure footer h2 h3 h4 h5 h6 header hr i img kbd li mark ol p pre q s samp
    section small span strong sub summary sup table tbody td tfoot th thead time tr ul var
"""
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href", "download", "style", "tabindex", "aria-hidden"},
    "col": {"span"},
    "details": {"open"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "section": {"tabindex", "aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}


def escape(value: object) -> str:
    """Return `value` escaped for text and for a quoted attribute."""
    return html.escape(plain(value), quote=True)


def bdi(value: object) -> str:
    """Return `value` escaped and isolated, so that its direction changes nothing around it."""
    return f"<bdi>{escape(value)}</bdi>"


def web_address(value: object) -> str:
    """Return `value` if it is an http or https address without spaces, else the empty string."""
    text = value.strip() if isinstance(value, str) else ""
    return text if WEB_ADDRESS.fullmatch(text) and text.isprintable() else ""


def link(url: object, label: object) -> str:
    """Return `label` linked to `url`, or the label alone where the address is not a web address."""
    address = web_address(url)
    return f'<a href="{escape(address)}">{bdi(label)}</a>' if address else bdi(label)


def anchor(text: object) -> str:
    """Return a short name of `text` for an address within the page: ``[a-z0-9-]``.

    Where letters or their case are lost, six digits of a hash keep two texts apart.

    Examples
    --------
    >>> anchor("The Harbour Post"), anchor("THE HARBOUR POST"), anchor("Η Ώρα")
    ('the-harbour-post', 'the-harbour-post-2cfa01', 'x-4741e3')
    """
    source = str(text)
    folded = unicodedata.normalize("NFKD", source.casefold()).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:40].strip("-")
    if short.replace("-", " ").title() == source:
        return short
    digest = hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{short or 'x'}-{digest}"


def clean(fragment: str) -> str:
    """Return `fragment` reduced to the allowed elements, attributes and addresses.

    Nothing that is left can run or fetch: no script, style, form, frame or drawing element, links
    to the web, into the page and into the report's folder only, images only as ``data:``.
    """
    import nh3

    return nh3.clean(
        plain(fragment),
        tags=set(TAG_NAMES.split()),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_keep,
        clean_content_tags={"script", "style", "noscript", "template", "title", "textarea"},
        url_schemes={"http", "https", "data"},
        link_rel="noopener noreferrer",
    )


def _keep(tag: str, attribute: str, value: str) -> str | None:
    rule = _RULES.get((tag, attribute)) or _RULES.get(("*", attribute))
    return rule(value) if rule else value


def _keep_address(value: str) -> str | None:
    text = value.strip()
    if web_address(text) or INSIDE_REPORT.fullmatch(text):
        return text
    return text if text.startswith("#") and OWN_NAME.fullmatch(text[1:]) else None


def _keep_image(value: str) -> str | None:
    return value if DATA_IMAGE.fullmatch(value) else None


def _keep_name(value: str) -> str | None:
    return value if OWN_NAME.fullmatch(value) else None


def _keep_classes(value: str) -> str | None:
    kept = [name for name in value.split() if name.startswith("ml-") or name == "dataframe"]
    return " ".join(kept) or None


_RULES: dict[tuple[str, str], Any] = {
    ("a", "href"): _keep_address,
    ("a", "download"): lambda value: "",
    ("a", "style"): lambda value: value if PLACE.fullmatch(value) else None,
    ("a", "tabindex"): lambda value: "-1",
    ("a", "aria-hidden"): lambda value: "true",
    ("img", "src"): _keep_image,
    ("div", "role"): lambda value: value if value in ("region", "note") else None,
    ("div", "tabindex"): lambda value: "0",
    ("section", "tabindex"): lambda value: "0",
    ("*", "id"): _keep_name,
    ("*", "class"): _keep_classes,
}


def markdown(text: str) -> str:
    """Return a notebook's own prose as HTML, through the same allow-list.

    A heading of the first level becomes one of the second: the page has its own title.
    """
    import mistune

    render = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])
    page = str(render(plain(text)))
    return clean(re.sub(r"<(/?)h1\b", r"<\1h2", page))
