"""Page process: web pages are read in a process of their own, which is ended if one takes too long.

It is started with the first page, serves all further ones, and ends with the process that asks,
however that ends.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib.util import find_spec
from typing import IO, Any, cast

from medialens.errors import ReadError
from medialens.io.page_content import Hints, Page
from medialens.io.page_encoding import NoPageError
from medialens.io.page_worker import ANSWERED, ASKED, READY

SECONDS = 10  # of work on one page
# Times as long on a machine that is busy with other things; what is found on a page shall not
# depend on that, so only a worker that does not time its own work is hurried.
_PATIENCE = 20 if hasattr(signal, "setitimer") else 3
MEMORY = 2 << 30  # bytes


class PageProcess:
    """Ask a worker for the article of a page; one page at a time, from any thread.

    Parameters
    ----------
    seconds : int
        Of work that a page may take.
    memory : int
        Bytes that the worker may take.
    """

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False

    def read(self, content: bytes, hints: Hints) -> Page:
        """Return the article of a page.

        Raises
        ------
        NoPageError
            If it has none, or takes too much time or memory.
        ReadError
            If no worker can be started.
        """
        with self._lock:
            try:
                answer = self._answer(content, hints)
            except BaseException:  # the next page shall not get the answer of this one
                self._end()
                raise
        if "reason" in answer:
            raise NoPageError(answer["reason"], answer["field"])
        return Page(answer["fields"], tuple(answer["notes"]))

    def close(self) -> None:
        """End the worker, if there is one."""
        with self._lock:
            self._end()

    def forget(self) -> None:
        """Leave the worker to the process that this one was forked from."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process:
            _close(process)
            process.returncode = 0  # not this process's child: nothing to wait for

    def _answer(self, content: bytes, hints: Hints) -> dict[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = self._started()
        asked = json.dumps(asdict(hints)).encode("ascii")
        with self._limited(self._process):
            try:
                _write(self._process, ASKED.pack(len(asked), len(content)) + asked)
                _write(self._process, content)
                length = _read(self._process, ANSWERED.size)
                return json.loads(_read(self._process, *ANSWERED.unpack(length)))
            except (ConnectionError, EOFError):
                pass
        return self._lost()

    def _lost(self) -> dict[str, Any]:
        """End a worker that gave no answer, and say why it did not."""
        status = self._end()
        is_late = self._is_late or status == _ENDED_BY_TIME
        what = f"takes over {self.seconds} seconds" if is_late else "breaks the process reading it"
        return {"reason": f"{what}; the page was given up", "field": ""}

    def _started(self) -> subprocess.Popen[bytes]:
        if find_spec("trafilatura") is None:
            raise ReadError("to read web pages, pip install medialens[web]")
        # -P: a file beside the pages, such as lxml.py, is data and not a module
        command = [sys.executable, "-P", "-m", "medialens.io.page_worker"]
        paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100  # "" is the folder
        process = subprocess.Popen(
            [*command, str(self.seconds), str(self.memory)],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        try:
            with self._limited(process):
                _read(process, len(READY))
        except EOFError as error:
            process.kill()
            process.wait()
            _close(process)
            raise ReadError("the process that reads web pages does not start") from error
        return process

    @contextmanager
    def _limited(self, process: "subprocess.Popen[bytes]") -> Iterator[None]:
        """Kill the process if what follows takes far too long."""
        self._is_late = False

        def kill() -> None:
            self._is_late = True
            process.kill()

        timer = threading.Timer(_PATIENCE * self.seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> int | None:
        """Kill the worker and return the status with which it ended."""
        process, self._process = self._process, None
        if process is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)  # it may be about to end by itself, with a status that tells why
        process.kill()
        _close(process)
        return process.wait()


def _write(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[cast(IO[bytes], process.stdin).write(rest) :]


def _read(process: "subprocess.Popen[bytes]", n_bytes: int) -> bytes:
    found = bytearray()
    while len(found) < n_bytes:
        block = cast(IO[bytes], process.stdout).read(n_bytes - len(found))
        if not block:
            raise EOFError
        found += block
    return bytes(found)


def _close(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            cast(IO[bytes], pipe).close()


_ENDED_BY_TIME = -int(getattr(signal, "SIGPROF", 0)) or None
_PROCESS = PageProcess()
atexit.register(_PROCESS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_PROCESS.forget)


def page_of(content: bytes, hints: Hints) -> Page:
    """Return the article of a page as `PageProcess.read` does, from this process's one worker."""
    return _PROCESS.read(content, hints)
