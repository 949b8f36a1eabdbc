"""What is uploaded is whole: built as a release is, and looked into."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BACKEND = all(map(find_spec, ("build", "hatchling", "hatch_vcs")))
pytestmark = [
    pytest.mark.packaging,
    pytest.mark.skipif(not BACKEND, reason="pip install build hatchling hatch-vcs"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone"),
]


def git(folder: Path, *words: str) -> str:
    named = ["-c", "user.name=A Tester", "-c", "user.email=tester@example.org"]
    command = ["git", *named, "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone with the working tree's files, tagged as a release is."""
    folder = tmp_path_factory.mktemp("clone")
    tracked = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A release")
    git(folder, "tag", "v98.7.6")
    return folder


@pytest.fixture(scope="module")
def built(clone):
    """The sdist, and the wheel that is built from it."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", "."]
    subprocess.run(command, cwd=clone, check=True, capture_output=True)
    return clone / "dist"


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


def tracked(clone: Path, *folders: str) -> set[str]:
    return set(git(clone, "ls-files", "--", *folders).splitlines())


def test_every_file_of_the_package_is_in_the_wheel(wheel, clone):
    """Model, word lists, templates, languages and codebook are files of the package."""
    assert tracked(clone, "medialens") <= set(wheel.namelist())


@pytest.mark.parametrize("folder", ["notebooks", "corpora"])
def test_notebooks_and_collections_lie_in_the_wheel_with_their_bytes(wheel, clone, folder):
    found = tracked(clone, folder)
    assert found
    for name in found:
        assert wheel.read(f"medialens/_packaged/{name}") == (clone / name).read_bytes()


@pytest.mark.parametrize(
    "part", ["medialens/models/", "medialens/lexicons/", "medialens/report/templates/"]
)
def test_what_must_not_be_downloaded_is_there(wheel, part):
    assert [name for name in wheel.namelist() if name.startswith(part) and ".py" not in name]


def test_nothing_else_is_in_the_wheel(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top.split("-")[0] for top in tops} == {"medialens"}
    assert not [name for name in wheel.namelist() if "__pycache__" in name]


def test_the_wheel_says_its_version_licence_and_command(wheel):
    (info,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    told = message_from_bytes(wheel.read(f"{info}/METADATA"))
    assert told["Version"] == "98.7.6"
    assert told["License-Expression"] == "MIT"
    assert f"{info}/licenses/LICENSE" in wheel.namelist()
    assert b"medialens = medialens.cli:main" in wheel.read(f"{info}/entry_points.txt")


def test_the_source_distribution_can_be_tested_and_documented(built, clone):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as opened:
        inside = {name.partition("/")[2] for name in opened.getnames()}
    parts = ("medialens", "notebooks", "corpora", "tests", "docs", "training", "benchmarks")
    assert tracked(clone, *parts, "pyproject.toml", "Makefile", "CITATION.cff") <= inside


def version_of(folder: Path) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "hatchling", "version"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_shallow_clone_without_tags_still_builds(clone, tmp_path):
    """It is a development version, which sorts before every release."""
    where = clone.as_uri()
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", where, str(tmp_path / "shallow"))
    assert version_of(tmp_path / "shallow").startswith("0.1.dev1+g")


def test_a_copy_without_git_still_builds(clone, tmp_path):
    shutil.copytree(clone, tmp_path / "copy", ignore=shutil.ignore_patterns(".git*", "dist"))
    assert version_of(tmp_path / "copy") == "0.1.dev0"


def test_a_commit_after_a_tag_is_a_version_on_the_way_to_the_next(clone, tmp_path):
    git(tmp_path, "clone", "-q", str(clone), str(tmp_path / "later"))
    git(tmp_path / "later", "commit", "-q", "--allow-empty", "-m", "One more")
    assert version_of(tmp_path / "later").startswith("98.7.7.dev1+g")
