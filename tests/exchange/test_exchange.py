"""A study for other programs: what comes out is what went in, and nothing in it runs."""

import csv
import re

import pandas as pd
import pytest

import medialens as ml
from medialens.actor import Actor, Form
from medialens.errors import ReadError
from medialens.exchange.conll import HEADER, LAYERS, read_conll
from medialens.exchange.dna import COLUMNS
from medialens.schemas import ARTICLES

KEY = ["article_id", "sentence_id", "start"]


@pytest.fixture(scope="module")
def folder(press, tmp_path_factory):
    """Every export of the bundled press."""
    folder = tmp_path_factory.mktemp("exchange")
    press.export("dna", folder / "dna.csv")
    press.export("qda", folder / "qda")
    press.export("conll", folder / "press.conllup")
    return folder


@pytest.fixture
def trap():
    """A study of one article whose headline, outlet and actor a spreadsheet would run."""
    row = {
        "article_id": "a1", "outlet": "=Bell", "published": "2026-01-02", "language": "en",
        "title": "=HYPERLINK(1); \"now\"", "author": "+A", "section": "@s",
        "text": "@Quill rescued all; “Marsh is a reckless liar”, said Quill.",
    }  # fmt: skip
    corpus = ml.Corpus(ARTICLES.table([row]), name="Trap")
    people = [Actor(n.lower(), f"={n}", "person", (Form(n),)) for n in ("Quill", "Marsh")]
    return ml.analyse(corpus, actors=people)


def read_dna(path):
    with path.open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(csv.DictReader(file, delimiter=";"))


def test_dna_statements_are_the_reported_sentences_that_favor_or_disfavor(press, folder):
    """Each has a speaker, a date, an actor spoken of, and the label that the study has."""
    table = read_dna(folder / "dna.csv")
    assert tuple(table.columns) == COLUMNS and len(table) > 50
    assert set(table["agreement"]) == {"0", "1"}
    assert table["statement ID"].astype(int).tolist() == list(range(1, len(table) + 1))
    assert table["time"].str.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d").all()
    assert (table["time"] == table["time"].sort_values().to_numpy()).all()
    assert ((table["person"] != "") | (table["organization"] != "")).all()
    lines = press.evidence(measure="voiced_stance").query("label != 'neutral' and not is_uncertain")
    lines = lines[lines["speaker_id"].notna() & (lines["speaker_id"] != lines["actor_id"])]
    assert len(lines) == len(table)
    assert lines["actor"].value_counts().to_dict() == table["concept"].value_counts().to_dict()
    assert (lines["label"] == "positive").sum() == (table["agreement"] == "1").sum()


def test_dna_names_the_body_of_a_person_where_the_catalogue_does(folder):
    table = read_dna(folder / "dna.csv")
    marrin = table[table["person"] == "Edda Marrin"]
    assert set(marrin["organization"]) == {"Government of Valdory"}
    assert not set(table["person"]) & {"Harbour and Rail Union"}


def test_dna_is_one_line_a_statement_without_marks_that_its_readers_trip_over(folder):
    lines = (folder / "dna.csv").read_text("utf-8").splitlines()
    assert len(lines) == len(read_dna(folder / "dna.csv")) + 1
    assert {line.count(";") for line in lines} == {len(COLUMNS) - 1}
    assert not any('""' in re.sub(r'(^|;)""(?=;|$)', "", line) for line in lines)


def test_codes_stand_in_their_documents_where_they_say(folder, press):
    """Every span of every code, headline or text, has its words at its offsets."""
    codes = pd.read_csv(folder / "qda" / "codes.csv", keep_default_na=False)
    for name, rows in codes.groupby("document"):
        text = (folder / "qda" / "documents" / name).read_bytes().decode("utf-8")
        for row in rows.itertuples():
            assert text[row.start : row.end] == row.words.removeprefix("'") or (
                text[row.start : row.end] == row.words
            )
    assert len(list((folder / "qda" / "documents").iterdir())) == len(press.corpus)


