"""Records of articles in files that every side can read, with the standard library alone."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

ARTICLES = "articles"
NEWS = "news"  # the smaller file, of texts that name people and let them speak
FIELDS = ("id", "outlet", "date", "title", "text")

Record = dict[str, str]


def write_texts(records: Sequence[Record], news: Sequence[Record], folder: Path) -> None:
    """Write `articles.jsonl`, the same as `articles.csv`, and `news.jsonl`."""
    for name, some in ((ARTICLES, records), (NEWS, news)):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in some)
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, FIELDS)
        writer.writeheader()
        writer.writerows(records)


def read_texts(folder: Path, name: str = ARTICLES) -> list[Record]:
    """Return records of a folder that `write_texts` filled."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
