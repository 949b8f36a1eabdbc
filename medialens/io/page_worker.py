"""Page worker: a process that reads one web page after the other until its input ends.

Started by `medialens.io.page_process`. A message is two lengths (four bytes each, big-endian), a
JSON object with what is asked, and a page; the answer is a length and a JSON object.
"""

import contextlib
import json
import signal
import struct
import sys
from typing import Any, BinaryIO

from medialens.io.page_content import Hints, read_page
from medialens.io.page_encoding import NoPageError

ASKED = struct.Struct(">II")
ANSWERED = struct.Struct(">I")
READY = b"ready\n"


def main() -> None:
    """Answer until the input ends, as it does when the asking process is gone."""
    import logging

    logging.disable(logging.CRITICAL)
    seconds, n_bytes = int(sys.argv[1]), int(sys.argv[2])
    _limit_memory(n_bytes)
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asking process decides
    import trafilatura  # noqa: F401  # loaded before the first page's time begins

    output = sys.stdout.buffer
    sys.stdout = sys.stderr
    output.write(READY)
    output.flush()
    while asked := _message(sys.stdin.buffer):
        _limit_time(seconds)
        answer = json.dumps(_answer(*asked)).encode("ascii")
        _limit_time(0)
        output.write(ANSWERED.pack(len(answer)) + answer)
        output.flush()


def _message(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return what is asked and the page, or nothing at the end of the input."""
    lengths = stream.read(ASKED.size)
    if len(lengths) < ASKED.size:
        return None
    n_asked, n_page = ASKED.unpack(lengths)
    asked, page = stream.read(n_asked), stream.read(n_page)
    return (json.loads(asked), page) if len(page) == n_page else None


def _answer(asked: dict[str, Any], page: bytes) -> dict[str, Any]:
    try:
        found = read_page(page, Hints(**asked))
    except NoPageError as error:
        return {"reason": str(error), "field": error.field}
    except MemoryError:
        return {"reason": "needs more memory than a page is given", "field": ""}
    except Exception as error:  # whatever a broken page does to the parser concerns it only
        return {"reason": f"could not be parsed ({type(error).__name__})", "field": ""}
    return {"fields": found.fields, "notes": found.notes}


def _limit_memory(n_bytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))


def _limit_time(seconds: int) -> None:
    """Let the system end this process after so many seconds of work, even inside the parser."""
    with contextlib.suppress(AttributeError, ValueError, OSError):  # not on every system
        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main()
