"""A sample coded in the widget is read like one coded in a spreadsheet."""

from medialens.validate import coding_sheet
from medialens.validate.coded import read_sheets
from medialens.widgets import code, machine_codes


def test_a_sample_coded_in_the_widget_is_read_by_validate_agree(draw, tmp_path):
    sample = draw()
    coding = code(sample, path=tmp_path / "anna.csv", coder="Anna")
    for item in coding_sheet(sample)["item"]:
        said = {"codes": {"portrayal": "-1", "own_stance": "NA"}}
        coding.panel.receive({"kind": "answer", "item": item, "answer": said})
    read = read_sheets([coding.path], sample.key)
    assert read.rejects.empty
    (counts,) = read.counts.to_dict("records")
    assert counts["n_asked"] == counts["n_coded"] + counts["n_undecidable"] + counts["n_none"]
    assert (read.codes.query("measure == 'portrayal'")["code"] == -1).all()


def test_the_key_gives_the_machines_answers_as_codes(draw):
    table = machine_codes(draw().key)
    assert set(table["portrayal"]) | set(table["own_stance"]) <= {"-1", "0", "1", "none"}
    assert table["why"].str.startswith("vader_clause: ").all()
