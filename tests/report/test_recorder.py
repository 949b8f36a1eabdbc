"""The recorder shows in a notebook, and writes where a report is rendered."""

import json
import re
import subprocess
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from medialens.report.findings import Finding
from medialens.report.recorder import Recorder


@pytest.fixture
def run(tmp_path, shown):
    return Recorder(tmp_path, show=shown)


def test_a_table_is_written_whole_and_shown_in_part(run, shown, tmp_path):
    """The files hold all rows and columns, the page the head."""
    table = pd.DataFrame({"term": [f"word {n}" for n in range(300)], "n": range(300)})
    run.table("terms", table, caption="Terms")
    assert len(pd.read_parquet(tmp_path / "tables/terms.parquet")) == 300
    assert len(pd.read_csv(tmp_path / "tables/terms.csv")) == 300
    assert "of 300 rows" in shown.html
    assert 'href="tables/terms.csv"' in shown.html


def test_a_table_has_caption_scopes_and_sides(run, shown, profile):
    run.table("profile", profile, caption="Stance")
    assert '<caption><span class="ml-caption"><bdi>Stance</bdi></span></caption>' in shown.html
    assert '<th scope="col">outlet</th>' in shown.html
    assert '<th scope="row"><bdi>Harbour Post</bdi></th>' in shown.html
    assert '<th scope="col" class="ml-number">mean</th>' in shown.html


def test_an_estimate_stands_with_its_interval_in_two_digits(run, shown, profile):
    run.table("profile", profile, caption="Stance", columns=["outlet", "mean"])
    assert '+0.21 <span class="ml-interval">[+0.10, +0.33]</span>' in shown.html
    assert '−0.08 <span class="ml-interval">[−0.16, 0.00]</span>' in shown.html


def test_too_few_articles_are_said_instead_of_a_number(run, shown, profile):
    run.table("profile", profile, caption="Stance")
    assert "too few articles (4)" in shown.html
    assert "0.50" not in shown.html


def test_a_missing_value_is_a_dash_with_an_explanation(run, shown):
    run.table("gaps", pd.DataFrame({"a": ["x", None], "b": [None, 1.5]}), caption="Gaps")
    assert shown.html.count('class="ml-missing">–<') == 2
    assert "not measured" in shown.html


def test_an_outlet_in_a_table_leads_to_its_sentences(run, shown, profile, evidence):
    run.table("profile", profile, caption="Stance", evidence="council")
    run.evidence("council", evidence)
    assert 'href="#evidence-council-harbour-post"' in shown.html
    assert 'id="evidence-council-harbour-post"' in shown.html


def test_a_column_can_say_which_list_is_behind_each_row(run, shown, profile, evidence):
    """Where every actor has its list, the row's actor decides where its outlet leads."""
    profile["actor_id"] = "edda-marrin"
    run.table("profile", profile, caption="Stance", evidence="actor_id")
    run.evidence("edda-marrin", evidence)
    assert 'href="#evidence-edda-marrin-harbour-post"' in shown.html
    assert 'id="evidence-edda-marrin-harbour-post"' in shown.html


def test_ten_thousand_columns_are_not_all_shown(run, shown):
    wide = pd.DataFrame([range(10_000)], columns=[f"c{n}" for n in range(10_000)])
    Recorder(show=shown).table("wide", wide, caption="Wide")
    assert "of 10,000 columns" in shown.html
    assert shown.html.count("<th") < 30


def test_unknown_columns_are_named(run, one_table):
    with pytest.raises(ValueError, match=r"\['word'\] are not in the table; it has \['term'"):
        run.table("terms", one_table, caption="Terms", columns=["word"])


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", " =1", "\t=1"])
def test_no_table_or_sentence_opens_as_a_formula(run, tmp_path, evidence, formula):
    """A spreadsheet shows the text; the Parquet file has it as it was."""
    run.table("terms", pd.DataFrame({"term": [formula]}), caption="Terms")
    run.evidence("council", evidence.assign(sentence=formula, outlet=formula))
    for path, column in (("tables/terms", "term"), ("evidence", "sentence")):
        kept = pd.read_csv(tmp_path / f"{path}.csv", skipinitialspace=False)[column]
        assert kept.iloc[0].lstrip().startswith("'")
        assert pd.read_parquet(tmp_path / f"{path}.parquet")[column].iloc[0] == formula


