"""The lesson's passages in the coding widget."""

from medialens.classroom import code_passages, coding_sheet, reveal


def test_the_widget_shows_the_passage_among_its_neighbors_and_reveals_as_the_lesson_does(
    lesson, tmp_path
):
    sheet = coding_sheet(lesson, n=6)
    coding = code_passages(lesson, sheet, path=tmp_path / "a.csv", coder="A")
    for row in sheet.to_dict("records"):
        said = {"codes": {"speaker": "outlet"}}
        shown = coding.panel.items[row["item"] - 1]
        assert row["sentence"] in shown["text"]
        coding.panel.receive({"kind": "answer", "item": str(row["item"]), "answer": said})
    assert coding.panel.machine == {}
    coding.panel.receive({"kind": "commit", "item": None})
    table = reveal(lesson, sheet, coding.answers("speaker"))
    assert [m["codes"]["speaker"] for m in coding.panel.machine.values()] == list(table["machine"])
    assert [m["is_same"]["speaker"] for m in coding.panel.machine.values()] == list(
        table["is_agreed"]
    )
    assert coding.is_committed
