"""Kernels forked from one process that has imported everything, where the system can do that.

A kernel spends nearly all of its start on imports. Here one process imports once, forks at each
request, and the fork is the kernel: same protocol, same client, same limits. Only Linux can do it
safely; elsewhere, or with ``MEDIALENS_KERNELS=own``, each report has a process of its own.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from medialens.errors import SettingsError

NAMED = "MEDIALENS_KERNELS"
WAYS = ("auto", "own", "fork")
PATIENCE = 60  # seconds until the first process must have imported everything
# What differs between the kernels of one batch; anything else decides what is imported, and how.
_OWN = ("MEDIALENS_RUN_FOLDER", "IPYTHONDIR", "JPY_SESSION_NAME", "JPY_PARENT_PID")
# Nothing may be imported from the folder in which the batch was started.
_START = "import sys; sys.path.pop(0); from medialens.report.forkserver import main; main()"


class ForkedProcess:
    """A forked kernel, with as much of `subprocess.Popen` as jupyter_client asks for."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, ended: Callable[[int], int]) -> None:
        self.pid, self._ended = pid, ended
        self._handle = os.pidfd_open(pid)  # never another process with the same number
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, None while it runs."""
        if self.returncode is None and select.select([self._handle], [], [], 0)[0]:
            self.returncode = self._ended(self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        select.select([self._handle], [], [], timeout)
        status = self.poll()
        if status is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return status

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless it is over."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, signum)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._handle)


class _Server:
    """The process that has imported everything, in one environment."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = dict(env)
        self._asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with asked:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, str(asked.fileno())],
                pass_fds=[asked.fileno()],
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._asking.settimeout(PATIENCE)
        self._is_ready = False

    def ask(self, request: Mapping[str, object], *files: int) -> int:
        """Send one request and return the answer."""
        if not self._is_ready:
            self._is_ready = self._received() == b"ready"
        socket.send_fds(self._asking, [json.dumps(request).encode()], files)
        return int(self._received())

    def _received(self) -> bytes:
        packet = self._asking.recv(64)
        if not packet:
            raise ConnectionError("the process that kernels are forked from has ended")
        return packet

    def close(self) -> None:
        """End it, and every kernel that it still has."""
        self._asking.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Forks:
    """Forked kernels for the reports of one batch; the first that is asked for starts the server.

    Examples
    --------
    >>> with forks() as kernels:
    ...     pass  # nothing was asked for: nothing was started
    """

    def __init__(self) -> None:
        self._server: _Server | None = None
        self._lock = threading.Lock()

    def prepare(self, env: Mapping[str, str]) -> None:
        """Begin to import, so that the first kernel has less to wait for."""
        with self._lock:
            self._serving(env)

    def fork(
        self, arguments: list[str], *, env: Mapping[str, str], folder: str, log: int
    ) -> ForkedProcess:
        """Return a new kernel that writes to the open file `log`.

        Raises
        ------
        ConnectionError
            If the server has ended, or takes too long; the next call starts another.
        """
        with self._lock:
            server = self._serving(env)
            changed = {name: value for name, value in env.items() if server.env.get(name) != value}
            request = {
                "arguments": arguments,
                "folder": folder,
                "set": changed,
                "unset": sorted(server.env.keys() - env.keys()),
            }
            try:
                return ForkedProcess(server.ask(request, log), self._ended)
            except (OSError, ValueError) as error:
                self._drop()
                raise ConnectionError(f"no kernel was forked: {error}") from error

    def close(self) -> None:
        """End the server."""
        with self._lock:
            self._drop()

    def _ended(self, pid: int) -> int:
        with self._lock, suppress(OSError, ValueError):
            if self._server:
                return self._server.ask({"ended": pid})
        return -signal.SIGKILL

    def _serving(self, env: Mapping[str, str]) -> _Server:
        shared = {name: value for name, value in env.items() if name not in _OWN}
        if self._server is None or self._server.env != shared:
            self._drop()
            self._server = _Server(shared)
        return self._server

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server:
            server.close()


@contextmanager
def forks() -> Iterator[Forks | None]:
    """Give the kernels of one batch a process to be forked from, where that is possible.

    Raises
    ------
    SettingsError
        If ``MEDIALENS_KERNELS`` is neither of `WAYS`, or asks for forks where there are none.
    """
    if not _wanted():
        yield None
        return
    kernels = Forks()
    try:
        yield kernels
    finally:
        kernels.close()


def _wanted() -> bool:
    way = os.environ.get(NAMED) or "auto"
    can_fork = sys.platform == "linux" and hasattr(os, "pidfd_open")
    if way not in WAYS:
        raise SettingsError(f"{NAMED}={way!r}: choose one of {', '.join(WAYS)}")
    if way == "fork" and not can_fork:
        raise SettingsError(f"{NAMED}=fork needs Linux; leave it out, or choose own")
    return way != "own" and can_fork
