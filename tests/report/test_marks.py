"""Marks lead to sentences: every bar, dot and point of a report opens what it stands for."""

import json
import re
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

import medialens as ml
from medialens import report
from medialens.errors import EmptyError
from medialens.plot.leads import lead, lead_each, leads_of
from medialens.report import articles_listed, compare_words, whose_words, word_shift
from medialens.report.cells import Story
from medialens.report.coded import coded
from medialens.report.display import figure_html, take_spots
from medialens.report.evidence import evidence_html, links_of, sentences_of
from medialens.report.html import clean
from medialens.report.passages import find_words, passages, spread
from medialens.report.recorder import Recorder
from medialens.report.shifting import valences

pytestmark = pytest.mark.usefixtures("remembering")

QUICK = {"scorer": "vader_clause", "target": "The Meridian"}  # parameters, where there are such
HOSTILE = '"><script>alert(1)</script>'
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SPOT = re.compile(r'<a href="#(evidence-[a-z0-9-]+)"[^>]*class="ml-spot"')
FIGURE = re.compile(r'<figure class="ml-figure" id="figure-([a-z0-9-]+)">(.*?)</figure>', re.DOTALL)


@pytest.fixture(scope="module")
def study():
    return ml.analyse(ml.load("valdory"), scorer="vader_clause")


@pytest.fixture(scope="module")
def words(study):
    return whose_words(study, study.top_actors(4))


@pytest.fixture
def ax():
    figure, drawn = plt.subplots(figsize=(6, 4))
    drawn.set(xlim=(0, 10), ylim=(0, 10))
    yield drawn
    plt.close(figure)


@pytest.fixture(scope="module")
def displayed():
    """What each notebook whose figures lead somewhere displays: name to HTML."""
    return {name: displayed_by(name) for name in ("coverage", "keywords", "voices", "compare")}


def displayed_by(name):
    shown = []
    run = Recorder(show=lambda html, text, *, kind: shown.append(html))
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    place = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "start", lambda namespace: run)
        patch.setattr(report, "coded", coded)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(cell.source, place)
                place |= {key: value for key, value in QUICK.items() if key in place}
    return "".join(shown)


@pytest.mark.parametrize("name", ["coverage", "keywords", "voices", "compare"])
def test_every_mark_of_a_report_leads_to_sentences_on_its_page(displayed, name):
    page = Story(blocks=[displayed[name]]).html
    there = re.findall(r' id="(evidence-[a-z0-9-]+)"', page)
    assert len(there) == len(set(there))
    assert set(SPOT.findall(page)) <= set(there)


@pytest.mark.parametrize(
    ("name", "silent"), [("coverage", 0), ("keywords", 0), ("voices", 0), ("compare", 2)]
)
def test_every_figure_has_marks_that_lead(displayed, name, silent):
    """Two figures of `compare` are those of the reports on coverage and voices, told in short."""
    counts = [len(SPOT.findall(figure)) for _, figure in FIGURE.findall(displayed[name])]
    assert len([n for n in counts if not n]) == silent
    assert len(counts) > silent


def test_a_mark_keeps_what_it_stands_for_until_it_is_asked():
    bar = Rectangle((0, 0), 1, 1)
    lead(bar, "articles", "The “Post”", "2025-02-03")
    assert leads_of(bar) == [["articles", "The “Post”", "2025-02-03"]]
    lead(bar := Rectangle((0, 0), 1, 1), None, "The Post")
    assert leads_of(bar) == []


def test_every_point_of_a_scatter_is_a_mark(ax):
    points = ax.scatter([2, 8], [5, 5], s=[4, 9])
    lead_each(points, "words", [("Post", "tide"), ("Post", "quay")])
    left, right = take_spots(ax.get_figure())
    assert (left.parts, right.parts) == (("Post", "tide"), ("Post", "quay"))
    assert left.left < right.left


def test_marks_close_to_each_other_do_not_cover_each_other(ax):
    points = ax.scatter([5.0, 5.1], [5, 5], s=4)
    lead_each(points, "words", [("tide",), ("quay",)])
    left, right = take_spots(ax.get_figure())
    assert left.left + left.width <= right.left + 0.1


