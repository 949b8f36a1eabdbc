"""From the record of a file to an article, or to the reason why it is none."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from medialens.article import UNKNOWN_OUTLET, Article
from medialens.errors import ReadError, SettingsError
from medialens.io.dates import parse_date
from medialens.io.languages import language_code
from medialens.io.mapping import extra_names, map_columns
from medialens.io.registry import Record, Reject
from medialens.io.settings import CollectionSettings
from medialens.schemas import ARTICLES

_WORD = re.compile(r"[^\W_]")
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([\w.-]+\.[\w-]+)(?:[:/?#]|$)", re.I)


COLUMN_LIMIT = 2_000  # different columns in one collection


@dataclass(frozen=True)
class Plan:
    """How records with the same columns become articles."""

    fields: Mapping[str, str]  # field of an article: column
    extras: Mapping[str, str]  # column: name under which it is kept
    flaw: str = ""  # why no such record can be an article


@dataclass
class Planner:
    """Make the plan for each set of columns once, and remember the columns that were seen.

    Parameters
    ----------
    settings : CollectionSettings
        Its ``columns`` win over the names known by themselves.
    plans : dict
        The plans made so far by their columns.
    seen : dict
        Every column seen so far, in order.
    """

    settings: CollectionSettings
    plans: dict[tuple[str, ...], Plan] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)

    def plan(self, columns: Iterable[str]) -> Plan:
        """Return the plan for records with these `columns`.

        Raises
        ------
        ReadError
            If the collection has more than `COLUMN_LIMIT` different columns by now.
        """
        key = tuple(columns)
        if key not in self.plans:
            new = [column for column in key if column not in self.seen]
            if len(self.seen) + len(new) > COLUMN_LIMIT:
                raise ReadError(
                    f"over {COLUMN_LIMIT:,} different columns ({_listed(new[:5])}, ...); "
                    "keep the ones that matter"
                )
            self.seen.update(dict.fromkeys(new))
            self.plans[key] = _plan(key, self.settings.columns)
        return self.plans[key]

    @property
    def mapping(self) -> dict[str, str]:
        """Column and field, in the order in which they were first seen."""
        return {
            column: name for plan in self.plans.values() for name, column in plan.fields.items()
        }

    def check(self) -> None:
        """Raise ``SettingsError`` if a column that the settings map was in no record."""
        for name, column in self.settings.columns.items():
            if self.seen and column not in self.seen:
                raise SettingsError(
                    f"[columns] {name} = {column!r}: there is no such column; "
                    f"{_did_you_mean(column, list(self.seen))}found are {_listed(self.seen)}"
                )


def article_from(record: Record, plan: Plan, settings: CollectionSettings) -> Article | Reject:
    """Return the article that `record` holds, or a `Reject` with the reason."""
    flaw = _flaw(record, plan)
    if flaw:
        return Reject(record.source_file, record.source_row, *flaw)
    values = {name: record.fields[column] for name, column in plan.fields.items()}
    published, note = parse_date(values.pop("published", ""))
    stated = values.pop("language", "")
    language = language_code(stated) or language_code(settings.language)
    extra = {name: record.fields[column] for column, name in plan.extras.items()}
    if stated.strip() and not language_code(stated):
        extra["language_source"] = stated
    outlet = values.get("outlet", "")
    if not outlet.strip():
        outlet = host_of(values.get("url", ""))
    return Article(
        **{**values, "outlet": _outlet(outlet, settings.outlets)},
        published=published,
        published_note=note,
        language=language,
        source_file=record.source_file,
        source_row=record.source_row,
        extra=extra,
    )


def _plan(columns: tuple[str, ...], explicit: Mapping[str, str]) -> Plan:
    fields = map_columns(columns, explicit)
    extras = extra_names(columns, fields, list(ARTICLES.columns))
    flaw = ""
    if any(_unfit(column) for column in columns):
        flaw = "a column's name holds a character that cannot be written"
    elif "text" not in fields:
        flaw = (
            f"no column of text; found are {_listed(columns)}; name it in collection.toml: "
            '[columns] text = "..."'
        )
    return Plan(fields, extras, flaw)


def _flaw(record: Record, plan: Plan) -> tuple[str, str] | None:
    """Return field and reason if the record cannot be an article."""
    if plan.flaw:
        return "text", plan.flaw
    for column, value in record.fields.items():
        unfit = _unfit(value)
        if unfit:
            return column, f"{column} holds {unfit}"
    column = plan.fields["text"]
    kind = record.odd.get(column, "")
    if kind and kind != "null":
        return column, f"{column} is {kind}, expected text"
    if not _WORD.search(record.fields[column]):
        return column, f"{column} holds no word"
    return None


def _unfit(value: str) -> str:
    """Return what `value` holds that no UTF-8 text can, or an empty string."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(value[error.start])
        if 0xDC80 <= code <= 0xDCFF:
            return f"the byte 0x{code - 0xDC00:02X}, which is not UTF-8 there"
        return f"half a surrogate pair (U+{code:04X})"
    return "a NUL character" if "\x00" in value else ""


def _outlet(found: str, renamed: Mapping[str, str]) -> str:
    if not found.strip():
        return UNKNOWN_OUTLET
    return renamed.get(found, renamed.get(found.strip(), found))


def notes_on(record: Record, plan: Plan, article: Article) -> tuple[str, ...]:
    """Return the reader's notes on the record, and what was derived for its article."""
    stated = record.fields[plan.fields["outlet"]] if "outlet" in plan.fields else ""
    if stated.strip() or article.outlet == UNKNOWN_OUTLET:
        return record.notes
    return (*record.notes, "outlet taken from the address")


def host_of(url: str) -> str:
    """Return the host of a web address without ``www.``, or an empty string.

    Examples
    --------
    >>> host_of("https://www.valley-post.example/a?b"), host_of("mailto:a@b.example")
    ('valley-post.example', '')
    """
    found = _HOST.match(url.strip())
    return found[1].lower() if found else ""


def _did_you_mean(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}? " if close else ""


def _listed(columns: Iterable[str]) -> str:
    names = [repr(column[:60]) for column in columns]
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return ", ".join(names[:20]) + more
