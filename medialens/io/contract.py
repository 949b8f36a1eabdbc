"""The promise of a reader, tried on files: for whoever writes one."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from medialens.errors import ReadError
from medialens.io.registry import Outcome, Reader, Record, Reject, Skip
from medialens.io.source import Source, check_signature, check_text, read_head
from medialens.plugins import promises_kept

DAMAGES = ("cut in half", "cut to its first bytes", "with bytes overwritten")


def check_reader(reader: Reader, *samples: str | Path) -> list[str]:
    """Try whether a reader keeps what `Reader` promises, before a collection rests on it.

    Parameters
    ----------
    reader : Reader
        The reader; it need not be registered.
    *samples : str or Path
        Small files of the format, whole ones, with one article or more each.

    Returns
    -------
    list of str
        The promises that were tried and kept.

    Raises
    ------
    PluginError
        If one is broken; lists each with what was found.
    ValueError
        If no sample is given.
    """
    if not samples:
        raise ValueError("give one sample file or more to try the reader on")
    tried = _Tried(reader, [Path(sample) for sample in samples])
    return promises_kept(
        f"reader {reader.name!r}",
        {
            "it has a name, and suffixes in lower case with a dot": tried.names,
            "it knows its files by suffix, signature or first bytes": tried.known,
            "it yields records, rejects and skips, one at a time": tried.yields,
            "every sample has a record": tried.records,
            "fields are text under names; rows count up": tried.fields,
            "read twice, it yields alike": tried.again,
            "the file stays as it is": tried.untouched,
            "a damaged file is a ReadError or rejects, nothing else": tried.damaged,
        },
    )


class _Tried:
    """A reader and the files that it is tried on; each method yields faults."""

    def __init__(self, reader: Reader, samples: list[Path]) -> None:
        self.reader, self.samples = reader, samples

    def names(self) -> Iterator[str]:
        if not self.reader.name.strip():
            yield "its name is empty"
        for suffix in self.reader.suffixes:
            if not suffix.startswith(".") or suffix != suffix.lower():
                yield f"suffix {suffix!r}"

    def known(self) -> Iterator[str]:
        for sample in self.samples:
            head = read_head(sample, sample.name)
            by_head = self.reader.recognises is not None and self.reader.recognises(head)
            signed = bool(self.reader.signatures) and head.startswith(self.reader.signatures)
            if not (by_head or signed or sample.name.lower().endswith(self.reader.suffixes)):
                yield f"{sample.name} is not known by any of them"

    def yields(self) -> Iterator[str]:
        for sample in self.samples:
            outcomes = self.reader.read(Source(sample, sample.name))
            if iter(outcomes) is not outcomes:
                yield f"{type(outcomes).__name__} instead of an iterator: a large file fills memory"
            for outcome in outcomes:
                if not isinstance(outcome, Record | Reject | Skip):
                    yield f"{type(outcome).__name__} of {sample.name}"

    def records(self) -> Iterator[str]:
        for sample in self.samples:
            if not any(isinstance(outcome, Record) for outcome in self._read(sample)):
                yield f"none in {sample.name}"

    def fields(self) -> Iterator[str]:
        for sample in self.samples:
            last = 0
            for outcome in self._read(sample):
                if outcome.source_file != sample.name:
                    yield f"source_file is {outcome.source_file!r}, not the source's name"
                if outcome.source_row is not None and outcome.source_row < max(last, 1):
                    yield f"row {outcome.source_row} after row {last} in {sample.name}"
                last = outcome.source_row or last
                if isinstance(outcome, Record):
                    yield from _not_text(outcome)

    def again(self) -> Iterator[str]:
        for sample in self.samples:
            if self._read(sample) != self._read(sample):
                yield sample.name

    def untouched(self) -> Iterator[str]:
        for sample in self.samples:
            before = sample.read_bytes()
            self._read(sample)
            if sample.read_bytes() != before:
                yield f"it altered {sample.name}"

    def damaged(self) -> Iterator[str]:
        with tempfile.TemporaryDirectory() as folder:
            for sample in self.samples:
                for damage in DAMAGES:
                    path = Path(folder) / sample.name
                    path.write_bytes(_damaged(sample.read_bytes(), damage))
                    try:
                        self._read(path)
                    except ReadError:
                        continue
                    except Exception as error:  # whatever the code of others raises
                        yield f"{sample.name} {damage}: {type(error).__name__}: {error}"

    def _read(self, path: Path) -> list[Outcome]:
        """Read a file after the looks that every file gets before its reader."""
        head = read_head(path, path.name)
        if self.reader.signatures:
            check_signature(head, path.name, self.reader.signatures, self.reader.name)
        else:
            check_text(head, path.name, is_markup=self.reader.is_markup, encoding=None)
        return list(self.reader.read(Source(path, path.name)))


def _not_text(record: Record) -> Iterator[str]:
    for name, value in record.fields.items():
        if not isinstance(name, str) or not isinstance(value, str):
            yield f"field {name!r} is {type(value).__name__}, not text"


def _damaged(content: bytes, damage: str) -> bytes:
    if damage == "cut in half":
        return content[: len(content) // 2]
    if damage == "cut to its first bytes":
        return content[:12]
    middle = len(content) // 2
    return content[:middle] + b"\x80\xff\xfe?" * 4 + content[middle + 16 :]
