"""What is remembered: a second run reads only what is new, and gives the same tables."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import medialens as ml
from medialens import annotating, pipeline
from medialens.annotate.loaded import all_loaded
from medialens.compare.differences import compare_outlets
from medialens.io.cache import open_cache
from medialens.remembered import remembered_traces
from medialens.schemas import ARTICLES
from medialens.score.explain import traced


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Run the pipeline with a cache of the test's own; return how many articles were read."""
    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path / "cache"))
    find_mentions = annotating.find_mentions
    seen = []

    def counting(articles, *rest):
        seen.append(len(articles))
        return find_mentions(articles, *rest)

    monkeypatch.setattr(annotating, "find_mentions", counting)

    def run(corpus, **options):
        seen.clear()
        tables = pipeline.run_pipeline(corpus, **options)
        return sum(seen), tables

    return run


def assert_same(tables, others):
    for name, table in vars(tables).items():
        pd.testing.assert_frame_equal(table, getattr(others, name), check_exact=True)


def test_a_second_run_reads_nothing_and_gives_the_same_tables(read, lesson):
    n_first, first = read(lesson.corpus)
    n_second, second = read(lesson.corpus)
    assert (n_first, n_second) == (len(lesson.corpus), 0)
    assert_same(first, second)
    assert_same(first, lesson.tables)


def test_a_collection_that_grew_costs_what_is_new(read, press):
    articles = press.corpus.articles
    read(replace(press.corpus, articles=articles.iloc[5:].reset_index(drop=True)))
    n_read, tables = read(press.corpus)
    assert n_read == 5
    assert_same(tables, press.tables)


