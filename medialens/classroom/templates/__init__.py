"""The lesson pages' templates: jinja2 with autoescape on; styles shared with the reports."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from medialens.report import templates as report_templates

SCRIPTS = ("lesson_marks.js", "lesson_shuffle.js", "lesson.js")
SHARED = ("tokens.css", "content.css", "page.css")


@cache
def read(name: str) -> str:
    """Return the text of a template, a style sheet or a script; the reports' styles too."""
    if name in SHARED:
        return report_templates.read(name)
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def script() -> str:
    """Return the one script of a lesson's page: its parts, each of which keeps its names to itself.

    Examples
    --------
    >>> "fetch(" in script()
    False
    """
    body = "\n".join(read(name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


def render(name: str, /, **values: object) -> str:
    """Return the template `name` filled with `values`, which are escaped unless they are markup."""
    return str(_environment().get_template(name).render(**values))


def as_data(values: object) -> Any:  # noqa: ANN401
    """Return JSON that may stand in a page's data block."""
    from markupsafe import Markup

    text = json.dumps(values, ensure_ascii=False, allow_nan=False)
    return Markup(
        text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


@cache
def _environment() -> Any:  # noqa: ANN401
    from markupsafe import Markup

    environment = report_templates.new_environment(read)
    environment.filters["as_data"] = as_data
    environment.globals["script"] = lambda: Markup(script())
    environment.globals["policy"] = lambda is_scripted: Markup(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        + (f"script-src {report_templates.fingerprint(script())}; " if is_scripted else "")
        + "base-uri 'none'; form-action 'none'"
    )
    return environment
