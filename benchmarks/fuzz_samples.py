"""Small valid files of every format, all invented, for the fuzzer to damage."""

import json

from benchmarks.fuzz_news import NEWS_SAMPLES
from benchmarks.fuzz_tables import TABLE_SAMPLES
from benchmarks.fuzz_web import WEB_SAMPLES

_ROWS = [
    {
        "id": f"a{n}",
        "outlet": "The Valley Post",
        "date": f"2025-03-0{n}",
        "title": f"Bridge closed, day {n}",
        "text": f"The bridge stayed closed on day {n}. “We wait,” the mayor said – again.",
    }
    for n in range(1, 4)
]
_CSV = "\n".join(
    [",".join(_ROWS[0])] + [",".join(f'"{value}"' for value in row.values()) for row in _ROWS]
)

# Format, and the files: name and bytes.
SAMPLES: dict[str, list[tuple[str, bytes]]] = {
    "csv": [("articles.csv", _CSV.encode()), ("articles.tsv", _CSV.replace(",", "\t").encode())],
    "json": [("articles.json", json.dumps(_ROWS, ensure_ascii=False).encode())],
    "jsonl": [
        (
            "articles.jsonl",
            "\n".join(json.dumps(row, ensure_ascii=False) for row in _ROWS).encode(),
        )
    ],
    "text": [("article.txt", f"{_ROWS[0]['title']}\n\n{_ROWS[0]['text']}".encode())],
}
SAMPLES.update(NEWS_SAMPLES)
SAMPLES.update(WEB_SAMPLES)
SAMPLES.update(TABLE_SAMPLES)
