"""What changed since the last report: articles by outlet, estimates beyond their intervals."""

import json

import pytest

from medialens.report.changes import changes_since, is_quiet, sentences


def memory(articles, **estimates):
    return {
        "articles": dict(articles),
        "estimates": [
            {"label": label, "value": value, "low": value - half, "high": value + half, "n": 10}
            for label, (value, half) in estimates.items()
        ],
    }


def estimate(low, value, high):
    return {"label": "x", "value": value, "low": low, "high": high, "n": 9}


def changes(now, before):
    return changes_since(now, before, {"finished": "2026-03-02T06:00:00Z"})


def test_articles_that_came_and_went_are_counted_by_outlet():
    found = changes(
        memory({"a": "Echo", "c": "Post", "d": "Echo", "e": "Echo"}),
        memory({"a": "Echo", "b": "Post"}),
    )
    assert found["new"] == {"Echo": 2, "Post": 1}
    assert found["gone"] == {"Post": 1}
    came, went = sentences(found)[:2]
    assert came == "New: 3 articles (Echo 2, Post 1)."
    assert went == "Gone: 1 article (Post 1)."


@pytest.mark.parametrize(
    ("now", "has_moved"),
    [((0.42, 0.3), False), ((0.43, 0.3), True), ((-0.42, 0.3), False), ((-0.43, 0.3), True)],
)
def test_an_estimate_moved_where_the_interval_of_the_gap_leaves_out_zero(now, has_moved):
    """Half-widths of .3 each allow a gap of .3 times the root of two, .424."""
    found = changes(memory({}, x=now), memory({}, x=(0.0, 0.3)))
    assert bool(found["moved"]) is has_moved
    assert is_quiet(found) is not has_moved


def test_the_interval_of_the_gap_is_newcombes():
    before = {"articles": {}, "estimates": [estimate(0.0, 0.1, 0.3)]}
    now = {"articles": {}, "estimates": [estimate(0.5, 0.8, 0.9)]}
    (moved,) = changes(now, before)["moved"]
    assert moved["gap"] == pytest.approx(0.7)
    assert moved["low"] == pytest.approx(0.7 - (0.3**2 + 0.2**2) ** 0.5, abs=1e-6)
    assert moved["high"] == pytest.approx(0.7 + (0.1**2 + 0.1**2) ** 0.5, abs=1e-6)


def test_an_estimate_that_is_new_or_gone_is_named_and_not_compared():
    found = changes(memory({}, x=(0, 0.1), y=(0, 0.1)), memory({}, x=(0, 0.1), z=(0, 0.1)))
    assert (found["new_estimates"], found["gone_estimates"]) == (["y"], ["z"])
    assert found["n_compared"] == 1
    assert sentences(found)[-2:] == ["1 estimate new: y.", "1 estimate no longer there: z."]


def test_the_surest_move_comes_first_and_five_are_told():
    before = memory({}, **{f"e{n}": (0.0, 0.01) for n in range(7)})
    now = memory({}, **{f"e{n}": (0.1 * (n + 1), 0.01) for n in range(7)})
    said = sentences(changes(now, before))
    assert said[0].startswith(
        "e6: +0.70 from 10 articles, was 0.00 (gap +0.70, 95 % interval [+0.6"
    )
    assert said[5] == "2 more estimates moved beyond their intervals."


def test_a_first_report_has_no_changes():
    assert changes_since(memory({}), None, {}) is None
    assert sentences(None) == []


PROFILE = """
import json, pathlib
import medialens as ml
import pandas as pd
corpus = ml.load(collection)
run.corpus(corpus)
mean = -0.6 if len(corpus) > 4 else 0.2
run.track(pd.DataFrame([dict(actor="The Council", outlet="Echo", measure="own_stance",
    mean=mean, ci_low=mean - 0.1, ci_high=mean + 0.1, n_clusters=8)]))
run.finish()
"""


@pytest.mark.notebook
def test_the_second_report_of_a_job_says_what_changed(make_notebook, small_collection, tmp_path):
    from medialens.report.execute import run_report

    notebook, out = make_notebook(PROFILE), tmp_path / "reports"
    first = run_report(notebook, str(small_collection), out=out)
    assert first.manifest["changes"] is None
    path = small_collection / "articles.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    new = {**lines[0], "article_id": "new", "text": "The council met again.", "url": "", "id": "n"}
    path.write_text("".join(json.dumps(line) + "\n" for line in [*lines, new]), "utf-8")
    second = run_report(notebook, str(small_collection), out=out)
    changed = second.manifest["changes"]
    assert changed["new"] == {"Echo": 1}
    assert changed["moved"][0]["label"] == "The Council in Echo, own voice"
    page = (second.folder / "report.html").read_text("utf-8")
    assert "Since the last report" in page
    assert "The Council in Echo, own voice: −0.60" in page
