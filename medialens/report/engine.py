"""The engine: one notebook in one kernel of this interpreter, within limits, nothing left behind.

papermill's engine and client do the work, in a thread of their own with an event loop of its own,
so that a report can be rendered from a running Jupyter, several at once, and so that an interrupt
reaches the caller while the kernel hangs. The status that papermill writes into the notebook is
not trusted: it says "completed" after a timeout, a dead kernel and ``sys.exit(0)``.
"""

import asyncio
import os
import signal
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager

from medialens.report import clock
from medialens.report.failure import Failure, StartError, find_failure
from medialens.report.forks import Forks

START = 60  # seconds a kernel may take to start
ATTEMPTS = 2  # under load one start in sixty fails
LONGEST_SOCKET = 90  # characters; systems allow 104 to 108 with a number after it
TRACEBACK = 50_000  # characters kept of a traceback
TAIL = 20_000  # characters kept of what the kernel's process wrote outside of any cell


@dataclass(frozen=True)
class Limits:
    """Seconds for the whole run and for one cell; characters of output for each."""

    run: float = 1800
    cell: float = 900
    memory: int | None = None  # MB for the kernel and what it starts
    run_output: int = 20_000_000
    cell_output: int = 5_000_000


class ForkProvisioner(LocalProvisioner):
    """jupyter_client's local provisioner, with a forked process in place of a started one."""

    def __init__(self, forks: Forks, **kwargs: Any) -> None:  # noqa: ANN401 - the base's signature
        super().__init__(**kwargs)
        self._forks = forks

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401
        """Fork the kernel that `cmd` would start."""
        try:
            process = self._forks.fork(
                cmd[cmd.index("ipykernel_launcher") + 1 :],
                env=kwargs["env"],
                folder=kwargs["cwd"],
                log=kwargs["stdout"].fileno(),
            )
        except ConnectionError as error:
            raise StartError(str(error)) from error
        self.process = process  # type: ignore[assignment]  # as much of Popen as is asked for
        self.pid = self.pgid = process.pid
        return self.connection_info


class PromptClient(AsyncKernelClient):
    """A client that goes on as soon as the kernel has answered."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for the first answer, and not for silence after it: answers name their request."""
        end = time.monotonic() + (timeout or START)
        while True:
            self.kernel_info()
            with suppress(Empty):
                reply = await self.shell_channel.get_msg(timeout=1)
                if reply["msg_type"] == "kernel_info_reply":
                    with suppress(Empty):
                        await self.iopub_channel.get_msg(timeout=0.2)  # it hears us, we hear it
                        return self._handle_kernel_info_reply(reply)
            if not await self.is_alive():
                raise RuntimeError("the kernel died before it answered")
            if time.monotonic() > end:
                raise RuntimeError(f"the kernel did not answer within {timeout or START:g} seconds")


class ThisKernel(AsyncKernelManager):
    """A kernel of the interpreter that runs now, whatever kernelspecs are installed."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification that ipykernel would install, not looked up on disk."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python 3", language="python")

    def fork_from(self, forks: Forks) -> None:
        """Let the kernel be forked, and not started."""
        self.provisioner = ForkProvisioner(forks, kernel_spec=self.kernel_spec, parent=self)

    async def _async_wait(self, pollinterval: float = 0.005) -> None:
        """Wait for the end of the kernel, with a shorter breath than the base's."""
        await super()._async_wait(pollinterval)


@dataclass
class Job:
    """What one execution needs and leaves: shared by the engine's thread and its watcher."""

    folder: Path
    limits: Limits
    say: Callable[[str], None]
    forks: Forks | None = None
    deadline: float = 0.0
    group: int = 0
    cell: int = -1
    stop: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None
    is_too_large: bool = False

    def seconds(self, cell: NotebookNode) -> float:
        """Return the time left for `cell`; never 0, which nbclient reads as no limit."""
        return max(0.001, min(self.limits.cell, self.deadline - time.monotonic()))

    def check_memory(self) -> None:
        """End the kernel if it needs more memory than it may."""
        if self.group and self.limits.memory and _used(self.group) > self.limits.memory * 1e6:
            self.is_too_large = True
            self.kill()

    def kill(self) -> None:
        """End the kernel and every process it started in its group."""
        if self.group and os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.group, signal.SIGKILL)


class ReportClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client with this interpreter's kernel, and a cap on what cells print."""

    def __init__(self, manager: NotebookExecutionManager, *, job: Job, runtime: Path) -> None:
        super().__init__(
            manager,
            timeout_func=job.seconds,
            startup_timeout=int(max(1, min(START, job.limits.run))),
            iopub_timeout=int(START),
            shutdown_kernel="immediate",
            record_timing=False,
            kernel_name="python3",
        )
        self.job, self.runtime = job, runtime
        self.printed = {"cell": 0, "run": 0}

    def create_kernel_manager(self) -> ThisKernel:
        """Return a manager whose sockets and connection file lie in the run's private folder."""
        self.km = ThisKernel(connection_file=str(self.runtime / "kernel.json"))
        self.km.client_factory = PromptClient
        socket = str(self.runtime / "kernel")
        if os.name == "posix" and len(socket) < LONGEST_SOCKET:
            self.km.transport, self.km.ip = "ipc", socket
        if self.job.forks:
            self.km.fork_from(self.job.forks)
        return self.km

    def start_new_kernel(self, **kwargs: Any) -> None:  # noqa: ANN401 - the base's signature
        """Start the kernel and remember its process group."""
        super().start_new_kernel(**kwargs)
        self.job.group = getattr(self.km.provisioner, "pid", 0)
        if self.job.stop.is_set():
            self.job.kill()

    def start_new_kernel_client(self) -> None:
        """Connect, and tell a kernel that does not start from one that dies later."""
        try:
            super().start_new_kernel_client()
        except RuntimeError as error:
            raise StartError(str(error)) from error

    def execute_cell(self, cell: NotebookNode, cell_index: int, **kwargs: Any) -> NotebookNode:  # noqa: ANN401
        """Run one cell, counting its output from zero."""
        self.printed["cell"], self.job.cell = 0, cell_index
        begun = clock.ticks()
        done = super().execute_cell(cell, cell_index, **kwargs)
        if cell.cell_type == "code":
            self.job.say(f"cell {cell_index + 1} done in {clock.ticks() - begun:.2f} s")
        return done

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> object:
        """Pass on a message of the kernel, cut where the output has grown too long."""
        if not self._admits(msg):
            return None
        return super().process_message(msg, cell, cell_index)

    def _admits(self, msg: dict[str, Any]) -> bool:
        """Cut `msg` to what the limits leave; False where nothing is left to show."""
        content = msg["content"]
        if msg["msg_type"] == "error":
            content["traceback"] = ["\n".join(content["traceback"])[-TRACEBACK:]]
        size = len(content["text"]) if "text" in content else _size(content.get("data"))
        if not size or msg["msg_type"].startswith("comm"):
            return True
        room = min(
            self.job.limits.cell_output - self.printed["cell"],
            self.job.limits.run_output - self.printed["run"],
        )
        kept = min(size, room + 1)
        self.printed = {scope: used + kept for scope, used in self.printed.items()}
        if size > room >= 0:
            _cut(content, room)
            self.job.say(f"cell {self.job.cell + 1}: output too long, the rest is left out")
        return room >= 0


