"""Packaged: where the bundled collections and notebooks lie."""

from pathlib import Path
from typing import Literal

from medialens.errors import ReadError

_PACKAGE = Path(__file__).resolve().parent.parent


def packaged_folder(name: Literal["corpora", "notebooks"]) -> Path:
    """Return the folder of the bundled collections or notebooks.

    Parameters
    ----------
    name : {"corpora", "notebooks"}
        Which one. In an installed package it lies inside, in an editable install it is the
        repository's own.

    Returns
    -------
    Path
        An existing folder.

    Raises
    ------
    ReadError
        If the installation is not complete.
    """
    for folder in (_PACKAGE / "_packaged" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ReadError(f"the folder {name!r} is missing from this installation; install it again")
