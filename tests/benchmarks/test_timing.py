"""Timing beside peers: sides run in turn in processes of their own; what is absent is told."""

import sys
from pathlib import Path

import pytest

from benchmarks.timing import Lap, Side, Timed, alternate, faster, memory

HERE = "tests.benchmarks.fake_work"


def side(work, **options):
    return Side(work, f"{HERE}:{work}", **{"package": "pip", **options})


def timed(*laps):
    return Timed(
        side("steady"), [Lap(*lap, processor=2 * lap[0], peak=10.0, grown=1.0) for lap in laps]
    )


def test_sides_run_in_turn_in_processes_of_their_own(tmp_path):
    """Each lap writes its name and process into one file."""
    alternate([side("first"), side("second")], tmp_path, rounds=3)
    names, processes = zip(
        *map(str.split, (tmp_path / "laps").read_text().splitlines()), strict=True
    )
    assert names == ("first", "second") * 3
    assert len(set(processes)) == 2


def test_a_peer_that_is_not_installed_is_told_with_its_command(tmp_path):
    ours, peer = alternate(
        [side("first"), side("absent", install="pip install it")], tmp_path, rounds=1
    )
    assert peer.absent == "not installed: pip install it (no no_such_package)"
    assert len(ours.laps) == 1


def test_a_peer_without_its_environment_is_told(tmp_path):
    python = str(tmp_path / "bin" / "python")
    (peer,) = alternate([side("first", python=python, install="make bench")], tmp_path, rounds=1)
    assert peer.absent.startswith("not installed: make bench")


def test_a_package_without_a_version_is_not_installed(tmp_path):
    (peer,) = alternate([side("first", package="no-such-package")], tmp_path, rounds=1)
    assert "no-such-package" in peer.absent


@pytest.mark.parametrize("work", ["breaks_before", "breaks"])
def test_a_failure_is_told_and_leaves_the_others(tmp_path, work):
    ours, peer = alternate([side("first"), side(work)], tmp_path, rounds=2)
    assert peer.absent == "failed: RuntimeError: out of order"
    assert len(ours.laps) == 2


def test_what_the_work_prints_is_no_answer(tmp_path):
    (one,) = alternate([side("talkative")], tmp_path, rounds=1)
    assert one.laps[0].units == 7


def test_work_may_take_its_own_time(tmp_path):
    (one,) = alternate([side("by_itself")], tmp_path, rounds=1)
    assert one.laps[0].seconds == 42.0


def test_waiting_takes_no_processor_time(tmp_path):
    (one,) = alternate([side("idle")], tmp_path, rounds=1)
    assert one.laps[0].processor < 0.1 <= one.laps[0].seconds


@pytest.mark.parametrize("work", ["busy", "busy_elsewhere"])
def test_work_takes_processor_time(tmp_path, work):
    """Also that of a process which the work starts and waits for."""
    (one,) = alternate([side(work)], tmp_path, rounds=1)
    assert one.laps[0].processor > 0.15


def test_memory_is_that_of_the_lap(tmp_path):
    """70 MB that are given back still count; the 30 held before do not."""
    (one,) = alternate([side("hungry")], tmp_path, rounds=1)
    if not Path("/proc/self/status").exists():
        pytest.skip("the system tells only the most memory since the start")
    assert 65 < one.grown < 75 < 100 < one.peak


def test_ratios_are_of_minima_and_of_medians_per_unit():
    ours = timed((1.0, 10), (2.0, 10), (6.0, 10))
    peer = timed((3.0, 10), (8.0, 10), (9.0, 10))
    assert faster(ours, peer) == pytest.approx((3.0, 4.0))
    assert faster(ours, peer, "processor") == faster(ours, peer)
    assert faster(timed((1.0, 10)), timed((1.0, 1))) == (10.0, 10.0)


def test_this_process_holds_memory():
    held, most = memory()
    assert 1 < held <= most


def test_a_worker_of_this_interpreter_needs_no_other():
    assert side("first").python == sys.executable
