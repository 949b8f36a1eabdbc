"""Reading and writing: one module a format, a registry, rejects, export.

A new format is one module that yields records, and one line below.
"""

from medialens.io.delimited import read_delimited
from medialens.io.feeds import is_feed, read_feed
from medialens.io.json_records import read_json, read_json_lines
from medialens.io.news import NEWS_READERS
from medialens.io.parquet import read_arrow, read_parquet
from medialens.io.plain_text import read_plain_text
from medialens.io.registry import Reader, register_reader
from medialens.io.spreadsheet import read_spreadsheet
from medialens.io.web_archive import SIGNATURES, is_web_archive, read_web_archive
from medialens.io.web_page import is_mhtml, read_mhtml, read_web_page

register_reader(Reader("csv", (".csv", ".tsv", ".tab"), read_delimited, is_table=True))
register_reader(Reader("json", (".json",), read_json))
register_reader(Reader("jsonl", (".jsonl", ".ndjson"), read_json_lines))
register_reader(Reader("parquet", (".parquet", ".pq"), read_parquet, (b"PAR1",), is_table=True))
register_reader(
    Reader(
        "arrow",
        (".arrow", ".feather", ".ipc"),
        read_arrow,
        (b"ARROW1", b"\xff\xff\xff\xff"),
        is_table=True,
    )
)
register_reader(Reader("excel", (".xlsx", ".xlsm"), read_spreadsheet, (b"PK\x03\x04",)))
register_reader(Reader("text", (".txt", ".text", ".md"), read_plain_text))
register_reader(Reader("html", (".html", ".htm", ".xhtml"), read_web_page, is_markup=True))
register_reader(
    Reader("mhtml", (".mht", ".mhtml"), read_mhtml, recognises=is_mhtml, is_markup=True)
)
register_reader(
    Reader(
        "warc",
        (".warc", ".warc.gz", ".arc", ".arc.gz"),
        read_web_archive,
        (*SIGNATURES, b"\x1f\x8b"),
        recognises=is_web_archive,
    )
)
register_reader(
    Reader(
        "feed",
        (".rss", ".atom", ".rdf", ".feed", ".xml"),
        read_feed,
        recognises=is_feed,
        is_markup=True,
    )
)
for news_reader in NEWS_READERS:
    register_reader(news_reader)
