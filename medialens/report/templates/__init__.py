"""The pages' templates and styles: jinja2 with autoescape on, one environment."""

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read(name: str) -> str:
    """Return the text of a template or style sheet."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def render(name: str, **values: object) -> str:
    """Return the template `name` filled with `values`, which are escaped unless they are markup."""
    from markupsafe import Markup

    from medialens.report.language import ENGLISH, current_language

    code = current_language()
    told = {"language": code, "in_english": Markup("" if code == ENGLISH else ' lang="en"')}
    return str(_environment().get_template(name).render(**told, **values))


def fingerprint(script: str) -> str:
    """Return the hash by which a page's policy allows a script of ours, and no other."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def new_environment(read: Callable[[str], str]) -> Any:  # noqa: ANN401
    """Return an environment for templates that `read` gives: what is filled in is escaped."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    from medialens.report.html import bdi, one_line, plain

    environment = Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else plain(value),
    )
    environment.filters.update(bdi=lambda value: Markup(bdi(value)), one_line=one_line)
    environment.globals["style"] = lambda name: Markup(read(name))
    return environment


@cache
def _environment() -> Any:  # noqa: ANN401
    from markupsafe import Markup

    from medialens.report import language
    from medialens.report.html import web_address

    environment = new_environment(read)
    environment.filters.update(
        count=language.counted,
        day=language.day,
        minute=language.minute,
        web_address=web_address,
    )
    environment.globals["_"] = language.say
    policy = f"script-src {fingerprint(read('page.js'))}; "
    environment.globals["script_policy"] = Markup(policy)
    return environment