def test_discovered_actors_of_a_grown_collection_are_found_in_old_articles_too(read, press):
    corpus = replace(press.corpus, actors=())
    read(replace(corpus, articles=corpus.articles.iloc[8:].reset_index(drop=True)))
    n_read, tables = read(corpus)
    assert 8 <= n_read < len(corpus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", "off")
        assert_same(tables, pipeline.run_pipeline(corpus))


VENNS = [ml.Actor(f"venn-{n}", name, "person") for n, name in enumerate(("Ada Venn", "Bo Venn"))]
PORT = ml.Actor("port", "Port Council", "organisation")
KEEPER = ml.Actor("keeper", "the plan", "unknown", (ml.Form("the plan", "title"),))  # in all
THIRD = ml.Actor("venn-3", "Cy Venn", "person")
SURNAME = "Venn objected to the plan. The Port Council said it would vote in May."


def with_text(*texts):
    """Return a collection of these texts; who is meant is up to the actors looked for."""
    rows = [
        {"article_id": f"a{n}", "outlet": "Post", "title": "Plan", "text": text, "language": "en"}
        for n, text in enumerate(texts)
    ]
    return ml.Corpus(ARTICLES.table(rows))


def test_one_more_bearer_of_a_surname_that_is_nobodys_changes_no_article(read):
    """A namesake named elsewhere changes one article; those with the bare surname stay known."""
    corpus = with_text(SURNAME, "Cy Venn has come. " + SURNAME)
    read(corpus, actors=VENNS)
    n_read, tables = read(corpus, actors=[*VENNS, THIRD])
    assert n_read == 1
    assert set(tables.mentions["article_id"]) == {"a1"}


@pytest.mark.parametrize(
    "said",
    [
        "",  # one bearer more and the surname is nobody's
        "Ada Venn and Bo Venn met. ",  # both named: who was named last
        "Bo and Ada Venn met. ",  # a given name that shares a relative's surname
        "ADA VENN SPEAKS. ",
        "Cy and the others came. ",
        "Cy and Ada Venn met. ",
    ],
)
@pytest.mark.parametrize("before", [VENNS[:1], VENNS])
def test_who_bears_a_surname_is_remembered_wherever_it_decides(read, said, before):
    corpus = with_text(said + SURNAME)
    read(corpus, actors=[PORT, *before])
    actors = [PORT, *VENNS, THIRD]
    _, tables = read(corpus, actors=actors)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", "off")
        assert_same(tables, pipeline.run_pipeline(corpus, actors=actors))


def test_an_article_read_for_other_actors_is_scored_where_its_sentences_changed(read, monkeypatch):
    """One more actor in the second of two sentences: the first keeps its score."""
    score, asked = annotating.score_units, []

    def counting(units, **options):
        asked.extend(units["sentence"])
        return score(units, **options)

    monkeypatch.setattr(annotating, "score_units", counting)
    corpus = with_text("Ada Venn praised the plan. Ada Venn met the Port Council.")
    read(corpus, actors=VENNS[:1])
    asked.clear()
    _, tables = read(corpus, actors=[*VENNS[:1], PORT])
    assert set(asked) == {"Ada Venn met the Port Council."}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", "off")
        assert_same(tables, pipeline.run_pipeline(corpus, actors=[*VENNS[:1], PORT]))


@pytest.mark.parametrize("column", ["title", "text", "language"])
def test_a_changed_article_is_read_again(read, lesson, column):
    read(lesson.corpus)
    articles = lesson.corpus.articles.copy()
    articles.loc[0, column] = "de" if column == "language" else articles.loc[0, column] + " More."
    assert read(replace(lesson.corpus, articles=articles))[0] == 1


SAID = st.sampled_from(
    (
        "Ada Venn came to the harbour.", "Venn left early.", "Bo and Ada Venn met on Monday.",
        "VENN SPEAKS OUT.", "Mr. Venn said no.", "Cy van Venn agreed.", "Ada smiled.",
        "The Port Council met.", "Venn Group sold the docks.", "His son Bo Venn was there.",
        "ADA VENN WINS", "She thanked the council.", "Cy Venn, 40, said it was over.",
    )
)  # fmt: skip
MEANT = st.sampled_from(
    (
        *VENNS, THIRD, PORT, ml.Actor("group", "Venn Group", "organisation", (ml.Form("Venn"),)),
        ml.Actor("ada-2", "Ada Venn", "person", (ml.Form("Venn"),), origin="discovered"),
        ml.Actor("di", "Di Venn", "person", (ml.Form("Venn"),), origin="discovered"),
        ml.Actor("cy-van", "Cy van Venn", "person"),
        ml.Actor("eve", "Eve Venn", "person", apart=("Venn",)),
        ml.Actor("old", "Flo Venn", "person", (ml.Form("Venn", valid_to=date(1990, 1, 1)),)),
    )
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.lists(SAID, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3),
    before=st.lists(MEANT, max_size=4, unique_by=lambda actor: actor.actor_id),
    after=st.lists(MEANT, min_size=1, max_size=5, unique_by=lambda actor: actor.actor_id),
)
def test_whoever_else_is_looked_for_the_tables_are_those_of_a_first_run(read, texts, before, after):
    corpus = with_text(*texts, SURNAME + " The Port Council met.")
    options = {"scorer": "vader_clause"}
    read(corpus, actors=[*before, KEEPER], **options)
    _, tables = read(corpus, actors=[*after, KEEPER], **options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", "off")
        assert_same(tables, pipeline.run_pipeline(corpus, actors=[*after, KEEPER], **options))


def test_a_surname_set_apart_from_one_person_stays_that_of_the_other(read):
    corpus = with_text(SURNAME)
    stranger = replace(VENNS[1], apart=("Venn",))
    _, tables = read(corpus, actors=[PORT, VENNS[0], stranger])
    assert "venn-0" in set(tables.mentions["actor_id"])
    _, tables = read(corpus, actors=[PORT, THIRD, stranger])
    assert "venn-3" in set(tables.mentions["actor_id"])


def test_another_catalogue_is_looked_for_where_it_can_be_meant(read, lesson):
    read(lesson.corpus)
    nobody = ml.Actor("nobody", "Zebulon Quist", "person")
    assert read(lesson.corpus, actors=[*lesson.corpus.actors, nobody])[0] == 0
    first = lesson.corpus.actors[0]
    phrase = " ".join(lesson.corpus.articles["text"].iloc[0].split()[3:6])
    other = replace(first, forms=(*first.forms, ml.Form(phrase, "title")))
    n_read, tables = read(lesson.corpus, actors=[other, *lesson.corpus.actors[1:]])
    assert n_read > 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", "off")
        actors = [other, *lesson.corpus.actors[1:]]
        assert_same(tables, pipeline.run_pipeline(lesson.corpus, actors=actors))


def test_another_scorer_is_asked_anew(read, lesson):
    read(lesson.corpus)
    assert read(lesson.corpus, scorer="vader_clause")[0] == len(lesson.corpus)


def test_a_scorer_of_ones_own_is_never_remembered(read, lesson, hesitant):
    read(lesson.corpus, scorer=hesitant)
    assert read(lesson.corpus, scorer=hesitant)[0] == len(lesson.corpus)


def test_other_code_forgets_everything(read, lesson, monkeypatch):
    read(lesson.corpus)
    monkeypatch.setattr("medialens.remembered._code", lambda: "other")
    assert read(lesson.corpus)[0] == len(lesson.corpus)


def test_a_cache_that_fails_changes_no_table(read, lesson):
    read(lesson.corpus)
    open_cache().path.write_bytes(b"noise" * 1000)
    with pytest.warns(ml.errors.MedialensWarning, match="emptied"):
        n_read, tables = read(lesson.corpus)
    assert n_read == len(lesson.corpus)
    assert_same(tables, lesson.tables)


def test_the_words_that_moved_a_score_are_remembered_and_the_same(tmp_path, monkeypatch, lesson):
    units = lesson.tables.units.head(6)
    plain = remembered_traces(units, scorer="target")  # the cache is off
    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path))
    first = remembered_traces(units.head(4), scorer="target")
    asked = []
    monkeypatch.setattr(
        "medialens.remembered.traced",
        lambda units, *, scorer: asked.append(len(units)) or traced(units, scorer=scorer),
    )
    assert remembered_traces(units, scorer="target") == plain
    assert first == plain[:4]
    assert asked == [2]


