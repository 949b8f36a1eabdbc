"""A collection in parts answers as the same collection in memory does."""

import json
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import medialens as ml
from medialens.cli import main
from medialens.compare.keywords import compare_keywords
from medialens.compare.odd_texts import Odd
from medialens.errors import EmptyError, LockedError, MedialensError, ReadError, UnknownNameError
from medialens.io.lock import hold
from medialens.partitioned import (
    Partitioned,
    PartitionedStudy,
    draws,
    is_partitioned,
    opened,
    partition,
    wordcounts,
)
from medialens.partitioned.keywords import keywords_of
from medialens.partitioned.profiles import repeated
from medialens.partitioned.wordcounts import CountedWords


@pytest.fixture(scope="module")
def whole():
    return ml.analyse(ml.load("valdory"), scorer="vader_clause")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("parts") / "valdory"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("medialens.partitioned.writing.PART", 4)
        patch.setattr("medialens.partitioned.sorting.AT_ONCE", 30)
        partition("valdory", place)
    return place


@pytest.fixture(scope="module")
def study(folder):
    return PartitionedStudy(Partitioned(folder), scorer="vader_clause")


def same(found, expected, **close):
    pd.testing.assert_frame_equal(
        found, expected, check_dtype=False, check_categorical=False, **close
    )


def test_ids_are_those_of_the_rows_asked_for_in_their_order(study):
    outline = study.collection.outlined("article_id")["article_id"]
    rows = np.array([3, 0, len(outline) - 1, 3], np.int32)
    assert study.collection.ids(rows).tolist() == outline.iloc[rows].tolist()
    assert len(study.collection.ids(rows[:0])) == 0


def test_every_article_is_in_one_part_as_it_was_read(whole, study):
    """Sorted by id within its month and outlet."""
    parts = list(study.collection.texts())
    articles = pd.concat([table for _, table in parts])
    expected = whole.corpus.articles.sort_values("article_id", ignore_index=True)
    same(articles.sort_values("article_id", ignore_index=True), expected)
    assert len(parts) > 30
    for part, table in parts:
        assert set(table["outlet"]) == {part.outlet}
        assert table["article_id"].is_monotonic_increasing
        assert set(table["published"].dt.strftime("%Y-%m")) == {part.month}


def test_the_folder_is_one_table_for_other_programs(folder, whole):
    """Hive partitioning: month and outlet are folders."""
    import pyarrow.dataset as ds

    table = ds.dataset(folder / "articles", format="parquet").to_table(["article_id", "title"])
    assert table.num_rows == len(whole.corpus)


@pytest.mark.parametrize("question", ["coverage", "languages", "timeline", "health", "copy_pairs"])
def test_what_counts_articles_is_the_same(study, whole, question):
    same(getattr(study, question)(), getattr(whole, question)())


def test_the_copies_are_the_same(study, whole):
    same(study.copies, whole.copies)


def test_the_flaws_are_the_same_where_the_sample_is_the_collection(study, whole):
    same(study.flaws(), whole.flaws())


def test_what_was_seen_in_a_sample_is_said_to_be(study, monkeypatch):
    """Its counts are not those of the collection."""
    monkeypatch.setattr("medialens.partitioned.study.LOOKED_AT", 60)
    monkeypatch.setattr("medialens.compare.odd_texts.short", odd)
    found = study.flaws().query("kind == 'texts'")["found"]
    assert len(found)
    assert found.str.startswith("In a sample of 60 articles: ").all()


def odd(table):
    outlet = table["outlet"].iloc[0]
    ids = table.loc[table["outlet"] == outlet, "article_id"].tolist()
    return [Odd(outlet, tuple(ids), len(ids))]


