"""What loading promises: seen = kept + rejected + skipped, nothing silent, the same every time."""

import json

import pandas as pd
import pytest

from medialens.errors import EmptyError, ReadError, SettingsError, UnknownNameError
from medialens.io.collection import load_collection
from medialens.io.settings import CollectionSettings
from medialens.schemas import ARTICLES

CSV = (
    "ID,Source,date,Headline,content,note\n"
    "007,The Post,2025-03-01,Flood,The river Oxmere rose on Monday.,x\n"
    "008,Courier,03/04/2025,Storm,The storm reached Stell at night.,NA\n"
)


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write


def test_a_csv_loads_without_settings(write):
    corpus = load_collection(write("my_set.csv", CSV))
    assert (corpus.name, corpus.slug, len(corpus)) == ("my_set", "my-set", 2)
    assert list(corpus.articles.columns) == [*ARTICLES.columns, "id", "note"]
    post = corpus.articles.set_index("outlet").loc["The Post"]
    assert (post["title"], post["id"], post["source_row"]) == ("Flood", "007", 2)
    assert post["published"] == pd.Timestamp("2025-03-01", tz="UTC")
    assert corpus.mapping == {
        "content": "text", "Headline": "title", "Source": "outlet", "date": "published",
    }  # fmt: skip


def test_an_ambiguous_date_stays_missing_with_its_reason(write):
    corpus = load_collection(write("a.csv", CSV))
    courier = corpus.articles.set_index("outlet").loc["Courier"]
    assert pd.isna(courier["published"])
    assert "two readings" in courier["published_note"]
    assert any("1 article without a date" in notice for notice in corpus.notices)


def test_every_record_seen_is_kept_rejected_or_skipped(write):
    path = write(
        "a.csv",
        "outlet,text\nPost,One ship sailed.\nPost,\nPost\nPost,One ship sailed.\nPost,...\n",
    )
    corpus = load_collection(path)
    assert (len(corpus), len(corpus.rejects), corpus.n_skipped, corpus.n_seen) == (1, 3, 1, 5)
    assert corpus.rejects["source_row"].tolist() == [3, 4, 6]
    assert any("a.csv row 5 repeats a.csv row 2" in notice for notice in corpus.notices)


def test_the_same_article_in_two_files_is_kept_once(write, tmp_path):
    write("a.csv", "outlet,text\nPost,One ship sailed.\n")
    write("b.jsonl", json.dumps({"outlet": "Post", "text": "One ship sailed."}))
    corpus = load_collection(tmp_path)
    assert (len(corpus), corpus.n_skipped) == (1, 1)
    assert corpus.articles["source_file"].tolist() == ["a.csv"]


def test_the_same_articles_give_the_same_table_in_every_format(write):
    rows = [{"outlet": "Post", "title": "Flood", "text": "The river rose.", "id": "007"}]
    write("a.csv", "outlet,title,text,id\nPost,Flood,The river rose.,007\n")
    write("a.json", json.dumps(rows))
    path = write("a.jsonl", json.dumps(rows[0]))
    pd.DataFrame(rows).to_parquet(path.with_suffix(".parquet"))
    tables = [
        load_collection(path.with_suffix(suffix)).articles.drop(
            columns=["source_file", "source_row"]
        )
        for suffix in (".csv", ".json", ".jsonl", ".parquet")
    ]
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0])


def test_a_folder_of_texts_takes_outlets_from_its_folders(write, tmp_path):
    write("set/The Post/flood.txt", "Flood\n\nThe river rose.")
    write("set/Courier/storm.md", "The storm came.")
    write("set/README.md", "About.")
    corpus = load_collection(tmp_path / "set")
    assert corpus.outlets == ["Courier", "The Post"]
    assert corpus.articles["source_file"].tolist() == ["Courier/storm.md", "The Post/flood.txt"]


