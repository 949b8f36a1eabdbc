"""What stands in a widget's place where none runs: the plain sheet, and where the codes are."""

from html import escape

from medialens.io.printable import printable
from medialens.widgets.session import Session


def hint(session: Session) -> str:
    """Say how many items are coded and where."""
    n = len(session.items.names)
    n_done = sum(map(session.is_done, session.items.names))
    return (
        f"{n_done} of {n} items coded; the codes are in {session.path}. Open the notebook in "
        "JupyterLab to code here, or fill in the file in a spreadsheet program."
    )


def sheet_html(session: Session) -> str:
    """Return the items as a plain table, every text as text."""
    table = session.items.table
    columns = [str(name) for name in table if (table[name].astype(str) != "").any()]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(row[name]))}</td>" for name in columns) + "</tr>"
        for row in table.to_dict("records")
    )
    return (
        f"<p>{escape(hint(session))}</p><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def sheet_text(session: Session) -> str:
    """Return the items as lines of text."""
    lines = [
        f"{row['item']}: {printable(' '.join(row['text'].split()))}"
        for row in session.items.table.to_dict("records")
    ]
    return "\n".join([hint(session), *lines])