def test_a_folded_table_shows_its_caption_and_how_many_rows(run, shown, one_table):
    run.table("terms", one_table, caption="Terms", is_folded=True)
    assert '<summary><bdi>Terms</bdi> <span class="ml-count">2 rows</span></summary>' in shown.html


def test_whole_articles_are_shown_paragraph_by_paragraph(run, shown, corpus):
    run.articles(corpus, rows=[0])
    assert shown.html.count("<p><bdi>The council has a splendid plan") == 1
    assert "<h3><bdi>Harbour plan goes to the vote</bdi></h3>" in shown.html


@pytest.mark.parametrize("text", ["", "  ", None])
def test_a_sentence_that_says_nothing_is_refused(run, text):
    for tell in (run.limit, lambda text: run.finding(text, n=1), lambda text: run.alert("a", text)):
        with pytest.raises(ValueError, match="says nothing"):
            tell(text)


def test_a_figure_is_kept_twice_and_closed(run, shown, tmp_path, axes):
    run.figure("stance", axes, alt="One dot lies above zero.", title="Stance")
    assert (tmp_path / "figures/stance.svg").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "figures/stance.png").read_bytes().startswith(b"\x89PNG")
    assert not plt.fignum_exists(axes.figure.number)
    assert 'alt="One dot lies above zero."' in shown.html
    assert "data:image/svg+xml;base64," in shown.html


def test_a_figure_is_drawn_the_same_each_time(tmp_path, shown):
    drawn = []
    for name in ("one", "two"):
        _, ax = plt.subplots()
        ax.plot([1, 2], label="a")
        ax.legend()
        Recorder(tmp_path / name, show=shown).figure("line", ax, alt="A line.")
        drawn.append([(tmp_path / name / f"figures/line.{x}").read_bytes() for x in ("svg", "png")])
    assert drawn[0] == drawn[1]


def test_a_figure_without_alternative_text_is_refused(run, axes):
    with pytest.raises(ValueError, match="alt='' says nothing"):
        run.figure("stance", axes, alt="")


def test_what_is_no_figure_is_refused(run):
    with pytest.raises(TypeError, match="give a Figure or its Axes"):
        run.figure("stance", "picture", alt="x")


def test_a_figure_may_not_name_a_table_that_never_comes(run, axes):
    run.figure("stance", axes, alt="A dot.", table="profil")
    with pytest.raises(ValueError, match="'profil'"):
        run.finish()


def test_a_finding_may_not_name_sentences_that_never_come(run, evidence):
    run.evidence("quays", evidence)
    run.finding("Tides are up.", n=4, evidence="tides")
    with pytest.raises(ValueError, match=r"the evidence 'tides' is named.*\['quays'\]"):
        run.finish()


def test_a_finding_leads_to_its_list_whatever_the_actors_id_looks_like(run, shown, evidence):
    run.finding("The council is named most.", n=4, evidence="body:The Council")
    run.evidence("body:The Council", evidence)
    run.finish()
    (link,) = set(re.findall(r'href="#(evidence-body[^"]+)"', shown.html))
    assert f'id="{link}"' in shown.html


def test_evidence_of_all_lists_is_in_one_file(run, tmp_path, evidence):
    run.evidence("council", evidence)
    run.evidence("harbour", evidence.head(2))
    kept = pd.read_csv(tmp_path / "evidence.csv")
    assert kept["evidence"].value_counts().to_dict() == {"council": 5, "harbour": 2}


def test_prose_comes_from_the_template_and_values_are_escaped(run, shown):
    run.say("**{outlet}** has {n} articles, {x}.", outlet="[a](javascript:x) <b>", n=1200, x=-0.314)
    assert "<strong><bdi>[a](javascript:x) &lt;b&gt;</bdi></strong>" in shown.html
    assert "1,200" in shown.html
    assert "−0.31" in shown.html


