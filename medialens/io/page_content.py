"""Page content: the article of a web page, without what is hidden and what is not the article's.

Runs in the worker of `medialens.io.page_process`, which ends it where a page takes too long.
"""

import re
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from medialens.io.boilerplate import without_boilerplate
from medialens.io.dates import parse_date
from medialens.io.mhtml import first_page
from medialens.io.page_encoding import NoPageError, decode_page
from medialens.io.page_metadata import saved_from, stated_metadata
from medialens.io.page_pruning import prune

SHORTEST = 50  # characters beyond the title that make an article
LATEST = "2100-12-31"  # no date depends on the day on which a page is read
_XML = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_LEAD = re.compile(
    r"(?:.*[_-])?(?:lead|lede|standfirst|chapo|chapeau|ingress|entradilla|vorspann|sapo)", re.I
)
_BRIEF = 250  # characters: below, trafilatura takes the whole page if it finds nothing longer
_ONE_PARAGRAPH = 2_000  # characters of a page that was taken as one paragraph
_LONGEST_LEAD = 1_500  # characters
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "»", "。", "！", "？")
_PIECES = 200  # pieces of text in a lead
_LINKED = ("p", "li", "h2", "h3", "h4", "h5")


@dataclass(frozen=True)
class Hints:
    """What is known of a page beside its bytes; empty where nothing is."""

    encoding: str = ""  # the user states it
    declared: str = ""  # the server declares it
    url: str = ""
    is_mhtml: bool = False


@dataclass(frozen=True)
class Page:
    """The article of a page: its fields by name, and notes on what was left out."""

    fields: dict[str, str]
    notes: tuple[str, ...]


def read_page(content: bytes, hints: Hints) -> Page:
    """Return the article of a web page.

    Parameters
    ----------
    content : bytes
        The page, or an MHTML file around it.
    hints : Hints
        What is known of it beside its bytes.

    Returns
    -------
    Page
        The fields ``text`` (paragraphs, a line each), ``title``, ``date``, ``author``,
        ``outlet``, ``url``, ``language`` and ``section``.

    Raises
    ------
    NoPageError
        If the encoding cannot be told, or no article is on the page.
    """
    if hints.is_mhtml:
        content, hints = _unwrapped(content, hints)
    page, broken = decode_page(content, stated=hints.encoding or None, declared=hints.declared)
    tree = _tree(page)
    stated = stated_metadata(tree, url=hints.url, saved=saved_from(page))
    prune(tree)
    found = _extracted(tree)
    title = stated.title or found.title or ""
    text = _lines(found)
    lead = _lead(tree, text, stated.lead)
    text, notes = without_boilerplate(f"{lead}\n{text}" if lead else text, _link_lines(tree))
    text = _without_title(text, title)
    beyond = text.replace(title, "").strip() if title else text
    if len(beyond) < SHORTEST and not _is_dense(beyond):
        raise NoPageError("no article text was found on the page", "text")
    fields = asdict(stated) | {"text": text, "title": title}
    del fields["lead"]
    notes = (*broken, *notes)
    if found.date and not parse_date(stated.date)[0]:
        fields["date"] = found.date
        notes = (*notes, "date found outside the page's metadata")
    fields["author"] = stated.author or _full_name(found.author or "")
    fields["url"] = stated.url or found.url or ""
    fields["section"] = stated.section or next(iter(found.categories or ()), "")
    if not fields["outlet"] and not fields["url"] and found.sitename != found.title:
        fields["outlet"] = found.sitename or ""
    return Page(fields, notes)


def _full_name(author: str) -> str:
    """Return an author found in the text of the page, unless it is one word, which may be any."""
    return author if " " in author and not re.search(r"\d", author) else ""


def _unwrapped(content: bytes, hints: Hints) -> tuple[bytes, Hints]:
    inner = first_page(content)
    return inner.content, Hints(hints.encoding, inner.charset, inner.url or hints.url)


def _tree(page: str) -> Any:  # noqa: ANN401
    from trafilatura import load_html

    tree = load_html(page[found.end() :] if (found := _XML.match(page)) else page)
    if tree is None:
        raise NoPageError("is not HTML", "")
    return tree


def _extracted(tree: Any) -> Any:  # noqa: ANN401
    found = _tried(tree)
    if found is None:
        raise NoPageError("no article text was found on the page", "text")
    if len(found.text) > (_BRIEF if "\n" in found.text else _ONE_PARAGRAPH):
        return found
    # a brief, for which the whole page was taken, menus and all
    again = _tried(tree, shortest=SHORTEST)
    return again if again is not None and len(again.text.strip()) >= SHORTEST else found


def _tried(tree: Any, shortest: int | None = None) -> Any:  # noqa: ANN401
    """Return what trafilatura finds, with its own or another length at which it is content."""
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    if shortest is not None:
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(shortest))
    dates = {"extensive_search": False, "original_date": True, "max_date": LATEST}
    return bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dates,
        config=config,
    )


def _lines(found: Any) -> str:  # noqa: ANN401
    """Return the paragraphs that were found, without the marks of lists and one-celled tables."""
    items = {" ".join("".join(item.itertext()).split()) for item in found.body.iter("item")}
    lines = []
    for line in (line.strip() for line in (found.text or "").split("\n")):
        if line.startswith("- ") and " ".join(line[2:].split()) in items:
            line = line[2:]
        elif line.startswith("| ") and line.endswith(" |") and " | " not in line[2:-2]:
            line = line[2:-2]
        lines.append(line.strip())
    return "\n".join(line for line in lines if line)


def _lead(tree: Any, text: str, described: str) -> str:  # noqa: ANN401
    """Return the paragraph above the text that sums it up, if it was not found with it.

    It is known by its class, or because the page describes itself in the same words.
    """
    start, solid = _solid(described), _solid(text)
    for element in tree.iter("p", "div", "h2", "h3", "span", "section"):
        names = (element.get("class") or "")[:1_000].split()
        is_named = any(_LEAD.fullmatch(name) for name in names)
        if not is_named and not start:
            continue
        said = " ".join("".join(islice(element.itertext(), _PIECES)).split())
        is_lead = (is_named and said.endswith(_SENTENCE_ENDS)) or _solid(said) == start
        if is_lead and SHORTEST < len(said) < _LONGEST_LEAD:
            return "" if _solid(said) in solid else said
    return ""


def _link_lines(tree: Any) -> set[str]:  # noqa: ANN401
    """Return the texts of links in paragraphs that hold nothing but links."""
    found: set[str] = set()
    for element in tree.iter(*_LINKED):
        links = ["".join(link.itertext()) for link in element.iter("a")]
        if links and _solid("".join(element.itertext())) == _solid("".join(links)):
            found.update(" ".join(link.split()) for link in links)
    for link in tree.iter("a"):
        if _is_line(link):
            found.add(" ".join("".join(link.itertext()).split()))
    return found


def _is_line(link: Any) -> bool:  # noqa: ANN401
    """Return whether a link stands alone between two line breaks."""
    before, after = link.getprevious(), link.getnext()
    if before is None or before.tag != "br" or (before.tail or "").strip():
        return False
    return not (link.tail or "").strip() and (after is None or after.tag == "br")


def _solid(text: str) -> str:
    return "".join(text.split()).casefold()


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if title and _solid(first) == _solid(title) else text


def _is_dense(text: str) -> bool:
    """Return whether a text is in a script that says much in few characters."""
    return sum("\u3040" <= letter <= "\ud7a3" for letter in text) >= SHORTEST // 2