def test_codes_are_the_studys_rows(folder, press):
    codes = pd.read_csv(folder / "qda" / "codes.csv", keep_default_na=False)
    kinds = codes["code"].str.partition("\\")[0].value_counts()
    assert kinds["Actor"] == len(press.tables.mentions)
    assert kinds["Voice"] == len(press.tables.attributions)
    assert codes["code"].str.startswith("Actor\\Edda Marrin").sum() == (
        press.tables.mentions["actor_id"].eq("edda-marrin").sum()
    )


def test_every_mention_comes_back_from_conll(folder, press):
    """Of a contraction the whole token: "she" of "she'd" comes back as "she'd"."""
    found = read_conll(folder / "press.conllup")
    actors = found[found["layer"] == "ACTOR"].set_index(KEY)
    mentions = press.tables.mentions.set_index(KEY)
    assert actors["label"].to_dict() == mentions["actor_id"].to_dict()
    widened = actors["end"] != mentions["end"].reindex(actors.index)
    assert widened.mean() < 0.01
    assert set(mentions.loc[actors.index[widened], "kind"]) == {"pronoun"}


def test_reported_words_are_labelled_as_reported(folder, press):
    """Of all tokens within words that the outlet reports, each is in the layer VOICE."""
    found = read_conll(folder / "press.conllup")
    voiced = found[found["layer"] == "VOICE"]
    spoken = press.tables.attributions.query("depth == 1")
    assert voiced["label"].isin(["named", "anonymous", "relay"]).all()
    n_labelled = (voiced["end"] - voiced["start"]).sum()
    n_spoken = (spoken["end"] - spoken["start"]).sum()
    assert n_labelled == pytest.approx(n_spoken, rel=0.02)


def test_conll_has_a_header_and_as_many_columns_as_it_says(folder):
    lines = (folder / "press.conllup").read_text("utf-8").splitlines()
    assert lines[0] == HEADER
    assert {line.count("\t") for line in lines if "\t" in line} == {3 + len(LAYERS)}


def test_forms_stand_at_their_offsets(folder, press):
    articles = press.corpus.articles.set_index("article_id")
    told, seen = {}, 0
    for line in (folder / "press.conllup").read_text("utf-8").splitlines()[:3000]:
        if "\t" not in line:
            name, _, value = line[2:].partition(" = ")
            told[name] = value
            continue
        _, form, start, end, *_ = line.split("\t")
        column = "title" if told["zone"] == "headline" else "text"
        assert articles.loc[told["article_id"], column][int(start) : int(end)] == form
        seen += 1
    assert seen > 2000


@pytest.mark.parametrize(
    ("line", "said"),
    [("1\tx\t0\t1\tI-a\tO\tO\tO", "I-a continues no span"), ("1\tx", "2 columns, 8 expected")],
)
def test_a_broken_conll_file_is_told_with_its_line(tmp_path, line, said):
    path = tmp_path / "a.conllup"
    path.write_text(f"{HEADER}\n# article_id = a\n# sent_id = 0\n# zone = body\n{line}\n", "utf-8")
    with pytest.raises(ReadError, match=f"line 5: {said}"):
        read_conll(path)


def test_no_cell_of_an_export_runs_in_a_spreadsheet(trap, tmp_path):
    trap.export("dna", tmp_path / "dna.csv")
    trap.export("qda", tmp_path / "qda")
    dna = read_dna(tmp_path / "dna.csv")
    codes = pd.read_csv(tmp_path / "qda" / "codes.csv", keep_default_na=False)
    assert len(codes) > 3
    for table in (dna, codes):
        for column in table.select_dtypes(include=["object", "str"]):
            assert not table[column].str.match(r"\s*[=+\-@]").any(), column


def test_a_study_without_statements_is_a_header(lone_article, tmp_path):
    study = ml.analyse(lone_article, actors=[])
    lines = study.export("dna", tmp_path / "dna.csv").read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert len(pd.read_csv(study.export("qda", tmp_path / "q") / "codes.csv")) >= 1
    assert read_conll(study.export("conll", tmp_path / "c")).empty is False


def test_a_wrong_form_is_told(lesson, tmp_path):
    with pytest.raises(ValueError, match="'conll', 'dna', 'qda'"):
        lesson.export("nvivo", tmp_path / "x")
