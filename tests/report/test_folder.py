"""A run's folder appears whole under its final name, or not at all; what stays is kept small."""

import json
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.errors import LockedError
from medialens.io.lock import hold
from medialens.report import folder as folders
from medialens.report.history import moved, publish, record_run
from medialens.report.private import Veil, escaped

NOON = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


def finished(shelf, name, **manifest):
    """Make a finished run by hand."""
    folder = shelf / name
    folder.mkdir(parents=True)
    found = {"status": "ok", "key": name[-8:], **manifest}
    (folder / "run.json").write_text(json.dumps(found), encoding="utf-8")
    (folder / "report.html").write_text('<a href="tables/a.csv">a</a></html>', encoding="utf-8")
    return folder, found


@given(st.text())
def test_a_slug_is_a_safe_name_and_its_own_slug(name):
    """Letters, digits and hyphens; never empty, a device or a way out."""
    short = folders.slug(name)
    assert folders.re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", short)
    assert len(short) <= folders.LONGEST_SLUG and folders.slug(short) == short


@pytest.mark.parametrize(("one", "other"), [("café", "cafe"), ("北京", "上海"), ("", "!")])
def test_names_that_lose_letters_do_not_meet(one, other):
    assert folders.slug(one) != folders.slug(other)


def test_device_names_get_a_hash():
    assert folders.slug("CON") != "con" and folders.slug("lpt1") != "lpt1"


def test_a_key_changes_with_any_fact_and_not_with_their_order():
    assert folders.key_of({"a": 1, "b": 2}) == folders.key_of({"b": 2, "a": 1})
    assert folders.key_of({"a": 1}) != folders.key_of({"a": 2})


def test_two_runs_in_one_second_get_two_names(tmp_path):
    (tmp_path / "20261122T120000Z-0a1b2c3d-failed").mkdir()
    assert folders.free_name(tmp_path, NOON, "0a1b2c3d") == "20261122T120001Z-0a1b2c3d"


def test_work_is_hidden_until_it_is_closed(tmp_path):
    work = folders.open_work(tmp_path, "20261122T120000Z-0a1b2c3d")
    (work / "report.html").write_text("x", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []
    final = folders.close_work(work, tmp_path / "20261122T120000Z-0a1b2c3d")
    assert (final / "report.html").read_text(encoding="utf-8") == "x"


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path):
    folders.open_work(tmp_path, "20261122T120000Z-0a1b2c3d")
    (tmp_path / ".latest.html.part").write_text("half", encoding="utf-8")
    work = folders.open_work(tmp_path, "20261122T120100Z-0a1b2c3d")
    assert list(tmp_path.iterdir()) == [work]


def test_the_last_good_run_is_the_newest_that_is_whole(tmp_path):
    finished(tmp_path, "20261122T120000Z-00000001")
    finished(tmp_path, "20261122T120100Z-00000002", status="failed")
    (tmp_path / "20261122T120200Z-00000003").mkdir()
    finished(tmp_path, "20261122T120300Z-00000004-failed")
    found = folders.last_good(tmp_path)
    assert found is not None and found[1]["key"] == "00000001"
    assert folders.last_good(tmp_path / "nowhere") is None


def test_old_runs_go_and_failed_ones_are_counted_apart(tmp_path):
    for minute in range(4):
        finished(tmp_path, f"20261122T120{minute}00Z-0000000{minute}")
        finished(tmp_path, f"20261122T120{minute}00Z-0000000{minute}-failed")
    folders.prune(tmp_path, 2)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert [name[9:15] for name in left] == ["120200", "120200", "120300", "120300"]


def test_the_latest_page_is_a_copy_whose_links_lead_into_the_run(tmp_path):
    folder, manifest = finished(tmp_path, "20261122T120000Z-0a1b2c3d")
    latest = publish(folder, manifest)
    page = latest.read_text(encoding="utf-8")
    assert page == '<a href="20261122T120000Z-0a1b2c3d/tables/a.csv">a</a></html>'


@pytest.mark.parametrize(
    ("link", "mended"),
    [
        ('<a href="tables/a.csv">', '<a href="run/tables/a.csv">'),
        ("<img alt='x' src='figures/a.png'>", "<img alt='x' src='run/figures/a.png'>"),
        ('<a class="b" href="../../../index.html">', '<a class="b" href="../../index.html">'),
        ('<a href="#part-1">', '<a href="#part-1">'),
        ('<a href="https://example.org/a">', '<a href="https://example.org/a">'),
        ('<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==">'),
        ('<p>href="tables/a.csv"</p>', '<p>href="tables/a.csv"</p>'),
    ],
)
def test_only_relative_links_in_tags_are_mended(link, mended):
    assert moved(link, "run") == mended


def test_publishing_twice_leaves_one_line_of_history(tmp_path):
    folder, manifest = finished(tmp_path, "20261122T120000Z-0a1b2c3d", metrics={"n": 1})
    publish(folder, manifest)
    publish(folder, manifest)
    lines = (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["metrics"] for line in lines] == [{"n": 1}]


def test_a_history_with_a_cut_line_goes_on(tmp_path):
    (tmp_path / "history.jsonl").write_text('{"run": "a"}\n{"run": "b', encoding="utf-8")
    record_run(tmp_path / "c", {"status": "failed", "error": {"message": "no\u2028way"}})
    lines = (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["run"] for line in lines] == ["a", "c"]


def test_a_second_writer_is_refused_and_told_who_is_there(tmp_path):
    with hold(tmp_path):
        with pytest.raises(LockedError, match=f"process {os.getpid()}") as refused, hold(tmp_path):
            pass
        assert refused.value.exit_status == 75
    with hold(tmp_path):
        pass


def test_the_lock_of_a_dead_process_is_free(tmp_path):
    (tmp_path / ".lock").touch()
    (tmp_path / ".lock.pid").write_text("999999", encoding="ascii")
    with hold(tmp_path):
        assert (tmp_path / ".lock.pid").read_text(encoding="ascii").strip() == str(os.getpid())


def test_private_paths_are_replaced_longest_first_and_images_left():
    hide = Veil({"/home/me": "~", "/home/me/data/news": "news"})
    shown = hide({"text/plain": ["/home/me/data/news/a.csv"], "image/png": "/home/me"})
    assert shown == {"text/plain": ["news/a.csv"], "image/png": "/home/me"}
    assert hide("\x1b[32m/home/me/x /home/meadow") == "\x1b[32m~/x /home/meadow"


@given(st.text())
def test_a_log_line_stays_one_line(text):
    """Nothing that moves a cursor or starts a line of its own gets through."""
    assert escaped(text).isprintable()
