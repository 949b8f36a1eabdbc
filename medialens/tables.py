"""Tables: the annotated and scored tables of a study as a whole, of some or all its articles."""

from collections.abc import Iterable
from dataclasses import fields

import pandas as pd

from medialens.pipeline import Tables


def rows_of(tables: Tables, article_ids: Iterable[str]) -> Tables:
    """Return the rows that belong to these articles; the actors stay as they are."""
    wanted = set(article_ids)

    def chosen(table: pd.DataFrame) -> pd.DataFrame:
        if "article_id" not in table:
            return table
        return table[table["article_id"].isin(wanted)].reset_index(drop=True)

    return Tables(**{field.name: chosen(getattr(tables, field.name)) for field in fields(Tables)})
