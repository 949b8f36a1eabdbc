"""Named: which path a name, a path or a list of them means."""

import difflib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from medialens.errors import ReadError
from medialens.io.packaged import packaged_folder
from medialens.io.settings import SETTINGS_NAME
from medialens.io.source import shown_name

PARTITIONS = "partitions.json"  # what a partitioned collection has


def is_partitioned(path: str | Path) -> bool:
    """Return whether there is a collection in parts at `path`, see `medialens.partitioned`."""
    return (Path(path) / PARTITIONS).is_file()


def bundled() -> list[str]:
    """Return the names of the collections that come with the package, sorted."""
    folder = packaged_folder("corpora")
    return sorted(path.parent.name for path in folder.glob(f"*/{SETTINGS_NAME}"))


def several(name_or_path: str | Path | Sequence[str | Path]) -> list[str | Path]:
    """Return the collections that are meant: one, or those of a list.

    Examples
    --------
    >>> several("valdory"), several('["a.csv", "b.csv"]')
    (['valdory'], ['a.csv', 'b.csv'])
    """
    if not isinstance(name_or_path, str | Path):
        return list(name_or_path)
    if isinstance(name_or_path, str) and name_or_path.startswith("["):
        with suppress(ValueError):
            found = json.loads(name_or_path)
            if isinstance(found, list) and found and all(isinstance(one, str) for one in found):
                return list(found)
    return [name_or_path]


def path_of(name_or_path: str | Path) -> Path:
    """Return the path that is meant: an existing one, or that of a bundled collection.

    Raises
    ------
    ReadError
        If there is neither.
    """
    path = Path(name_or_path)
    return path if _exists(path) else _bundled_path(str(name_or_path))


def _exists(path: Path) -> bool:
    try:
        path.expanduser().lstat()
    except (OSError, ValueError, RuntimeError):
        return False
    return True


def _bundled_path(name: str) -> Path:
    names = bundled()
    if name in names:
        return packaged_folder("corpora") / name
    shown = shown_name(name.replace("\x00", "\ufffd"))
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f" (did you mean {close[0]!r}?)" if close else ""
    listed = ", ".join(names) or "none"
    raise ReadError(
        f"{shown} does not exist{hint}; give a file or folder, or one of the bundled "
        f"collections: {listed}"
    )
