"""The cache: what was computed comes back, and whatever happens to the file costs only time."""

import random
import sqlite3

import pytest

from medialens.errors import MedialensWarning
from medialens.io.cache import Cache, open_cache


def test_what_was_put_comes_back_in_another_process_and_nothing_else(tmp_path):
    Cache(tmp_path).put({"a": "one", "b": "zwölf “ \N{GRINNING FACE}"})
    assert Cache(tmp_path).get(["b", "c"]) == {"b": "zwölf “ \N{GRINNING FACE}"}
    assert Cache(tmp_path).size()[0] == 2


def test_more_keys_than_a_question_may_have_are_asked_in_several(tmp_path):
    cache = Cache(tmp_path)
    cache.put({str(n): "x" for n in range(1201)})
    assert len(cache.get([str(n) for n in range(1300)])) == 1201


def test_a_cache_that_is_too_large_forgets_what_was_longest_unused(tmp_path, monkeypatch):
    cache = Cache(tmp_path, largest=200_000)
    noise = random.Random(1).randbytes(30_000).hex()
    for day in range(12):
        monkeypatch.setattr("time.time", lambda day=day: 86_400.0 * (day + 1))
        cache.put({f"day {day}": noise[day:] + str(day)})
    left = cache.get([f"day {day}" for day in range(12)])
    assert "day 11" in left
    assert "day 0" not in left


def test_a_file_that_is_no_cache_is_told_of_and_replaced(tmp_path):
    cache = Cache(tmp_path)
    cache.path.write_bytes(b"no database at all" * 500)
    with pytest.warns(MedialensWarning, match="can't be used .* emptied"):
        assert cache.get(["a"]) == {}
    cache.put({"a": "one"})
    assert cache.get(["a"]) == {"a": "one"}


def test_a_damaged_entry_is_told_of_and_not_shown(tmp_path):
    cache = Cache(tmp_path)
    cache.put({"a": "one"})
    with sqlite3.connect(cache.path) as base:
        base.execute("UPDATE entries SET content = ?", (b"\x00\x01",))
    base.close()
    with pytest.warns(MedialensWarning, match="emptied"):
        assert cache.get(["a"]) == {}


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.warns(MedialensWarning, match="left aside"):
        Cache(tmp_path / "file" / "below").put({"a": "one"})


def test_the_environment_names_the_cache_or_turns_it_off(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIALENS_CACHE", "off")
    assert open_cache() is None
    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path / "here"))
    assert open_cache().folder == tmp_path / "here"
    monkeypatch.delenv("MEDIALENS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert open_cache().folder == tmp_path / "medialens"


def test_nobody_else_may_read_it(tmp_path):
    cache = Cache(tmp_path / "new")
    cache.put({"a": "one"})
    assert cache.path.stat().st_mode & 0o077 == 0
    assert cache.folder.stat().st_mode & 0o077 == 0
