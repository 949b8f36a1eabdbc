"""The digest: a page, JSON and a feed; at most five items a day, and a quiet day says so."""

import json
from xml.etree import ElementTree

import pytest

from medialens.report.digest import digest_pages

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGES = {
    "since": "2026-03-01T06:00:00Z", "new": {"Echo": 4}, "gone": {}, "moved": [],
    "new_estimates": [], "gone_estimates": [], "n_compared": 40,
}  # fmt: skip


def moved(label):
    return {
        "label": label, "was": 0.1, "now": 0.6, "gap": 0.5, "low": 0.2, "high": 0.8,
        "n_was": 9, "n_now": 12,
    }  # fmt: skip


@pytest.fixture
def put(tmp_path):
    """Put a run into a folder of reports."""

    def put(day, *, job="outlets", collection="harbour", hour="06", status="ok", **told):
        end = "" if status == "ok" else f"-{status}"
        folder = tmp_path / job / collection / f"{day.replace('-', '')}T{hour}0000Z-0a1b2c3d{end}"
        folder.mkdir(parents=True)
        run = {
            "status": status, "finished": f"{day}T{hour}:00:00Z", "job": job,
            "collection": collection, "title": "Outlets", "changes": CHANGES, **told,
        }  # fmt: skip
        (folder / "run.json").write_text(json.dumps(run), "utf-8")

    return put


@pytest.fixture
def read(tmp_path):
    """Return page, digests and the feed's entries."""

    def read():
        pages = digest_pages(tmp_path)
        digests = json.loads(pages["digest.json"])["digests"]
        return pages["digest.html"], digests, list(
            ElementTree.fromstring(pages["digest.xml"]).iter(f"{ATOM}entry")
        )  # fmt: skip

    return read


def test_an_empty_folder_has_a_page_that_says_so(read):
    page, digests, entries = read()
    assert "No report has been made here yet" in page
    assert (digests, entries) == ([], [])


def test_a_quiet_day_says_so_and_how_much_was_looked_at(put, read):
    put("2026-03-08")
    page, (digest,), (entry,) = read()
    assert "Nothing stands out." in page
    assert "1 report, 4 articles new since the reports before, 40 estimates compared" in page
    assert digest["is_quiet"]
    assert entry.find(f"{ATOM}title").text == "8 March 2026: quiet"


def test_failures_come_first_then_alerts_then_what_stands_out_then_moves(put, read):
    put("2026-03-08", job="a", changes={**CHANGES, "moved": [moved("Marrin in Echo, own voice")]})
    put("2026-03-08", job="b", news=["Echo: 9 articles on Marrin."])
    put("2026-03-08", job="c", alerts=[{"name": "n", "text": "n is 3, above 2."}])
    put("2026-03-08", job="d", status="failed", error={"type": "E", "message": "no disk left"})
    page, (digest,), _ = read()
    assert [item["kind"] for item in digest["items"]] == ["failed", "alert", "stands out", "moved"]
    texts = [item["text"] for item in digest["items"]]
    assert texts[0] == "d on harbour failed: no disk left"
    assert texts[3].startswith("harbour: Marrin in Echo, own voice: +0.60 from 12 articles, was")
    assert page.index(texts[0]) < page.index(texts[1]) < page.index(texts[2])
    assert 'href="d/harbour/20260308T060000Z-0a1b2c3d-failed/report.html"' in page


def test_five_items_at_most_and_the_rest_is_counted(put, read):
    put("2026-03-08", changes={**CHANGES, "moved": [moved(f"e{n}") for n in range(8)]})
    page, (digest,), (entry,) = read()
    assert (len(digest["items"]), digest["n_more"]) == (5, 3)
    assert "3 more in the" in page
    assert entry.find(f"{ATOM}title").text == "8 March 2026: 8 items"


def test_what_several_reports_say_stands_once_and_their_articles_count_once(put, read):
    for job in ("a", "b", "c"):
        put("2026-03-08", job=job, news=["Echo: 9 articles on Marrin."])
    _, (digest,), _ = read()
    assert (len(digest["items"]), digest["n_new"], digest["n_reports"]) == (1, 4, 3)


def test_the_last_run_of_a_day_counts_and_each_day_has_its_digest(put, read):
    put("2026-03-01", alerts=[{"text": "old"}])
    put("2026-03-08", alerts=[{"text": "first"}])
    put("2026-03-08", hour="09", alerts=[{"text": "second"}])
    page, (new, old), entries = read()
    assert [item["text"] for item in new["items"]] == ["harbour: second"]
    assert [item["text"] for item in old["items"]] == ["harbour: old"]
    assert len(entries) == 2
    assert "harbour: old" in page


def test_hostile_words_stay_words_and_unreadable_runs_are_left_out(put, read, tmp_path):
    put("2026-03-08", alerts=[{"text": "<script>alert(1)</script>"}], title="</title><b>")
    odd = tmp_path / "a" / "b" / "20260309T060000Z-0a1b2c3d"
    odd.mkdir(parents=True)
    (odd / "run.json").write_text("{", "utf-8")
    page, digests, _ = read()
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert len(digests) == 1
