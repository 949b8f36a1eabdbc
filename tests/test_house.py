"""The house keeps its promises: light import, public names, nothing of ours fetched at run time."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import medialens

ROOT = Path(__file__).resolve().parents[1]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_importing_the_package_computes_nothing_and_loads_nothing_heavy():
    heavy = "{'pandas', 'matplotlib', 'scipy', 'papermill', 'nltk', 'textblob', 'trafilatura'}"
    out = run_python(f"import sys, medialens; print(sorted({heavy} & set(sys.modules)))")
    assert out.strip() == "[]"


def test_asking_the_command_line_for_help_loads_nothing_heavy():
    heavy = "{'pandas', 'matplotlib', 'scipy', 'papermill', 'nltk'}"
    code = f"import sys, medialens.cli; print(sorted({heavy} & set(sys.modules)))"
    assert run_python(code).strip() == "[]"


@pytest.mark.parametrize("name", medialens.__all__)
def test_every_public_name_resolves_and_is_documented(name):
    assert getattr(medialens, name).__doc__


def test_an_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        medialens.lode  # noqa: B018


def test_the_version_is_written_down_once_as_a_tag():
    """The package tells what was installed; pyproject and the citation do not tell otherwise."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert "version" not in project
    assert project["dynamic"] == ["version"]
    assert medialens.__version__ == metadata.version("medialens")
    assert re.search(r"^version: \d+\.\d+\.\d+$", citation, re.MULTILINE)


def test_a_copy_that_was_never_installed_says_so(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert medialens.__version__ == "0+not.installed"


def test_the_whole_pipeline_runs_without_opening_a_connection():
    """Any attempt to open a socket ends the run."""
    code = """
import socket
def refuse(*args, **kwargs):
    raise SystemExit('a connection was opened')
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import medialens as ml
for scorer in ('target', 'vader_clause', 'vader_sentence', 'textblob'):
    ml.analyse(ml.load('first_lesson'), scorer=scorer).profile()
print('done')
"""
    assert run_python(code).strip() == "done"


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_the_same_tables_whatever_the_hash_seed_time_zone_and_locale(seed, tmp_path):
    """The profile and the attributions are the same bytes in every environment."""
    code = (
        "import medialens as ml, hashlib; s = ml.analyse(ml.load('first_lesson'));"
        "print(hashlib.sha256((s.profile().to_csv() + s.quotes().to_csv() + s.actors.to_csv())"
        ".encode()).hexdigest())"
    )
    zones = {"0": ("UTC", "C"), "1": ("Asia/Kolkata", "tr_TR.UTF-8"), "77": ("America/Lima", "C")}
    zone, locale = zones[seed]
    env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "HOME": str(tmp_path)}
    env["PYTHONUTF8"] = "1"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )
    assert done.stdout == run_python(code)
