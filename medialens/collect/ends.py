"""Ends: how each lead ended, and the sums of a run."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

from medialens.collect.store import Visit

End = Literal["collected", "updated", "unchanged", "rejected", "skipped"]


@dataclass(frozen=True)
class Ended:
    """How a lead ended."""

    lead: str
    listed_in: str
    end: End
    reason: str = ""
    row: dict[str, str] | None = None
    visit: Visit | None = None


@dataclass
class Round:
    """What a run did: ``leads = collected + updated + unchanged + rejected + skipped``.

    Parameters
    ----------
    run : str
        UTC time of the start, which names the run.
    ends : Counter
        Leads by how they ended.
    rejects : list of dict
        Lead, source and reason of what could not be kept.
    skips : Counter
        Leads left out, by rule.
    failed : dict
        Sources that gave nothing, and why.
    """

    run: str
    ends: Counter[str] = field(default_factory=Counter)
    rejects: list[dict[str, str]] = field(default_factory=list)
    skips: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, ended: Ended) -> None:
        """Count one lead."""
        self.ends[ended.end] += 1
        if ended.end == "skipped":
            self.skips[ended.reason] += 1
        elif ended.end == "rejected":
            said = {"url": ended.lead, "listed_in": ended.listed_in, "reason": ended.reason}
            self.rejects.append(said)

    def summary(self) -> dict[str, Any]:
        """Return the run as plain data."""
        names = ("collected", "updated", "unchanged", "rejected", "skipped")
        return {
            "run": self.run,
            "leads": sum(self.ends.values()),
            **{name: self.ends[name] for name in names},
            "skipped_by_rule": dict(sorted(self.skips.items())),
            "sources_failed": dict(sorted(self.failed.items())),
            "rejects": sorted(self.rejects, key=lambda one: (one["url"], one["reason"])),
        }

    def as_json(self) -> str:
        """Return the run as JSON."""
        return json.dumps(self.summary(), indent=1, ensure_ascii=False)

    def as_text(self) -> str:
        """Return the run in a few lines."""
        said = self.summary()
        names = ("collected", "updated", "unchanged", "rejected", "skipped")
        lines = [f"{said['leads']} listed: " + ", ".join(f"{said[name]} {name}" for name in names)]
        lines += [f"  skipped {n}: {rule}" for rule, n in said["skipped_by_rule"].items()]
        reasons = Counter(one["reason"] for one in self.rejects)
        lines += [f"  rejected {n}: {reason}" for reason, n in sorted(reasons.items())]
        lines += [f"  no answer from {name}: {why}" for name, why in said["sources_failed"].items()]
        return "\n".join(lines)
