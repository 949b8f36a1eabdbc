"""Assets: the scripts and styles that come with the package."""

from importlib.resources import files


def asset(name: str) -> str:
    """Return a script or style that comes with the package."""
    return files("medialens.widgets").joinpath(name).read_text("utf-8")
