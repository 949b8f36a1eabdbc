"""Reading coded sheets back: every code is accounted for, whatever spreadsheets do to it."""

import pytest

from medialens.errors import EmptyError, ReadError
from medialens.validate import judge, read_key
from medialens.validate.coded import read_sheets

KINDS = ["n_coded", "n_undecidable", "n_none", "n_blank", "n_rejected", "n_missing"]


def first(rows):
    return rows[min(rows)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("-1", -1), ("−1", -1), ("'-1", -1), ("+1", 1), (" 1.0 ", 1), ("-1,0", -1), ("0", 0)],
)
def test_a_code_is_read_as_spreadsheets_write_it(coded, cell, code):
    def coder(rows):
        first(rows)["portrayal"] = cell
        return rows

    key, paths = coded(coder)
    (row,) = read_sheets(paths, read_key(key)).codes.to_dict("records")
    assert row == {"coder": 1, "item": "i001", "measure": "portrayal", "code": code}


def test_codes_and_rejects_add_up_to_what_was_asked_for(coded, by_word):
    def careless(rows):
        names = sorted(by_word(rows))
        rows[names[0]]["portrayal"] = "2"
        rows[names[1]]["portrayal"] = "NA"
        rows[names[2]]["own_stance"] = ""
        rows[names[3]]["item"] = "i999"
        del rows[names[4]]
        return rows

    key, paths = coded(by_word, careless)
    read = read_sheets(paths, read_key(key))
    assert read.counts["n_asked"].tolist() == [48, 48]
    assert read.counts[KINDS].sum(axis=1).tolist() == [48, 48]
    assert read.counts.loc[1, KINDS].tolist() == [41, 1, 0, 1, 1, 4]
    assert len(read.codes) == 48 + 41 + 1


def test_what_cannot_be_used_is_named(coded, by_word):
    def careless(rows):
        names = sorted(by_word(rows))
        rows[names[0]]["portrayal"] = "good"
        rows[names[1]]["item"] = names[2]
        return rows

    key, paths = coded(careless)
    reasons = read_sheets(paths, read_key(key)).rejects["reason"].tolist()
    assert "'good' is no code; use -1, 0, 1 or NA" in reasons
    assert "i003 stands in an earlier row" in reasons
    assert "i002 is not in the sheet" in reasons


def test_a_sheet_saved_as_a_workbook_is_read(coded, by_word, tmp_path):
    from openpyxl import Workbook

    key, (path,) = coded(by_word)
    workbook = Workbook()
    for row in [["item", "portrayal", "own_stance"], ["i001", -1, 0], ["i002", "NA", 1]]:
        workbook.active.append(row)
    workbook.save(path.with_suffix(".xlsx"))
    counts = read_sheets([path.with_suffix(".xlsx")], read_key(key)).counts
    assert counts[["n_coded", "n_undecidable"]].to_numpy().tolist() == [[3, 1]]


def test_a_sheet_of_a_western_windows_with_semicolons_is_read(coded, by_word):
    key, (path,) = coded(by_word)
    text = 'item;note;portrayal;own_stance\ni001;"weiß nicht";-1;0\n'
    path.write_bytes(text.encode("cp1252"))
    assert read_sheets([path], read_key(key)).counts["n_coded"].tolist() == [2]


def test_a_sheet_without_a_column_is_refused(coded, by_word):
    key, (path,) = coded(by_word)
    path.write_text("item,portrayal\ni001,1\n", "utf-8")
    with pytest.raises(ReadError, match="no column 'own_stance'"):
        read_sheets([path], read_key(key))


def test_the_same_sheet_twice_is_no_second_coder(coded, by_word):
    key, (path,) = coded(by_word)
    with pytest.raises(ValueError, match="given twice"):
        read_sheets([path, path], read_key(key))


def test_sheets_without_any_code_are_not_judged(town, coded):
    key, paths = coded(lambda rows: rows)
    with pytest.raises(EmptyError, match="hold no code"):
        judge(town.corpus, town.tables, town.copies, key=read_key(key), coded=paths)


def test_another_state_of_the_collection_is_refused(town, coded, by_word):
    key, paths = coded(by_word)
    other = town.corpus.where(outlet="The Bell")
    with pytest.raises(ReadError, match="another state of the collection"):
        judge(other, town.tables, town.copies, key=read_key(key), coded=paths)


def test_a_file_that_is_no_key_is_refused(tmp_path):
    (tmp_path / "key.json").write_text('{"seed": 1}', "utf-8")
    with pytest.raises(ReadError, match="no key of a sample"):
        read_key(tmp_path / "key.json")
