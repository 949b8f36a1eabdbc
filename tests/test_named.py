"""Names complete with the Tab key, and a wrong one gets the nearest."""

import copy
import pickle

import pytest

import medialens as ml
from medialens.errors import UnknownNameError
from medialens.named import Named

NAMES = Named(["Edda Marrin", "3 Harbours", "São Tomé", "Edda-Marrin"])


def test_a_name_is_had_by_key_and_by_a_short_form_that_completes():
    assert NAMES["Edda Marrin"] == NAMES.edda_marrin == "Edda Marrin"
    assert NAMES.n_3_harbours == "3 Harbours" and NAMES.sao_tome == "São Tomé"
    assert NAMES["Edda-Marrin"] == "Edda-Marrin"
    assert {"edda_marrin", "sao_tome"} <= set(dir(NAMES))
    assert NAMES._ipython_key_completions_() == list(NAMES)


@pytest.mark.parametrize("wrong", ["marrin", "EDDA MARRIN", "Eda Marin"])
def test_a_wrong_name_gets_the_nearest(wrong):
    with pytest.raises(UnknownNameError, match=r"did you mean 'Edda[ -]Marrin'"):
        NAMES[wrong]


def test_a_wrong_short_form_gets_the_nearest():
    with pytest.raises(AttributeError, match="did you mean 'edda_marrin'"):
        NAMES.eda_marin  # noqa: B018


def test_names_can_be_copied_and_pickled():
    assert pickle.loads(pickle.dumps(NAMES)) == copy.deepcopy(NAMES) == NAMES


def test_what_is_completed_is_what_methods_take(press):
    assert press.names.edda_marrin == "Edda Marrin"
    assert len(press.evidence(press.names.edda_marrin, outlet=press.names.the_meridian))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("study.names.ed", "edda_marrin"),
        ("study.evidence(study.names.ed", "edda_marrin"),
        ("study.names['Ed", "Edda Marrin"),
        ("study['Harb", "Harbour Radio"),
        ("corpus['Harb", "Harbour Radio"),
        ("corpus.names.harb", "harbour_radio"),
        ("study.plot.pro", "profile"),
        ("study.vo", "voices"),
    ],
)
def test_ipython_completes_actors_outlets_and_figures(press, code, found):
    """With the completer that a notebook uses."""
    from IPython.core.completer import provisionalcompleter
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.user_ns.update(study=press, corpus=press.corpus)
    with provisionalcompleter():
        texts = {match.text for match in shell.Completer.completions(code, len(code))}
    assert found in texts


def test_the_package_lists_its_public_names():
    assert set(ml.__all__) <= set(dir(ml))
