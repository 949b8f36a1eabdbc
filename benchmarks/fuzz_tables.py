"""Small workbooks, Parquet and Arrow files and packed files, all invented, to damage."""

import bz2
import datetime as dt
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping

_DAYS = (1, 2, 3)
_COLUMNS = ("outlet", "date", "title", "text")


def _row(n: int) -> list[str]:
    text = f"The bridge stayed closed on day {n}. “We wait,” the mayor said – again."
    return ["The Valley Post", f"2025-03-0{n}", f"Bridge closed, day {n}", text]


_ROWS = [_row(n) for n in _DAYS]


def _book(*, is_plain: bool) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("march", "april"):
        sheet = book.create_sheet(name)
        sheet.append([*_COLUMNS, "day", "seen"])
        for n, row in enumerate(_ROWS, start=1):
            sheet.append([*row, n, dt.datetime(2025, 3, n)])
    written = io.BytesIO()
    book.save(written)
    if not is_plain:
        return written.getvalue()
    with zipfile.ZipFile(written) as parts:  # damages reach the XML where nothing is packed
        return _zip({part: parts.read(part) for part in parts.namelist()}, zipfile.ZIP_STORED)


def _tables() -> dict[str, list[tuple[str, bytes]]]:
    import pyarrow as pa
    import pyarrow.feather as feather
    import pyarrow.parquet as pq

    table = pa.table(
        {name: [row[place] for row in _ROWS] for place, name in enumerate(_COLUMNS)}
        | {
            "n": [1, None, 3],
            "seen": [dt.datetime(2025, 3, n) for n in _DAYS],
            "topics": [["bridges"], [], None],
            "desk": pa.array(["news", "news", None]).dictionary_encode(),
            "share": [0.5, float("nan"), None],
        }
    )
    plain, packed, whole, stream = (io.BytesIO() for _ in range(4))
    pq.write_table(table, plain, compression="none")
    pq.write_table(table, packed, compression="zstd", row_group_size=2)
    feather.write_feather(table, whole, compression="uncompressed")
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return {
        "parquet": [("plain.parquet", plain.getvalue()), ("packed.parquet", packed.getvalue())],
        "arrow": [("whole.feather", whole.getvalue()), ("stream.arrow", stream.getvalue())],
    }


def _zip(members: Mapping[str, bytes], method: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()


def _tar(members: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


_TEXTS = {f"post/{day}.txt": f"{title}\n\n{text}".encode() for _, day, title, text in _ROWS}
_CSV = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [list(_COLUMNS), *_ROWS]).encode()
_MIXED = {**_TEXTS, "table.csv": _CSV, "inner.zip": _zip(_TEXTS, zipfile.ZIP_DEFLATED)}

TABLE_SAMPLES: dict[str, list[tuple[str, bytes]]] = {
    **_tables(),
    "excel": [("plain.xlsx", _book(is_plain=True)), ("packed.xlsx", _book(is_plain=False))],
    "packed": [
        ("stored.zip", _zip(_MIXED, zipfile.ZIP_STORED)),
        ("deflated.zip", _zip(_MIXED, zipfile.ZIP_DEFLATED)),
        ("lzma.zip", _zip(_TEXTS, zipfile.ZIP_LZMA)),
        ("plain.tar", _tar(_MIXED)),
        ("older.tar", _tar({f"{'deep/' * 30}a.txt": _CSV, **_TEXTS}, tarfile.GNU_FORMAT)),
        ("packed.tar.gz", gzip.compress(_tar(_TEXTS), mtime=0)),
        ("table.csv.gz", gzip.compress(_CSV, mtime=0)),
        ("table.csv.bz2", bz2.compress(_CSV)),
        ("table.csv.xz", lzma.compress(_CSV)),
    ],
}  # fmt: skip
