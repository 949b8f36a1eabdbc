"""Write what the examples of a page print into the page, for the pages in `PAGES`.

Run ``python docs/update_outputs.py`` after a change of what is printed, and read what changed; the
tests say when it has been forgotten.
"""

import ast
import contextlib
import io
import os
import re
import tempfile
from importlib import metadata
from pathlib import Path

GUIDE = Path(__file__).parent / "guide"
PAGES = (GUIDE / "exploring.md", GUIDE / "break-the-tool.md")
SHOWN_VERSION = "0.1.0"  # a page does not change with every commit
EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n.*?```", re.DOTALL)


def with_outputs(page: str) -> str:
    """Return the page with the output of every example that has a block of text below it.

    The examples are run from top to bottom as one session; what the last line of an example
    returns is shown as a notebook shows it.
    """
    import pandas as pd

    names: dict[str, object] = {}

    def run(found: re.Match[str]) -> str:
        printed = _printed(found[1], names)
        return f"```python\n{found[1]}```\n\n```text\n{printed}```"

    with pd.option_context("display.width", 110, "display.max_columns", 20):
        return EXAMPLE.sub(run, page)


def _printed(code: str, names: dict[str, object]) -> str:
    lines = ast.parse(code)
    last = lines.body.pop() if isinstance(lines.body[-1], ast.Expr) else None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(lines, "example", "exec"), names)
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "example", "eval"), names)
            if shown is not None:
                print(repr(shown))  # noqa: T201 - what a notebook does
    told = out.getvalue().replace(metadata.version("medialens"), SHOWN_VERSION)
    return "".join(f"{line.rstrip()}\n" for line in told.splitlines())


if __name__ == "__main__":
    import matplotlib as mpl

    mpl.use("agg")
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            page.write_text(with_outputs(page.read_text("utf-8")), "utf-8")
