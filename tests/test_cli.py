"""The command line: results on stdout, one clear line on stderr, an exit status that says it."""

import csv
import io
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from medialens.cli import main
from medialens.io.settings import check_settings

ROOT = Path(__file__).resolve().parents[1]


def call(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def small(tmp_path):
    """A CSV of six short articles from two outlets, without settings."""
    path = tmp_path / "press.csv"
    rows = [("outlet", "date", "title", "text")]
    rows += [
        (
            outlet,
            f"2025-03-0{day}",
            f"Bridge {day}",
            f'Mayor Ines Hollis said: "It is day {day}." {view}',
        )
        for outlet, view in (("Bell", "Hollis is a brave mayor."), ("Post", "Hollis failed badly."))
        for day in (1, 2, 3)
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def test_every_command_has_help_and_stands_in_the_documentation():
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for name, command in main.commands.items():
        assert call(name, "--help").exit_code == 0
        assert command.help
        assert f"## medialens {name}" in page
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.opts[-1] in page


def test_actors_prints_the_profile_as_csv_where_stdout_is_no_terminal(small):
    done = call("actors", small)
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    hollis = [row for row in rows if row["actor"] == "Ines Hollis"]
    assert {row["outlet"] for row in hollis} == {"Bell", "Post"}
    assert {row["status"] for row in hollis} == {"too few"}
    assert {row["mean"] for row in hollis} == {""}


def test_actors_by_article_lists_who_is_named_and_who_speaks(small):
    rows = list(csv.DictReader(io.StringIO(call("actors", small, "--by", "article").stdout)))
    assert {(row["actor"], row["n_statements"]) for row in rows} == {("Ines Hollis", "1")}
    assert len(rows) == 6


def test_actors_suggest_prints_a_catalogue_that_collection_toml_accepts(small, tmp_path):
    done = call("actors", small, "--suggest")
    assert done.exit_code == 0
    (actor,) = check_settings(tomllib.loads(done.stdout)).actors
    assert (actor.actor_id, actor.kind) == ("ines-hollis", "person")
    written = tmp_path / "draft.toml"
    assert call("actors", small, "--suggest", "-o", written).stdout == ""
    assert written.read_text("utf-8") == done.stdout


def test_actors_suggest_gives_the_table_where_a_table_is_asked_for(small, tmp_path):
    done = call("actors", small, "--suggest", "--to", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["actor_id"] for row in rows} == {"ines-hollis"}
    call("actors", small, "--suggest", "-o", tmp_path / "draft.jsonl")
    first = (tmp_path / "draft.jsonl").read_text("utf-8").splitlines()[0]
    assert json.loads(first)["form"] == "Ines Hollis"


def test_quotes_prints_who_said_what(small):
    rows = list(csv.DictReader(io.StringIO(call("quotes", small).stdout)))
    assert {row["actor"] for row in rows} == {"Ines Hollis"}
    assert '"It is day 1."' in {row["content"] for row in rows}


def test_evidence_prints_the_sentences_behind_a_number(small):
    done = call("evidence", small, "--actor", "Ines Hollis", "--outlet", "Bell", "--to", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["outlet"] for row in rows} == {"Bell"}
    assert "Hollis is a brave mayor." in {row["sentence"] for row in rows}


def test_read_as_json_gives_articles_and_rejects(tmp_path):
    path = tmp_path / "two.jsonl"
    path.write_text('{"title": "T", "text": "One two three.", "id": "007"}\nnot json\n', "utf-8")
    found = json.loads(call("read", path, "--json").stdout)
    assert [article["id"] for article in found["articles"]] == ["007"]
    assert len(found["rejected"]) == 1
    assert "2" in found["rejected"][0]["where"]


def test_check_adds_up(small):
    rows = {r["item"]: r for r in csv.DictReader(io.StringIO(call("check", small).stdout))}
    seen, kept = int(rows["records seen"]["count"]), int(rows["articles kept"]["count"])
    left_out = int(rows["records rejected"]["count"]) + int(rows["records skipped"]["count"])
    assert seen == kept + left_out == 6
    assert rows["text filled"]["note"] == "read from 'text'"


def test_output_file_takes_its_form_from_its_suffix(small, tmp_path):
    import pandas as pd

    target = tmp_path / "profile.parquet"
    done = call("actors", small, "--output", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Ines Hollis" in set(pd.read_parquet(target)["actor"])


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["check", "no/such/place"], 3, ["place", "does not exist"]),
        (["actors", "first_leson"], 3, ["first_leson", "first_lesson"]),
        (["report", "EMPTY", "-o", "OUT"], 3, ["EMPTY", "no readable"]),
        (["report", "NOTEXT", "-o", "OUT"], 3, ["notext.csv", "text"]),
        (["report", "BINARY", "-o", "OUT"], 3, ["binary.csv"]),
        (["report", "SMALL", "-n", "actors", "-p", "tpo", "3", "-o", "OUT"], 2, ["tpo", "top"]),
        (["report", "SMALL", "-n", "actros", "-o", "OUT"], 2, ["actros", "actors"]),
        (["keywords", "SMALL", "--target", "Bel"], 2, ["'Bel'", "'Bell'"]),
        (["evidence", "SMALL", "--actor", "Ines Holis"], 2, ["Ines Holis", "Ines Hollis"]),
        (["actors", "SMALL", "--scorer", "vadr"], 2, ["vadr", "vader"]),
        (["run", "no-jobs.toml"], 3, ["no-jobs.toml"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)  # fmt: skip
def test_misuse_is_one_line_that_names_the_thing(arguments, status, words, small, tmp_path):
    """One line on stderr, no traceback, the documented exit status."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notext.csv").write_text("colour,size\nred,3\n", "utf-8")
    (tmp_path / "binary.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00" * 20)
    places = {
        "EMPTY": tmp_path / "empty", "NOTEXT": tmp_path / "notext.csv", "SMALL": small,
        "BINARY": tmp_path / "binary.csv", "OUT": tmp_path / "out",
    }  # fmt: skip
    done = call(*(places.get(argument, argument) for argument in arguments))
    assert done.exit_code == status
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    for word in words:
        assert Path(places.get(word, word)).name in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "out" / "index.html").exists()


def test_control_characters_of_an_article_never_reach_the_terminal(tmp_path):
    path = tmp_path / "a.jsonl"
    article = {"outlet": "Bell\x1b[31m", "title": "T", "text": "Mayor Ines Hollis said no."}
    path.write_text(json.dumps(article) + "\n", "utf-8")
    for command in (
        ["check", path, "--to", "text"],
        ["read", path],
        ["quotes", path, "--to", "text"],
    ):
        assert "\x1b" not in call(*command).stdout


def test_the_help_of_the_installed_command_is_quick_to_import(tmp_path):
    """The real command in a real process, with an empty home."""
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "medialens.cli", "--help"],
        capture_output=True, text=True, env=env, check=True, cwd=ROOT,
    )  # fmt: skip
    assert "Compare how outlets cover the same actors" in done.stdout


@pytest.mark.notebook
def test_run_renders_its_jobs_once_and_skips_what_has_not_changed(small, tmp_path):
    """The paths of the reports go to stdout; an unchanged job costs nothing and changes nothing."""
    jobs = tmp_path / "jobs.toml"
    jobs.write_text(
        '[defaults]\nout = "reports"\n\n[[job]]\nname = "weekly"\nnotebook = "coverage"\n'
        f'collections = ["{small.name}"]\n',
        "utf-8",
    )
    first = call("run", jobs)
    assert (first.exit_code, first.stderr.count("ok")) == (0, 1)
    page, index = (Path(line) for line in first.stdout.splitlines())
    before = page.read_bytes()
    again = call("run", jobs)
    assert again.exit_code == 0
    assert page.read_bytes() == before
    assert len(list(page.parent.glob("*/run.json"))) == 1
    assert index.name == "index.html"
    assert "weekly" in index.read_text("utf-8")


def test_a_dry_run_renders_nothing(small, tmp_path):
    jobs = tmp_path / "jobs.toml"
    jobs.write_text(f'[[job]]\nname = "weekly"\ncollections = ["{small.name}"]\n', "utf-8")
    done = call("run", jobs, "--dry-run")
    assert done.exit_code == 0
    assert not (tmp_path / "reports").exists()


@pytest.fixture
def targets(tmp_path):
    """Two targets of one sentence, and a line that is none."""
    sentence = "Mayor Hollis lied to the council."
    rows = [
        {"id": "a", "sentence": sentence, "start": 6, "end": 12},
        {"id": 2, "sentence": sentence, "start": 21, "end": 32},
        {"id": "c", "sentence": sentence, "start": 30, "end": 99},
    ]
    path = tmp_path / "targets.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def test_score_prints_a_label_and_three_probabilities_per_target(targets):
    result = call("score", "--targets", targets)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["id"], row["label"]) for row in rows] == [("a", "negative"), (2, "neutral")]
    for row in rows:
        total = row["p_negative"] + row["p_neutral"] + row["p_positive"]
        assert total == pytest.approx(1.0)
        assert isinstance(row["is_uncertain"], bool)


def test_score_names_what_it_could_not_score(targets):
    result = call("score", "--targets", targets)
    assert result.exit_code == 1
    assert "targets.jsonl row 3: the target [30, 99) lies outside" in result.stderr
    assert "3 seen = 2 scored + 1 rejected" in result.stderr


def test_score_takes_another_scorer_and_writes_a_file(targets, tmp_path):
    out = tmp_path / "scored.jsonl"
    result = call("score", "--targets", targets, "--scorer", "vader_sentence", "-o", out)
    assert result.stdout == ""
    assert len(out.read_text("utf-8").splitlines()) == 2


def test_score_of_a_file_that_is_not_there_is_one_line(tmp_path):
    result = call("score", "--targets", tmp_path / "none.jsonl")
    assert result.exit_code == 3
    assert "none.jsonl" in result.stderr and "Traceback" not in result.stderr


def test_the_cache_is_shown_and_emptied(tmp_path, monkeypatch):
    from medialens.io.cache import Cache

    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path))
    Cache(tmp_path).put({"a": "one", "b": "two"})
    assert f"{tmp_path}/articles.sqlite: 2 entries" in call("cache").output
    assert ": 0 entries" in call("cache", "--clear").output
    monkeypatch.setenv("MEDIALENS_CACHE", "off")
    assert "nothing is kept" in call("cache").output