def test_keywords_are_remembered_by_their_options_and_the_same(tmp_path, monkeypatch, press):
    question = {"voice": "own", "permutations": 99}
    plain = press.keywords("The Meridian", **question)
    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path))
    first = press.keywords("The Meridian", **question)
    monkeypatch.setattr("medialens.questions.words.compare_keywords", None)  # it is not asked again
    again = press.keywords("The Meridian", **question)
    pd.testing.assert_frame_equal(plain, first, check_exact=True)
    pd.testing.assert_frame_equal(plain, again, check_exact=True)
    with pytest.raises(TypeError):
        press.keywords("The Meridian", permutations=99)


def test_loaded_wordings_of_known_articles_are_not_looked_for_again(tmp_path, monkeypatch, lesson):
    plain = lesson.loaded()  # the cache is off
    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path))
    asked = []
    monkeypatch.setattr(
        "medialens.questions.words.all_loaded",
        lambda *tables: asked.append(len(tables[0])) or all_loaded(*tables),
    )
    for corpus in (lesson.corpus[:5], lesson.corpus, lesson.corpus):
        found = ml.analyse(corpus).loaded()
    assert asked == [5, len(lesson.corpus) - 5]
    pd.testing.assert_frame_equal(found, plain, check_exact=True)


def test_gaps_are_remembered_by_the_scores_they_compare(tmp_path, monkeypatch, press):
    plain = press.differences()
    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path))
    asked = []
    monkeypatch.setattr(
        "medialens.questions.stances.compare_outlets",
        lambda *tables: asked.append(len(tables[0])) or compare_outlets(*tables),
    )
    first, again = press.differences(), press.differences()
    assert len(asked) == 1
    for found in (first, again):
        pd.testing.assert_frame_equal(found, plain, check_exact=True)
    scores = press.tables.scores
    other = replace(press)
    vars(other)["tables"] = replace(press.tables, scores=scores.assign(value=-scores["value"]))
    assert not other.differences()["gap"].equals(plain["gap"])
    assert len(asked) == 2
