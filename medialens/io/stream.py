"""Stream: the articles of a file or a folder, a batch at a time.

What a batch needs does not grow with the collection; of the articles that went by, only their ids
and places are remembered.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from medialens.article import Article
from medialens.errors import ReadError, UnknownNameError
from medialens.io import sidecar
from medialens.io.batch import Batch
from medialens.io.file_names import fields_in_name, name_pattern
from medialens.io.files import Found, find_files
from medialens.io.languages import Languages
from medialens.io.notices import Observed
from medialens.io.packed import DEPTH_LIMIT, unpack
from medialens.io.packing import PACKINGS, packing_of
from medialens.io.place import existing, settings_for
from medialens.io.records import Plan, Planner, article_from, notes_on
from medialens.io.registry import (
    Outcome,
    Reader,
    Record,
    Reject,
    Skip,
    check_format,
    reader_for,
)
from medialens.io.seen import Place, Seen, spelled
from medialens.io.settings import CollectionSettings, check_encoding
from medialens.io.source import Source, shown_name
from medialens.io.tally import Tally


class CollectionStream:
    """Read a file or a folder of articles, batch by batch.

    Parameters
    ----------
    path : path
        A file, or a folder whose files are read in the order of their relative paths.
    format : str, optional
        Name of a reader for all files; by default each file's first bytes and suffix tell.
    encoding : str, optional
        Encoding of the text files; by default the one of ``collection.toml``, else UTF-8, or
        UTF-16 where a byte order mark says so.
    settings : CollectionSettings or path, optional
        By default the ``collection.toml`` inside the folder, or the one beside the file if its
        ``files`` name the file.

    Raises
    ------
    ReadError
        If the path does not exist; while reading, if a file given by itself cannot be understood.
        In a folder such a file is a reject.
    UnknownNameError
        If the format is not known.
    SettingsError
        If ``collection.toml`` is wrong; at the end, if it maps a column that no record has.
    EmptyError
        At the end, if there was no article.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        format: str | None = None,
        encoding: str | None = None,
        settings: CollectionSettings | Path | str | None = None,
    ) -> None:
        self.path = existing(Path(path))
        if format not in PACKINGS:
            check_format(format, shown_name(self.path.name))
        self.format = None if format in PACKINGS else format
        self.settings = settings_for(self.path, settings)
        self.encoding = check_encoding(encoding) if encoding else self.settings.encoding
        self.planner = Planner(self.settings)
        self.observed = Observed()
        self._pattern = name_pattern(pattern) if (pattern := self.settings.file_names) else None
        self._named = sidecar.Sidecar()
        self._languages = Languages()
        self._seen = Seen()
        self._tally = Tally()
        self._copies: dict[str, int] = {}

    def __iter__(self) -> Iterator[Batch]:
        batch, n_kept = Batch(), 0
        for outcome in self._outcomes():
            self._take(outcome, batch)
            if batch.is_full:
                n_kept += len(batch.articles)
                yield self._finished(batch)
                batch = Batch()
        self.planner.check()
        if not n_kept + len(batch.articles):
            raise self._tally.empty(shown_name(self.path.name or self.path.resolve().name))
        if batch.n_seen:
            yield self._finished(batch)

    @property
    def name(self) -> str:
        """The collection's name as its settings state it, or the file's or folder's own."""
        return self.settings.name or self.own_name

    @property
    def own_name(self) -> str:
        """The name of the file without its suffix, or of the folder."""
        path = self.path
        return shown_name(path.resolve().name if path.is_dir() else path.stem)

    def _outcomes(self) -> Iterator[Outcome]:
        if not self.path.is_dir():
            yield from self._file(Found(self.path, shown_name(self.path.name)), is_alone=True)
            return
        found, closed = find_files(self.path, self.settings.files)
        yield from closed
        for file in self._beside(found):
            yield from self._file(file, is_alone=False)
        yield from self._named.unused()

    def _beside(self, found: list[Found]) -> list[Found]:
        """Return the files without the table about them, which is read first."""
        stated = self.settings.sidecar
        names = [file.name for file in found if file.name.lower() in sidecar.NAMES]
        for name in [stated] if stated else names:
            table = Found(self.path / name, shown_name(name))
            read = sidecar.read_sidecar(table, self.encoding, is_stated=bool(stated))
            if read:
                self._named = read
                return [file for file in found if file.name != table.name]
        return found

    def _file(self, found: Found, *, is_alone: bool, depth: int = 0) -> Iterator[Outcome]:
        """Yield what a file holds; in a folder, one that cannot be understood is a reject."""
        try:
            packing = packing_of(found)
            if packing:
                yield from self._members(found, packing, depth)
                return
            reader = reader_for(found.path, self.format, name=found.name, encoding=self.encoding)
            yield from self._read(reader, Source(found.path, found.name, self.encoding))
        except (ReadError, UnknownNameError) as error:
            if is_alone:
                self.planner.check()
                raise
            reason = str(error).removeprefix(f"{found.name}: ").removeprefix(f"{found.name} ")
            yield Reject(found.name, None, "", reason)

    def _members(self, found: Found, packing: str, depth: int) -> Iterator[Outcome]:
        if depth == DEPTH_LIMIT:
            raise ReadError(f"{found.name} is packed within packed files; unpack it")
        with tempfile.TemporaryDirectory(prefix="medialens-") as folder:
            for member in unpack(found, packing, Path(folder)):
                if isinstance(member, Found):
                    yield from self._file(member, is_alone=False, depth=depth + 1)
                else:
                    yield member

    def _read(self, reader: Reader, source: Source) -> Iterator[Outcome]:
        try:
            for outcome in reader.read(source):
                if isinstance(outcome, Record) and reader.is_table:
                    self._check_table(outcome)
                yield outcome
        except UnicodeError as error:
            raise ReadError(
                f"{source.name} is not in the encoding {source.encoding or 'of its first bytes'}: "
                f"{error}; state the encoding with encoding= or in collection.toml"
            ) from error
        except OSError as error:
            raise ReadError(f"{source.name} cannot be read: {error.strerror}") from error

    def _check_table(self, record: Record) -> None:
        """Raise ``ReadError`` if no row of the record's table can be an article."""
        plan = self._plan(record)
        if plan.flaw:
            raise ReadError(f"{record.source_file}: {plan.flaw}")

    def _plan(self, record: Record) -> Plan:
        try:
            return self.planner.plan(record.fields)
        except ReadError as error:
            raise ReadError(f"{record.source_file}: {error}") from error

    def _take(self, outcome: Outcome, batch: Batch) -> None:
        """Put what a reader yielded into the batch: as article, reject or skip."""
        if isinstance(outcome, Record):
            outcome = self._kept(outcome, batch) or outcome
        if isinstance(outcome, Reject):
            batch.rejects.append(outcome)
            self._tally.take(outcome)
        elif isinstance(outcome, Skip):
            batch.skips.append(outcome)
            self._tally.take(outcome)

    def _kept(self, record: Record, batch: Batch) -> Reject | Skip | None:
        """Keep the record's article, or return why it is not kept."""
        if record.source_row is None:  # the file is the article
            record = self._named.joined(self._by_its_name(record))
        plan = self._plan(record)
        article = article_from(record, plan, self.settings)
        if isinstance(article, Reject):
            return article
        article_id = article.article_id
        place = (record.source_file, record.source_row)
        first = self._seen.first(article_id, place)
        if first:
            return self._repeat(article, article_id, place, first, batch)
        self.observed.take(article, notes_on(record, plan, article), place)
        batch.add(article_id, article)
        return None

    def _by_its_name(self, record: Record) -> Record:
        """Return the record with the fields that the file's name holds."""
        if self._pattern is None:
            return record
        found = fields_in_name(record.source_file, self._pattern)
        if found is None:
            return replace(record, notes=(*record.notes, "file name does not fit the pattern"))
        return replace(record, fields={**record.fields, **found})

    def _repeat(
        self, article: Article, article_id: str, place: Place, first: Place, batch: Batch
    ) -> Reject | Skip | None:
        """Do with an article that was read before what the collection's settings say."""
        self.observed.repeat(place, first)
        said = f"repeats {spelled(first)}"
        if self.settings.duplicates == "reject":
            return Reject(*place, "", f"{said}; the article is kept once")
        if self.settings.duplicates == "skip":
            return Skip(*place, "the same article a second time", said)
        again = self._copies[article_id] = self._copies.get(article_id, 1) + 1
        batch.add(f"{article_id}-{again}", article)
        return None

    def _finished(self, batch: Batch) -> Batch:
        """Return the batch with a language for each article."""
        filled = self._languages.fill(
            [article.language for article in batch.articles.values()],
            [article.text for article in batch.articles.values()],
        )
        for (article_id, article), language in zip(
            list(batch.articles.items()), filled, strict=True
        ):
            if article.language != language:
                batch.articles[article_id] = replace(article, language=language)
        return batch
