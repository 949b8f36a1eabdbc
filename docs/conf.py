"""How Sphinx makes the site: the pages of this folder; nothing is fetched, now or by a reader."""

import re
from importlib import metadata

from sphinx.application import Sphinx

project = "medialens"
author = "The medialens developers"
release = metadata.version("medialens")
version = release.partition("+")[0]

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["README.md", "examples/*"]
myst_heading_anchors = 3
smartquotes = False  # quotation marks are a subject of these pages
linkcheck_timeout = 20

html_theme = "furo"
html_title = f"medialens {version}"
html_copy_source = False
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
# Okabe and Ito's blue, as in the reports: 5.2 : 1 on white
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#005a8c", "color-brand-content": "#005a8c"},
    "dark_css_variables": {"color-brand-primary": "#7cc4f0", "color-brand-content": "#7cc4f0"},
}


def setup(app: Sphinx) -> None:
    """Connect what the theme and the pages leave to be done."""
    app.connect("source-read", _named)
    app.connect("build-finished", _reachable)


# Files that lie in the repository but not on the site are named, not linked.
def _named(_app: Sphinx, name: str, source: list[str]) -> None:
    up = re.escape("../" * (name.count("/") + 1))
    outside = re.compile(rf"\[([^\]]+)\]\({up}([\w/.-]+)\)")
    source[0] = outside.sub(r"\1 (`\2` in the repository)", source[0])


# What the theme leaves out for those who use a keyboard or hear the page.
REPAIRS = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}


def _reachable(app: Sphinx, _error: Exception | None) -> None:
    for page in app.outdir.rglob("*.html") if app.builder.format == "html" else ():
        text = page.read_text("utf-8")
        for found, better in REPAIRS.items():
            text = text.replace(found, better)
        page.write_text(text, "utf-8")