def test_a_file_that_cannot_be_read_is_a_reject_in_a_folder_and_an_error_alone(write, tmp_path):
    write("good.txt", "The river rose.")
    write("photo.jpg", b"\xff\xd8\xff")
    bad = write("bad.csv", b"\x1f\x8b\x08")
    corpus = load_collection(tmp_path)
    assert corpus.rejects["source_file"].tolist() == ["bad.csv", "photo.jpg"]
    assert "damaged gz file" in corpus.rejects["reason"][0]
    with pytest.raises(ReadError, match=r"bad\.csv is a damaged gz file"):
        load_collection(bad)


def test_no_text_column_lists_the_columns_and_says_how_to_map(write):
    with pytest.raises(ReadError, match=r"(?s)a\.csv.*'titel', 'inhalt'.*\[columns\] text"):
        load_collection(write("a.csv", "titel,inhalt\nA,Ein Schiff.\n"))


def test_settings_map_columns_name_outlets_and_bring_the_catalogue(write, tmp_path):
    write("set/a.csv", "titel,inhalt,medium\nA,Ein Schiff.,p\n")
    write(
        "set/collection.toml",
        'name = "Ships"\nlanguage = "de"\nlicence = "CC0-1.0"\n'
        '[columns]\ntitle = "titel"\ntext = "inhalt"\n[outlets]\np = "The Post"\n'
        '[[actor]]\nname = "Ada Quill"\n',
    )
    corpus = load_collection(tmp_path / "set")
    row = corpus.articles.iloc[0]
    assert (row["title"], row["outlet"], row["language"]) == ("A", "The Post", "de")
    assert (corpus.name, corpus.slug, corpus.licence) == ("Ships", "set", "CC0-1.0")
    assert corpus.actors[0].actor_id == "ada-quill"


def test_settings_beside_a_file_hold_only_if_they_name_it(write):
    path = write("a.csv", "outlet,text\np,One ship.\n")
    write("collection.toml", 'name = "Ships"\nfiles = ["a.*"]\n')
    assert load_collection(path).name == "Ships"
    write("collection.toml", 'name = "Ships"\n')
    assert load_collection(path).name == "a"


def test_a_mapped_column_that_is_absent_is_an_error_with_a_suggestion(write):
    settings = CollectionSettings(columns={"text": "inhlt"})
    with pytest.raises(SettingsError, match=r"text = 'inhlt'.*did you mean 'inhalt'"):
        load_collection(write("a.csv", "titel,inhalt\nA,Ein Schiff.\n"), settings=settings)


def test_a_column_named_like_a_field_that_it_is_not_gets_a_suffix(write):
    settings = CollectionSettings(columns={"text": "body"})
    corpus = load_collection(write("a.csv", "text,body\nshort,One ship.\n"), settings=settings)
    assert corpus.articles["text"].tolist() == ["One ship."]
    assert corpus.articles["text_source"].tolist() == ["short"]


@pytest.mark.parametrize(
    ("record", "field", "reason"),
    [
        ({"text": "x\0y"}, "text", "NUL"),
        ({"text": "fine", "title": "x\ud800y"}, "title", r"surrogate pair \(U\+D800\)"),
        ({"text": 7}, "text", "a number, expected text"),
        ({"text": None}, "text", "holds no word"),
        ({"text": ["a"]}, "text", "a list, expected text"),
        ({"title": "x"}, "text", "no column of text"),
    ],
)
def test_what_cannot_be_an_article_is_rejected_by_name(write, record, field, reason):
    lines = [json.dumps({"text": "One ship."}), json.dumps(record)]
    corpus = load_collection(write("a.jsonl", "\n".join(lines)))
    reject = corpus.rejects.iloc[0]
    assert (reject["source_row"], reject["field"]) == (2, field)
    assert pd.Series([reject["reason"]]).str.contains(reason)[0]


def test_a_row_in_another_encoding_is_rejected_and_the_others_kept(write):
    content = "title,text\nA,Café one.\nB,Café two.\n".encode() + b"C,Caf\xe9 three.\n"
    corpus = load_collection(write("a.csv", content))
    assert len(corpus) == 2
    assert "byte 0xE9" in corpus.rejects["reason"][0]


