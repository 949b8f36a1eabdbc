"""Real processes: killed at any instant and run again, and two at once."""

import signal
import subprocess
import sys
import time

import pytest

import medialens as ml
from tests.collect.site import Reply, page
from tests.signals import hear_interrupts

PAGES = 30


@pytest.fixture
def feeds(site, tmp_path):
    """Thirty pages in two feeds, a little slow, and the settings file for them."""
    for n in range(PAGES):
        site.replies[f"/{n}"] = Reply(
            page(f"Article {n}", f"Number {n}. " + "It rained a lot. " * 20)
        )
    links = [f"/{n}" for n in range(PAGES)]
    one, two = site.feed("/f1", *links[:20]), site.feed("/f2", *links[15:])
    path = tmp_path / "FEEDS.toml"
    path.write_text(
        "[defaults]\ncontact = 'desk@example.org'\ndelay = 0.0\nallow_private = ['127.0.0.1']\n"
        + "".join(f"[[source]]\nurl = '{url}'\noutlet = 'Post'\n" for url in (one, two))
    )
    return path


def started(feeds, out):
    command = [
        sys.executable,
        "-m",
        "medialens.cli",
        "collect",
        str(feeds),
        "-o",
        str(out),
        "--json",
    ]
    heard = None if sys.platform == "win32" else hear_interrupts
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heard
    )


def ended(process):
    """Return exit status and messages of a process, its pipes closed."""
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def contents(out):
    table = ml.load(out).articles
    return sorted(zip(table["url"], table["version"], table["text"], strict=True))


def test_killed_at_any_instant_and_run_again_the_collection_is_the_same(feeds, tmp_path):
    whole = started(feeds, tmp_path / "whole")
    assert ended(whole) == (0, "")
    expected = contents(tmp_path / "whole")
    assert len(expected) == PAGES
    out = tmp_path / "killed"
    for seconds in (0.9, 1.3, 1.7, 2.1):
        process = started(feeds, out)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        ended(process)
    last = started(feeds, out)
    assert ended(last) == (0, "")
    assert contents(out) == expected
    assert not [*out.rglob("*.part")]


def test_the_second_of_two_runs_ends_with_75(feeds, site, tmp_path):
    site.replies["/0"] = Reply(page("Slow"), drip=0.02)
    first = started(feeds, tmp_path / "press")
    deadline = time.monotonic() + 20
    while not site.asked["/robots.txt"] and time.monotonic() < deadline:
        time.sleep(0.05)
    second = started(feeds, tmp_path / "press")
    status, said = ended(second)
    assert (status, "is in use" in said) == (75, True)
    assert ended(first) == (0, "")


def test_an_interrupted_run_does_not_wait_for_all_pages(feeds, site, tmp_path):
    """Each page takes half a second; what was under way is kept or asked again."""
    for n in range(PAGES):
        body = page(f"Article {n}", f"Number {n}. " + "It rained a lot. " * 20)
        site.replies[f"/{n}"] = lambda _, body=body: time.sleep(0.5) or Reply(body)
    process = started(feeds, tmp_path / "press")
    deadline = time.monotonic() + 20
    while not site.asked["/0"] and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    status, _ = ended(process)
    assert status == 130
    assert sum(site.asked[f"/{n}"] for n in range(PAGES)) < PAGES / 2
