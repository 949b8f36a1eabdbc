"""Many reports: what is wrong is found early, what fails does not stop the others."""

import json
import shutil
from datetime import date

import pytest

from medialens.errors import (
    MedialensWarning,
    ParameterError,
    ReadError,
    SettingsError,
    UnknownNameError,
)
from medialens.report.jobs import read_jobs, render_reports, run_jobs
from medialens.report.notebooks import bundled_notebooks, copy_notebooks, find_notebook

ENDING = "import medialens as ml\nrun.corpus(ml.load(collection))\nrun.finish()"


@pytest.fixture
def write_jobs(tmp_path):
    """Write a job file; return its path."""

    def write(text):
        path = tmp_path / "jobs.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def packaged(tmp_path, monkeypatch, make_notebook):
    """Let a folder of two notebooks, one of them a lesson, be the bundled one."""
    folder = tmp_path / "bundled"
    (folder / "lessons").mkdir(parents=True)
    shutil.copy(make_notebook(), folder / "coverage.ipynb")
    shutil.copy(make_notebook(), folder / "lessons" / "first.ipynb")
    monkeypatch.setattr("medialens.report.notebooks.packaged_folder", lambda name: folder)
    return folder


JOB = '[[job]]\nname = "weekly"\nnotebook = "tiny.ipynb"\ncollections = ["harbour-news"]\n'


def test_a_job_file_is_read_with_its_defaults(write_jobs, tmp_path):
    jobs = read_jobs(write_jobs('[defaults]\nout = "web"\nkeep = 3\n' + JOB))
    assert jobs.out == tmp_path / "web"
    assert (jobs.defaults.keep, jobs.defaults.timeout) == (3, 1800)
    assert jobs.notebook(jobs.jobs[0]) == str(tmp_path / "tiny.ipynb")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            JOB + 'notebok = "x"',
            "line 5: job, number 1, notebok: this key is not known; did you mean 'noteb",
        ),
        ("[defaults]\nkeeep = 1\n" + JOB, "line 2: defaults, keeep: .* did you mean 'keep'"),
        ("[default]\n" + JOB, "default: this key is not known; did you mean 'defaults'"),
        ("[defaults]\nkeep = 0\n" + JOB, "defaults, keep: .* found 0"),
        ('[[job]]\nname = "a"\n', "job, number 1, collections: this key is needed"),
        ("[defaults]\n", "job: this key is needed"),
        (JOB + JOB, "line 6: two jobs are called 'weekly'"),
        (JOB + 'period = "recently"', "line 5: job, number 1, period: period 'recently' is not"),
        (JOB + '[[job.alert]]\nmetric = "n"\n', "line 6: the alert on 'n' has no threshold"),
        (JOB + '[[job.alert]]\nmetric = "n"\nabov = 1\n', "line 7: .*did you mean 'above'"),
        ("[[job]]\nname = \n", "is not TOML: .*line 2"),
        ('[[job]]\nname = "a"\nname = "b"\n', "is not TOML: .*line 3"),
    ],
)
def test_what_is_wrong_in_a_job_file_is_named_with_file_and_key(write_jobs, text, message):
    with pytest.raises(SettingsError, match=rf"jobs\.toml.*{message}") as refused:
        read_jobs(write_jobs(text))
    assert refused.value.exit_status == 2


def test_a_missing_job_file_is_named(tmp_path):
    with pytest.raises(ReadError, match="no such job file"):
        read_jobs(tmp_path / "jobs.toml")


def test_an_unknown_job_is_refused_with_the_nearest(write_jobs):
    with pytest.raises(UnknownNameError, match="did you mean 'weekly'"):
        run_jobs(read_jobs(write_jobs(JOB)), only="weekley")


