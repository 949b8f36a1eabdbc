"""The linked views: every number is the study's own, and nothing is sent unasked."""

import json
import sys
from html import escape

import pytest

from medialens.errors import MedialensError, UnknownNameError
from medialens.widgets import explore

ACTOR, OUTLET, OTHER = "edda-marrin", "The Brennick Courier", "Oxmere Tribune"


@pytest.fixture(scope="module")
def explorer(press):
    return explore(press)


@pytest.fixture
def ask(explorer, monkeypatch):
    """Ask as the browser does; return the last answer."""
    heard = []
    monkeypatch.setattr(explorer.panel, "send", heard.append)

    def ask(kind, **asked):
        heard.clear()
        explorer.panel.receive({"kind": kind, "id": "7", **asked})
        explorer.panel.wait()
        assert {answer["id"] for answer in heard} == {"7"}
        json.dumps(heard, allow_nan=False)
        return heard[-1]

    return ask


def cell_of(matrix, actor=ACTOR, outlet=OUTLET):
    cells = next(row["cells"] for row in matrix["rows"] if row["id"] == actor)
    return cells[matrix["outlets"].index(outlet)]


@pytest.mark.parametrize(
    ("voice", "measure"),
    [("own", "own_stance"), ("quoted", "voiced_stance"), ("both", "portrayal")],
)
def test_a_cell_is_the_row_of_the_profile_in_that_voice(ask, press, voice, measure):
    cell = cell_of(ask("matrix", filters={"voice": voice}))
    profile = press.profile(actors=[ACTOR], measure=measure).set_index("outlet").loc[OUTLET]
    assert cell["n"] == profile["n_clusters"]
    for name, column in (("mean", "mean"), ("low", "ci_low"), ("high", "ci_high")):
        assert cell[name] == pytest.approx(profile[column], abs=1e-6)


def test_filtered_numbers_are_those_of_the_selected_study_and_say_their_n(ask, press):
    """The line of Python that is shown gives the same number."""
    matrix = ask("matrix", filters={"since": "2025-05-01", "outlets": [OUTLET, OTHER]})
    study = press.select(since="2025-05-01", outlet=[OUTLET, OTHER])
    assert sorted(matrix["outlets"]) == [OTHER, OUTLET]
    assert (matrix["n_articles"], matrix["n_all"]) == (len(study.corpus), len(press.corpus))
    again = eval(matrix["code"], {"study": press}).set_index(["actor_id", "outlet"])
    cell = cell_of(matrix)
    assert cell["n"] == again.loc[(ACTOR, OUTLET), "n_clusters"]
    assert cell["mean"] == pytest.approx(again.loc[(ACTOR, OUTLET), "mean"], abs=1e-6)


def test_a_cell_of_too_few_articles_has_no_number(ask):
    cells = [cell for row in ask("matrix")["rows"] for cell in row["cells"] if cell]
    few = [cell for cell in cells if cell["status"] == "too few"]
    assert few and all(cell["mean"] is None and cell["n"] < 5 for cell in few)


def test_the_sentences_behind_a_cell_are_its_evidence_strongest_first(ask, press):
    answer = ask("sentences", actor=ACTOR, outlet=OUTLET, n=5)
    evidence = press.evidence(ACTOR, outlet=OUTLET, measure="own_stance")
    strongest = evidence.loc[(evidence["weight"] * evidence["value"]).abs().idxmax()]
    assert (answer["n"], len(answer["rows"])) == (len(evidence), 5)
    first = answer["rows"][0]
    assert "".join(first["parts"]) == strongest["sentence"]
    assert first["value"] == pytest.approx(strongest["value"], abs=1e-6)
    assert (first["article"], first["counts"]) == (strongest["article_id"], True)


def test_a_sentence_opens_its_article_with_the_sentence_marked(ask, press):
    row = ask("sentences", actor=ACTOR, outlet=OUTLET)["rows"][0]
    answer = ask("article", article=row["article"], span=row["span"])
    zone, start, end = row["span"]
    article = press.corpus.articles.set_index("article_id").loc[row["article"]]
    assert article["title" if zone == "headline" else "text"][start:end] == "".join(row["parts"])
    assert answer["title"] == article["title"]
    assert answer["html"].count('<mark class="ml-found">') >= 1
    assert "ml-legend" in answer["html"]


def test_words_come_untested_at_first_and_then_as_the_study_tests_them(ask, press):
    answer = ask("words", target=OUTLET, reference=OTHER)
    table = press.keywords(OUTLET, OTHER, voice="own").set_index("term")
    assert answer["is_tested"] and answer["n"] == len(table)
    assert answer["n_sure"] == (table["q"] < 0.1).sum()
    word = answer["rows"][0]
    assert word["g2"] == pytest.approx(table["g2"].abs().max() * (1 if word["g2"] > 0 else -1))
    assert word["q"] == pytest.approx(table.loc[word["term"], "q"], abs=1e-6)


