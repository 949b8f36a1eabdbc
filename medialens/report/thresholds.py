"""Alerts by threshold: which metrics of a report passed the limits of a job, and whom to tell."""

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from medialens.actor import slug
from medialens.report import numbers
from medialens.report.jobfile import AlertRule

PATIENCE = 60  # seconds for a command
SHOWN = 12  # metrics named where one is not known

Metrics = Mapping[str, float]


def watched(record: Mapping[str, Any], memory: Mapping[str, Any] | None) -> dict[str, float]:
    """Return what can be watched by name: a report's metrics and its tracked estimates."""
    estimates = (memory or {}).get("estimates", ())
    return {slug(one["label"]): one["value"] for one in estimates} | (record.get("metrics") or {})


def judge(
    rules: Sequence[AlertRule], metrics: Metrics, before: Metrics | None
) -> list[dict[str, str]]:
    """Return the alerts that the metrics of a report raise, as the recorder keeps them.

    Parameters
    ----------
    rules : sequence of AlertRule
        The job's thresholds.
    metrics : mapping
        What the report recorded.
    before : mapping or None
        What the last good report recorded; without one, no change is judged.

    Returns
    -------
    list of dict
        ``name`` and ``text``. A metric that the report has not is an alert as well: a watch that
        watches nothing must not stay silent.
    """
    found = []
    for rule in rules:
        text = " ".join(_said(rule, metrics, before))
        if text:
            found.append({"name": rule.metric, "text": text})
    return found


def _said(rule: AlertRule, metrics: Metrics, before: Metrics | None) -> list[str]:
    name = rule.metric
    if name not in metrics:
        listed = ", ".join(sorted(metrics)[:SHOWN]) or "none"
        return [f"{name} can't be watched: the report has no such metric. It has: {listed}."]
    now, said = metrics[name], []
    if rule.above is not None and now > rule.above:
        said.append(f"{name} is {_number(now)}, above {_number(rule.above)}.")
    if rule.below is not None and now < rule.below:
        said.append(f"{name} is {_number(now)}, below {_number(rule.below)}.")
    if rule.change_gt is not None and before and name in before:
        change = now - before[name]
        if abs(change) > rule.change_gt:
            said.append(
                f"{name} is {_number(now)}, was {_number(before[name])}: changed by more than "
                f"{_number(rule.change_gt)}."
            )
    return said


def _number(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else numbers.number(value)


def call_commands(
    rules: Sequence[AlertRule],
    alerts: Sequence[Mapping[str, str]],
    facts: Mapping[str, Any],
    *,
    folder: Path,
    say: Callable[[str], None],
) -> None:
    """Call the command of each rule that raised an alert.

    The command gets ``MEDIALENS_ALERT`` (the sentence) and ``MEDIALENS_REPORT`` (the page) in its
    environment and the same as JSON with job, collection and metric on its standard input. It is
    called without a shell, in the folder of the job file; one that fails is told of and stops
    nothing.
    """
    texts = {alert["name"]: alert["text"] for alert in alerts}
    for rule in rules:
        if rule.command and rule.metric in texts:
            told = {**facts, "metric": rule.metric, "text": texts[rule.metric]}
            say(f"alert: {told['text']}")
            problem = _call(rule.command, told, folder)
            if problem:
                say(f"the alert's command {rule.command[0]!r} failed: {problem}")


def _call(command: Sequence[str], told: Mapping[str, Any], folder: Path) -> str:
    """Return what went wrong, empty where nothing did."""
    environment = {
        **os.environ,
        "MEDIALENS_ALERT": told["text"],
        "MEDIALENS_REPORT": str(told.get("report", "")),
    }
    try:
        done = subprocess.run(
            command,
            input=json.dumps(told).encode(),
            env=environment,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it did not end within {PATIENCE} s"
    except (OSError, ValueError) as error:
        return str(error)
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        return f"exit status {done.returncode}{': ' + last[0] if last else ''}"
    return ""
