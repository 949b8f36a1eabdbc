"""The pages' templates and styles: jinja2 with autoescape on, one environment."""

import base64
import hashlib
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


def _fingerprint(name: str) -> str:
    """Return the hash by which the pages' policy allows a script of ours, and no other."""
    digest = hashlib.sha256(read(name).encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _environment() -> Any:  # noqa: ANN401
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    from medialens.report import language
    from medialens.report.html import bdi, one_line, plain, web_address

    environment = Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else plain(value),
    )
    environment.filters.update(
        bdi=lambda value: Markup(bdi(value)),
        count=language.counted,
        day=language.day,
        minute=language.minute,
        one_line=one_line,
        web_address=web_address,
    )
    environment.globals["_"] = language.say
    environment.globals["style"] = lambda name: Markup(read(name))
    environment.globals["script_policy"] = Markup(f"script-src {_fingerprint('page.js')}; ")
    return environment
