"""The table of ratios, as text, as Markdown and as JSON."""

import platform
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.peers.pieces import Piece
from benchmarks.timing import Timed, faster

PER = 1000  # units, where sides do not do equally many


@dataclass(frozen=True)
class Line:
    """One piece of work beside one peer: seconds as (minimum, median), ratios likewise."""

    piece: str
    unit: str
    ours: str
    our_seconds: tuple[float, float]
    peer: str
    peer_seconds: tuple[float, float] = (float("nan"), float("nan"))
    times_faster: tuple[float, float] = (float("nan"), float("nan"))
    times_lighter: float = float("nan")
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
    name = f"{piece.name} ({piece.unit})" if piece.unit else piece.name
    if ours.absent:
        nothing = (float("nan"), float("nan"))
        yield Line(name, piece.unit, ours.side.name, nothing, "", absent=f"ours: {ours.absent}")
        return
    for peer in peers:
        asked = piece.peers[peer.side]
        line = Line(
            name, piece.unit, ours.side.name, _seconds(ours, piece.unit),
            f"{peer.side.name} {peer.version}".strip(), asked=asked,
            asked_lighter=piece.lighter, laps=len(peer.laps), absent=peer.absent,
        )  # fmt: skip
        yield line if peer.absent else _measured(line, piece, ours, peer)


def _measured(line: Line, piece: Piece, ours: Timed, peer: Timed) -> Line:
    values = {
        "peer_seconds": _seconds(peer, piece.unit),
        "times_faster": faster(ours, peer),
        "times_lighter": peer.grown / max(ours.grown, 0.1) if piece.lighter else float("nan"),
    }
    return Line(**{**asdict(line), **values})


def _seconds(timed: Timed, unit: str) -> tuple[float, float]:
    times = PER if unit else 1
    return timed.per_unit(min) * times, timed.per_unit(statistics.median) * times


HEAD = ("work", "ours, s", "peer", "peer, s", "times faster", "asked", "times lighter", "met")


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
    work = work.replace(f" ({line.unit})", "")
    ours = _pair(line.our_seconds)
    if line.absent:
        return (work, ours, line.peer, line.absent, "", "", "", "")
    asked = f"{line.asked:.2g}" if line.asked else ""
    lighter = f"{line.times_lighter:.1f}" if line.asked_lighter else ""
    if line.asked_lighter:
        lighter += f" (asked {line.asked_lighter:.0f})"
    met = {None: "", True: "yes", False: "no"}[line.is_met]
    return (
        work, ours, line.peer, _pair(line.peer_seconds), _pair(line.times_faster), asked,
        lighter, met,
    )  # fmt: skip


def _pair(values: tuple[float, float]) -> str:
    return " / ".join("-" if value != value else f"{value:.3g}" for value in values)


def machine() -> dict[str, str | int]:
    """Return the processor, its cores, Python and the day."""
    import os

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
