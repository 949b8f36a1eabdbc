"""What a person installs to have a job file run on schedule: cron, systemd, GitHub Actions.

Nothing is installed here. Paths are written so that blanks, quotes, ``%`` and ``$`` in them mean
themselves to the program that reads them: cron and its shell, systemd, YAML and its expressions.
"""

import json
import re
import shlex
import sys
import unicodedata
from pathlib import Path
from typing import Literal

from medialens.errors import check_one_of
from medialens.report.folder import slug
from medialens.report.jobfile import Jobs, read_jobs

FORMS = ("cron", "systemd", "github")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY = {"daily": DAYS, "weekdays": DAYS[:5]}
KNOWN_DAYS = f"{', '.join(DAYS)}, several with commas between, a range as mon-fri, daily, weekdays"
TAIL = 20  # lines of the log that cron sends where a run failed

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_PATTERN = re.compile(r"[*?\[\]\\]|\$\{\{|\s$")  # what GitHub does not take literally in a path
_UNSTARTED = re.compile(r"[\"'\\]")  # systemd starts no program with these in its path


def schedule_lines(
    jobs: Path,
    *,
    form: Literal["cron", "systemd", "github"],
    at: str = "06:15",
    days: str = "mon",
) -> str:
    r"""Return what to install so that the job file `jobs` is run on schedule.

    Parameters
    ----------
    jobs : Path
        A job file, see `read_jobs`; it is read, so that a wrong one is not scheduled.
    form : {"cron", "systemd", "github"}
        A line for ``crontab -e``, a service and a timer for systemd, or a workflow for GitHub.
    at : str
        Time of day, hours and minutes: the computer's own time, but UTC at GitHub.
    days : str
        ``"mon"``, several with commas between, a range such as ``"mon-fri"``, ``"daily"`` or
        ``"weekdays"``.

    Returns
    -------
    str
        Text to install, with comments that say where.

    Raises
    ------
    ReadError, SettingsError
        If the job file is absent or wrong.
    ValueError
        If `form`, `at` or `days` is not known, or a path can't be written in that form.

    Examples
    --------
    >>> folder = getfixture("tmp_path")
    >>> path = folder / "jobs.toml"
    >>> _ = path.write_text('[[job]]\nname = "weekly"\ncollections = ["valdory"]')
    >>> print(schedule_lines(path, form="cron", days="mon,thu").splitlines()[-1][:12])
    15 6 * * 1,4
    """
    check_one_of("form", form, FORMS)
    hour, minute = _time(at)
    chosen = _days(days)
    settings = read_jobs(jobs)
    _check_printable(settings.path.absolute(), *map(Path, _program()))
    if form == "cron":
        return _cron(settings.path.absolute(), _cron_time(hour, minute, chosen))
    if form == "systemd":
        return _systemd(settings.path.absolute(), hour, minute, chosen)
    return _github(settings, _cron_time(hour, minute, chosen))


def _time(at: str) -> tuple[int, int]:
    found = _TIME.fullmatch(at)
    if not found:
        raise ValueError(f"at={at!r} is not a time of day; write hours and minutes, as '06:15'")
    return int(found[1]), int(found[2])


def _days(days: str) -> list[str]:
    """Return the days meant, each once, from Monday on."""
    meant: set[str] = set()
    for part in re.split(r"\s*,\s*", days.strip().lower()):
        first, dash, last = part.partition("-")
        if part in EVERY:
            meant.update(EVERY[part])
        elif first in DAYS and not dash:
            meant.add(first)
        elif first in DAYS and last in DAYS and DAYS.index(first) <= DAYS.index(last):
            meant.update(DAYS[DAYS.index(first) : DAYS.index(last) + 1])
        else:
            raise ValueError(f"days={days!r} is not known; write {KNOWN_DAYS}")
    return [day for day in DAYS if day in meant]


def _program() -> list[str]:
    """Return the words that start this installation's command, whatever the path is."""
    script = Path(sys.executable).with_name("medialens")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "medialens.cli"]


def _check_printable(*paths: Path) -> None:
    """Refuse what would end a line, or can't be written as UTF-8."""
    for path in paths:
        for c in str(path):
            if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp"):
                raise ValueError(f"{str(path)!r} holds {c!r}, which no schedule can; rename it")


def _cron_time(hour: int, minute: int, days: list[str]) -> str:
    every = len(days) == len(DAYS)
    numbers = "*" if every else ",".join(str(DAYS.index(day) + 1) for day in days)
    return f"{minute} {hour} * * {numbers.replace('7', '0')}"  # cron's Sunday is 0


def _cron(jobs: Path, time: str) -> str:
    name = _no_option(jobs.name)
    log = _cron_word(f"{name}.log")
    run = " ".join(map(_cron_word, [*_program(), "run", name]))
    failed = f"{{ s=$?; tail -n {TAIL} {log}; exit $s; }}"
    return (
        "# medialens: add these lines with `crontab -e`.\n"
        "# Times are this computer's. No flock: a second run ends at once with status 75.\n"
        "# Only a run that failed prints something, which cron sends to:\n"
        "# MAILTO=you@example.org\n"
        f"{time}  cd {_cron_word(str(jobs.parent))} && {run} >> {log} 2>&1 || {failed}\n"
    )


