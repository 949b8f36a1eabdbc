"""The clock: with a fixed moment, a run of jobs writes the same bytes anywhere."""

import hashlib

import pytest

from medialens.report import clock
from medialens.report.jobs import read_jobs, run_jobs


def test_the_named_moment_is_the_time_and_nothing_lasts(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    assert clock.stamp() == "2025-06-15T15:06:40Z"
    assert clock.ticks() == clock.ticks() == 0.0


@pytest.mark.parametrize("named", ["", "soon", "-1"])
def test_what_names_no_moment_leaves_the_real_clock(monkeypatch, named):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", named)
    assert clock.now().year > 2025
    assert clock.ticks() > 0


@pytest.mark.notebook
def test_two_runs_at_one_moment_write_the_same_folder_byte_for_byte(
    make_notebook, small_collection, tmp_path, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    make_notebook("import medialens as ml\nrun.corpus(ml.load(collection))\nrun.finish()")
    path = tmp_path / "jobs.toml"
    path.write_text(
        '[[job]]\nname = "weekly"\nnotebook = "tiny.ipynb"\ncollections = ["harbour-news"]\n'
    )
    found = []
    for name in ("one", "two"):
        jobs = read_jobs(path).having(out=tmp_path / name)
        run_jobs(jobs)
        files = sorted(p for p in jobs.out.rglob("*") if p.is_file() and not p.name.startswith("."))
        found.append(
            {p.relative_to(jobs.out): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
        )
    assert len(found[0]) > 8
    assert found[0] == found[1]
