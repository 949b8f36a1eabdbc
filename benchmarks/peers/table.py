"""The table of ratios, as text, as Markdown and as JSON."""

import os
import platform
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.peers.pieces import Piece
from benchmarks.timing import Timed, faster

PER = 1000  # units, where sides do not do equally many
UNMEASURED = (float("nan"), float("nan"))


@dataclass(frozen=True)
class Line:
    """One piece of work beside one peer.

    Seconds are (minimum, median), their ratios likewise; megabytes are (of the work, of the whole
    process).
    """

    piece: str
    unit: str
    ours: str
    our_seconds: tuple[float, float]
    peer: str
    peer_seconds: tuple[float, float] = UNMEASURED
    times_faster: tuple[float, float] = UNMEASURED
    times_faster_processor: tuple[float, float] = UNMEASURED
    times_lighter: float = float("nan")
    times_lighter_whole: float = float("nan")
    our_megabytes: tuple[float, float] = UNMEASURED
    peer_megabytes: tuple[float, float] = UNMEASURED
    asked: float = 0.0
    asked_lighter: float = 0.0
    laps: int = 0
    absent: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the minima are as asked; None where nothing is, or nothing was measured."""
        if self.absent or not self.asked:
            return None
        light = not self.asked_lighter or self.times_lighter >= self.asked_lighter
        return self.times_faster[0] >= self.asked and light


def lines(piece: Piece, ours: Timed, peers: Sequence[Timed]) -> Iterator[Line]:
    """Yield a line for every peer."""
    if ours.absent:
        absent = f"ours: {ours.absent}"
        yield Line(piece.name, piece.unit, ours.side.name, UNMEASURED, "", absent=absent)
        return
    for peer in peers:
        line = Line(
            piece.name, piece.unit, _name(ours), _seconds(ours, piece.unit), _name(peer),
            asked=piece.peers[peer.side], asked_lighter=piece.lighter, laps=len(peer.laps),
            absent=peer.absent,
        )  # fmt: skip
        yield line if peer.absent else _measured(line, piece, ours, peer)


def _name(timed: Timed) -> str:
    told = f"{timed.side.name} {timed.version}".strip()
    return f"{told}, {timed.side.how}" if timed.side.how else told


def _measured(line: Line, piece: Piece, ours: Timed, peer: Timed) -> Line:
    values = {
        "peer_seconds": _seconds(peer, piece.unit),
        "times_faster": faster(ours, peer),
        "times_faster_processor": faster(ours, peer, "processor"),
        "times_lighter": peer.grown / max(ours.grown, 0.1),
        "times_lighter_whole": peer.peak / ours.peak,
        "our_megabytes": (ours.grown, ours.peak),
        "peer_megabytes": (peer.grown, peer.peak),
    }
    return Line(**{**asdict(line), **values})


def _seconds(timed: Timed, unit: str) -> tuple[float, float]:
    times = PER if unit else 1
    return timed.per_unit(min) * times, timed.per_unit(statistics.median) * times


HEAD = (
    "work", "ours, s", "peer", "peer, s", "times faster", "by processor time", "asked",
    "times lighter", "met",
)  # fmt: skip


def markdown(some: Sequence[Line]) -> str:
    """Return a Markdown table; of seconds and ratios the minimum and the median are told."""
    rows = [HEAD, ("---",) * len(HEAD), *map(_cells, some)]
    sizes = [max(len(row[i]) for row in rows if row[0] != "---") for i in range(len(HEAD))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)) + " |"
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    work = f"{line.piece}, per {PER:,} {line.unit}" if line.unit else line.piece
    start = (work, _pair(line.our_seconds), line.peer)
    if line.absent:
        return (*start, line.absent, *[""] * 5)
    return (
        *start,
        _pair(line.peer_seconds),
        _pair(line.times_faster),
        _pair(line.times_faster_processor),
        f"{line.asked:.2g}" if line.asked else "",
        _lighter(line) if line.asked_lighter else "",
        {None: "", True: "yes", False: "no"}[line.is_met],
    )


def _lighter(line: Line) -> str:
    whole = f"{line.times_lighter_whole:.1f} whole process"
    return f"{line.times_lighter:.1f} ({whole}; asked {line.asked_lighter:.0f})"


def _pair(values: tuple[float, float]) -> str:
    return " / ".join("-" if value != value else f"{value:.3g}" for value in values)


def machine() -> dict[str, str | int]:
    """Return the processor, its cores, Python and the day."""
    info = Path("/proc/cpuinfo")
    names = [
        line.split(":")[1].strip()
        for line in (info.read_text().splitlines() if info.exists() else ())
        if line.startswith("model name")
    ]
    return {
        "processor": next(iter(names), platform.processor() or "unknown"),
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
    }


def as_json(some: Sequence[Line], settings: Mapping[str, object]) -> dict[str, object]:
    """Return everything that was measured, for a file."""
    rows = [{**asdict(line), "is_met": line.is_met} for line in some]
    return {"machine": machine(), "settings": dict(settings), "lines": rows}