def test_bundled_notebooks_are_found_by_name_and_files_by_path(packaged, make_notebook):
    assert list(bundled_notebooks()) == ["coverage", "first"]
    assert find_notebook("first") == packaged / "lessons" / "first.ipynb"
    path = make_notebook(name="mine")
    assert find_notebook(str(path)) == path
    with pytest.raises(UnknownNameError, match="did you mean 'coverage'"):
        find_notebook("converage")
    with pytest.raises(ReadError, match="no such notebook"):
        find_notebook("mine.ipynb")


def test_copied_notebooks_are_never_overwritten_once_edited(packaged, tmp_path):
    target = tmp_path / "mine"
    assert [path.name for path in copy_notebooks(target)] == ["coverage.ipynb", "first.ipynb"]
    (target / "coverage.ipynb").write_text("edited", encoding="utf-8")
    with pytest.warns(MedialensWarning, match="was edited and is kept"):
        copied = copy_notebooks(target)
    assert [path.name for path in copied] == ["first.ipynb"]
    assert (target / "coverage.ipynb").read_text(encoding="utf-8") == "edited"


def test_a_parameter_that_no_notebook_declares_is_refused_before_anything_runs(
    make_notebook, small_collection, tmp_path
):
    with pytest.raises(ParameterError, match="did you mean 'outlet'"):
        render_reports(
            [str(small_collection)],
            notebooks=[str(make_notebook())],
            parameters={"outlt": "Post"},
            out=tmp_path / "reports",
        )
    assert not (tmp_path / "reports").exists()


def test_a_single_collection_that_cannot_be_read_is_an_error(make_notebook, tmp_path):
    with pytest.raises(ReadError):
        render_reports(
            [str(tmp_path / "nowhere")], notebooks=[str(make_notebook())], out=tmp_path / "reports"
        )
    assert not (tmp_path / "reports").exists()


def test_a_dry_run_says_what_would_happen_and_touches_nothing(
    write_jobs, make_notebook, small_collection, tmp_path
):
    make_notebook()
    lines = []
    job = JOB.replace('["harbour-news"]', '["harbour-*", "missing/*", "nowhere"]')
    results = run_jobs(read_jobs(write_jobs(job)), dry_run=True, progress=lines.append)
    assert results == [] and not (tmp_path / "reports").exists()
    assert lines[0] == "weekly on harbour-news: would render"
    assert "would fail: nothing matches" in lines[1]
    assert "would fail" in lines[2]


SINCE = "collection: str = 'x'\nsince: str | None = None\nuntil: str | None = None"
DATED = "import medialens as ml\nrun.corpus(ml.load(collection).where(since=since, until=until))\n"


@pytest.mark.notebook
def test_a_period_is_fixed_once_and_recorded_in_days(
    write_jobs, make_notebook, small_collection, tmp_path
):
    make_notebook(DATED + "run.finish()", declared=SINCE)
    jobs = read_jobs(write_jobs(JOB + 'period = "last 2 days"\n'))
    (result,) = run_jobs(jobs, today=date(2026, 3, 4))
    given = {name: entry["value"] for name, entry in result.manifest["parameters"].items()}
    assert (given["since"], given["until"]) == ("2026-03-02", "2026-03-03")
    assert result.manifest["metrics"]["n-articles"] == 2
    (again,) = run_jobs(jobs, today=date(2026, 3, 4))
    assert again.skipped


def test_a_period_needs_a_notebook_that_declares_days(
    write_jobs, make_notebook, small_collection, tmp_path
):
    make_notebook(ENDING)
    (result,) = run_jobs(read_jobs(write_jobs(JOB + 'period = "last week"\n')))
    assert "'since' is not declared" in result.message


@pytest.mark.notebook
def test_one_report_over_all_collections_of_a_job(
    write_jobs, make_notebook, small_collection, tmp_path
):
    other = tmp_path / "hill-news"
    shutil.copytree(small_collection, other)
    path = other / "articles.jsonl"
    path.write_text(path.read_text("utf-8").replace("splendid", "sound"), "utf-8")
    make_notebook(ENDING)
    text = JOB.replace('["harbour-news"]', '["h*-news"]') + "compare = true\n"
    (result,) = run_jobs(read_jobs(write_jobs(text)))
    assert result.manifest["collection"] == "harbour-news and hill-news"
    assert result.manifest["metrics"]["n-articles"] == 8
    everything = (result.folder / "run.json").read_text("utf-8")
    assert str(tmp_path) not in everything + (result.folder / "report.ipynb").read_text("utf-8")


