"""The job file: which reports to render, unattended, from one TOML file."""

import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from medialens.errors import ReadError, SettingsError, UnknownNameError
from medialens.report import clock
from medialens.report.language import check_language
from medialens.report.notebooks import is_path
from medialens.report.periods import days_of
from medialens.report.toml_lines import Place, line_of

Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Defaults(_Section):
    """What holds for all jobs: ``[defaults]``."""

    out: Path = Path("reports")
    timeout: Annotated[float, Field(gt=0)] = 1800
    memory: Annotated[int, Field(ge=64)] | None = None  # MB for one report
    jobs: Annotated[int, Field(ge=1, le=64)] = 1  # reports at the same time
    retries: Annotated[int, Field(ge=0, le=5)] = 0
    keep: Annotated[int, Field(ge=1)] = 10
    notebook: Name = "coverage"
    language: Name | None = None  # of the interface: en, de
    pdf: bool = False  # a PDF beside each report, where Chromium or Chrome is installed


class AlertRule(_Section):
    """When a metric of the report is worth an alert: ``[[job.alert]]``, one threshold or more."""

    metric: Name
    above: float | None = None
    below: float | None = None
    change_gt: Annotated[float, Field(gt=0)] | None = None  # against the report before, either way
    command: Annotated[list[Name], Field(min_length=1)] | None = None


class Job(_Section):
    """One notebook on some collections: ``[[job]]``."""

    name: Name
    notebook: Name | None = None
    collections: Annotated[list[Name], Field(min_length=1)]
    compare: bool = False  # one report over all collections
    period: Name | None = None
    params: dict[str, Any] = {}
    alert: list[AlertRule] = []

    @field_validator("period")
    @classmethod
    def _known(cls, period: str | None) -> str | None:
        if period is not None:
            try:
                days_of(period, clock.now().date())
            except SettingsError as error:
                raise ValueError(str(error)) from error
        return period


class Jobs(_Section):
    """A job file as it was read.

    Relative paths in it (notebooks, collections, ``out``) start at its own folder.
    """

    path: Path
    defaults: Defaults = Defaults()
    jobs: list[Job] = Field(alias="job", min_length=1)

    @field_validator("defaults")
    @classmethod
    def _spoken(cls, defaults: Defaults) -> Defaults:
        if defaults.language is not None:
            try:
                check_language(defaults.language)
            except UnknownNameError as error:
                raise ValueError(str(error)) from error
        return defaults

    @property
    def out(self) -> Path:
        """The folder of all reports."""
        return self.path.parent / self.defaults.out

    def having(self, **defaults: Any) -> "Jobs":  # noqa: ANN401
        """Return the same with other defaults; those that are None stay as they are."""
        given = {name: value for name, value in defaults.items() if value is not None}
        return self.model_copy(update={"defaults": self.defaults.model_copy(update=given)})

    def notebook(self, job: Job) -> str:
        """Return the bundled name or the path of the notebook of `job`."""
        name = job.notebook or self.defaults.notebook
        return str(self.path.parent / name) if is_path(name) else name


def read_jobs(path: Path) -> Jobs:
    """Read the job file `path`.

    Raises
    ------
    ReadError
        If there is no such file.
    SettingsError
        If it is not TOML, or a key or value is not one of ours; the line is named.
    """
    if not path.is_file():
        raise ReadError(f"{path}: no such job file")
    text = ""
    try:
        text = path.read_bytes().decode("utf-8")
        jobs = Jobs.model_validate({"path": path, **tomllib.loads(text)})
    except ValidationError as error:
        place, said = _first(error)
        raise SettingsError(f"{path}{_line(text, place)}: {said}") from error
    except ValueError as error:
        raise SettingsError(f"{path} is not TOML: {error}") from error
    for place, said in _faults(jobs):
        raise SettingsError(f"{path}{_line(text, place)}: {said}")
    return jobs


def _faults(jobs: Jobs) -> Iterator[tuple[Place, str]]:
    """Yield what no single key shows: two jobs of one name, an alert without a threshold."""
    names = [job.name for job in jobs.jobs]
    for at, job in enumerate(jobs.jobs):
        if job.name in names[:at]:
            yield ("job", at, "name"), f"two jobs are called {job.name!r}; give each its own name"
        for number, rule in enumerate(job.alert):
            if rule.above is rule.below is rule.change_gt is None:
                said = f"the alert on {rule.metric!r} has no threshold: above, below or change_gt"
                yield ("job", at, "alert", number, "metric"), said


def _first(error: ValidationError) -> tuple[Place, str]:
    """Return where the first thing is wrong, and what, in the words of the file."""
    first = error.errors()[0]
    place = [f"number {part + 1}" if isinstance(part, int) else str(part) for part in first["loc"]]
    where = ", ".join(place)
    if first["type"] == "missing":
        return first["loc"], f"{where}: this key is needed"
    if first["type"] != "extra_forbidden":
        said = first["msg"].removeprefix("Value error, ")
        return first["loc"], f"{where}: {said}, found {first['input']!r:.80}"
    known = _known_keys(first["loc"])
    close = difflib.get_close_matches(place[-1], known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}? " if close else ""
    said = f"{where}: this key is not known; {hint}known are {', '.join(sorted(known))}"
    return first["loc"], said


def _known_keys(place: Place) -> set[str]:
    sections: dict[str, type[BaseModel]] = {"job": Job, "defaults": Defaults, "alert": AlertRule}
    names = [part for part in place[:-1] if isinstance(part, str)]
    section = sections.get(names[-1], Jobs) if names else Jobs
    return {field.alias or name for name, field in section.model_fields.items()} - {"path"}


def _line(text: str, place: Place) -> str:
    line = line_of(text, place)
    return f", line {line}" if line else ""
