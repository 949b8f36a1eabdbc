"""Why a notebook did not run to its end, found in its cells and in what the engine raised."""

from dataclasses import dataclass

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode


@dataclass(frozen=True)
class Failure:
    """Why a notebook did not run to its end.

    ``type`` is the name of the exception, ``cell`` the position of the cell from 0, ``traceback``
    empty where the kernel gave none; ``is_transient`` says that a second attempt may succeed.
    """

    type: str
    message: str
    cell: int | None = None
    traceback: str = ""
    is_transient: bool = False


class StartError(RuntimeError):
    """Raised when the kernel did not start."""


def find_failure(
    node: NotebookNode, error: Exception | None, *, cell: int, limit: str
) -> Failure | None:
    """Return why the execution of `node` failed, or None if every cell ran.

    Parameters
    ----------
    node : NotebookNode
        The notebook as papermill left it.
    error : Exception or None
        What the engine raised; a cell that raises ends the notebook without one.
    cell : int
        Position of the cell that ran last.
    limit : str
        Words for the time limit that was in force.
    """
    where = f"cell {cell + 1}"
    match error:
        case None:
            return _raised(node)
        case StartError():
            return Failure("StartError", f"the kernel did not start: {error}", None, "", True)
        case CellTimeoutError():
            name, message = "TimeoutError", f"{where} ran out of time: {limit}"
        case DeadKernelError():
            name, message = "DeadKernelError", f"the kernel died in {where}"
        case _:
            name, message = type(error).__name__, f"{where}: {error}"
    return Failure(name, message, cell, "", True)


def _raised(node: NotebookNode) -> Failure | None:
    """Return the error of the cell that failed, or that a cell was left out."""
    for position, cell in enumerate(node.cells):
        if cell.metadata.get("papermill", {}).get("exception"):
            errors = [output for output in cell.outputs if output.output_type == "error"]
            return _error(position, errors[-1]) if errors else _unfinished(position)
        if cell.cell_type == "code" and _runs(cell) and cell.execution_count is None:
            return _unfinished(position)
    return None


def _error(position: int, output: NotebookNode) -> Failure:
    message = " ".join(output.evalue.split()) or f"cell {position + 1} raised it without a message"
    if output.ename == "SystemExit":
        message = f"cell {position + 1} ended the notebook early"
    return Failure(output.ename, message, position, "\n".join(output.traceback))


def _unfinished(position: int) -> Failure:
    return Failure("ReportError", f"cell {position + 1} did not run to its end", position)


def _runs(cell: NotebookNode) -> bool:
    return bool(cell.source.strip()) and "skip-execution" not in cell.metadata.get("tags", [])