class ReportEngine(Engine):  # type: ignore[misc]
    """papermill's engine interface over `ReportClient`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        job: Job,
        env: Mapping[str, str],
        **_: object,
    ) -> None:
        """Execute the notebook; a failing cell ends it without an exception."""
        with tempfile.TemporaryDirectory(prefix="medialens-", ignore_cleanup_errors=True) as name:
            runtime = Path(name)
            with (runtime / "process.log").open("wb") as log:
                private = {**env, "IPYTHONDIR": str(runtime / "ipython")}
                try:
                    ReportClient(nb_man, job=job, runtime=runtime).execute(
                        env=private, cwd=str(job.folder), stdout=log, stderr=log
                    )
                finally:
                    job.kill()
                    _tell_tail(runtime / "process.log", job.say)


def execute_notebook(
    node: NotebookNode,
    *,
    folder: Path,
    limits: Limits,
    env: Mapping[str, str],
    say: Callable[[str], None],
    stop: threading.Event | None = None,
    forks: Forks | None = None,
) -> Failure | None:
    """Execute `node` in place in a fresh kernel; return why it failed, or None.

    Parameters
    ----------
    node : NotebookNode
        A notebook without outputs, its parameters injected.
    folder : Path
        The kernel's working folder.
    limits : Limits
        Time and output allowed.
    env : mapping
        The kernel's environment.
    say : callable
        Takes one line of the log.
    stop : threading.Event, optional
        When set, the kernel is ended at once.
    forks : Forks, optional
        Where the kernel is forked from; by default it has a process of its own.
    """
    for attempt in range(1, ATTEMPTS + 1):
        job = Job(folder, limits, say, forks, stop=stop or threading.Event())
        _watch(node, job, env)
        if not isinstance(job.error, StartError) or job.stop.is_set():
            break
        say(f"the kernel did not start (attempt {attempt}): {job.error}")
    if job.is_too_large:
        said = f"cell {job.cell + 1} needs more memory than the {job.limits.memory:,} MB allowed"
        return Failure("MemoryError", said, job.cell)
    return find_failure(node, job.error, cell=job.cell, limit=_limit(job))


def _watch(node: NotebookNode, job: Job, env: Mapping[str, str]) -> None:
    """Run the engine in a thread and wait; whatever happens, leave no kernel behind."""
    job.deadline = time.monotonic() + job.limits.run
    thread = threading.Thread(target=_work, args=(node, job, env), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.2)
            job.check_memory()
            if job.stop.is_set() or time.monotonic() > job.deadline + 10:
                job.kill()
    except BaseException:
        job.stop.set()
        raise
    finally:
        while thread.is_alive():
            job.kill()
            thread.join(0.1)
        job.kill()


def _work(node: NotebookNode, job: Job, env: Mapping[str, str]) -> None:
    with event_loop(), warnings.catch_warnings():
        try:
            ReportEngine.execute_notebook(node, "python3", progress_bar=False, job=job, env=env)
        except Exception as error:
            job.error = error


@contextmanager
def event_loop() -> Iterator[None]:
    """Give this thread an event loop and close it, with what is left in it, at the end."""
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()
    try:
        yield
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
        asyncio.set_event_loop(None)


def _limit(job: Job) -> str:
    if time.monotonic() >= job.deadline:
        return f"the limit of a report is {job.limits.run:g} s"
    return f"the limit of a cell is {job.limits.cell:g} s"


def _used(pid: int) -> int:
    """Return the bytes that a process and those it started hold."""
    import psutil

    total = 0
    with suppress(psutil.Error):
        kernel = psutil.Process(pid)
        for process in (kernel, *kernel.children(recursive=True)):
            with suppress(psutil.Error):
                total += process.memory_info().rss
    return total


def _size(data: object) -> int:
    return sum(len(str(value)) for value in data.values()) if isinstance(data, dict) else 0


def _cut(content: dict[str, Any], room: int) -> None:
    notice = "[output too long: the rest is left out]"
    if "text" in content:
        content["text"] = f"{content['text'][:room]}\n{notice}\n"
    else:
        content["data"] = {"text/plain": notice}


def _tell_tail(path: Path, say: Callable[[str], None]) -> None:
    text = path.read_bytes()[-TAIL:].decode("utf-8", "replace")
    for line in text.splitlines():
        say(f"kernel process: {line}")
