"""What a table beside text files promises: every file and every row is accounted for."""

import pytest

from medialens.errors import ReadError, SettingsError
from medialens.io.collection import load_collection


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge is closed.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/b").with_suffix(".txt").write_text("The ferry sails.")
    return tmp_path


def by_file(corpus):
    return corpus.articles.set_index("source_file")


def test_a_metadata_table_says_who_published_which_file(folder):
    (folder / "metadata.csv").write_text("file,outlet,date\na.txt,Post,2025-03-01\nb.txt,Sun,\n")
    found = by_file(load_collection(folder))
    assert found["outlet"].to_dict() == {"a.txt": "Post", "sub/b.txt": "Sun"}
    assert str(found["published"]["a.txt"].date()) == "2025-03-01"


def test_a_file_may_be_named_without_its_suffix(folder):
    (folder / "metadata.csv").write_text("filename,outlet\na,Post\nb,Sun\n")
    assert by_file(load_collection(folder))["outlet"].tolist() == ["Post", "Sun"]


def test_an_empty_cell_leaves_what_the_reader_found(folder):
    (folder / "metadata.csv").write_text("file,outlet\nb.txt,\n")
    assert by_file(load_collection(folder))["outlet"]["sub/b.txt"] == "sub"


def test_other_columns_of_the_table_are_kept(folder):
    (folder / "metadata.csv").write_text("file,reel\na.txt,north\n")
    assert by_file(load_collection(folder))["reel"]["a.txt"] == "north"


def test_a_row_without_its_file_is_a_reject_and_a_file_without_a_row_is_noticed(folder):
    (folder / "metadata.csv").write_text("file,outlet\na.txt,Post\nz.txt,Sun\n")
    corpus = load_collection(folder)
    (reject,) = corpus.rejects.itertuples()
    assert (reject.source_file, reject.source_row) == ("metadata.csv", 3)
    assert "no text was read from a file 'z.txt'" in reject.reason
    assert "not named in metadata.csv: 1 article" in corpus.notices


@pytest.mark.parametrize(
    ("rows", "reason"),
    [("a.txt,P\na.txt,Q\n", "a second time"), (",P\na.txt,Q\n", "names no file")],
)
def test_a_row_at_fault_is_a_reject(folder, rows, reason):
    (folder / "metadata.csv").write_text(f"file,outlet\n{rows}b.txt,R\n")
    assert load_collection(folder).rejects["reason"].str.contains(reason).sum() == 1


def test_a_table_of_articles_that_has_this_name_is_read_as_articles(tmp_path):
    (tmp_path / "metadata.csv").write_text("file,text\nx,The bridge is closed.\n")
    assert load_collection(tmp_path).articles["text"].tolist() == ["The bridge is closed."]


def test_the_settings_may_name_another_table(folder):
    (folder / "list.tsv").write_text("path\toutlet\na.txt\tPost\nb.txt\tSun\n")
    (folder / "collection.toml").write_text('sidecar = "list.tsv"')
    assert by_file(load_collection(folder))["outlet"].tolist() == ["Post", "Sun"]


def test_a_table_that_the_settings_name_must_name_files(folder):
    (folder / "list.csv").write_text("outlet\nPost\n")
    (folder / "collection.toml").write_text('sidecar = "list.csv"')
    with pytest.raises(ReadError, match=r"list\.csv has no column that names files"):
        load_collection(folder)


def test_a_table_outside_the_folder_is_refused(folder):
    (folder / "collection.toml").write_text('sidecar = "../list.csv"')
    with pytest.raises(SettingsError, match="inside the folder"):
        load_collection(folder)
