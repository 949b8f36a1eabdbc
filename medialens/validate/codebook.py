"""The codebook that goes with the coding sheets."""

from importlib import resources


def codebook_text() -> str:
    """Return the codebook as Markdown: what is coded, the codes, and the rules for deciding."""
    return resources.files(__package__).joinpath("codebook.md").read_text(encoding="utf-8")