def test_a_text_that_an_outlet_prints_again_counts_once_in_one_part_or_two(tmp_path):
    """Printed again in the same month, so in the same part, or in the next one."""
    verdicts = ("was praised by all for her great courage", "lied to the whole town", "is a fool")
    texts = [f"Ada Venn {verdict} in the hall, said report {n}." * 9
             for n, verdict in enumerate(verdicts)]  # fmt: skip
    days = ("2025-01-03", "2025-01-04", "2025-02-05")
    rows = [(texts[0], days[0]), (texts[0], days[1]), (texts[1], days[0]), (texts[1], days[2]),
            (texts[2], days[0])]  # fmt: skip
    lines = [json.dumps({"outlet": "Post", "date": day, "title": f"{n}", "text": text})
             for n, (text, day) in enumerate(rows)]  # fmt: skip
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    collection = partition(tmp_path / "news.jsonl", tmp_path / "parts")
    ada = [ml.Actor("ada", "Ada Venn", "person")]
    parts = PartitionedStudy(collection, ada, scorer="vader_clause")
    outline = collection.outlined("article_id", "outlet", "part")
    found = repeated(outline, parts.copies)
    assert (len(found.cluster_of), len(found.spanning)) == (4, 1)
    whole = ml.analyse(ml.load(tmp_path / "news.jsonl"), actors=ada, scorer="vader_clause")
    same(parts.profile(), whole.profile(), rtol=1e-9, atol=1e-12)
    assert set(parts.profile()["n_clusters"]) == {3}


def test_the_profile_is_the_same_but_for_rounding(study, whole):
    same(study.profile(), whole.profile(), rtol=1e-9, atol=1e-12)


def test_the_actors_are_counted_the_same(study, whole):
    same(study.actors, whole.actors)


def test_sentences_open_behind_a_number(study, whole):
    """As many of each outlet as asked for, among those of the whole study."""
    found = study.evidence("Edda Marrin", limit=2)
    assert found.groupby("outlet").size().tolist() == [2] * 6
    key = ["article_id", "sentence_id", "voice", "value"]
    known = set(map(tuple, whole.evidence("Edda Marrin")[key].astype(str).to_numpy()))
    assert set(map(tuple, found[key].astype(str).to_numpy())) <= known


def test_keywords_of_few_articles_are_those_in_memory(study, whole):
    same(study.keywords("Harbour Radio"), whole.keywords("Harbour Radio"))


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(draws, "TERMS", 40)
    monkeypatch.setattr(wordcounts, "AT_ONCE", 10)
    monkeypatch.setattr(wordcounts, "SPILL", 500)


@pytest.mark.usefixtures("small_blocks")
def test_keywords_of_many_articles_are_counted_the_same(study, whole):
    """Counts, effect, G2, BIC, z and dispersion are exact; p and interval are drawn anew."""
    drawn = ["p", "q", "log_ratio_low", "log_ratio_high"]
    pair = {"target": "Harbour Radio", "reference": "The Meridian"}
    found = keywords_of(study.collection, study.copies, **pair, few=0)
    expected = compare_keywords(whole.corpus.articles, whole.copies, **pair)
    same(found.drop(columns=drawn), expected.drop(columns=drawn), rtol=1e-5)


@pytest.mark.usefixtures("small_blocks")
def test_shuffles_dealt_to_parts_are_shuffles_of_all(study, whole):
    """P and interval agree within what 999 draws leave open."""
    found = keywords_of(study.collection, study.copies, target="Harbour Radio", few=0)
    expected = compare_keywords(whole.corpus.articles, whole.copies, target="Harbour Radio")
    p = expected["p"].clip(0.01, 0.99)
    assert (np.abs(found["p"] - expected["p"]) <= 7 * np.sqrt(p * (1 - p) / 999)).all()
    for end in ("log_ratio_low", "log_ratio_high"):
        apart = (found[end] - expected[end]).abs()
        assert apart.median() < 0.1
        assert apart.max() < 1.5


@pytest.mark.usefixtures("small_blocks")
def test_the_same_seed_gives_the_same_table_with_any_number_of_cores(study, monkeypatch):
    tables = []
    for cores in ("1", "3"):
        monkeypatch.setenv("MEDIALENS_THREADS", cores)
        pair = {"target": "The Meridian", "permutations": 250}
        tables.append(keywords_of(study.collection, study.copies, **pair, few=0))
    same(*tables)


@pytest.mark.usefixtures("small_blocks")
def test_words_are_counted_once_for_all_outlets(folder, monkeypatch):
    """And again only for words that are too rare to have been kept."""
    collection, copies = Partitioned(folder), PartitionedStudy(Partitioned(folder)).copies
    passes = []
    texts = Partitioned.texts
    monkeypatch.setattr(Partitioned, "texts", lambda self: passes.append(1) or texts(self))
    counted = CountedWords(collection)
    quick = {"permutations": 0, "resamples": 0, "few": 0, "counted": counted}
    for outlet in ("Harbour Radio", "The Meridian"):
        found = keywords_of(collection, copies, target=outlet, **quick)
        same(found, keywords_of(collection, copies, target=outlet, **quick | {"counted": None}))
    assert len(passes) == 1 + 2
    keywords_of(collection, copies, target="Oxmere Tribune", min_count=20, **quick)
    assert len(passes) == 3
    keywords_of(collection, copies, target="Oxmere Tribune", min_count=5, **quick)
    assert len(passes) == 4
    del counted, quick
    assert not [*folder.glob(".words-*"), *folder.glob(".keywords-*")]