def test_a_template_may_not_name_what_is_not_given(run):
    with pytest.raises(ValueError, match=r"names \{m\}; given are \['n'\]"):
        run.say("{m}", n=1)


@pytest.mark.parametrize("name", ["", "A", "a_b", "../x", "a--b", "con", "x" * 61, "é"])
def test_a_name_that_can_name_no_file_is_refused(run, one_table, name):
    with pytest.raises(ValueError, match="lower-case letters, digits and hyphens"):
        run.table(name, one_table, caption="Terms")


def test_a_name_is_used_once_in_a_report(run, one_table):
    run.table("terms", one_table, caption="Terms")
    with pytest.raises(ValueError, match="'terms' is there already"):
        run.table("terms", one_table, caption="Terms")


def test_a_cell_may_be_run_again_in_a_notebook(shown, one_table):
    """Without a folder nothing is kept, and nothing stands in the way."""
    run = Recorder(show=shown)
    for _ in range(2):
        run.table("terms", one_table, caption="Terms")
        run.finding("Tides are up.", n=4)
    assert len(run.record["tables"]) == len(run.record["findings"]) == 1


def test_the_record_is_written_last_and_says_it_is_complete(run, tmp_path, corpus, evidence):
    run.title("Tides", "Who writes of tides?")
    run.corpus(corpus)
    run.finding("Tides are up.", n=34, interval=(0.1, 0.4), evidence="tides")
    run.evidence("tides", evidence)
    run.summary([Finding("Quays too.", "3 and 4 articles", "[1.0, 2.0]")], ["No dates."])
    run.limit("One outlet has no dates.")
    run.metric("n-tides", 3)
    run.alert("tides", "Tides have doubled.")
    assert not (tmp_path / "record.json").exists()
    run.finish()
    record = json.loads((tmp_path / "record.json").read_text("utf-8"))
    assert record["complete"] is True
    assert record["collection"]["outlets"] == {
        "Harbour Post": 4,
        "Northern Wire": 3,
        "Valley Mail": 1,
    }
    assert record["collection"]["first"] == "2026-03-01"
    assert record["findings"][0] == {
        "text": "Tides are up.",
        "n": "34 articles",
        "interval": "[0.10, 0.40]",
        "evidence": "tides",
    }
    assert record["findings"][1]["n"] == "3 and 4 articles"
    assert record["limits"] == ["No dates.", "One outlet has no dates."]
    assert record["metrics"]["n-tides"] == 3
    assert record["alerts"] == [{"name": "tides", "text": "Tides have doubled."}]


def test_a_metric_is_a_finite_number(run):
    with pytest.raises(ValueError, match="finite"):
        run.metric("share", float("nan"))


def test_outside_a_notebook_nothing_is_shown_or_written(one_table, capsys):
    Recorder().table("terms", one_table, caption="Terms")
    assert capsys.readouterr().out == ""


def test_the_package_is_imported_without_pandas_or_matplotlib():
    """The command line imports the package, and must stay quick."""
    code = (
        "import sys, medialens.report as report; report.start;"
        "heavy = {'matplotlib', 'nh3', 'mistune', 'jinja2', 'papermill', 'IPython'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_jobs_are_imported_without_pandas():
    """A scheduled run that finds nothing changed must end within a second."""
    code = "import sys, medialens.report.jobs; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_row_leads_to_its_list_whatever_the_actors_id_looks_like(lesson):
    """Catalogues may use any text as an id; the link and the list agree on its short name."""
    shown = []
    run = Recorder(show=lambda page, text, *, kind: shown.append(page))
    odd = "person:Agatha Brill / Ägatha"
    profile = lesson.profile(actors=["agatha-brill"]).assign(actor_id=odd)
    run.table("profile", profile, caption="Means", evidence="actor_id")
    run.evidence(odd, lesson.evidence("agatha-brill"))
    links = set(re.findall(r'href="#(evidence-[^"]+)"', shown[0]))
    assert links
    assert links <= set(re.findall(r'id="(evidence-[^"]+)"', shown[1]))