def test_two_outlets_are_compared_whichever_the_matrix_shows(ask, press):
    """Days and voice filter words; the outlets are those that are named."""
    filters = {"until": "2025-06-30", "outlets": ["The Meridian"], "voice": "both"}
    answer = ask("words", target=OUTLET, reference=OTHER, filters=filters)
    study = press.select(until="2025-06-30")
    assert answer["n"] == len(study.keywords(OUTLET, OTHER, permutations=0))
    assert answer["code"] == f"study.select(until='2025-06-30').keywords({OUTLET!r}, {OTHER!r})"


def test_the_lines_of_a_word_are_the_concordance_in_either_voice(ask, press):
    """Own and quoted lines together are all of them, and none is in both."""
    pair = {"target": OUTLET, "reference": OTHER, "term": "said"}
    found = {
        voice: ask("lines", filters={"voice": voice}, **pair)["parts"][0]
        for voice in ("own", "quoted", "both")
    }
    assert found["both"]["n"] == len(press.concordance("said", outlet=OUTLET))
    assert found["own"]["n"] + found["quoted"]["n"] == found["both"]["n"]
    line = found["both"]["rows"][0]
    html = ask("article", article=line["article"], span=line["span"])["html"]
    assert f'<mark class="ml-found">{line["parts"][1]}</mark>' in html


@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        ("matrix", {"filters": {"since": "2031-01-01"}}, "has no article from 2031-01-01"),
        ("matrix", {"filters": {"since": "soon"}}, "is no day"),
        ("matrix", {"filters": {"voice": "loud"}}, "voice='loud' is not known"),
        ("words", {"target": OUTLET, "reference": OUTLET}, "two different outlets"),
        ("article", {"article": "none", "span": ["text", 0, 1]}, "article 'none' is not known"),
        ("dance", {}, "kind='dance' is not known"),
    ],
)
def test_what_cannot_be_answered_is_said(ask, kind, asked, said):
    assert said in ask(kind, **asked)["failed"]


def test_the_browser_is_given_names_and_numbers_and_no_article(explorer, press):
    start = json.dumps(explorer.panel.start)
    assert len(start) < 20_000
    text = press.corpus.articles["text"].iloc[0]
    assert text[:60] not in start


def test_where_no_widget_runs_numbers_have_their_n_and_sentences_behind_them(explorer, press):
    """A notebook saved without the widgets' state is read on GitHub or as a page."""
    data, views = explorer.outputs()
    assert "application/vnd.jupyter.widget-view+json" in views
    page, plain = data["text/html"], data["text/plain"]
    row = press.profile(actors=[ACTOR], measure="own_stance").set_index("outlet").loc[OUTLET]
    assert f"+0.25 [+0.12, +0.38], n {row['n_clusters']}" in plain
    lines = f"<strong>+0.25</strong><br>[+0.12, +0.38]<br>n {row['n_clusters']}"
    assert lines in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "too few articles (3)" in page
    assert "<script" not in page and "17 more actors are not shown." in page
    lines = press.evidence(ACTOR, outlet=OUTLET, measure="own_stance")
    assert escape(lines.loc[(lines["weight"] * lines["value"]).abs().idxmax(), "sentence"]) in page
    assert "Not tested against chance here" in page
    assert len(page) < 60_000


def test_articles_reach_the_page_as_text(lone_article):
    import medialens as ml

    articles = lone_article.articles.copy()
    articles["text"] = "Mayor <script>alert(1)</script> Ines Hollis spoke. Ines Hollis left."
    hostile = ml.Corpus(articles, name="<b>One</b>", slug="one")
    page = explore(ml.analyse(hostile)).html
    assert "<script" not in page and "<b>One" not in page


def test_a_collection_without_articles_says_so():
    import medialens as ml
    from medialens.schemas import ARTICLES

    explorer = explore(ml.analyse(ml.Corpus(ARTICLES.table(), name="None", slug="none")))
    assert explorer.panel.start["matrix"]["rows"] == []
    assert "0 articles" in explorer.html and "0 articles" in repr(explorer)


def test_chosen_actors_stand_in_the_rows(press):
    matrix = press.explore(actors=["Petra Hallam", ACTOR]).panel.start["matrix"]
    assert [row["actor"] for row in matrix["rows"]] == ["Petra Hallam", "Edda Marrin"]
    with pytest.raises(UnknownNameError):
        press.explore(actors=["Nobody At All"])


def test_a_missing_anywidget_names_the_extra(press, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "medialens.widgets.exploring_panel", raising=False)
    with pytest.raises(MedialensError, match=r"pip install 'medialens\[lab\]'"):
        explore(press)
