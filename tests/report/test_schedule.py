"""The schedule: what is printed runs as it stands, wherever the job file lies."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from medialens.errors import MedialensError, ReadError, SettingsError
from medialens.report import schedule
from medialens.report.schedule import schedule_lines

JOBS = '[[job]]\nname = "weekly"\ncollections = ["harbour"]\n'
PLAIN = "press"
NASTY = [
    "my press",
    "50% off",
    "it's",
    'the "post"',
    "$HOME `id` $(id)",
    "a\\b",
    "a\\\\b",
    "a;b&c|d",
]
LISTED = "import sys; print(*sys.argv[1:], sep='\\n'); sys.exit(int('fail' in sys.argv[2]))"


def make_jobs(folder, name="jobs.toml", text=JOBS):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def program(monkeypatch):
    """Have the lines call a program that lists its arguments, and fails if they say so."""
    monkeypatch.setattr(schedule, "_program", lambda: [sys.executable, "-c", LISTED])


def cron_line(jobs, **when):
    return schedule_lines(jobs, form="cron", **when).splitlines()[-1]


def as_cron_runs_it(line):
    """Return the command of a crontab's line: cron takes the backslash from an escaped %."""
    command = re.split(r"\s+", line, maxsplit=5)[5]
    assert not re.search(r"(?<!\\)%", command)
    return command.replace("\\%", "%")


