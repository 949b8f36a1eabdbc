"""Page pruning: out of a page goes what nobody sees on it, and what is not its article's."""

import re
from typing import Any

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{4,}", re.I
)
_SHRUNK = re.compile(r"font-size\s*:\s*0(?![\d.])", re.I)
_HIDDEN = re.compile(r"(?:sr-only|visually-?hidden|screen-reader-text|element-invisible)")
_COMMENTS = (
    r"(?:[a-z]{1,4}[_-])?(?:comments|comment[_-](?:list|section|area|thread|form|container|wrapper)"
    r"|comentarios|kommentare|commentaires|reacties|commenti)(?:[_-].*)?|disqus_thread"
)
_FURNITURE = re.compile(
    rf"(?:{_COMMENTS}|(?!tag-|category-)(?:"
    r"(?:.*[_-])?(?:cookies?|cookie-?(?:msg|banner|bar|consent|notice)|gdpr|ccpa)(?:[_-].*)?"
    r"|(?:onetrust|didomi|truste|usercentrics|qc-cmp|sp_message|wm-ipp).*"
    r"|(?:.*[_-])?(?:newsletter|subscribe|sign-?up)[_-](?:form|box|block|promo|widget|success|embed)"
    r"|(?:.*[_-])?(?:recirc|recirculation|outbrain|taboola|zergnet)(?:[_-].*)?"
    r"|related[_-](?:articles?|posts?|stories|news|links|content|topics)"
    r"|(?:social|share|sharing)[_-](?:share|links|buttons|bar|tools|icons)|addthis.*|sharedaddy))",
    re.I,
)
_NAMES = 1_000  # characters of an element's classes
_NEVER = {"template", "noscript", "dialog"}
_PAGE = {"html", "head", "body"}
_CORE = {"main", "article"}


def prune(tree: Any) -> None:  # noqa: ANN401
    """Take out of a page what no reader sees, and what is not its article's.

    Hidden text goes by its attributes; comments, cookie banners, sign-up forms, share buttons and
    lists of other articles by the names that sites give them, unless they hold the headline, the
    article's body or the main part of the page. Blanks are put straight on the way: a line
    break in the markup is none in the text.

    Parameters
    ----------
    tree : lxml element
        The page, which is altered.
    """
    from lxml.etree import iterwalk

    protected = _protected(tree)
    out = []
    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        if _is_hidden(element) or (element not in protected and _is_furniture(element)):
            out.append(element)
            walk.skip_subtree()
        elif isinstance(element.tag, str) and element.tag != "pre" and element.text:
            element.text = _BLANKS.sub(" ", element.text)
        if element.tail:
            element.tail = _BLANKS.sub(" ", element.tail)
    _take_out(out)


def _take_out(elements: list[Any]) -> None:
    """Remove elements, in their order, and join what stood between them in one go."""
    place: tuple[Any, Any] | None = None  # the parent, and the element before if there is one
    texts: list[str] = []
    for element in elements:
        parent, before = element.getparent(), element.getprevious()
        if place != (parent, before):
            _put(place, texts)
            place = (parent, before)
            texts = [(parent.text if before is None else before.tail) or ""]
        texts.append(element.tail or "")
        parent.remove(element)
    _put(place, texts)


def _put(place: tuple[Any, Any] | None, texts: list[str]) -> None:
    if place is None:
        return
    parent, before = place
    if before is None:
        parent.text = "".join(texts)
    else:
        before.tail = "".join(texts)


def _protected(tree: Any) -> set[Any]:  # noqa: ANN401
    """Return the elements around the headline and the article's body, which stay."""
    found: set[Any] = set()
    for core in tree.xpath("//h1 | //*[@itemprop='articleBody'] | //main"):
        element = core
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found


def _is_hidden(element: Any) -> bool:  # noqa: ANN401
    tag = element.tag
    if not isinstance(tag, str) or tag in _PAGE:
        return False
    if tag in _NEVER or element.get("hidden") is not None:
        return True
    style = element.get("style") or ""
    if _STYLE.search(style) or (len(element) == 0 and _SHRUNK.search(style)):
        return True
    return any(_HIDDEN.fullmatch(name) for name in (element.get("class") or "")[:_NAMES].split())


def _is_furniture(element: Any) -> bool:  # noqa: ANN401
    tag = element.tag
    if not isinstance(tag, str) or tag in _PAGE | _CORE:
        return False
    if (element.get("aria-hidden") or "").lower() == "true":
        return True
    names = f"{element.get('id') or ''} {element.get('class') or ''}"[:_NAMES]
    return any(_FURNITURE.fullmatch(name) for name in names.split())
