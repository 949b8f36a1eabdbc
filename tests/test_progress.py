"""Progress bars: seen in a notebook and on a terminal, and nowhere else."""

import io
import sys
from contextlib import redirect_stderr

import pytest
from tqdm import tqdm

from medialens import progress


class ZMQInteractiveShell:
    """What a notebook's kernel runs in."""


def drawn(monkeypatch, shell):
    """Return what a bar for terminals writes to a stderr that is none."""
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    stream = io.StringIO()
    with redirect_stderr(stream), progress.visible_bars():
        for _ in tqdm(range(3), disable=None, desc="articles"):
            pass
    return stream.getvalue()


def test_in_a_notebook_a_bar_is_drawn_as_text(monkeypatch):
    assert "articles: 100%" in drawn(monkeypatch, ZMQInteractiveShell())


@pytest.mark.parametrize("shell", [None, object()])
def test_in_a_pipe_or_a_log_nothing_is_drawn(monkeypatch, shell):
    assert drawn(monkeypatch, shell) == ""


def test_afterwards_stderr_is_what_it_was(monkeypatch):
    monkeypatch.setattr("IPython.get_ipython", ZMQInteractiveShell)
    before = sys.stderr
    with pytest.raises(KeyboardInterrupt), progress.visible_bars():
        assert sys.stderr.isatty()
        raise KeyboardInterrupt
    assert sys.stderr is before


@pytest.mark.notebook
def test_a_real_kernel_shows_the_bar_without_a_warning(tmp_path):
    """As a notebook user sees it: one stream with the bar, and the card of the study."""
    import nbformat
    from nbclient import NotebookClient

    code = "import medialens as ml\nml.analyse(ml.load('first_lesson'), progress=True)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    outputs = notebook.cells[0].outputs
    written = "".join(output.text for output in outputs if output.output_type == "stream")
    assert "8/8" in written and "Warning" not in written
    shown = next(output for output in outputs if output.output_type == "execute_result")
    assert "ml-card" in shown.data["text/html"] and "Study of" in shown.data["text/plain"]
