"""The labels of Nexis documents, in the languages of its interface."""

import re

# Column of a record: labels as printed, in lower case with hyphens.
_HEAD = {
    "title": "headline",
    "author": "byline autor auteur autore",
    "section": "section rubrik ressort rubrique sección seccion sectie rubriek sezione secção",
    "length": "length länge laenge longueur longitud lengte lunghezza comprimento",
    "dateline": "dateline ortsmarke",
    "highlight": "highlight subtitle untertitel",
    "series": "series serie série",
    "column": "column kolumne",
    "body": "body",
}
_TAIL = {
    "load_date": "load-date update ladedatum date-chargement date-de-chargement fecha-carga "
    "fecha-de-carga laad-datum data-caricamento",
    "language": "language sprache langue idioma taal lingua língua",
    "publication_type": "publication-type publikationstyp publikationsart type-publication "
    "type-de-publication tipo-de-publicación publicatie-type tipo-pubblicazione",
    "url": "url",
    "graphic": "graphic grafik graphique gráfico grafiek",
    "copyright": "copyright",
    "journal_code": "journal-code",
    "document_type": "document-type type",
    "correction": "correction",
    "correction_date": "correction-date",
    "subject": "subject thema sujet tema onderwerp",
    "organization": "organization organisation",
    "company": "company",
    "person": "person",
    "geographic": "geographic",
    "industry": "industry",
    "city": "city",
    "state": "state",
    "country": "country",
    "ticker": "ticker",
    "issn": "issn",
    "acc_no": "acc-no",
    "name": "name",
    "notes": "notes note",
    "doc_type": "doc-type",
    "pub_type": "pub-type",
    "disclaimer": "disclaimer",
}
HEAD = {label: column for column, labels in _HEAD.items() for label in labels.split()}
TAIL = {label: column for column, labels in _TAIL.items() for label in labels.split()}
_LABEL = re.compile(r"\s*([^\W\d_][^:\n]{1,30}?)\s*:(?!//)[ \t]*")
_CLOSING = re.compile(
    r"\s*(?:copyright\b|©|\(c\)\s|all rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés|todos los derechos|tutti i diritti|alle rechten)",
    re.I,
)
_WORDS = r"DO[CK]UMENT\w{0,5}"
_HEADING = re.compile(
    rf"[\s\ufeff]*(?:(?P<before>{_WORDS})\s+)?(?P<number>\d{{1,7}})\s+"
    rf"(?:of|von|de|di|van|sur|av|af|z)\s+(?P<total>\d{{1,7}})(?:\s+(?P<after>{_WORDS}))?\s*",
    re.I,
)


def label_of(line: str, *, is_upper: bool) -> tuple[str, str]:
    """Return the label a line begins with, in lower case with hyphens, and the rest.

    Parameters
    ----------
    line : str
        The line, or several.
    is_upper : bool
        Whether labels are printed in capitals, as the older exports do.

    Returns
    -------
    str
        The label, empty if there is none; it need not be a known one.
    str
        What follows it.
    """
    found = _LABEL.match(line)
    if not found or (is_upper and not found[1].isupper()):
        return "", line
    return re.sub(r"[\s-]+", "-", found[1].casefold()), line[found.end() :]


def is_closing(text: str) -> bool:
    """Return whether a paragraph is the copyright notice."""
    return bool(_CLOSING.match(text)) and len(text) < 1_000


def heading_of(line: str) -> tuple[int, int] | None:
    """Return number and total of a line like ``2 of 10 DOCUMENTS``, or nothing.

    Examples
    --------
    >>> heading_of("        2 of 10 DOCUMENTS"), heading_of("Dokument 1 von 5")
    ((2, 10), (1, 5))
    >>> heading_of("2 of 10") is None
    True
    """
    if len(line) > 300:
        return None
    found = _HEADING.fullmatch(line)
    if not found or not (found["before"] or found["after"]):
        return None
    return int(found["number"]), int(found["total"])
