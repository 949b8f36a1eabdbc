"""A coding session: nothing of the machine before the commit, nothing lost after an answer."""

import json

import pandas as pd
import pytest

from medialens.errors import ReadError, SchemaError
from medialens.widgets import Question, code
from medialens.widgets.items import find_items


@pytest.fixture
def start(tmp_path):
    def start(sheet, **options):
        return code(sheet, path=tmp_path / "codes.csv", **{"coder": "Anna", **options})

    return start


def answer(coding, item, **said):
    coding.panel.receive({"kind": "answer", "item": item, "answer": {"codes": {}, **said}, "id": 1})


def machine_of(sheet):
    return sheet[["item"]].assign(speaker="Ada Lorn", why="cue SECRET")


def answer_all(coding, sheet, speaker="outlet"):
    for item in sheet["item"]:
        answer(coding, str(item), codes={"speaker": speaker})


def test_the_machines_answers_are_not_in_the_browsers_state_before_the_commit(start, passages):
    coding = start(passages, machine=machine_of(passages))
    answer_all(coding, passages)
    assert "SECRET" not in str(coding.panel.get_state())
    assert "SECRET" not in str(coding._repr_mimebundle_())
    coding.panel.receive({"kind": "commit", "item": None})
    assert "SECRET" in str(coding.panel.get_state())


def test_item_by_item_only_the_committed_one_is_revealed(start, passages):
    coding = start(passages, machine=machine_of(passages), reveal="item")
    answer(coding, "3", codes={"speaker": "ada lorn"})
    coding.panel.receive({"kind": "commit", "item": "3"})
    assert coding.panel.machine == {
        "3": {"codes": {"speaker": "Ada Lorn"}, "is_same": {"speaker": True}, "why": "cue SECRET"}
    }


def test_a_sheet_with_open_items_is_not_committed(start, passages):
    coding = start(passages, machine=machine_of(passages))
    answer(coding, "1", codes={"speaker": "outlet"})
    coding.panel.receive({"kind": "commit", "item": None})
    assert coding.panel.status["is_error"] and "item 2, 3" in coding.panel.status["text"]
    assert coding.panel.machine == {}


def test_what_is_committed_stays_as_it_is(start, passages):
    coding = start(passages, reveal="item")
    answer(coding, "1", codes={"speaker": "outlet"})
    coding.panel.receive({"kind": "commit", "item": "1"})
    answer(coding, "1", codes={"speaker": "unnamed"})
    assert coding.answers("speaker") == {1: "outlet"}
    assert coding.panel.status["is_error"]


def test_a_session_goes_on_where_its_file_stops(start, passages):
    """A kernel that died loses nothing: notes, marks and typed names come back as they were."""
    note = "=1+1\n«-» 🛳"
    answer(
        start(passages), "2", codes={"speaker": "-Q-", "stance": "-1"}, note=note, spans=[[4, 9]]
    )
    again = start(passages, coder="")
    kept = again.session.answers["2"]
    assert (kept.codes, kept.note, kept.spans) == (
        {"speaker": "-Q-", "stance": "-1"},
        note,
        [(4, 9)],
    )
    assert again.session.coder == "Anna"


def test_a_mark_is_written_with_its_words_in_code_points(start, passages):
    sheet = passages.assign(sentence="🛳🛳 The ferry", passage="The")
    coding = start(sheet)
    answer(coding, "1", spans=[[3, 6]])
    (span,) = json.loads(coding.table["spans"].iloc[0])
    assert span == {"start": 3, "end": 6, "text": "The"}


@pytest.mark.parametrize("spans", [[[0, 999]], [[3, 3]], [["a", 2]], [[1]], [[-1, 2]]])
def test_a_mark_outside_the_text_is_refused(start, passages, spans):
    coding = start(passages)
    answer(coding, "1", spans=spans)
    assert coding.panel.status["is_error"]
    assert coding.session.answers["1"].spans == []


def test_a_code_that_is_no_answer_is_refused(start, sentences):
    coding = start(sentences)
    answer(coding, "i001", codes={"portrayal": "2"})
    assert "no answer to portrayal" in coding.panel.status["text"]


def test_a_file_that_somebody_else_changed_is_not_overwritten(start, passages):
    first, second = start(passages), start(passages)
    answer(first, "1", codes={"speaker": "outlet"})
    answer(second, "2", codes={"speaker": "outlet"})
    assert "changed elsewhere" in second.panel.status["text"]
    assert start(passages).answers("speaker") == {1: "outlet"}


def test_the_file_of_another_coder_or_sheet_is_not_touched(start, passages, sentences):
    answer(start(passages), "1", codes={"speaker": "outlet"})
    with pytest.raises(ReadError, match="codes of Anna, not of Ben"):
        start(passages, coder="Ben")
    with pytest.raises(ReadError, match="another sheet"):
        start(sentences)


def test_brackets_become_marks_and_what_is_filled_in_stays(start, sentences):
    coding = start(sentences)
    first, second = coding.panel.items
    assert [first["text"][start:end] for start, end in first["marks"]] == ["Ada Lorn", "Lorn"]
    assert not any("[[" in row["text"] for row in (first, second))
    answer(coding, "i002", codes={"portrayal": "0", "own_stance": "1"})
    assert coding.session.answers["i002"].codes == {"portrayal": "0", "own_stance": "none"}
    assert second["asides"] == [["Quoted or reported", "Lorn fled"]]


def test_a_sheet_without_a_text_is_refused():
    with pytest.raises(SchemaError, match="needs item and one of"):
        find_items(pd.DataFrame({"item": [1], "words": ["x"]}))


def test_a_question_cannot_take_the_place_of_the_notes(passages):
    with pytest.raises(ValueError, match="cannot be called 'note'"):
        find_items(passages, [Question("note", "Well?", ())])


def test_where_no_widget_runs_the_plain_sheet_stands_and_says_where_the_codes_are(start, passages):
    coding = start(passages)
    data, _ = coding._repr_mimebundle_()
    assert "codes.csv" in data["text/plain"] and "codes.csv" in data["text/html"]
    assert "&lt;script&gt;" in data["text/html"] and "<script>" not in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_nbconvert_shows_the_plain_sheet(start, passages):
    """A notebook saved without the widgets' state is read on GitHub or as a page."""
    import nbformat.v4 as nbf
    from nbconvert import HTMLExporter

    data, _ = start(passages)._repr_mimebundle_()
    output = nbf.new_output("execute_result", data=data, execution_count=1)
    cell = nbf.new_code_cell("code(sheet)", outputs=[output], execution_count=1)
    page, _ = HTMLExporter().from_notebook_node(nbf.new_notebook(cells=[cell]))
    assert "The ferry will sail at 7" in page


def test_importing_the_widgets_does_not_import_anywidget():
    import subprocess
    import sys

    asked = "import sys, medialens.widgets, medialens.classroom; print('anywidget' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_anywidget_one_is_told_what_to_install(monkeypatch, start, passages):
    import sys

    from medialens.errors import MedialensError

    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "medialens.widgets.panel", raising=False)
    with pytest.raises(MedialensError, match=r"pip install 'medialens\[lab\]'"):
        start(passages)
