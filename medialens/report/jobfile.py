"""The job file: which reports to render, unattended, from one TOML file."""

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from medialens.errors import ReadError, SettingsError
from medialens.report.notebooks import is_path

Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S")]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Defaults(_Section):
    """What holds for all jobs: ``[defaults]``."""

    out: Path = Path("reports")
    timeout: Annotated[float, Field(gt=0)] = 1800
    retries: Annotated[int, Field(ge=0, le=5)] = 0
    keep: Annotated[int, Field(ge=1)] = 10
    notebook: Name = "coverage"


class Job(_Section):
    """One notebook on some collections: ``[[job]]``."""

    name: Name
    notebook: Name | None = None
    collections: Annotated[list[Name], Field(min_length=1)]
    params: dict[str, Any] = {}


class Jobs(_Section):
    """A job file as it was read.

    Relative paths in it (notebooks, collections, ``out``) start at its own folder.
    """

    path: Path
    defaults: Defaults = Defaults()
    jobs: list[Job] = Field(alias="job", min_length=1)

    @property
    def out(self) -> Path:
        """The folder of all reports."""
        return self.path.parent / self.defaults.out

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
        If it is not TOML (the line is named), or a key or value is not one of ours.
    """
    if not path.is_file():
        raise ReadError(f"{path}: no such job file")
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8"))
        jobs = Jobs.model_validate({"path": path, **found})
    except ValidationError as error:
        raise SettingsError(f"{path}: {_first(error)}") from error
    except ValueError as error:
        raise SettingsError(f"{path} is not TOML: {error}") from error
    names = [job.name for job in jobs.jobs]
    for name in names:
        if names.count(name) > 1:
            raise SettingsError(f"{path}: two jobs are called {name!r}; give each its own name")
    return jobs


def _first(error: ValidationError) -> str:
    """Return the first thing wrong, with the place in the words of the file."""
    first = error.errors()[0]
    place = [f"number {part + 1}" if isinstance(part, int) else str(part) for part in first["loc"]]
    where = ", ".join(place)
    if first["type"] == "missing":
        return f"{where}: this key is needed"
    if first["type"] != "extra_forbidden":
        return f"{where}: {first['msg']}, found {first['input']!r:.80}"
    sections: dict[str, type[_Section]] = {"job": Job, "defaults": Defaults}
    section = sections.get(str(first["loc"][0]), Jobs) if len(place) > 1 else Jobs
    known = {field.alias or name for name, field in section.model_fields.items()} - {"path"}
    close = difflib.get_close_matches(place[-1], known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{where}: this key is not known; {hint}known are {', '.join(sorted(known))}"