def test_labels_go_to_as_many_as_were_dealt_where_random_numbers_are_equal():
    class Few:
        def integers(self, _high, size, dtype):
            return np.random.default_rng(1).integers(3, size=size, dtype=dtype)

    n_first = np.array([0, 1, 4, 9, 10])
    assert draws._labels(10, n_first, Few()).sum(axis=1).tolist() == n_first.tolist()


def test_the_parts_do_not_depend_on_the_order_of_rows(tmp_path, folder):
    """The same files, byte for byte, from rows in another order."""
    rows = ml.load("valdory").articles.sample(frac=1, random_state=3)
    rows = rows[["outlet", "published", "title", "text", "url", "author", "section", "language"]]
    rows.to_json(tmp_path / "a.jsonl", orient="records", lines=True, date_format="iso")
    rows[::-1].to_json(tmp_path / "b.jsonl", orient="records", lines=True, date_format="iso")
    one, other = (partition(tmp_path / f"{name}.jsonl", tmp_path / name) for name in ("a", "b"))
    assert [part.digest for part in one.parts] == [part.digest for part in other.parts]
    assert one.fingerprint == other.fingerprint


def test_a_part_that_stays_keeps_its_annotations(tmp_path, monkeypatch):
    """One new article: one part is read again."""
    monkeypatch.setattr("medialens.partitioned.writing.PART", 10)
    rows = ml.load("valdory").articles[["outlet", "published", "title", "text", "url"]]
    rows[1:].to_json(tmp_path / "a.jsonl", orient="records", lines=True, date_format="iso")
    rows.to_json(tmp_path / "b.jsonl", orient="records", lines=True, date_format="iso")
    actors = ml.load("valdory").actors
    first = PartitionedStudy(
        partition(tmp_path / "a.jsonl", tmp_path / "parts"), actors, scorer="textblob"
    )
    n_parts = len(first.collection.parts)
    assert len(list(first.annotated.folder.glob("*/done"))) == n_parts
    second = PartitionedStudy(
        partition(tmp_path / "b.jsonl", tmp_path / "parts"), actors, scorer="textblob"
    )
    kept = list(second.annotated.folder.glob("*/done"))
    assert n_parts < len(kept) <= n_parts + 2


AGAIN = """
import os, sys
from pathlib import Path
from medialens.partitioned import partition, writing

left, rename, rmtree = int(sys.argv[2]), Path.rename, writing.shutil.rmtree

def counted(act):
    def step(*arguments, **named):
        global left
        if ".parts-new" not in str(arguments[0]) or act is rename:
            left -= 1
        if left < 0:
            os._exit(9)
        return act(*arguments, **named)
    return step

Path.rename, writing.shutil.rmtree = counted(rename), counted(rmtree)
partition(Path(sys.argv[1], "some.jsonl"), Path(sys.argv[1], "parts"))
"""


@pytest.mark.parametrize("done", range(5))
def test_a_run_that_is_killed_loses_no_annotations(tmp_path, monkeypatch, done):
    """Killed before each of the four steps that put the new collection in its place."""
    monkeypatch.setenv("MEDIALENS_ENGINE", "serial")
    rows = ml.load("valdory").articles[["outlet", "published", "title", "text"]][::20]
    source = tmp_path / "some.jsonl"
    rows.to_json(source, orient="records", lines=True, date_format="iso")
    actors = ml.load("valdory").actors

    def annotations():
        parts = partition(source, tmp_path / "parts")
        return PartitionedStudy(parts, actors, scorer="textblob").annotated.folder

    kept = annotations()
    markers = [(path, path.stat().st_mtime_ns) for path in sorted(kept.glob("*/done"))]
    command = [sys.executable, "-c", AGAIN, str(tmp_path), str(done)]
    ended = subprocess.run(command, check=False)
    assert ended.returncode == (9 if done < 4 else 0)
    assert annotations() == kept
    assert markers
    assert markers == [(path, path.stat().st_mtime_ns) for path in sorted(kept.glob("*/done"))]
    assert {path.name for path in tmp_path.iterdir()} == {"parts", "some.jsonl"}