@pytest.mark.notebook
def test_a_threshold_raises_an_alert_once_and_calls_its_command(
    write_jobs, make_notebook, small_collection, tmp_path
):
    make_notebook(ENDING)
    command = json.dumps(["sh", "-c", 'echo "$MEDIALENS_ALERT" >> told'])
    alert = f'[[job.alert]]\nmetric = "n-articles"\nabove = 3\ncommand = {command}\n'
    jobs = read_jobs(write_jobs(JOB + alert))
    (result,) = run_jobs(jobs)
    assert result.manifest["alerts"] == [
        {"name": "n-articles", "text": "n-articles is 4, above 3."}
    ]
    run_jobs(jobs)
    assert (tmp_path / "told").read_text() == "n-articles is 4, above 3.\n"
    assert "n-articles is 4, above 3." in result.latest.read_text("utf-8")


@pytest.mark.notebook
def test_a_report_that_needs_too_much_memory_is_ended(
    write_jobs, make_notebook, small_collection, tmp_path
):
    make_notebook("kept = bytearray(900_000_000)\nimport time; time.sleep(30)")
    (result,) = run_jobs(read_jobs(write_jobs("[defaults]\nmemory = 700\n" + JOB)))
    assert result.status == "failed"
    assert "needs more memory than the 700 MB allowed" in result.message


@pytest.mark.parametrize("fail_fast", [False, True])
def test_jobs_that_cannot_start_are_recorded_and_stop_the_others_only_if_asked(
    write_jobs, make_notebook, small_collection, tmp_path, fail_fast
):
    """Neither needs a kernel: a job with a misspelt parameter, and one without its notebook."""
    make_notebook()
    text = (
        JOB + 'params = { outlt = "Post" }\n' + JOB.replace("weekly", "daily").replace("tiny", "no")
    )
    results = run_jobs(read_jobs(write_jobs(text)), fail_fast=fail_fast)
    assert [result.status for result in results] == ["failed"] * (1 if fail_fast else 2)
    assert "did you mean 'outlet'" in results[0].message and results[0].exit_status == 2
    assert results[0].folder.parent == tmp_path / "reports" / "weekly" / "harbour-news"
    assert (results[0].folder / "report.html").is_file()
    index = json.loads((tmp_path / "reports" / "index.json").read_text(encoding="utf-8"))
    assert "weekly" in {report["job"] for report in index["reports"]}


@pytest.mark.notebook
def test_one_collection_that_fails_does_not_stop_the_others(
    make_notebook, small_collection, tmp_path
):
    out = tmp_path / "reports"
    lines = []
    results = render_reports(
        [str(tmp_path / "nowhere"), str(small_collection)],
        notebooks=[str(make_notebook(ENDING))],
        out=out,
        progress=lines.append,
    )
    assert [result.status for result in results] == ["failed", "ok"]
    assert "nowhere" in results[0].message and results[0].exit_status == 3
    assert str(tmp_path) not in (results[0].folder / "run.json").read_text(encoding="utf-8")
    assert (out / "index.html").is_file()
    assert any("harbour-news: ok" in line for line in lines)


@pytest.mark.notebook
def test_two_collections_of_one_name_get_a_folder_each_also_side_by_side(
    make_notebook, small_collection, tmp_path
):
    other = tmp_path / "elsewhere" / "harbour-news"
    shutil.copytree(small_collection, other)
    results = render_reports(
        [str(small_collection), str(other)],
        notebooks=[str(make_notebook(ENDING))],
        out=tmp_path / "reports",
        jobs=2,
    )
    assert [result.status for result in results] == ["ok", "ok"]
    assert len({result.folder.parent for result in results}) == 2
