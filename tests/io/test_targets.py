"""Targets to score: what is read, and that every line left out is named."""

import json

import pytest

from medialens.errors import ReadError
from medialens.io.targets import read_targets

GOOD = {"id": "a", "sentence": "Vann lied.", "start": 0, "end": 4}


def write(path, *lines):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_come_in_the_order_of_the_file(tmp_path):
    read = read_targets(write(tmp_path / "t.jsonl", GOOD, GOOD | {"id": 7}, "", GOOD | {"id": "b"}))
    assert read.rows["id"].tolist() == ["a", 7, "b"]
    assert len(read.rejects) == 0


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("{", "", "not a JSON object"),
        ("[1]", "", "not a JSON object"),
        (GOOD | {"id": None}, "id", "None is not"),
        (GOOD | {"id": True}, "id", "True is not"),
        (GOOD | {"sentence": " "}, "sentence", "missing, empty"),
        (GOOD | {"start": "0"}, "start", "'0' is not a whole number"),
        (GOOD | {"end": 4.0}, "end", "4.0 is not a whole number"),
        (GOOD | {"start": -1}, "start", "outside the sentence of 10"),
        (GOOD | {"end": 11}, "start", "outside the sentence of 10"),
        (GOOD | {"start": 4, "end": 4}, "start", "outside"),
        (GOOD | {"start": 9, "end": 10}, "start", "no letter or digit"),
        (GOOD, "id", "stands in an earlier line"),
    ],
)
def test_a_line_that_cannot_be_scored_is_named(tmp_path, line, field, reason):
    read = read_targets(write(tmp_path / "t.jsonl", GOOD, line))
    [reject] = read.rejects.to_dict("records")
    assert (reject["source_file"], reject["source_row"], reject["field"]) == ("t.jsonl", 2, field)
    assert reason in reject["reason"]
    assert read.n_seen == len(read.rows) + len(read.rejects) == 2


def test_a_file_that_is_not_there_or_not_text_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"none\.jsonl"):
        read_targets(tmp_path / "none.jsonl")
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadError, match="UTF-8"):
        read_targets(tmp_path / "b.jsonl")
