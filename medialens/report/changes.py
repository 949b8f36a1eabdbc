"""What changed since the last report: articles that came and went, estimates that moved.

An estimate *moved* where the interval of the gap between then and now (Newcombe's square-and-add,
from both 95 % intervals) leaves out 0: beyond what the two intervals allow together. Articles that
are in both reports make this cautious.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from medialens.report import numbers

MEMORY = "memory.json"  # what the next report compares itself with
SHOWN = 5

Estimate = Mapping[str, Any]  # label, value, low, high, n


def changes_since(
    now: Mapping[str, Any], before: Mapping[str, Any] | None, manifest: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return what changed between two reports of one job on one collection.

    Parameters
    ----------
    now, before : mapping
        The memories of this report and of the last good one (`read_memory`): ``articles`` (id to
        outlet) and ``estimates``.
    manifest : mapping
        The ``run.json`` of the last good report.

    Returns
    -------
    dict or None
        ``since`` (when the last report was made), ``new`` and ``gone`` (articles by outlet),
        ``moved`` (label, was, now, gap with interval; the largest first for its interval),
        ``new_estimates``, ``gone_estimates`` (labels), ``n_compared`` and ``knows_articles``
        (False where no report remembered which articles it had). None for a first report.
    """
    if before is None:
        return None
    articles, known = now["articles"], before["articles"]
    estimates = {one["label"]: one for one in now["estimates"]}
    past = {one["label"]: one for one in before["estimates"]}
    both = [label for label in estimates if label in past]
    moved = sorted(_moved((label, past[label], estimates[label]) for label in both), key=_rank)
    return {
        "since": manifest.get("finished") or "",
        "new": _by_outlet(articles, articles.keys() - known.keys()),
        "gone": _by_outlet(known, known.keys() - articles.keys()),
        "moved": moved,
        "new_estimates": [label for label in estimates if label not in past],
        "gone_estimates": [label for label in past if label not in estimates],
        "n_compared": len(both),
        "knows_articles": bool(articles or known),
    }


def read_memory(folder: Path) -> dict[str, Any] | None:
    """Return what a report left for the next one, None where it left nothing that can be read."""
    try:
        found = json.loads((folder / MEMORY).read_text(encoding="utf-8"))
        return {"articles": dict(found["articles"]), "estimates": list(found["estimates"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sentences(changes: Mapping[str, Any] | None) -> list[str]:
    """Say the changes in plain words, at most `SHOWN` moved estimates; nothing for a first report.

    Examples
    --------
    >>> quiet = {"since": "2026-03-02T06:00:00Z", "new": {}, "gone": {}, "moved": [],
    ...          "new_estimates": [], "gone_estimates": [], "n_compared": 12}
    >>> sentences(quiet)
    ['The same articles as before; of 12 estimates none moved beyond its interval.']
    """
    if changes is None:
        return []
    counted = (("New", _counted(changes["new"])), ("Gone", _counted(changes["gone"])))
    said = [f"{word}: {count}." for word, count in counted if count]
    moved = changes["moved"]
    said += [moved_sentence(one) for one in moved[:SHOWN]]
    if len(moved) > SHOWN:
        said.append(f"{len(moved) - SHOWN} more estimates moved beyond their intervals.")
    if not moved:
        is_same = not said and changes.get("knows_articles", True)
        same = "The same articles as before; " if is_same else ""
        said.append(_unmoved(changes["n_compared"], same))
    for name, word in (("new_estimates", "new"), ("gone_estimates", "no longer there")):
        if changes[name]:
            count = numbers.count(len(changes[name]), "estimate")
            said.append(f"{count} {word}: {_listed(changes[name])}.")
    return said


def moved_sentence(one: Mapping[str, Any]) -> str:
    """Say how an estimate moved, with the gap and its interval."""
    ends = numbers.interval(one["low"], one["high"], places=2, signed=True)
    gap = f"gap {_signed(one['gap'])}, 95 % interval {ends}"
    return (
        f"{one['label']}: {_signed(one['now'])} from {numbers.count(one['n_now'], 'article')}, was "
        f"{_signed(one['was'])} ({gap})."
    )


def is_quiet(changes: Mapping[str, Any] | None) -> bool:
    """Return whether no estimate moved."""
    return changes is None or not changes["moved"]


def _unmoved(n: int, same: str) -> str:
    if not n:
        return f"{same or ''}no estimate can be compared.".capitalize()
    estimates = numbers.count(n, "estimate")
    return f"{same}{'of' if same else 'Of'} {estimates} none moved beyond its interval."


def _moved(pairs: Iterable[tuple[str, Estimate, Estimate]]) -> Iterable[dict[str, Any]]:
    for label, was, now in pairs:
        gap = now["value"] - was["value"]
        low = gap - math.hypot(now["value"] - now["low"], was["high"] - was["value"])
        high = gap + math.hypot(now["high"] - now["value"], was["value"] - was["low"])
        if low > 0 or high < 0:
            ends = {"low": round(low, 6), "high": round(high, 6)}
            yield {
                "label": label, "was": was["value"], "now": now["value"], "gap": round(gap, 6),
                **ends, "n_was": was["n"], "n_now": now["n"],
            }  # fmt: skip


def _rank(one: Mapping[str, Any]) -> tuple[float, str]:
    width = max(one["high"] - one["low"], 1e-9)
    return -abs(one["gap"]) / width, str(one["label"])


def _by_outlet(articles: Mapping[str, str], ids: Iterable[str]) -> dict[str, int]:
    counts = Counter(articles[one] for one in ids)
    return {outlet: counts[outlet] for outlet in sorted(counts)}


def _counted(by_outlet: Mapping[str, int]) -> str:
    if not by_outlet:
        return ""
    total = numbers.count(sum(by_outlet.values()), "article")
    parts = sorted(by_outlet.items(), key=lambda item: (-item[1], item[0]))
    return f"{total} ({_listed([f'{outlet} {n:,}' for outlet, n in parts])})"


def _listed(parts: Sequence[str]) -> str:
    shown = ", ".join(parts[:SHOWN])
    return shown if len(parts) <= SHOWN else f"{shown} and {len(parts) - SHOWN:,} more"


def _signed(value: float) -> str:
    return numbers.number(value, places=2, signed=True)
