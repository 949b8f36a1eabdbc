"""The explorer: linked views in JupyterLab, from a number to its sentences and their article."""

from collections.abc import Sequence
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from medialens.errors import MedialensError
from medialens.widgets.page import page_html, page_text
from medialens.widgets.views import Views

if TYPE_CHECKING:
    from medialens.study import Study
    from medialens.widgets.exploring_panel import ExploringPanel


class Explorer:
    """Linked views of a study; as the last value of a cell it shows them.

    Where no widget runs (a page made by nbconvert, GitHub, nbviewer) plain tables are shown, each
    number with sentences behind it.
    """

    def __init__(self, views: Views, panel: "ExploringPanel") -> None:
        self.views = views
        self.panel = panel

    @cached_property
    def html(self) -> str:
        """The plain page: the matrix with its sentences, and words of two outlets."""
        return page_html(self.views)

    def __repr__(self) -> str:
        return page_text(self.views)

    def outputs(self) -> list[dict[str, Any]]:
        """Return what the cell shows: the plain page, which the views hide, and the views.

        They are two outputs because a page made by nbconvert has only the second where it knows
        of widgets, and leaves it blank offline.
        """
        bundle: Any = self.panel._repr_mimebundle_()
        name = escape(self.panel.start["page"])
        page = {"text/html": f'<div class="{name}">{self.html}</div>', "text/plain": repr(self)}
        return [page, bundle[0] | {"text/plain": f"The views of {self.views.study.corpus.name}"}]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for bundle in self.outputs():
            display(bundle, raw=True)  # type: ignore[no-untyped-call]


def explore(study: "Study", *, actors: Sequence[str] | None = None) -> Explorer:
    """Show a study as linked views: from a number to its sentences and their article.

    Actors stand in rows and outlets in columns; a cell opens the sentences behind its number, a
    sentence its article with every voice marked. The words of two outlets stand in a scatter; a
    word opens its concordance. Days, outlets and voice are filtered, and every number is computed
    anew by the study's own methods; the line of Python that gives the same stands below.

    Parameters
    ----------
    study : Study
        From `medialens.analyse` or `medialens.open_study`.
    actors : sequence of str, optional
        Ids or names of the actors that stand in the rows; by default those named in most
        articles.

    Returns
    -------
    Explorer
        To end a cell with; its ``html`` is the plain page that stands where no widget runs.

    Raises
    ------
    UnknownNameError
        If an actor is not known.
    MedialensError
        If anywidget is not installed.
    """
    views = Views(study, actors)
    return Explorer(views, _panel(views))


def _panel(views: Views) -> "ExploringPanel":
    try:
        from medialens.widgets.exploring_panel import ExploringPanel
    except ImportError as error:
        raise MedialensError(
            f"the explorer needs {error.name}; pip install 'medialens[lab]'"
        ) from error
    return ExploringPanel(views)
