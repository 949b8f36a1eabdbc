"""The scorers by name."""

from collections.abc import Callable

from medialens.errors import PluginError, unknown_name
from medialens.plugins import loaded, offered
from medialens.score.base import Scorer
from medialens.score.target import TargetScorer
from medialens.score.textblob import TextBlobScorer
from medialens.score.vader import vader_clause, vader_sentence

DEFAULT_SCORER = "target"

_FACTORIES: dict[str, Callable[[], Scorer]] = {}


def register_scorer(name: str, factory: Callable[[], Scorer]) -> None:
    """Make a scorer known under `name`.

    Parameters
    ----------
    name : str
        The name to ask for it by. A name that is taken is given to the new scorer.
    factory : callable
        Called without arguments when the scorer is asked for, not before: a scorer with a large
        model costs nothing until it is used.
    """
    _FACTORIES[name] = factory


def get_scorer(name: str) -> Scorer:
    """Return the scorer registered as `name`.

    Parameters
    ----------
    name : str
        One of `scorer_names`.

    Returns
    -------
    Scorer
        A new scorer.

    Raises
    ------
    UnknownNameError
        If there is none; the message suggests the nearest name.
    """
    if name in _FACTORIES:
        return _FACTORIES[name]()
    plugins = offered("scorers")
    if name not in plugins:
        raise unknown_name("scorer", name, scorer_names())
    factory = loaded(plugins[name])
    if not callable(factory):
        raise PluginError(f"the scorer {name!r} must be a class or function, not {factory!r}")
    return factory()


def scorer_names() -> list[str]:
    """Return the names of the scorers, registered here or offered by other packages, sorted."""
    return sorted({*_FACTORIES, *offered("scorers")})


register_scorer("target", TargetScorer)
register_scorer("textblob", TextBlobScorer)
register_scorer("vader_sentence", vader_sentence)
register_scorer("vader_clause", vader_clause)


def is_packaged(scorer: Scorer) -> bool:
    """Return whether `scorer` is one of the package's: every process has it under its name."""
    return type(scorer).__module__.startswith("medialens.score.")
