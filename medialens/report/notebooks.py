"""Notebooks: the bundled templates and lessons, and any file that is one."""

import hashlib
import json
import shutil
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medialens.errors import MedialensWarning, PluginError, ReadError, ReportError, unknown_name
from medialens.io.packaged import packaged_folder
from medialens.plugins import loaded, offered

SUFFIX = ".ipynb"


@dataclass(frozen=True)
class Notebook:
    """A notebook as it was read: file name, hash of the file, content without outputs.

    The content is plain JSON: nbformat takes a second to import, which an unchanged report saves.
    """

    name: str
    sha256: str
    content: Mapping[str, Any]


def bundled_notebooks() -> dict[str, Path]:
    """Return the packaged notebooks by name: templates first, then lessons."""
    folder = packaged_folder("notebooks")
    found = [*sorted(folder.glob(f"*{SUFFIX}")), *sorted(folder.glob(f"*/*{SUFFIX}"))]
    return {path.stem: path for path in found if not path.name.startswith(".")}


_REGISTERED: dict[str, Path] = {}


def register_notebook(name: str, path: str | Path) -> None:
    """Make a notebook file known under `name`, for ``medialens report -n NAME`` in this process.

    Parameters
    ----------
    name : str
        The name to ask for it by; one of a bundled notebook is refused.
    path : str or Path
        The file.

    Raises
    ------
    ValueError
        If a bundled notebook has that name.
    ReadError
        If there is no such file.
    """
    if name in bundled_notebooks():
        raise ValueError(f"a bundled notebook is called {name!r}; choose another name")
    if not Path(path).is_file():
        raise ReadError(f"{path}: no such notebook file")
    _REGISTERED[name] = Path(path)


def notebook_names() -> list[str]:
    """Return the names of the bundled, the registered and the offered notebooks."""
    return list(dict.fromkeys([*bundled_notebooks(), *_REGISTERED, *offered("notebooks")]))


def _offered_notebook(name: str) -> Path:
    """Return the file of a notebook that another package offers: a path, or a function of one."""
    entry = offered("notebooks")[name]
    found = loaded(entry)
    path = Path(str(found() if callable(found) else found))
    if not path.is_file():
        raise PluginError(f"{entry.value} offers the notebook {name!r}, but {path} is no file")
    return path


def find_notebook(name: str | Path) -> Path:
    """Return the path of a notebook known by name, or of the file that `name` is the path of.

    Known are the bundled ones, those registered by `register_notebook`, and those that other
    packages offer under the entry point ``medialens.notebooks``.

    Raises
    ------
    UnknownNameError
        If `name` is neither; the nearest bundled name is suggested.
    ReadError
        If `name` is a path without a file.
    """
    path = Path(name)
    if is_path(name):
        if path.is_file():
            return path
        raise ReadError(f"{name}: no such notebook file")
    known = {**_REGISTERED, **bundled_notebooks()}
    if str(name) in known:
        return known[str(name)]
    if str(name) in offered("notebooks"):
        return _offered_notebook(str(name))
    raise unknown_name("notebook", str(name), notebook_names())


def is_path(name: str | Path) -> bool:
    """Whether `name` means a file, not a bundled notebook."""
    return Path(name).suffix == SUFFIX or len(Path(name).parts) > 1


def read_notebook(path: Path) -> Notebook:
    """Read the notebook file `path`; outputs and execution counts stored in it are left out.

    Raises
    ------
    ReadError
        If there is no such file.
    ReportError
        If the file is not a Python notebook of format 4.
    """
    if not path.is_file():
        raise ReadError(f"{path}: no such notebook file")
    content = path.read_bytes()
    try:
        found = json.loads(content)
        cells = [_fresh(cell, position) for position, cell in enumerate(found["cells"])]
        language = found["metadata"].get("kernelspec", {}).get("language", "python")
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ReportError(f"{path} is not a notebook of format 4 ({error!r})") from error
    if found.get("nbformat") != 4 or language != "python":
        raise ReportError(f"{path} is not a Python notebook of format 4 (language {language!r})")
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    fresh = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernelspec},
        "cells": cells,
    }
    return Notebook(path.name, hashlib.sha256(content).hexdigest(), fresh)


def copy_notebooks(folder: Path) -> list[Path]:
    """Copy the bundled notebooks into `folder`, to edit and run.

    A file that is there already and differs is kept; a ``MedialensWarning`` names it.

    Returns
    -------
    list of Path
        The notebooks that are now in `folder` as they were bundled.
    """
    root = packaged_folder("notebooks")
    copied = []
    for source in bundled_notebooks().values():
        target = folder / source.relative_to(root)
        if target.exists() and target.read_bytes() != source.read_bytes():
            warnings.warn(
                f"{target} was edited and is kept; move it away to get the original",
                MedialensWarning,
                stacklevel=2,
            )
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        copied.append(target)
    return copied


def _fresh(cell: dict[str, Any], position: int) -> dict[str, Any]:
    """Return `cell` with what a run needs and nothing that a run left."""
    kind, source = cell["cell_type"], cell["source"]
    if kind not in ("code", "markdown", "raw"):
        raise ValueError(f"cell {position + 1} is of type {kind!r}")
    kept = {
        "id": str(cell.get("id") or f"cell-{position + 1}"),
        "cell_type": kind,
        "metadata": {"tags": [str(tag) for tag in cell.get("metadata", {}).get("tags", [])]},
        "source": source if isinstance(source, str) else "".join(source),
    }
    return {**kept, "execution_count": None, "outputs": []} if kind == "code" else kept
