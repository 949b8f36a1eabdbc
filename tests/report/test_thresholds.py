"""Alerts by threshold: judged by the metrics, told to a command, never silent."""

import json
import sys

import pytest

from medialens.report.jobfile import AlertRule
from medialens.report.thresholds import call_commands, judge, watched


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"above": 100}, "n is 120, above 100."),
        ({"above": 120}, None),
        ({"below": 200}, "n is 120, below 200."),
        ({"below": 120}, None),
        ({"change_gt": 10}, "n is 120, was 100: changed by more than 10."),
        ({"change_gt": 20}, None),
        ({"above": 100, "change_gt": 10}, "n is 120, above 100. n is 120, was 100: changed by"),
    ],
)
def test_a_metric_beyond_its_threshold_raises_an_alert(limits, said):
    found = judge([AlertRule(metric="n", **limits)], {"n": 120}, {"n": 100})
    assert [alert["text"].startswith(said) for alert in found] == ([True] if said else [])


def test_a_first_report_is_judged_by_its_level_alone():
    assert judge([AlertRule(metric="n", change_gt=1)], {"n": 120}, None) == []


def test_a_metric_that_the_report_has_not_is_an_alert():
    (alert,) = judge([AlertRule(metric="m", above=1)], {"n": 3, "k": 2}, None)
    assert alert["text"] == "m can't be watched: the report has no such metric. It has: k, n."


def test_tracked_estimates_can_be_watched_by_their_label():
    memory = {"estimates": [{"label": "Edda Marrin in The Post, own voice", "value": -0.2}]}
    assert watched({"metrics": {"n": 1}}, memory) == {
        "n": 1,
        "edda-marrin-in-the-post-own-voice": -0.2,
    }


def call(command, tmp_path):
    said = []
    rules = [AlertRule(metric="n", above=1, command=command), AlertRule(metric="k", above=1)]
    alerts = [{"name": "n", "text": "n is 2, $(touch x); above 1."}]
    facts = {"job": "weekly", "collection": "press", "report": "/r/report.html"}
    call_commands(rules, alerts, facts, folder=tmp_path, say=said.append)
    return said


def test_the_command_gets_the_alert_as_words_and_as_json_and_no_shell_sees_it(tmp_path):
    said = "os.environ['MEDIALENS_ALERT'] + '|' + sys.stdin.read()"
    keep = f"import os, sys; open('told', 'w').write({said})"
    assert call([sys.executable, "-c", keep], tmp_path) == ["alert: n is 2, $(touch x); above 1."]
    words, told = (tmp_path / "told").read_text().split("|")
    assert words == "n is 2, $(touch x); above 1."
    assert json.loads(told) == {
        "job": "weekly", "collection": "press", "report": "/r/report.html", "metric": "n",
        "text": words,
    }  # fmt: skip
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (["no-such-program"], "No such file"),
        (
            [sys.executable, "-c", "import sys; sys.exit('no mail')"],
            "status 1: no mail",
        ),
    ],
)
def test_a_command_that_fails_is_told_of_and_stops_nothing(tmp_path, command, problem):
    assert problem in call(command, tmp_path)[-1]


def test_a_command_that_never_ends_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("medialens.report.thresholds.PATIENCE", 0.5)
    said = call([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path)
    assert "did not end within" in said[-1]
