"""Coding sheets: the files that a sample is made of."""

from pathlib import Path

import pandas as pd

from medialens.io.atomic import write_bytes_atomic, write_text_atomic
from medialens.io.export import format_table
from medialens.validate.codebook import codebook_text
from medialens.validate.key import write_key
from medialens.validate.sample import Sample, shuffled
from medialens.validate.texts import NO_OWN_WORDS

SHEETS = "for_coders"
KEY = "key"
_BOM = b"\xef\xbb\xbf"  # without it Excel takes curly quotes for something else


def coding_sheet(sample: Sample, *, coder: int = 1) -> pd.DataFrame:
    """Return the sheet of one coder: the items in an order of its own, the codes to be filled in.

    Where nothing is said in the outlet's own words, ``own_stance`` holds ``none``.
    """
    table = shuffled(sample.texts, seed=sample.key.seed, coder=coder)
    has_own = table["own_words"] != ""
    return table.assign(
        portrayal="", own_stance=has_own.map({True: "", False: NO_OWN_WORDS}), note=""
    )


def write_sample(sample: Sample, folder: Path, *, coders: int = 2) -> list[Path]:
    """Write the sheets and the codebook into one folder, the key into another.

    Parameters
    ----------
    sample : Sample
        From `draw_sample`.
    folder : Path
        Made if it is missing. ``for_coders`` is what the coders get; ``key`` they must not see.
    coders : int, default 2
        Sheets to write, each in its own order. Agreement needs two.

    Returns
    -------
    list of Path
        The sheets, the codebook and, last, the key.

    Raises
    ------
    FileExistsError
        If the folder holds a key already: codes may hang on it.
    """
    if coders < 1:
        raise ValueError(f"coders={coders!r} must be at least 1")
    key = folder / KEY / "key.json"
    if key.exists():
        raise FileExistsError(
            f"{key} is there already, and sheets may be in use; choose a new folder"
        )
    paths = []
    for coder in range(1, coders + 1):
        paths.append(folder / SHEETS / f"sheet_{coder}.csv")
        payload = format_table(coding_sheet(sample, coder=coder), "csv")
        write_bytes_atomic(paths[-1], _BOM + payload)
    paths += [folder / SHEETS / "codebook.md", key]
    write_text_atomic(paths[-2], codebook_text())
    write_key(sample.key, key)
    return paths
