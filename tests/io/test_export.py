"""What the export promises: safe for spreadsheets, exact in Parquet, the same bytes each time."""

import pandas as pd
import pytest

from medialens.io.export import format_table, write_table


def test_both_files_are_written_and_parquet_holds_the_values(tmp_path):
    table = pd.DataFrame({"text": ["=1+1", "plain"], "n": [-1, 2]})
    paths = write_table(table, tmp_path / "tables", "t")
    assert [path.name for path in paths] == ["t.parquet", "t.csv"]
    assert pd.read_parquet(paths[0])["text"].tolist() == ["=1+1", "plain"]
    assert paths[1].read_bytes() == b"text,n\n'=1+1,-1\nplain,2\n"


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "\t=1", "\rx", "  =1", "\u00a0@x", "\n+1"]
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text):
    table = pd.read_csv(
        pd.io.common.BytesIO(format_table(pd.DataFrame({"text": [text]}), "csv")),
        keep_default_na=False, lineterminator="\n", encoding="utf-8",
    )  # fmt: skip
    assert table["text"][0].startswith("'")


def test_numbers_are_left_alone():
    table = pd.DataFrame({"a": [-0.5, None], "b": pd.array([-3, None], "Int64"), "c": [-1, "-1"]})
    assert format_table(table, "csv") == b"a,b,c\n-0.5,-3,-1\n,,'-1\n"


def test_times_are_iso_8601_in_utc():
    times = pd.to_datetime(["2025-03-01T12:00:00+02:00", None], utc=True)
    table = pd.DataFrame({"published": times})
    assert format_table(table, "csv") == b'published\n2025-03-01T10:00:00Z\n""\n'
    assert format_table(table, "jsonl") == (
        b'{"published": "2025-03-01T10:00:00Z"}\n{"published": null}\n'
    )


def test_lone_surrogates_are_replaced():
    table = pd.DataFrame({"text": pd.Series(["x\ud800y"], dtype=object)})
    for form in ("csv", "jsonl", "text"):
        assert b"x?y" in format_table(table, form) or "x\ufffdy".encode() in format_table(
            table, form
        )
    assert format_table(table, "parquet").startswith(b"PAR1")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "text"])
def test_the_same_table_gives_the_same_bytes(form):
    table = pd.DataFrame({"text": ["a", None], "n": [1.5, None], "yes": [True, False]})
    assert format_table(table, form) == format_table(table.copy(), form)


def test_control_characters_do_not_reach_the_terminal():
    assert b"\x1b" not in format_table(pd.DataFrame({"outlet": ["\x1b[31mRed"]}), "text")


def test_an_empty_table_says_so_on_a_terminal():
    assert format_table(pd.DataFrame({"a": []}), "text") == b"no rows\n"


def test_an_unknown_form_is_an_error():
    with pytest.raises(ValueError, match="form='xlsx' is not known"):
        format_table(pd.DataFrame(), "xlsx")
