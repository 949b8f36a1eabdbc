"""The command line: from a collection to sheets, and from coded sheets to corrected means."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from medialens.cli import main

OPINIONS = {"Bell": "a brave mayor", "Post": "a dreadful mayor"}


def call(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def press(tmp_path):
    path = tmp_path / "press.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [
                ("outlet", "date", "title", "text"),
                *(
                    (outlet, f"2025-03-{day:02}", f"Bridge {day}", f"Ines Hollis is {opinion}.")
                    for outlet, opinion in OPINIONS.items()
                    for day in range(1, 13)
                ),
            ]
        )
    return path


@pytest.fixture
def drawn(press, tmp_path):
    done = call("validate", "sample", press, "-o", tmp_path / "val", "--actor", "Ines Hollis")
    assert done.exit_code == 0
    return [Path(line) for line in done.stdout.splitlines()]


def fill_in(path, code):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "portrayal": code, "own_stance": code} for row in rows)


def test_sample_keeps_the_key_apart_from_what_coders_get(drawn, tmp_path):
    shown = [path.relative_to(tmp_path / "val").as_posix() for path in drawn]
    assert shown == [
        "for_coders/sheet_1.csv", "for_coders/sheet_2.csv", "for_coders/codebook.md", "key/key.json"
    ]  # fmt: skip
    sheet = drawn[0].read_text("utf-8")
    assert "Bell" not in sheet
    assert "Post" not in sheet


def test_agree_prints_the_summary_and_writes_the_gold_beside_the_key(drawn, press):
    *sheets, _, key = drawn
    for sheet in sheets:
        fill_in(sheet, "1")
    done = call("validate", "agree", press, "--key", key, *sheets)
    assert done.exit_code == 0
    assert "CORRECTED MEANS" in done.stdout
    with (key.parent / "gold.csv").open(encoding="utf-8", newline="") as file:
        assert {row["code"] for row in csv.DictReader(file)} == {"1.0"}


def test_agree_names_what_it_cannot_use_and_ends_with_status_1(drawn, press):
    *sheets, _, key = drawn
    fill_in(sheets[0], "1")
    fill_in(sheets[1], "good")
    done = call("validate", "agree", press, "--key", key, *sheets)
    assert done.exit_code == 1
    assert "sheet_2.csv row 2: 'good' is no code; use -1, 0, 1 or NA" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["agree", "PRESS", "--key", "no-key.json", "SHEET"], 3, ["no-key.json", "key.json"]),
        (["agree", "PRESS", "--key", "SHEET", "SHEET"], 3, ["sheet_1.csv is no key"]),
        (["agree", "PRESS", "--key", "KEY", "no.csv"], 3, ["no.csv cannot be read"]),
        (["agree", "PRESS", "--key", "KEY", "SHEET"], 3, ["hold no code"]),
        (["agree", "first_lesson", "--key", "KEY", "SHEET"], 3, ["another state"]),
        (["sample", "PRESS", "-o", "OUT", "--actor", "Ines Holis"], 2, ["Ines Hollis"]),
    ],
)  # fmt: skip
def test_misuse_is_one_line_that_names_the_thing(arguments, status, words, press, drawn, tmp_path):
    given = {"PRESS": press, "SHEET": drawn[0], "KEY": drawn[-1], "OUT": tmp_path / "out"}
    done = call("validate", *(given.get(argument, argument) for argument in arguments))
    assert done.exit_code == status
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("medialens: note")]
    assert all(word in line for word in words)
