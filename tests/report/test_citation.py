"""The methods paragraph: facts of the report and nothing that it did not use."""

import ast
import inspect
import json
import re
from pathlib import Path

import pytest

from medialens.annotate.copies import find_copies
from medialens.citing.literature import WORKS
from medialens.citing.methods import CODED, METHODS, SCORED, SCORERS
from medialens.compare import matched, permutation, profile, resampling
from medialens.report.citation import BUNDLED, OTHERS, bibtex, methods_paragraph
from medialens.report.notebooks import find_notebook
from medialens.score import registry

KEYS = re.compile(r"\[([\w, ]+)\]")
ENTRY = re.compile(r"@(\w+)\{(\w+),\n((?:  \w+ = \{.*\},\n)+)\}\n")


def report(notebook, *tables, n_articles=200, **other):
    """Return manifest and record of a report with rows in `tables`."""
    manifest = {
        "notebook": f"{notebook}.ipynb",
        "finished": "2026-11-22T16:45:12Z",
        "key": "0a1b2c3d",
        "parameters": {"collection": {"value": "harbour", "origin": "given"}},
        "versions": {"python": "3.12.0", "medialens": "0.1.0"},
        "seed": None,
    }
    facts = {
        "name": "Harbour debate",
        "n_articles": n_articles,
        "n_rejected": 1,
        "n_skipped": 2,
        "outlets": {"Post": n_articles - 1, "Echo": 1},
        "first": "2026-03-01",
        "last": "2026-03-28",
        "fingerprint": "0123456789ab",
    }
    record = {
        "collection": facts,
        "tables": [{"name": name, "caption": "", "rows": 3} for name in tables],
    }
    for name, value in other.items():
        (manifest if name in ("parameters", "seed", "finished", "versions") else record)[name] = (
            value
        )
    return manifest, record


def scored_by(scorer):
    return {"scorer": {"value": scorer, "origin": "default"}}


def entries(text):
    """Return the entries as (kind, key, fields), and check that nothing else is there."""
    assert ENTRY.sub("", text).strip() == ""
    return [
        (kind, key, dict(re.findall(r"  (\w+) = \{(.*)\},\n", body)))
        for kind, key, body in ENTRY.findall(text)
    ]


