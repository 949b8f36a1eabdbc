"""Nexis Uni: documents as paragraphs, each closed by ``End of Document``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from medialens.io.news.nexis_document import (
    CUT,
    Block,
    Parts,
    finished,
    read_tail,
    split_tail,
)
from medialens.io.news.nexis_labels import HEAD, is_closing, label_of
from medialens.io.news.stated import is_date_line, missing, stated_date
from medialens.io.registry import Outcome, Record, Reject, Skip

DOCUMENT_LIMIT = 20_000_000  # characters
COVER = "the cover page of an export"
END = re.compile(
    r"end of document|ende des dokuments|fin du document|fin del documento|fine del documento"
    r"|einde van (?:het )?document|fim do documento",
    re.I,
)
BODY = re.compile(
    r"body|text|volltext|corps(?: du texte)?|texte|cuerpo|corpo|tekst|hauptteil", re.I
)
_CLASSES = re.compile(
    r"classification|klassifi[kz]i?erung|klassifikation|clasificación|classificazione"
    r"|classificatie|classificação",
    re.I,
)
_BELOW = re.compile(
    r"(?P<graphic>graphic|grafik|graphique|gráfico)|(?P<notes>notes|anmerkungen)|correction", re.I
)
_STATED = re.compile(r"\w{3,20}\s*\((\d{1,7})\)")
# Without a heading, only these labels are sure to be no part of the text.
_SURE = frozenset((
    "load-date", "language", "publication-type", "journal-code", "subject", "geographic",
    "organization", "ladedatum", "sprache", "langue", "idioma", "date-de-chargement",
    "fecha-de-carga",
))  # fmt: skip


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, whether it is styled as a heading, and whether a section ends with it."""

    text: str
    is_heading: bool = False
    ends_section: bool = False


def uni_documents(paragraphs: Iterable[Paragraph], name: str) -> Iterator[Outcome]:
    """Yield the documents of a Nexis Uni export.

    Parameters
    ----------
    paragraphs : iterable of Paragraph
        In their order.
    name : str
        The file.

    Yields
    ------
    Record, Reject or Skip
        `source_row` counts documents. The cover page and its list of documents are skipped; if
        it states more documents than follow, one reject says how many are missing.
    """
    row, n_stated, is_closed = 0, 0, True
    for part in _parts(paragraphs):
        is_closed = bool(part) and bool(END.fullmatch(part[-1].text))
        cover, inside = _cover(part[:-1] if is_closed else part)
        if cover and not row:
            n_stated = _n_stated(cover)
            yield Skip(name, None, COVER, " ".join(p.text for p in cover[:3])[:100])
        if not is_closed and not inside:
            break  # nothing but blank paragraphs below the last document
        row += 1
        outcome = _document(inside, name, row)
        if isinstance(outcome, Record) and not is_closed:
            outcome = replace(outcome, notes=(*outcome.notes, CUT))
        yield outcome
    if n_stated > row:
        yield missing(name, n_stated, n_stated - row)


def is_uni(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether paragraphs hold an end of document, or outlet, date and body in a row."""
    if any(END.fullmatch(paragraph.text) for paragraph in paragraphs[-1:]):
        return True
    body = _body_at(paragraphs[:200])
    return body is not None and any(is_date_line(p.text) for p in paragraphs[1:body])


def _parts(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the filled paragraphs of each document, the one that ends it included."""
    part: list[Paragraph] = []
    for paragraph in paragraphs:
        text = paragraph.text.strip("\n\t\f \u00a0")
        if text or paragraph.ends_section:
            part.append(replace(paragraph, text=text))
        if END.fullmatch(text):
            yield part
            part = []
    if any(paragraph.text for paragraph in part):
        yield part


def _cover(part: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Return what stands above the title of the document, and the rest."""
    body = _body_at(part)
    dated = next((n for n in range((body or 0) - 1, 0, -1) if is_date_line(part[n].text)), None)
    filled = [n for n, paragraph in enumerate(part) if paragraph.text]
    if body is None or dated is None:
        return [], [part[n] for n in filled]
    above = [n for n in filled if n < dated][-2:]
    start = above[0] if above else dated
    breaks = [n for n in range(start) if part[n].ends_section]
    if breaks and any(breaks[-1] < n < start for n in filled) and start - breaks[-1] < 8:
        start = breaks[-1] + 1
    return [part[n] for n in filled if n < start], [part[n] for n in filled if n >= start]


def _body_at(part: Sequence[Paragraph]) -> int | None:
    return next((n for n, each in enumerate(part) if n and BODY.fullmatch(each.text.strip())), None)


def _n_stated(cover: Sequence[Paragraph]) -> int:
    found = (_STATED.fullmatch(paragraph.text) for paragraph in cover[:8])
    return next((int(each[1]) for each in found if each), 0)


def _document(part: Sequence[Paragraph], name: str, row: int) -> Record | Reject:
    n_characters = sum(len(paragraph.text) for paragraph in part)
    if n_characters > DOCUMENT_LIMIT:
        reason = f"the document has {n_characters:,} characters, over {DOCUMENT_LIMIT:,}"
        return Reject(name, row, "text", reason)
    parts, body = Parts(), _body_at(part)
    _read_front(part[: len(part) if body is None else body], parts)
    if body is not None:
        _read_body([Block(paragraph.text) for paragraph in part[body + 1 :]], parts)
    return finished(parts, name, row)


def _read_front(front: Sequence[Paragraph], parts: Parts) -> None:
    dated = next((n for n in range(len(front) - 1, 0, -1) if is_date_line(front[n].text)), 0)
    if dated:
        parts.add("title", " ".join(p.text for p in front[: max(dated - 1, 1)]))
        parts.add("outlet", front[dated - 1].text if dated > 1 else "")
        parts.add("date", stated_date(front[dated].text) or front[dated].text)
    elif front:
        parts.add("title", front[0].text)
    for paragraph in front[dated + 1 :]:
        label, value = label_of(paragraph.text, is_upper=False)
        if is_closing(paragraph.text):
            parts.add("copyright", paragraph.text)
        elif label in HEAD:
            parts.add(HEAD[label], value)
        else:
            parts.add("edition", paragraph.text)


def _read_body(blocks: Sequence[Block], parts: Parts) -> None:
    marks = [n for n, block in enumerate(blocks) if _CLASSES.fullmatch(block.text)]
    if marks:
        body, tail = blocks[: marks[-1]], blocks[marks[-1] + 1 :]
    else:
        body, tail = split_tail(blocks, is_upper=False, labels=_SURE)
    read_tail(tail, parts, is_upper=False)
    below = [n for n in range(max(len(body) - 6, 1), len(body)) if _BELOW.fullmatch(body[n].text)]
    end = below[0] if below else len(body)
    for block in body[end:]:
        if not _BELOW.fullmatch(block.text):
            parts.add("graphic", block.text)
    parts.text = "\n\n".join(block.text for block in body[:end])
