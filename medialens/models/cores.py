"""How many processor cores to use."""

import os

MOST = 4  # by default; the rest is left to others
SETTING = "MEDIALENS_THREADS"


def cores() -> int:
    """Return what ``MEDIALENS_THREADS`` says, else the cores at hand, at most four.

    Results are the same with any number.

    Raises
    ------
    ValueError
        If the setting is 0.
    """
    setting = os.environ.get(SETTING, "")
    if not setting.isdecimal():
        usable = getattr(os, "sched_getaffinity", None)  # what a container was given; not on macOS
        return min(len(usable(0)) if usable else os.cpu_count() or 1, MOST)
    if int(setting) < 1:
        raise ValueError(f"{SETTING}={setting!r} must be at least 1")
    return int(setting)
