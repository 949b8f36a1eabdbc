"""The index of a folder: a page, JSON and a feed, the same for the same folder."""

import json
from xml.etree import ElementTree

import pytest

from medialens.report.index import write_index

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def put(tmp_path, manifest):
    """Puts a run into a folder of reports."""

    def put(when, status="ok", *, job="outlets", collection="harbour", **other):
        name = f"{when}-0a1b2c3d" + ("" if status == "ok" else f"-{status}")
        folder = tmp_path / job / collection / name
        folder.mkdir(parents=True)
        finished = f"{when[:4]}-{when[4:6]}-{when[6:8]}T16:45:00Z"
        told = {**manifest, "status": status, "finished": finished, "job": job, **other}
        (folder / "run.json").write_text(json.dumps(told), "utf-8")
        if status == "ok":
            (folder.parent / "latest.html").write_text("x", "utf-8")
        with (folder.parent / "history.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"status": status, "n_articles": told["n_articles"]}) + "\n")
        return folder

    return put


def read(tmp_path):
    write_index(tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    listing = json.loads((tmp_path / "index.json").read_text("utf-8"))
    feed = ElementTree.parse(tmp_path / "feed.xml").getroot()
    return page, listing, feed


def test_an_empty_folder_says_so(tmp_path):
    page, listing, feed = read(tmp_path)
    assert "No report has been made here yet" in page
    assert listing == {"updated": "", "reports": []}
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_a_report_is_listed_with_its_first_finding_and_a_link(tmp_path, put):
    put(
        "20261122T164500Z", title="Who speaks?", findings=[{"text": "A & B differ."}, {"text": "C"}]
    )
    page, listing, feed = read(tmp_path)
    assert 'href="outlets/harbour/latest.html"' in page
    assert "A &amp; B differ." in page
    assert listing["updated"] == "2026-11-22T16:45:00Z"
    assert listing["reports"][0]["runs"][0]["finding"] == "A & B differ."
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "Who speaks?: harbour"
    ]


def test_a_failed_run_says_why_and_the_last_good_report_stays_linked(tmp_path, put):
    put("20261120T164500Z")
    put("20261122T164500Z", "failed", error={"type": "ValueError", "message": "no such outlet"})
    page, listing, _ = read(tmp_path)
    assert "The last run failed" in page
    assert "no such outlet" in page
    assert 'href="outlets/harbour/latest.html"' in page
    assert [run["status"] for run in listing["reports"][0]["runs"]] == ["failed", "ok"]


def test_two_good_runs_draw_a_line_and_say_what_changed(tmp_path, put):
    put("20261120T164500Z", n_articles=8)
    put("20261121T164500Z", "failed", n_articles=5)
    put("20261122T164500Z", n_articles=20)
    page, listing, _ = read(tmp_path)
    assert 'aria-label="Articles in the last 2 runs: from 8 to 20"' in page
    assert "12 more than the run before" in page
    assert listing["reports"][0]["n_articles_by_run"] == [8, 20]


def test_one_run_draws_no_line(tmp_path, put):
    put("20261120T164500Z")
    assert "<svg" not in read(tmp_path)[0]


def test_half_written_and_hidden_folders_are_left_out(tmp_path, put):
    broken = put("20261120T164500Z")
    (broken / "run.json").write_text('{"status": "o', "utf-8")
    hidden = put("20261121T164500Z")
    hidden.rename(hidden.with_name(".work-1"))
    assert read(tmp_path)[1]["reports"] == []


def test_the_index_of_a_folder_is_always_the_same(tmp_path, put):
    """The moment of writing leaves no trace."""
    for day in ("20", "21", "22"):
        put(f"202611{day}T164500Z", job=f"job-{day}")
    first = [path.read_bytes() for path in write_index(tmp_path)]
    assert [path.read_bytes() for path in write_index(tmp_path)] == first


def test_hostile_words_and_names_stay_words(tmp_path, put):
    hostile = "</title><script>alert(1)</script>\x1b[31m\x00\ud800 /home/me/x.py"
    put("20261120T164500Z", title=hostile, findings=[{"text": hostile}], alerts=[{"text": hostile}])
    put("20261122T164500Z", "failed", job='a"b onclick=x', error={"type": "E", "message": hostile})
    page, _, feed = read(tmp_path)
    assert "<script" not in page
    assert "/home/me" not in page.replace(hostile[-13:], "", 3)
    assert 'href="a%22b%20onclick%3Dx/' in page
    assert len(list(feed.iter(f"{ATOM}entry"))) == 2


def test_the_index_forbids_what_could_run_or_be_fetched(tmp_path, put):
    put("20261122T164500Z")
    page, _, _ = read(tmp_path)
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page
    assert "<script" not in page


def test_a_failure_is_told_in_a_sentence_of_its_own(tmp_path, put):
    """``KeyError`` says no more than the key, and no message brings its full stop."""
    put("20261122T164500Z", "failed", error={"type": "KeyError", "message": "'term'"})
    page, listing, _ = read(tmp_path)
    assert "<bdi>KeyError: &#x27;term&#x27;</bdi>. <a href=" in page
    assert listing["reports"][0]["runs"][0]["error"] == "KeyError: 'term'"


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_where_nothing_succeeded_no_report_is_linked(tmp_path, put, status):
    put("20261122T164500Z", status, error=None)
    page, listing, _ = read(tmp_path)
    assert listing["reports"][0]["latest"] is None
    assert "latest.html" not in page
    assert "last one that succeeded" not in page


def test_links_are_relative(tmp_path, put):
    put("20261122T164500Z")
    page, _, feed = read(tmp_path)
    assert str(tmp_path) not in page
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert all(not link.startswith(("/", "http", "file")) for link in links)
