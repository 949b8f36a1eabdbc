"""Mapping: which column of a file is which field of an article."""

import re
from collections.abc import Mapping, Sequence

# Names seen in the exports of archives, scrapers and data sets; the first one present wins.
KNOWN_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "article_text", "full_text", "fulltext", "maintext", "main_text", "body",
        "body_text", "article_body", "articlebody", "content", "content_original",
        "content_text", "article_content", "article", "story", "story_text", "raw_text",
    ),
    "title": ("title", "headline", "head_line", "article_title", "heading"),
    "outlet": (
        "outlet", "outlet_name", "news_outlet", "source_name", "source", "publication",
        "publication_name", "publisher", "newspaper", "media_name", "media", "medium",
        "journal", "sitename", "site_name", "site", "source_domain", "domain", "hostname",
    ),
    "published": (
        "published", "published_at", "publishedat", "date_published", "datepublished",
        "publication_date", "publish_date", "date_publish", "pub_date", "pubdate", "date",
        "datetime", "date_time", "timestamp",
    ),
    "language": ("language", "lang", "language_code", "meta_lang"),
    "url": ("url", "link", "article_url", "web_url", "permalink"),
    "author": (
        "author", "authors", "author_name", "byline", "by_line", "creator", "writer", "journalist",
    ),
    "section": ("section", "section_name", "category", "topic", "rubric", "desk", "news_desk"),
}  # fmt: skip

FIELDS: tuple[str, ...] = tuple(KNOWN_NAMES)


def map_columns(columns: Sequence[str], explicit: Mapping[str, str]) -> dict[str, str]:
    """Return which of `columns` is which field of an article.

    Parameters
    ----------
    columns : sequence of str
        The columns of a file, or the keys of a record.
    explicit : mapping of field to column
        What ``collection.toml`` states; it wins, and takes its column away from other fields.

    Returns
    -------
    dict of field to column
        Only the fields that have a column. Names are compared without regard to case, blanks,
        dots and hyphens; an exact name of `explicit` is matched exactly.

    Examples
    --------
    >>> map_columns(["ID", "Source", "Headline", "content"], {"section": "ID"})
    {'section': 'ID', 'text': 'content', 'title': 'Headline', 'outlet': 'Source'}
    """
    found = {field: column for field, column in explicit.items() if column in columns}
    taken = set(found.values())
    plain = {plain_name(column): column for column in reversed(columns) if column not in taken}
    for field, names in KNOWN_NAMES.items():
        if field in explicit:
            continue
        column = next((plain[name] for name in names if name in plain), None)
        if column is not None:
            found[field] = column
    return found


def extra_names(
    columns: Sequence[str], mapped: Mapping[str, str], reserved: Sequence[str]
) -> dict[str, str]:
    """Return under which name each column that is no field is kept.

    Parameters
    ----------
    columns : sequence of str
        The columns of a file, or the keys of a record.
    mapped : mapping of field to column
        What `map_columns` found.
    reserved : sequence of str
        The columns of the articles table; a column of the same name gets the suffix ``_source``.

    Returns
    -------
    dict of column to name
        Without the columns that are a field.
    """
    used = set(reserved)
    names: dict[str, str] = {}
    for column in columns:
        if column in mapped.values():
            continue
        name = "id" if plain_name(column) == "id" else column
        while name in used:
            name += "_source"
        used.add(name)
        names[column] = name
    return names


def plain_name(column: str) -> str:
    """Return a column's name as it is compared: lower case, blanks, dots and hyphens alike."""
    return re.sub(r"[\s.\-]+", "_", column.strip().casefold())