def test_a_stated_encoding_is_used(write):
    path = write("a.csv", "title,text\nA,Café one.\n".encode("cp1252"))
    assert load_collection(path, encoding="cp1252").articles["text"][0] == "Café one."
    with pytest.raises(ReadError, match="encoding="):
        load_collection(path)


def test_an_encoding_that_does_not_fit_is_an_error(write):
    path = write("a.csv", b"title,text\nA,Caf\xe9 one.\n")
    with pytest.raises(ReadError, match=r"a\.csv is not in the encoding ascii"):
        load_collection(path, encoding="ascii")


def test_an_empty_folder_is_empty(tmp_path):
    with pytest.raises(EmptyError, match="no readable article in"):
        load_collection(tmp_path)


def test_if_all_is_rejected_the_most_frequent_reason_is_told(write):
    with pytest.raises(EmptyError, match=r"a\.csv: 2 of 3 rejected because: text holds no word"):
        load_collection(write("a.csv", "title,text\nA,\nB,-\nC\n"))


def test_if_all_is_left_out_the_most_frequent_rule_is_told(write):
    path = write("a.ris", "TY  - NEWS\nTI  - Flood\nER  - \n")
    with pytest.raises(EmptyError, match=r"a\.ris: 1 of 1 records .*: a reference without"):
        load_collection(path)


def test_a_missing_path_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"gone\.csv does not exist; give a file or folder"):
        load_collection(tmp_path / "gone.csv")


def test_an_unknown_format_is_an_error_for_a_folder_too(write, tmp_path):
    write("a.txt", "One ship.")
    with pytest.raises(UnknownNameError, match="did you mean 'jsonl'"):
        load_collection(tmp_path, format="jsnl")


def test_outlets_that_look_alike_and_garbled_letters_are_noticed(write):
    path = write("a.csv", "outlet,text\nThe Post,One ship.\nTHE POST ,Two cafÃ©s.\n")
    notices = " ".join(load_collection(path).notices)
    assert "'THE POST ', 'The Post'" in notices
    assert "1 article with garbled letters" in notices


def test_an_id_given_to_two_articles_is_noticed(write):
    path = write("a.csv", "id,outlet,text\n7,Post,One ship.\n7,Post,Two ships.\n")
    assert "1 id given to different articles: '7'" in load_collection(path).notices


def test_the_order_of_rows_changes_nothing_but_their_numbers(write):
    header, *rows = CSV.splitlines()
    tables = [
        load_collection(write("a.csv", "\n".join([header, *some]))).articles.drop(
            columns="source_row"
        )
        for some in (rows, rows[::-1])
    ]
    pd.testing.assert_frame_equal(*tables)


def test_a_very_long_name_gets_a_short_slug(write):
    corpora = [load_collection(write("x" * n + ".txt", "One ship.")) for n in (150, 151)]
    assert all(len(corpus.slug) == 60 for corpus in corpora)
    assert corpora[0].slug != corpora[1].slug


def test_a_flood_of_columns_is_refused(write):
    lines = [json.dumps({"text": f"Ship {n}.", f"key{n}": "x"}) for n in range(3_000)]
    with pytest.raises(ReadError, match=r"a\.jsonl: over 2,000 different columns"):
        load_collection(write("a.jsonl", "\n".join(lines)))


def test_a_thousand_comments_before_a_page_take_no_time_to_refuse(write):
    """The look at the first bytes grows with their number only."""
    with pytest.raises(ReadError, match="no column of text"):
        load_collection(write("a.csv", "<!---->" * 1_000 + "\none\n"))


def test_an_article_without_an_outlet_takes_the_host_of_its_address(write):
    path = write("a.csv", "url,text\nhttps://www.valley-post.example/a,The bridge is closed.\n")
    corpus = load_collection(path)
    assert corpus.outlets == ["valley-post.example"]
    assert "outlet taken from the address: 1 article" in corpus.notices