def drawn_with(spots):
    pairs = [(sentences_of(spot.evidence, *spot.parts), spot) for spot in spots]
    return figure_html(b"<svg/>", name="a", alt="A.", title="", subtitle="", note="", spots=pairs)


def test_of_marks_in_one_place_the_first_opens_and_all_are_named(ax):
    points = ax.scatter([5, 5], [5, 5], s=4)
    lead_each(points, "words", [("Post", "tide"), ("Post", "quay")])
    (spot,) = spots = take_spots(ax.get_figure())
    assert spot.parts == ("Post", "tide")
    assert 'title="Post · tide, quay"' in clean(drawn_with(spots))


def test_a_hostile_name_stays_a_title(ax):
    (mark,) = ax.plot([5], [5], "o")
    lead(mark, "words", HOSTILE)
    page = clean(drawn_with(take_spots(ax.get_figure())))
    assert "<script" not in page
    assert SPOT.search(page)


def test_ticks_of_a_strip_are_one_mark_around_them(ax):
    ticks = ax.vlines([2, 4], 4, 6)
    lead(ticks, "words", "Post")
    (spot,) = take_spots(ax.get_figure())
    assert spot.width > 10 and spot.height > 10
    assert spot.left + spot.width < 60


def test_parts_of_parts_have_addresses_of_their_own():
    assert sentences_of("words") == "evidence-words"
    assert sentences_of("words", "The Post") == "evidence-words-the-post"
    one, other = (
        sentences_of("words", "The Post", "Mail"),
        sentences_of("words", "The", "Post Mail"),
    )
    assert one != other


def test_sentences_fold_by_any_columns_in_the_order_of_the_rows(evidence):
    table = evidence.assign(term=["tide", "quay", "tide", "quay", "tide"], side="ours")
    page = evidence_html(table, name="words", title="Words", limit=8, by=["side", "term"])
    ids = re.findall(r'<div id="([^"]+)"', page)
    assert ids == [
        sentences_of("words", "ours"),
        sentences_of("words", "ours", "tide"),
        sentences_of("words", "ours", "quay"),
    ]
    assert clean(page).replace(' rel="noopener noreferrer"', "") == page


def test_a_day_is_a_part_and_a_missing_one_too(evidence):
    days = pd.to_datetime(pd.Series(["2025-02-03"] * 4 + [None]), utc=True)
    page = evidence_html(evidence.assign(day=days), name="a", title="A", limit=8, by=["day"])
    assert 'id="evidence-a-2025-02-03' in page
    assert "from 3 February 2025" in page
    assert "<summary>no date" in page


def test_many_parts_show_fewer_sentences_each_but_one_at_least(evidence, monkeypatch):
    monkeypatch.setattr("medialens.report.evidence.MOST_SHOWN", 2)
    assert evidence_html(evidence, name="a", title="A", limit=8).count("<blockquote") >= 2


def test_a_sentence_shown_for_its_words_has_no_score(evidence):
    bare = evidence.assign(outcome=None, value=None, weight=None, n_all=57)
    page = evidence_html(bare, name="a", title="A", limit=1)
    assert "score" not in page
    assert "57 places" in page
    assert "1 of 57 shown, from different articles first." in page


def test_a_table_leads_to_the_parts_that_its_columns_name(one_table):
    links = links_of(one_table, ["words", "term"])
    assert links == [sentences_of("words", "tide"), sentences_of("words", "quay")]


def test_a_table_without_rows_leads_nowhere():
    assert links_of(pd.DataFrame(), ["words", "target", "term"]) == []


def test_words_are_found_where_they_are_counted():
    articles = pd.DataFrame(
        [{"article_id": "a", "outlet": "Post", "title": "Tide", "text": "High tide. No Tide-mark."}]
    )
    found = find_words(articles, {"tide", "high tide"})
    places = found[["zone", "term", "start", "end"]].to_numpy().tolist()
    assert places == [
        ["headline", "tide", 0, 4],
        ["text", "high tide", 0, 9],
        ["text", "tide", 5, 9],
    ]