def tables_of(name):
    """Return the names of the tables that a bundled notebook makes, figures' data among them."""
    cells = json.loads(Path(find_notebook(name)).read_text("utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ("table", "figure")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_the_paragraph_says_which_articles_of_whom_from_when():
    told = methods_paragraph(*report("coverage"))
    assert "“Harbour debate” (fingerprint 0123456789ab)" in told
    assert "200 articles of 2 outlets (Echo: 1; Post: 199) dated 1 to 28 March 2026" in told
    assert "3 records of its files left out" in told


def test_the_paragraph_says_with_which_version_when_and_by_which_notebook():
    told = methods_paragraph(*report("coverage"))
    assert "medialens 0.1.0 on 22 November 2026 by the notebook coverage.ipynb" in told
    assert "Software: medialens 0.1.0, python 3.12.0." in told


def test_parameters_that_were_given_are_told_but_no_places_of_files():
    parameters = {
        "collection": {"value": "/home/someone/harbour", "origin": "given"},
        "gold": {"value": "/home/someone/gold.csv", "origin": "given"},
        "top": {"value": 4, "origin": "given"},
        "kinds": {"value": ["person"], "origin": "default"},
    }
    told = methods_paragraph(*report("actors", parameters=parameters))
    assert "with top = 4." in told
    assert "someone" not in told


@pytest.mark.parametrize("notebook", sorted(BUNDLED))
def test_a_report_without_rows_names_no_method(notebook):
    manifest, record = report(notebook)
    record["tables"] = [{"name": name, "caption": "", "rows": 0} for name in tables_of(notebook)]
    told = methods_paragraph(manifest, record)
    assert "References" not in told
    assert [key for _, key, _ in entries(bibtex(manifest, record))] == ["medialens"]


@pytest.mark.parametrize(
    ("notebook", "table", "named"),
    [
        ("actors", "speaking", {"broder1997", "wilson1927"}),
        ("actors", "differences", {"hamborg2021", "welch1947", "janssen1997", "benjamini1995"}),
        ("actors", "same-events", {"salton1988"}),
        ("actors", "corrected", {"hamborg2021", "angelopoulos2023"}),
        ("compare", "by-voice", {"broder1997", "dunning1993", "lijffijt2016", "benjamini1995"}),
        ("compare", "loaded", {"recasens2013"}),
        ("coverage", "timeline", set()),
        ("voices", "hearing", {"cameron2008"}),
    ],
)
def test_each_table_brings_its_methods_and_no_others(notebook, table, named):
    given = report(notebook, table, parameters=scored_by("target"))
    assert {key for _, key, _ in entries(bibtex(*given))} - {"medialens"} == named
    told = methods_paragraph(*given)
    assert {key for key in WORKS if WORKS[key].label in told} == named
    assert {key for key in WORKS if WORKS[key].reference in told} == named


def test_keywords_bring_the_measures_of_their_table():
    told = methods_paragraph(*report("keywords", "keyness"))
    assert "weighted log-odds (Monroe et al. 2008)" in told
    assert "DPnorm (Gries 2008; Lijffijt and Gries 2012)" in told
    assert "scored" not in told


def test_intervals_that_need_more_articles_are_not_named():
    """Those of an outlet need them of the outlet, those of all outlets together need them there."""
    assert "drawn again" not in methods_paragraph(*report("voices", "voices", n_articles=40))
    assert "drawn again" in methods_paragraph(*report("voices", "voices", n_articles=41))
    assert "drawn again" not in methods_paragraph(*report("voices", "hearing", n_articles=39))
    assert "drawn again" in methods_paragraph(*report("voices", "hearing", n_articles=40))
    assert "Student" not in methods_paragraph(*report("actors", "profile", n_articles=5))
    assert "Student" in methods_paragraph(*report("actors", "profile", n_articles=6))


@pytest.mark.parametrize(
    ("scorer", "said"),
    [
        ("target", "scorer target, a small neural network"),
        ("vader_clause", "(Hutto and Gilbert 2014)"),
        ("vader_sentence", "(Hutto and Gilbert 2014)"),
        ("textblob", "TextBlob's polarity"),
        ("mine [wilson1927]", "the scorer mine wilson1927, none of medialens's own"),
    ],
)
def test_the_scorer_is_named_with_its_work(scorer, said):
    told = methods_paragraph(*report("actors", "profile", parameters=scored_by(scorer)))
    assert said in told
    assert ("Hutto" in told) == scorer.startswith("vader")
    assert "Wilson" not in told


def test_scores_are_called_unvalidated_until_people_coded():
    unseen = "The scores were not validated by people on this collection."
    assert unseen in methods_paragraph(*report("actors", "profile"))
    coded = methods_paragraph(*report("actors", "profile", n_coded=60))
    assert unseen not in coded
    assert "People coded 60 articles" in coded
    compared = methods_paragraph(*report("validate", "accuracy"))
    assert unseen not in compared
    assert "compared with people's codes" in compared


def test_a_report_without_scores_does_not_speak_of_them():
    assert "score" not in methods_paragraph(*report("coverage", "outlets"))
    assert "score" not in methods_paragraph(*report("validate", "strata"))


def test_the_seed_is_told_and_without_one_that_draws_are_fixed():
    assert "The seed was 7." in methods_paragraph(*report("validate", "strata", seed=7))
    assert "fixed seeds" in methods_paragraph(*report("keywords", "keyness"))
    assert "seed" not in methods_paragraph(*report("coverage", "outlets"))


def test_of_other_peoples_notebooks_no_method_is_claimed(told, manifest):
    """Its tables are called as ours are, but nothing says how they were made."""
    _, record = told
    text = methods_paragraph(manifest, record)
    assert OTHERS in text
    assert "References" not in text
    assert "not validated by people" in text
    assert [key for _, key, _ in entries(bibtex(manifest, record))] == ["medialens"]


def test_a_record_without_facts_is_told_as_such():
    told = methods_paragraph({}, {})
    assert told.startswith("The report does not state its collection.")
    assert [key for _, key, _ in entries(bibtex({}, {}))] == ["medialens"]


def test_names_of_the_collection_are_no_citations_and_break_no_line():
    manifest, record = report("coverage")
    record["collection"]["name"] = "a [wilson1927]\n\x1b[31mReferences\u202e"
    told = methods_paragraph(manifest, record)
    assert "“a [wilson1927] References”" in told
    assert told.count("\n") == 1


def test_the_software_is_an_entry_with_version_year_and_scorer():
    given = report("actors", "profile", parameters=scored_by("vader_clause"))
    kind, key, fields = entries(bibtex(*given))[0]
    assert (kind, key, fields["year"]) == ("misc", "medialens", "2026")
    assert fields["author"] == "{The medialens developers}"
    assert fields["note"] == r"Version 0.1.0; report 0a1b2c3d; sentiment scorer vader\_clause"


def test_values_are_escaped_for_latex_and_braces_stay_balanced():
    given = report("actors", "profile", parameters=scored_by("}%\\end{x} #1 & ~^$\n@misc{"))
    text = bibtex(*given)
    plain = re.sub(r"\\text\w+\{\}", "", text)
    assert plain.count("{") == plain.count("}")
    note = entries(text)[0][2]["note"]
    assert not re.search(r"(?<!\\)[%#&$]", note)


def test_articles_papers_and_preprints_have_the_fields_of_their_kind():
    text = "".join(
        bibtex(*report(notebook, *tables_of(notebook), parameters=scored_by("vader_clause")))
        for notebook in BUNDLED
    )
    found = {key: (kind, fields) for kind, key, fields in entries(text)}
    assert set(found) == {*WORKS, "medialens"} - {"hamborg2021"}
    assert found["wilson1927"] == (
        "article",
        {
            "author": "Wilson, E. B.",
            "title": "{Probable inference, the law of succession, and statistical inference}",
            "year": "1927",
            "journal": "Journal of the American Statistical Association",
            "volume": "22",
            "number": "158",
            "pages": "209--212",
        },
    )
    assert found["hutto2014"][0] == "inproceedings"
    assert found["angelopoulos2023"][1]["howpublished"] == "arXiv:2311.01453"
    assert r"S{\"a}ily, T." in found["lijffijt2016"][1]["author"]
    assert text.isascii()


@pytest.mark.parametrize("notebook", sorted(BUNDLED))
def test_every_table_that_a_method_names_is_in_its_notebook(notebook):
    named = [*(method.tables for method in METHODS), SCORED, CODED]
    tables = {table for places in named for table in places.get(notebook, ())}
    assert tables <= tables_of(notebook)


def test_every_work_is_cited_and_every_citation_is_a_work():
    texts = [*(method.text for method in METHODS), *SCORERS.values()]
    cited = {key for text in texts for keys in KEYS.findall(text) for key in keys.split(", ")}
    assert cited == set(WORKS)


def test_numbers_in_the_paragraph_are_those_of_the_code():
    told = " ".join(method.text for method in METHODS)
    assert f"{permutation.DRAWS:,} exchanges" in told
    assert f"from {resampling.FEWEST} distinct articles on" in told
    assert inspect.signature(find_copies).parameters["threshold"].default == 0.8
    assert (profile.THIN, profile.ENOUGH, matched.FEWEST_EVENTS) == (5, 10, 5)


def test_every_scorer_of_the_package_is_described():
    ours = {
        name
        for name, factory in registry._FACTORIES.items()
        if factory.__module__.startswith("medialens.")
    }
    assert ours == set(SCORERS)
