"""The coding widget: a sheet coded in JupyterLab, item by item, by mouse or keyboard alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from medialens.errors import MedialensError, check_one_of
from medialens.validate import Sample
from medialens.widgets.codes import write_codes
from medialens.widgets.fallback import sheet_html, sheet_text
from medialens.widgets.items import Items, find_items
from medialens.widgets.questions import Question
from medialens.widgets.session import Machine, Reveal, Session

if TYPE_CHECKING:
    from medialens.widgets.panel import CodingPanel


class Coding:
    """A coding session; as the last value of a cell it shows the widget.

    Where no widget runs (a page made by nbconvert, GitHub, a report) the plain sheet is shown,
    with the path of the file that holds the codes.
    """

    def __init__(self, session: Session, panel: "CodingPanel") -> None:
        self.session = session
        self.panel = panel

    @property
    def table(self) -> pd.DataFrame:
        """The sheet with the codes so far: one row per item."""
        return self.session.table

    @property
    def path(self) -> Path:
        """The file that holds the codes; it is whole after every answer."""
        return self.session.path

    @property
    def is_committed(self) -> bool:
        """Whether every item has been committed."""
        return all(answer.is_committed for answer in self.session.answers.values())

    def answers(self, question: str) -> dict[Any, str]:
        """Return item to answer of one question; what is open is left out.

        Examples
        --------
        In a lesson: ``reveal(study, sheet, coding.answers("speaker"))``.
        """
        items = self.session.items.sheet["item"]
        found = {item: self.session.answers[str(item)].codes.get(question) for item in items}
        return {item: code for item, code in found.items() if code}

    def export(self, path: str | Path) -> Path:
        """Write the codes to another file as well, in the form that coded sheets are read in."""
        target = Path(path)
        write_codes(self.table, target)
        return target

    def __repr__(self) -> str:
        return sheet_text(self.session)

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401
        bundle: Any = self.panel._repr_mimebundle_(**options)
        data, metadata = bundle
        plain = {"text/html": sheet_html(self.session), "text/plain": sheet_text(self.session)}
        return data | plain, metadata


def code(
    sheet: pd.DataFrame | Sample | Items,
    *,
    path: str | Path = "codes.csv",
    coder: str = "",
    questions: Sequence[Question | str] | None = None,
    names: Iterable[str] = (),
    machine: Machine | None = None,
    reveal: Reveal = "sheet",
) -> Coding:
    """Code a sheet in a widget: one item at a time, saved after every answer.

    Parameters
    ----------
    sheet : DataFrame or Sample
        From `medialens.classroom.coding_sheet`, `medialens.validate.coding_sheet` or
        `medialens.validate.draw_sample`, or any table with ``item`` and a text.
    path : str or Path, default "codes.csv"
        The file of the codes, one per coder. If it is there already, coding goes on where it
        stopped.
    coder : str, optional
        The coder's name; it can be typed into the widget as well.
    questions : sequence of Question or str, optional
        What to ask; by default what the sheet is for: portrayal and own stance, or speaker,
        target and stance.
    names : iterable of str, optional
        Names to choose from as speaker and target, the same for every item. Others can be typed.
    machine : DataFrame or callable, optional
        The machine's answers: ``item``, a column per question and ``why``. A callable is given
        the committed rows and returns such a table. Nothing of it reaches the browser before the
        coder has committed.
    reveal : {"sheet", "item"}, default "sheet"
        Whether the sheet is committed as a whole or item by item. Who sees the machine's answer
        to one item codes the next one differently: choose ``"item"`` to teach, not to measure.

    Returns
    -------
    Coding
        To be shown, and asked for its ``table``.

    Raises
    ------
    ReadError
        If the file holds the codes of another sheet or of another coder.
    MedialensError
        If anywidget is not installed.
    """
    check_one_of("reveal", reveal, ("sheet", "item"))
    items = find_items(sheet, questions)
    offered = list(names)
    asked = tuple(one.offering(offered) if one.is_open else one for one in items.questions)
    session = Session(replace(items, questions=asked), Path(path), coder, machine, reveal)
    session.resume()
    return Coding(session, _panel(session))


def _panel(session: Session) -> "CodingPanel":
    try:
        from medialens.widgets.panel import CodingPanel
    except ImportError as error:
        raise MedialensError(
            f"the coding widget needs {error.name}; pip install 'medialens[lab]'"
        ) from error
    return CodingPanel(session)