def _cron_word(text: str) -> str:
    r"""Return `text` as one word of the shell, as cron passes it on.

    Cron ends the command at a bare ``%``, and some crons take a backslash from ``\\``.

    Examples
    --------
    >>> print(_cron_word("/srv/50% off"))
    /srv/50\%' off'
    """
    parts = (shlex.quote(part) if part else "" for part in text.split("%"))
    return re.sub(r"\\(?=\\)", r"\\''", r"\%".join(parts)) or "''"


def _no_option(name: str) -> str:
    """Return a file's name so that no program takes it for an option."""
    return f"./{name}" if name.startswith("-") else name


def _systemd(jobs: Path, hour: int, minute: int, days: list[str]) -> str:
    unit = f"medialens-{slug(jobs.stem)}"
    names = "" if len(days) == len(DAYS) else f"{','.join(day.title() for day in days)} "
    program = _program()
    if _UNSTARTED.search(program[0]):
        program.insert(0, "/usr/bin/env")
    # the colon: systemd leaves $ in the words as it is
    program[0] = f":{program[0]}"
    command = " ".join(map(_systemd_word, [*program, "run", str(jobs)]))
    return (
        f"# ~/.config/systemd/user/{unit}.service\n"
        "[Unit]\n"
        "Description=medialens reports\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={command}\n"
        "# Another run holds the folder: nothing to mend.\n"
        "SuccessExitStatus=75\n"
        "# medialens ends its notebooks itself when it is told to stop.\n"
        "KillMode=mixed\n"
        "Nice=10\n"
        "\n"
        f"# ~/.config/systemd/user/{unit}.timer\n"
        "[Unit]\n"
        "Description=When medialens reports are rendered\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={names}*-*-* {hour:02}:{minute:02}:00\n"
        "# A run that was missed while the computer was off is made up for.\n"
        "Persistent=true\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
        "\n"
        "# Save the two files under their names, then:\n"
        f"#   systemctl --user daemon-reload && systemctl --user enable --now {unit}.timer\n"
        "#   loginctl enable-linger    # so that it runs while you are not logged in\n"
        f"#   journalctl --user -u {unit}    # what it said\n"
    )


def _systemd_word(text: str) -> str:
    r"""Return `text` as one quoted word of ``ExecStart=``.

    Examples
    --------
    >>> print(_systemd_word('/srv/50% "off"'))
    "/srv/50%% \"off\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _requirement() -> str:
    """Return what pip is to install: this release, or the newest where this is none."""
    from medialens import __version__

    return f"medialens=={__version__}" if re.fullmatch(r"[0-9.]+", __version__) else "medialens"


def _github(jobs: Jobs, time: str) -> str:
    root = _repository(jobs.path)
    file, out = (_inside(path, root) for path in (jobs.path, jobs.out))
    return f"""\
# .github/workflows/reports.yml
# Times are UTC. Check that the versions of the actions are the present ones.
name: reports
on:
  schedule:
    - cron: "{time}"
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: reports
jobs:
  reports:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.{sys.version_info.minor}"
          cache: pip
          cache-dependency-path: .github/workflows/reports.yml
      # Unchanged reports are not rendered again, known articles not read again.
      - uses: actions/cache@v5
        with:
          path: |
            {out}
            ~/.cache/medialens
          key: reports-${{{{ github.run_id }}}}
          restore-keys: reports-
      - run: python -m pip install "{_requirement()}"
      - run: medialens run "$JOBS"
        env:
          JOBS: {json.dumps(file, ensure_ascii=False)}
      - uses: actions/upload-artifact@v6
        if: always()
        with:
          name: reports
          path: {json.dumps(out, ensure_ascii=False)}
  # To publish the folder at GitHub Pages, for everybody and with the sentences that it quotes, add
  # actions/upload-pages-artifact with the same path above, and a job with actions/deploy-pages.
"""


def _repository(jobs: Path) -> Path:
    """Return the root of the repository around the job file; its own folder if there is none."""
    folder = jobs.resolve().parent
    return next((path for path in (folder, *folder.parents) if (path / ".git").exists()), folder)


def _inside(path: Path, root: Path) -> str:
    """Return `path` from the repository's root, as GitHub takes it literally."""
    found = path.resolve()
    if not found.is_relative_to(root):
        raise ValueError(f"{path} lies outside the repository {root}, where GitHub has nothing")
    text = f"./{found.relative_to(root).as_posix()}"
    _check_printable(Path(text))
    if _PATTERN.search(text):
        raise ValueError(f"{text!r} is read as a pattern by GitHub; rename it")
    return text
