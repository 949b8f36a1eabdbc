"""Reading and writing: one module a format, a registry, rejects, export.

A new format is one module that yields records, and one line below.
"""

from medialens.io.delimited import read_delimited
from medialens.io.json_records import read_json, read_json_lines
from medialens.io.parquet import read_parquet
from medialens.io.plain_text import read_plain_text
from medialens.io.registry import Reader, register_reader
from medialens.io.web_page import read_web_page

register_reader(Reader("csv", (".csv", ".tsv", ".tab"), read_delimited, is_table=True))
register_reader(Reader("json", (".json",), read_json))
register_reader(Reader("jsonl", (".jsonl", ".ndjson"), read_json_lines))
register_reader(Reader("parquet", (".parquet", ".pq"), read_parquet, b"PAR1", is_table=True))
register_reader(Reader("text", (".txt", ".text", ".md"), read_plain_text))
register_reader(Reader("html", (".html", ".htm", ".xhtml"), read_web_page, is_markup=True))