def test_one_process_at_a_time_partitions_into_a_folder(tmp_path):
    with hold(tmp_path / ".parts-new"), pytest.raises(LockedError, match=str(os.getpid())):
        partition("valdory", tmp_path / "parts")
    assert not (tmp_path / "parts").exists()


def test_rejects_and_skips_are_told(tmp_path):
    """Seen = kept + rejected + skipped, in parts as in memory."""
    (tmp_path / "a.csv").write_text(
        "outlet,date,title,text\nThe Bell,2026-01-02,One,Some words here.\n"
        "The Bell,2026-01-02,One,Some words here.\nThe Bell,2026-01-03,Two,\n",
        "utf-8",
    )
    found = PartitionedStudy(partition(tmp_path / "a.csv", tmp_path / "parts"))
    same(found.health(), ml.Study(ml.load(tmp_path / "a.csv")).health())
    assert found.health()["count"].tolist()[:4] == [3, 1, 1, 1]


def test_another_folder_is_not_overwritten(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(MedialensError, match="holds something else"):
        partition("first_lesson", tmp_path)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"


def test_a_collection_that_cannot_be_read_leaves_the_old_one(tmp_path):
    partition("first_lesson", tmp_path / "parts")
    (tmp_path / "empty.csv").write_text("outlet,date,title,text\n", "utf-8")
    with pytest.raises(EmptyError):
        partition(tmp_path / "empty.csv", tmp_path / "parts")
    assert len(Partitioned(tmp_path / "parts")) == 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.csv", "parts"]


def test_what_is_no_partitioned_collection_is_said(tmp_path):
    assert not is_partitioned(tmp_path)
    with pytest.raises(ReadError, match="is no partitioned collection"):
        Partitioned(tmp_path)
    (tmp_path / "partitions.json").write_text(json.dumps({"format": 99}), "utf-8")
    with pytest.raises(ReadError, match="format 99"):
        Partitioned(tmp_path)


def test_what_reads_texts_at_once_says_how_to_open_it(folder):
    with pytest.raises(ReadError, match="is a partitioned collection"):
        ml.load(folder)
    assert len(ml.load(folder / "articles")) == 155


def test_a_collection_that_is_not_partitioned_is_opened_too(whole):
    """For a first look; the parts go when the process ends."""
    assert len(opened("first_lesson")) == 8


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_the_commands_take_the_folder_as_a_collection(tmp_path):
    """What they print is what they print of the collection itself."""
    folder = tmp_path / "parts"
    assert run("partition", "first_lesson", "-o", folder).output.splitlines()[-1] == str(folder)
    for command, *options in (
        ("check",),
        ("keywords", "--target", "Pellwick FM"),
        ("actors", "--scorer", "vader_clause"),
    ):
        parts, whole = (
            run(command, collection, *options, "--to", "csv")
            for collection in (folder, "first_lesson")
        )
        assert parts.exit_code == 0, parts.output
        assert parts.stdout == whole.stdout


def test_reports_of_a_folder_and_of_another_collection_are_rendered_apart(tmp_path):
    folder = tmp_path / "parts"
    run("partition", "first_lesson", "-o", folder)
    done = run("report", folder, "valdory", "-o", tmp_path / "reports")
    assert done.exit_code == 1
    assert "render them apart" in done.output


@pytest.mark.notebook
def test_a_folder_has_a_report_of_its_own(tmp_path):
    """Rendered where no notebook is named."""
    folder = tmp_path / "parts"
    run("partition", "first_lesson", "-o", folder)
    done = run("report", folder, "-o", tmp_path / "out", "-p", "scorer", "vader_clause")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "out" / "parts" / "first-lesson" / "latest.html").read_text("utf-8")
    assert "A large collection at a glance" in page
    assert "Mayor" in page


def test_names_that_are_not_there_are_said(study):
    with pytest.raises(UnknownNameError, match="Harbour Radio"):
        study.keywords("Harbor Radio")
    with pytest.raises(UnknownNameError, match="Edda Marrin"):
        study.evidence("Eda Marrin")
