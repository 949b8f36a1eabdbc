"""What the JSON readers promise: strict, exact, and no record lost."""

import json

import pytest

from medialens.errors import ReadError
from medialens.io.json_records import read_json, read_json_lines
from medialens.io.registry import Reject
from medialens.io.source import Source


@pytest.fixture
def read(tmp_path):
    def _read(text, reader=read_json):
        path = tmp_path / "a.json"
        path.write_text(text, encoding="utf-8", newline="")
        return list(reader(Source(path, "a.json")))

    return _read


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "One."}]',
        '{"articles": [{"text": "One."}], "count": 1}',
        '{"text": "One."}',
        '\ufeff[{"text": "One."}]',
    ],
)
def test_an_array_a_wrapped_array_and_one_object_are_read(read, text):
    assert [dict(record.fields) for record in read(text)] == [{"text": "One."}]


def test_numbers_keep_their_spelling_and_are_marked_as_odd(read):
    record = read('[{"id": 12345678901234567890, "text": 1.10, "title": null, "ok": true}]')[0]
    assert dict(record.fields) == {
        "id": "12345678901234567890",
        "text": "1.10",
        "title": "",
        "ok": "true",
    }
    assert record.odd == {
        "id": "a number",
        "text": "a number",
        "title": "null",
        "ok": "true or false",
    }


def test_inner_objects_and_lists_become_columns_and_text(read):
    record = read('[{"source": {"name": "The Post"}, "authors": ["A", "B"], "n": [1, {"a": 2}]}]')[
        0
    ]
    assert record.fields["source.name"] == "The Post"
    assert record.fields["authors"] == "A, B"
    assert json.loads(record.fields["n"]) == ["1", {"a": "2"}]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ('{"text": "a", "text": "b"}', "'text' occurs twice with different values"),
        ('{"text": "a", "n": NaN}', "NaN is no JSON value"),
        ('{"text": "a", "n": [[Infinity]]}', "Infinity is no JSON value"),
        ("7", "a number where an object was expected"),
        ("null", "null where an object was expected"),
        ('"x"', "a string where an object was expected"),
        ("[]", "a list where an object was expected"),
    ],
)
def test_what_is_no_sound_object_is_a_reject(read, item, reason):
    records = read(f'[{{"text": "One."}}, {item}]')
    assert (records[1].source_row, records[1].reason) == (2, reason)


def test_an_empty_list_is_no_text(read):
    (record,) = read('[{"text": "One.", "authors": []}]')
    assert record.fields["authors"] == ""


def test_a_key_twice_with_the_same_value_is_no_fault(read):
    assert read('[{"text": "a", "text": "a"}]')[0].fields == {"text": "a"}


@pytest.mark.parametrize("text", ["42", '"x"', "null", "[]"])
def test_a_document_without_objects_is_refused(read, text):
    with pytest.raises(ReadError, match=r"a\.json"):
        read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[{'text': 'a'}]", "line 1, column 3"),
        ('{"text": "a"}\n{"text": "b"}', "format='jsonl'"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": [{}], "b": [{}]}', r"several lists of objects \(a, b\)"),
    ],
)
def test_what_is_no_json_is_refused_with_the_place(read, text, said):
    with pytest.raises(ReadError, match=said):
        read(text)


def test_a_bad_line_is_a_reject_with_its_number(read):
    lines = read('{"text": "One."}\n\n{not json}\n[1]\n{"text": "Two."}', read_json_lines)
    assert [line.source_row for line in lines] == [1, 3, 4, 5]
    assert isinstance(lines[1], Reject)
    assert lines[1].reason.startswith("not JSON: ")
    assert lines[2].reason == "a list where an object was expected"


def test_unicode_line_separators_do_not_cut_a_line(read):
    text = json.dumps({"text": "a\u2028b\u0085c"}, ensure_ascii=False)
    assert read(text + "\r\n", read_json_lines)[0].fields["text"] == "a\u2028b\u0085c"


def test_record_separators_before_each_line_are_read(read):
    assert len(read('\x1e{"text": "a"}\n\x1e{"text": "b"}\n', read_json_lines)) == 2
