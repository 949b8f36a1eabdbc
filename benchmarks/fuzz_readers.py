"""Damage valid files at random and read them: a reader may refuse, it may not fail.

Prints for each format how many cases were read, how they ended, the slowest, and every fault with
the seed of its case. The exit status is 1 if there was a fault.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.fuzz_samples import SAMPLES
from medialens.errors import MedialensError
from medialens.io.stream import CollectionStream

CASE_LIMIT = 10  # seconds of work; a page's worker is held to its own limit
HANG_LIMIT = 120  # seconds until a case that waits for something is given up
_LARGEST = 1_000_000  # bytes of a case: thousands of records take their time without a fault
_CONTROLS = (b"\x00", b"\r", b"\x1a", b"\xff\xfe", b"\xed\xa0\x80", b"\x1b[2J", b"\xe2\x80\xa8")
_TOKENS = (
    b'"',
    b"'",
    b"<",
    b">",
    b"&",
    b"{",
    b"}",
    b"[",
    b",",
    b"\n\n",
    b"-1",
    b"9" * 30,
    b"1e999",
)


def main() -> None:
    """Fuzz the formats asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--format", choices=sorted(SAMPLES), action="append")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each format")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    n_faults = 0
    for name in given.format or sorted(SAMPLES):
        n_faults += fuzz(SAMPLES[name], name, minutes=given.minutes, seed=given.seed)
    sys.exit(1 if n_faults else 0)


def fuzz(samples: Sequence[tuple[str, bytes]], name: str, *, minutes: float, seed: int) -> int:
    """Read damaged samples for so many minutes and print the outcome; return the faults."""
    ends: Counter[str] = Counter()
    slowest, until, case = 0.0, time.monotonic() + 60 * minutes, 0
    while time.monotonic() < until:
        case += 1
        chance = random.Random(f"{name}-{seed}-{case}")
        file, content = chance.choice(samples)
        started = time.process_time()
        end = outcome(file, damaged(content, chance))
        slowest = max(slowest, time.process_time() - started)
        if end.startswith("fault"):
            print(f"{name} case {case} ({file}, seed {seed}): {end}", flush=True)
            end = "fault"
        ends[end] += 1
    told = ", ".join(f"{end} {n:,}" for end, n in sorted(ends.items()))
    print(f"{name}: {case:,} cases, {told}; slowest {slowest:.2f} s of work", flush=True)
    return ends["fault"]


def outcome(name: str, content: bytes) -> str:
    """Return how reading a file of this content ends: loaded, refused, or the fault."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        signal.signal(signal.SIGPROF, _late)  # work is timed, since the machine may be busy
        signal.signal(signal.SIGALRM, _hangs)
        signal.setitimer(signal.ITIMER_PROF, CASE_LIMIT)
        signal.alarm(HANG_LIMIT)
        try:
            n_rejects = sum(len(batch.rejects) for batch in CollectionStream(path))
        except MedialensError as error:
            return "refused" if name in str(error) else f"fault: the file is not named: {error}"
        except BaseException:
            return f"fault: {traceback.format_exc(limit=-4)}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
        return "loaded with rejects" if n_rejects else "loaded"


class _LateError(BaseException):
    """The time of a case is up; no reader takes it for a flaw of the file."""


def _late(*_: object) -> None:
    raise _LateError(f"over {CASE_LIMIT} seconds of work")


def _hangs(*_: object) -> None:
    raise _LateError(f"over {HANG_LIMIT} seconds")


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the content with one to four damages."""
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(_DAMAGES)(content, chance)[:_LARGEST]
    return content


def _flipped(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _without(content: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:a] + content[b:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    a, b = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:b] + content[a:b] * chance.randint(1, 50) + content[b:]


def _with_token(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return (
        content[:at]
        + chance.choice(_CONTROLS + _TOKENS) * chance.choice((1, 1, 3, 999))
        + content[at:]
    )


def _swapped(content: bytes, chance: random.Random) -> bytes:
    a, b, c = sorted(chance.randrange(len(content) + 1) for _ in range(3))
    return content[:a] + content[b:c] + content[a:b] + content[c:]


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped, _flipped, _cut, _without, _doubled, _with_token, _swapped,
)  # fmt: skip


if __name__ == "__main__":
    main()
