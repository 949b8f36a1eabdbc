"""Collections: a file or a folder of articles becomes a Corpus."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from medialens.actor import slug
from medialens.article import Article
from medialens.corpus import Corpus
from medialens.errors import EmptyError, MedialensError, ReadError, UnknownNameError
from medialens.io.files import Found, find_files, matches
from medialens.io.languages import fill_languages
from medialens.io.notices import notices_on
from medialens.io.records import Plan, Planner, article_from
from medialens.io.registry import (
    Reader,
    Record,
    Reject,
    check_format,
    reader_for,
    reader_names,
)
from medialens.io.settings import (
    SETTINGS_NAME,
    CollectionSettings,
    check_encoding,
    read_settings,
)
from medialens.io.source import Source, shown_name
from medialens.schemas import ARTICLES, REJECTS

_SLUG_LIMIT = 60


def load_collection(
    path: Path | str,
    *,
    format: str | None = None,
    encoding: str | None = None,
    settings: CollectionSettings | Path | str | None = None,
) -> Corpus:
    """Read a file or a folder of articles.

    Parameters
    ----------
    path : path
        A file, or a folder whose files are read in the order of their relative paths.
    format : str, optional
        Name of a reader for all files; by default each file's suffix tells.
    encoding : str, optional
        Encoding of the text files; by default the one of ``collection.toml``, else UTF-8, or
        UTF-16 where a byte order mark says so.
    settings : CollectionSettings or path, optional
        By default the ``collection.toml`` inside the folder, or the one beside the file if its
        ``files`` name the file.

    Returns
    -------
    Corpus
        Every record seen is an article of it, a reject with its reason, or counted in
        `n_skipped` (the same article a second time; the first is kept).

    Raises
    ------
    ReadError
        If the path does not exist, or a file given by itself cannot be understood. In a folder
        such a file is a reject.
    UnknownNameError
        If the format is not known.
    SettingsError
        If ``collection.toml`` is wrong, or maps a column that no record has.
    EmptyError
        If no article is left.
    """
    path = _place(Path(path))
    check_format(format, shown_name(path.name))
    settings = _settings(path, settings)
    encoding = check_encoding(encoding) if encoding else settings.encoding
    gathered = _Gathered(settings, Planner(settings))
    for found in _files(path, settings, gathered):
        gathered.read(found, format, encoding, is_alone=not path.is_dir())
    gathered.planner.check()
    if not gathered.articles:
        raise _empty(path, gathered)
    return _corpus(path, settings, gathered)


@dataclass
class _Gathered:
    """What has been read so far."""

    settings: CollectionSettings
    planner: Planner
    articles: list[Article] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)  # article_id: where it was first seen
    duplicates: list[tuple[str, str]] = field(default_factory=list)

    def read(
        self, found: Found, format_name: str | None, encoding: str | None, *, is_alone: bool
    ) -> None:
        """Read one file; in a folder, a file that cannot be understood is a reject."""
        try:
            reader = reader_for(found.path, format_name, name=found.name, encoding=encoding)
            self._read_with(reader, Source(found.path, found.name, encoding))
        except (ReadError, UnknownNameError) as error:
            if is_alone:
                self.planner.check()
                raise
            reason = str(error).removeprefix(f"{found.name}: ").removeprefix(f"{found.name} ")
            self.rejects.append(Reject(found.name, None, "", reason))

    def _read_with(self, reader: Reader, source: Source) -> None:
        try:
            for record in reader.read(source):
                if isinstance(record, Reject):
                    self.rejects.append(record)
                else:
                    plan = self._plan(record)
                    if reader.is_table and plan.flaw:
                        raise ReadError(f"{source.name}: {plan.flaw}")
                    self._keep(record, plan)
        except UnicodeError as error:
            raise ReadError(
                f"{source.name} is not in the encoding {source.encoding or 'of its first bytes'}: "
                f"{error}; state the encoding with encoding= or in collection.toml"
            ) from error
        except OSError as error:
            raise ReadError(f"{source.name} cannot be read: {error.strerror}") from error

    def _plan(self, record: Record) -> Plan:
        try:
            return self.planner.plan(record.fields)
        except ReadError as error:
            raise ReadError(f"{record.source_file}: {error}") from error

    def _keep(self, record: Record, plan: Plan) -> None:
        article = article_from(record, plan, self.settings)
        if isinstance(article, Reject):
            self.rejects.append(article)
            return
        article_id, place = article.article_id, _where(record)
        if article_id in self.places:
            self.duplicates.append((place, self.places[article_id]))
            return
        self.places[article_id] = place
        self.articles.append(article)


def _place(path: Path) -> Path:
    """Return `path` if there is something; a ``collection.toml`` stands for its folder."""
    try:
        path = path.expanduser()
        path.lstat()
    except (OSError, ValueError, RuntimeError) as error:
        shown = shown_name(path).replace("\x00", "\ufffd")
        raise ReadError(f"{shown} does not exist; give a file or folder") from error
    return path.parent if path.name == SETTINGS_NAME else path


def _settings(path: Path, settings: CollectionSettings | Path | str | None) -> CollectionSettings:
    if isinstance(settings, CollectionSettings):
        return settings
    if settings is not None:
        return read_settings(settings)
    is_folder = path.is_dir()
    beside = (path if is_folder else path.parent) / SETTINGS_NAME
    if not beside.is_file():
        return CollectionSettings()
    found = read_settings(beside)
    is_meant = is_folder or any(matches(path.name, pattern) for pattern in found.files)
    return found if is_meant else CollectionSettings()


def _files(path: Path, settings: CollectionSettings, gathered: _Gathered) -> list[Found]:
    if not path.is_dir():
        return [Found(path, shown_name(path.name))]
    found, links = find_files(path, settings.files)
    gathered.rejects += [
        Reject(link, None, "", "a link to a folder, which is not followed") for link in links
    ]
    return found


def _where(record: Record) -> str:
    if record.source_row is None:
        return record.source_file
    return f"{record.source_file} row {record.source_row}"


def _empty(path: Path, gathered: _Gathered) -> MedialensError:
    shown = shown_name(path.name or path.resolve().name)
    if not gathered.rejects:
        read = ", ".join(reader_names())
        return EmptyError(
            f"no readable article in {shown}: it holds no record; medialens reads files of the "
            f"formats {read}"
        )
    counts = Counter(reject.reason for reject in gathered.rejects)
    reason, n = counts.most_common(1)[0]
    total = len(gathered.rejects)
    return EmptyError(f"no readable article in {shown}: {n} of {total} rejected because: {reason}")


def _corpus(path: Path, settings: CollectionSettings, gathered: _Gathered) -> Corpus:
    own_name = path.resolve().name if path.is_dir() else path.stem
    articles = _articles_table(gathered.articles, list(gathered.places))
    return Corpus(
        articles,
        _rejects_table(gathered.rejects),
        name=settings.name or shown_name(own_name),
        slug=_slug(shown_name(own_name)),
        licence=settings.licence,
        description=settings.description,
        language=settings.language,
        actors=settings.actors,
        mapping=gathered.planner.mapping,
        n_skipped=len(gathered.duplicates),
        notices=notices_on(articles, gathered.duplicates),
    )


def _articles_table(articles: list[Article], article_ids: list[str]) -> pd.DataFrame:
    columns: dict[str, list[object]] = {"article_id": list(article_ids)}
    for name in ARTICLES.columns:
        if name != "article_id":
            columns[name] = [getattr(article, name) for article in articles]
    languages = fill_languages(
        [article.language for article in articles], [article.text for article in articles]
    )
    columns["language"] = list(languages)
    for name in dict.fromkeys(name for article in articles for name in article.extra):
        columns[name] = [article.extra.get(name) for article in articles]
    return ARTICLES.table(pd.DataFrame(columns))


def _rejects_table(rejects: list[Reject]) -> pd.DataFrame:
    return REJECTS.table(
        {
            "source_file": reject.source_file,
            "source_row": reject.source_row,
            "field": _printable(reject.field),
            "reason": _printable(reject.reason),
        }
        for reject in rejects
    )


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def _slug(name: str) -> str:
    """Return the slug of `name`; a long one is cut and told apart by a hash."""
    full = slug(name)
    if len(full) <= _SLUG_LIMIT:
        return full
    digest = hashlib.sha256(full.encode()).hexdigest()[:8]
    return f"{full[: _SLUG_LIMIT - 9]}-{digest}"
