"""The process that kernels are forked from: everything imported, no thread of its own, no state.

`medialens.report.forks` starts it and asks over a socket, one packet a request. A fork goes on as
the kernel that ``ipykernel_launcher`` would have started; it differs in that nothing has to be
imported any more. What finds out at its import whether a kernel imports it is left out of the
list (``matplotlib_inline``) or told afterwards (pandas).
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from typing import Any

PACKET = 65_536  # bytes of the longest request
# What the notebooks need, in the end; a name that is missing costs time, nothing else.
PRELOADED = (
    "IPython.core.completerlib", "IPython.core.oinspect", "IPython.extensions.storemagic", "bdb",
    "faulthandler", "ipykernel.debugger", "ipykernel.ipkernel", "ipykernel.kernelapp",
    "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "matplotlib.pyplot",
    "medialens.datasets", "medialens.io.collection",
    "medialens.plot", "medialens.report", "medialens.report.comparing", "medialens.report.kinds",
    "medialens.report.recorder", "medialens.report.sourcing", "medialens.report.voice_wording",
    "medialens.report.wording", "medialens.score.target", "medialens.simulation",
    "medialens.study", "onnxruntime", "pdb", "pyarrow.parquet", "scipy.stats", "tokenizers",
    "tornado.platform.asyncio",
)  # fmt: skip


def main() -> None:
    """Serve until the other side is gone; whatever still runs then is ended."""
    asked = socket.socket(fileno=int(sys.argv[1]))
    for name in PRELOADED:
        with suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is shared stays shared
    asked.send(b"ready")
    running: set[int] = set()
    while True:
        packet, files, _, _ = socket.recv_fds(asked, PACKET, 1)
        if not packet:
            break
        request = json.loads(packet)
        if "ended" in request:
            running.discard(request["ended"])
            answer = _status(request["ended"])
        else:
            answer = _fork(request, files[0], asked)
            running.add(answer)
        asked.send(str(answer).encode())
    for pid in running:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def _fork(request: dict[str, Any], log: int, asked: socket.socket) -> int:
    pid = os.fork()
    if pid:
        os.close(log)
        return pid
    try:
        asked.close()
        _become_kernel(request, log)
    except BaseException:
        traceback.print_exc()  # into the log, where the report's log has it from
    finally:
        os._exit(1)


def _become_kernel(request: dict[str, Any], log: int) -> None:
    """Be, from here on, the process that the request describes."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(stream, target)
    os.close(nothing)
    os.close(log)
    os.setsid()
    for name in request["unset"]:
        os.environ.pop(name, None)
    os.environ.update(request["set"])
    os.chdir(request["folder"])
    import numpy as np
    import pandas as pd
    from ipykernel.kernelapp import IPKernelApp

    np.random.seed()  # noqa: NPY002 - the old generator, as fresh as in a process of its own
    pd.set_option("display.max_columns", 20)  # what it takes where it is imported by a kernel
    arguments = request["arguments"]
    sys.argv = ["ipykernel_launcher", *arguments]
    # it ends by itself when the server is gone
    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


def _status(pid: int) -> int:
    """Return how a kernel that is over has ended, as `subprocess.Popen.returncode` says it."""
    try:
        _, status = os.waitpid(pid, 0)
    except ChildProcessError:
        return -signal.SIGKILL
    return os.waitstatus_to_exitcode(status)