def test_places_come_from_different_articles_first():
    places = pd.DataFrame({"article_id": ["a", "a", "b"], "term": "tide", "start": [0, 9, 4]})
    kept = spread(places, ["term"], each=2)
    assert kept["article_id"].tolist() == ["a", "b"]
    assert kept["n_all"].tolist() == [3, 3]


def test_a_place_stands_in_its_sentence_with_its_voice(study):
    article = study.corpus.articles.iloc[0]
    start = article["text"].index(" ", 200) + 1
    place = {"article_id": article["article_id"], "zone": "text", "start": start, "end": start + 3}
    (row,) = passages(study, pd.DataFrame([place])).to_dict("records")
    found = row["sentence"][row["target_start"] : row["target_end"]]
    assert found == article["text"][start : start + len(found)]
    assert row["voice"] in ("own", "named", "anonymous", "relay")


def test_every_article_is_listed_once_by_its_first_words(study):
    listed = articles_listed(study)
    assert sorted(listed["article_id"]) == sorted(study.corpus.articles["article_id"])
    counts = listed.groupby(["outlet", "period"]).size()
    timeline = study.timeline().query("n_articles > 0")
    assert counts.tolist() == timeline["n_articles"].tolist()


def test_the_lists_of_voices_count_as_their_figures_do(study, words):
    told = words.by_voice().groupby(["outlet", "told"]).size()
    shares = study.voices().set_index("outlet")
    columns = {"own voice": "share_own", "unnamed sources": "share_anonymous"}
    for name, column in columns.items():
        assert {o for o, t in told.index if t == name} == set(shares.index[shares[column] > 0])


def test_reporting_words_are_underlined_in_their_statements(words):
    table = words.cued()
    for sentence, cue, trace in zip(table["sentence"], table["cue"], table["trace"], strict=True):
        for mark in json.loads(trace):
            assert sentence[mark["start"] : mark["end"]].lower() == cue.lower()


def test_lines_of_a_word_alternate_between_the_sides(study):
    lines = compare_words(study, "The Meridian").lines(3)
    first = lines[lines["term"] == lines["term"].iloc[0]]
    sides = (first["outlet"] == "The Meridian").tolist()
    assert sides[:2] in ([True, False], [True], [False], [True, True])
    marked = [
        sentence[start:end].lower()
        for sentence, start, end in lines[["sentence", "target_start", "target_end"]].itertuples(
            index=False
        )
    ]
    assert [mark.replace("’", "'") for mark in marked] == lines["term"].tolist()


def test_no_comparison_has_no_lines(study):
    alone = study.corpus.where(outlet="The Meridian")
    assert compare_words(ml.Study(alone)).lines(3).empty


def test_a_word_shift_adds_up_and_has_its_sentences(study):
    shift = word_shift(study, study.top_actors(3))
    assert shift.why == ""
    assert set(shift.evidence["term"]) == set(shift.table["term"].head(shift.top))
    assert set(shift.evidence["outlet"]) <= {shift.target, shift.reference}
    assert set(shift.evidence["voice"]) == {"own"}
    assert f"differ by {shift.table['contribution'].sum():+.2f}".replace("-", "−") in shift.note
    assert "sentences in" in shift.subtitle


def test_words_without_a_score_make_no_shift(study):
    with pytest.raises(EmptyError):
        study.word_shift(study.top_actors(1)[0], "The Meridian", "Oxmere Tribune", {"xyzzy": 1.0})


def test_why_there_is_no_word_shift_is_said():
    small = ml.Study(ml.load("first_lesson"), scorer="vader_clause")
    shift = word_shift(small, small.top_actors(3))
    assert "is not shown: no two outlets have ten distinct articles each" in shift.why
    assert shift.table.empty and shift.evidence.empty


def test_the_word_list_is_read_whole():
    assert valences()["good"] > 0 > valences()["bad"]
    assert len(valences()) > 7000
