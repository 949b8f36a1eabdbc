"""Plugins: what other installed packages offer is found, and a broken one is told."""

import json
import subprocess
import sys

import pytest

import medialens as ml
from medialens import plugins
from medialens.errors import MedialensWarning, PluginError, UnknownNameError
from medialens.io import registry as readers
from medialens.report.notebooks import find_notebook, notebook_names, register_notebook
from medialens.score import get_scorer, scorer_names

CODE = """
from pathlib import Path
import pandas as pd
from medialens.io.registry import Reader, Record


class Shouting:
    name = "shouting"
    describe = "Counts exclamation marks."

    def __call__(self, units):
        value = -units["segment"].str.count("!").clip(upper=1).astype(float)
        return units[[]].assign(
            p_negative=float("nan"), p_neutral=float("nan"), p_positive=float("nan"), value=value,
            label=value.map({-1.0: "negative", 0.0: "neutral"}), is_uncertain=False,
            outcome="scored", trace="[]",
        )


def read_lines(source):
    for number, line in enumerate(source.path.read_text("utf-8").splitlines(), 1):
        yield Record({"text": line, "outlet": "Bell"}, source.name, number)


LINES = Reader("lines", (".lines",), read_lines)
NOTEBOOK = Path(__file__).parent / "house.ipynb"
"""
POINTS = """[medialens.scorers]
shouting = house_plugin:Shouting
target = house_plugin:Shouting
absent = house_plugin:Nothing
word = house_plugin:CODE_WORD
[medialens.readers]
lines = house_plugin:LINES
other = house_plugin:LINES
[medialens.notebooks]
house = house_plugin:NOTEBOOK
gone = house_plugin:GONE
"""


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """An installed package that offers one of each, and some that are broken."""
    code = f"{CODE}\nCODE_WORD = 'word'\nGONE = Path('gone.ipynb')\n"
    (tmp_path / "house_plugin.py").write_text(code, "utf-8")
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
    (tmp_path / "house.ipynb").write_text(json.dumps(notebook), "utf-8")
    info = tmp_path / "house_plugin-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-plugin\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(readers, "_READERS", dict(readers._READERS))
    plugins._entries.cache_clear()
    yield tmp_path
    plugins._entries.cache_clear()
    sys.modules.pop("house_plugin", None)


def test_a_scorer_of_another_package_scores(lesson, plugin):
    assert {"shouting", "target"} <= set(scorer_names())
    study = ml.analyse(lesson.corpus, scorer="shouting")
    assert set(study.tables.scores["scorer"]) == {"shouting"}


def test_a_plugin_never_takes_the_place_of_what_is_there(plugin):
    """Installing a package changes no number."""
    assert type(get_scorer("target")).__module__ == "medialens.score.target"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("absent", "house-plugin offers 'absent' as house_plugin:Nothing, which cannot be loaded"),
        ("word", "must be a class or function, not 'word'"),
    ],
)
def test_a_broken_plugin_is_told_with_its_package(plugin, name, said):
    with pytest.raises(PluginError, match=said):
        get_scorer(name)


def test_a_wrong_name_gets_those_of_plugins_as_well(plugin):
    with pytest.raises(UnknownNameError, match="did you mean 'shouting'"):
        get_scorer("shoutin")


def test_a_reader_of_another_package_reads(plugin, tmp_path):
    """One that is not what its name says is told once and left out."""
    (tmp_path / "a.lines").write_text("The ferry was late.\nIt rained.\n", "utf-8")
    with pytest.warns(MedialensWarning, match="is no Reader called 'other'"):
        assert len(ml.load(tmp_path / "a.lines")) == 2


def test_a_notebook_of_another_package_is_found_by_name(plugin):
    assert find_notebook("house") == plugin / "house.ipynb"
    assert "house" in notebook_names()
    with pytest.raises(PluginError, match=r"gone\.ipynb is no file"):
        find_notebook("gone")


def test_versions_of_plugins_are_told_with_those_of_the_package(plugin):
    assert plugins.offering() == {"house-plugin": "1.2"}


def test_a_notebook_of_ones_own_is_registered_by_one_call(tmp_path, monkeypatch):
    from medialens.report import notebooks

    monkeypatch.setattr(notebooks, "_REGISTERED", {})
    path = tmp_path / "mine.ipynb"
    path.write_text("{}")
    register_notebook("mine", path)
    assert find_notebook("mine") == path
    with pytest.raises(ValueError, match="choose another name"):
        register_notebook("coverage", path)
    with pytest.raises(ml.errors.ReadError, match="no such notebook"):
        register_notebook("gone", tmp_path / "gone.ipynb")


def test_without_plugins_nothing_is_searched_when_the_package_is_imported():
    code = "import sys, medialens.score.registry; from medialens import plugins; "
    code += "print(plugins._entries.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