def run_in_shell(command):
    return subprocess.run(
        ["sh", "-c", command], cwd="/", env={}, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(os.name != "posix", reason="cron's shell")
@pytest.mark.parametrize("folder", [PLAIN, *NASTY])
@pytest.mark.parametrize("name", ["jobs.toml", "-50% o'f\\\\f.toml"])
def test_the_cron_line_runs_under_sh_wherever_the_job_file_lies(tmp_path, program, folder, name):
    jobs = make_jobs(tmp_path / folder, name)
    done = run_in_shell(as_cron_runs_it(cron_line(jobs)))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    said = (tmp_path / folder / f"{name}.log").read_text("utf-8").splitlines()
    assert said == ["run", f"./{name}" if name.startswith("-") else name]


@pytest.mark.skipif(os.name != "posix", reason="cron's shell")
@pytest.mark.parametrize("folder", ["50% off", "%", "a\\\\\\b"])
def test_the_cron_line_means_the_same_to_a_cron_that_keeps_its_backslashes(
    tmp_path, program, folder
):
    """Some crons leave the backslash before a %, some take one of two; the shell then does."""
    line = cron_line(make_jobs(tmp_path / folder))
    command = re.split(r"\s+", line, maxsplit=5)[5]
    assert run_in_shell(command).returncode == 0
    assert "\\\\" not in command


@pytest.mark.skipif(os.name != "posix", reason="cron's shell")
def test_a_failed_run_prints_its_log_for_cron_to_send_and_keeps_its_status(tmp_path, program):
    done = run_in_shell(as_cron_runs_it(cron_line(make_jobs(tmp_path, "fail.toml"))))
    assert done.returncode == 1
    assert done.stdout == "run\nfail.toml\n"


@pytest.mark.parametrize(
    ("days", "at", "time"),
    [
        ("mon", "06:15", "15 6 * * 1"),
        ("sun", "00:00", "0 0 * * 0"),
        ("thu, Mon", "23:59", "59 23 * * 1,4"),
        ("mon-fri", "06:15", "15 6 * * 1,2,3,4,5"),
        ("weekdays,sun", "06:15", "15 6 * * 1,2,3,4,5,0"),
        ("daily", "06:15", "15 6 * * *"),
    ],
)
def test_days_and_time_are_written_as_cron_reads_them(tmp_path, days, at, time):
    assert cron_line(make_jobs(tmp_path), days=days, at=at).startswith(f"{time}  cd ")


def units(text):
    """Return the unit files by name."""
    parts = re.split(r"^# ~/\.config/systemd/user/(\S+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("folder", [PLAIN, *NASTY])
def test_systemd_finds_nothing_wrong_with_its_units(tmp_path, monkeypatch, folder):
    program = make_jobs(tmp_path / folder, "medialens", "#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr(schedule, "_program", lambda: [str(program)])
    found = units(schedule_lines(make_jobs(tmp_path / folder), form="systemd", days="mon,thu"))
    assert list(found) == ["medialens-jobs.service", "medialens-jobs.timer"]
    for name, text in found.items():
        (tmp_path / name).write_text(text, "utf-8")
        verify = ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)]
        done = subprocess.run(verify, capture_output=True, text=True, check=False)
        ours = [line for line in done.stderr.splitlines() if "medialens" in line]
        assert (done.returncode, ours) == (0, [])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize(
    ("days", "meant"), [("mon,thu", "Mon,Thu *-*-* 06:15:00"), ("daily", "*-*-* 06:15:00")]
)
def test_systemd_reads_the_calendar_as_it_is_meant(tmp_path, days, meant):
    found = units(schedule_lines(make_jobs(tmp_path), form="systemd", days=days))
    calendar = re.search("OnCalendar=(.*)", found["medialens-jobs.timer"])[1]
    done = subprocess.run(
        ["systemd-analyze", "calendar", calendar], capture_output=True, text=True, check=True
    )
    assert f"Normalized form: {meant}\n" in done.stdout


def test_systemd_takes_no_percent_and_no_dollar_for_its_own(tmp_path):
    """%% is a percent sign, and the colon before the program leaves $ alone."""
    text = schedule_lines(make_jobs(tmp_path / "50% $off"), form="systemd")
    command = re.search("ExecStart=(.*)", text)[1]
    assert command.startswith('":')
    assert "50%% $off" in command


@pytest.fixture
def repository(tmp_path):
    """Make a repository's folder."""
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    return tmp_path / "repository"


@pytest.mark.parametrize(
    "folder", [PLAIN, "my press", "50% off", "it's", 'the "post"', "#a: b", "é"]
)
def test_the_workflow_is_yaml_and_names_the_file_from_the_repositorys_root(repository, folder):
    text = schedule_lines(make_jobs(repository / folder), form="github", days="mon,thu")
    workflow = yaml.safe_load(text)
    assert workflow[True]["schedule"] == [{"cron": "15 6 * * 1,4"}]  # YAML 1.1 reads on as true
    steps = {
        step.get("uses", step.get("run")): step for step in workflow["jobs"]["reports"]["steps"]
    }
    assert steps['medialens run "$JOBS"']["env"] == {"JOBS": f"./{folder}/jobs.toml"}
    assert steps["actions/upload-artifact@v6"]["with"]["path"] == f"./{folder}/reports"
    assert steps["actions/cache@v5"]["with"]["path"].splitlines()[0] == f"./{folder}/reports"


@pytest.mark.parametrize("folder", ["a*", "[a]", "${{ github.token }}"])
def test_a_path_that_github_would_read_as_something_else_is_refused(repository, folder):
    with pytest.raises(ValueError, match="pattern"):
        schedule_lines(make_jobs(repository / folder), form="github")


def test_reports_outside_the_repository_are_refused_at_github(repository):
    jobs = make_jobs(repository, text=f'[defaults]\nout = "../reports"\n{JOBS}')
    with pytest.raises(ValueError, match="outside the repository"):
        schedule_lines(jobs, form="github")


@pytest.mark.parametrize("form", schedule.FORMS)
def test_a_wrong_job_file_is_not_scheduled(tmp_path, form):
    with pytest.raises(SettingsError, match="line 2: job, number 1, name"):
        schedule_lines(make_jobs(tmp_path, text=JOBS.replace("weekly", "")), form=form)
    with pytest.raises(ReadError):
        schedule_lines(tmp_path / "none.toml", form=form)


@pytest.mark.parametrize(
    ("wrong", "known"),
    [
        ({"form": "launchd"}, "'cron', 'github', 'systemd'"),
        ({"at": "24:00"}, "hours and minutes"),
        ({"at": "6.15"}, "hours and minutes"),
        ({"days": "montag"}, "mon, tue, wed"),
        ({"days": "fri-mon"}, "a range"),
        ({"days": ""}, "daily"),
    ],
)
def test_a_wrong_value_is_refused_with_the_known_ones(tmp_path, wrong, known):
    with pytest.raises(ValueError, match=known) as found:
        schedule_lines(make_jobs(tmp_path), **{"form": "cron", **wrong})
    assert not isinstance(found.value, MedialensError)


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
@pytest.mark.parametrize("form", schedule.FORMS)
def test_a_path_with_a_line_break_is_refused(tmp_path, form):
    with pytest.raises(ValueError, match="rename it"):
        schedule_lines(make_jobs(tmp_path / "a\nb"), form=form)


def test_the_lines_start_the_program_that_prints_them(tmp_path):
    line = cron_line(make_jobs(tmp_path))
    assert str(Path(sys.executable).parent) in line.replace("'", "")
    assert " run jobs.toml " in line


@pytest.mark.parametrize(
    ("version", "asked"),
    [("1.2.3", "medialens==1.2.3"), ("1.2.4.dev3+g0a1b2c3", "medialens")],
)
def test_the_workflow_asks_for_a_version_that_can_be_had(repository, monkeypatch, version, asked):
    """A release is pinned; what was built between two releases is at no index."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: version)
    text = schedule_lines(make_jobs(repository), form="github")
    assert f'- run: python -m pip install "{asked}"' in text
