"""The class's agreement as a person reads it: numbers with n and interval, disputes first."""

from html import escape

import pandas as pd


def said_variables(variables: pd.DataFrame) -> pd.DataFrame:
    """Return the table of variables as a person reads it."""
    rows = [
        {
            "variable": row["variable"],
            "level": row["level"],
            "coders": row["n_coders"],
            "items": row["n_items"],
            "all the same": row["n_same"],
            "alpha": _number(row["alpha"]),
            "95 % interval": "–"
            if pd.isna(row["low"])
            else f"{_number(row['low'])} to {_number(row['high'])}",
        }
        for row in variables.to_dict("records")
    ]
    return pd.DataFrame(rows)


def disputed_items(items: pd.DataFrame) -> pd.DataFrame:
    """Return the table of items as a person reads it, the most disputed first."""
    table = items.sort_values(["share", "n_coders"], ascending=[True, False], kind="stable")
    rows = [
        {
            "item": row["item"],
            "variable": row["variable"],
            "said the same": f"{row['n_most']} of {row['n_coders']} "
            f"({100 * row['share']:.0f} %, {100 * row['low']:.0f} to {100 * row['high']:.0f} %)",
            "most": row["most"],
            "others": row["others"],
            "text": row["text"],
        }
        for row in table.to_dict("records")
    ]
    return pd.DataFrame(rows)


def table_html(table: pd.DataFrame) -> str:
    """Return a table as HTML, every cell as text."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in table.to_numpy().tolist()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.3f}".replace("-", "−")
