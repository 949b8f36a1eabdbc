"""A small report made by hand: a collection, tables, a figure, evidence, and the notebook."""

import json

import matplotlib.pyplot as plt
import nbformat.v4 as nbf
import pandas as pd
import pytest

from medialens.corpus import Corpus
from medialens.report.recorder import Recorder
from medialens.schemas import ARTICLES, EVIDENCE, PROFILE

SENTENCE = "The council has a splendid plan for the old harbour, Ms Orla said."


class Shown(list):
    """Collects what a recorder shows, as the outputs of a notebook."""

    def __call__(self, html, text, *, kind):
        """Keep one output."""
        data = {"text/html": html, "text/plain": text}
        self.append(nbf.new_output("display_data", data, metadata={"medialens": {"kind": kind}}))

    def take(self):
        """Return the outputs since the last call."""
        taken = list(self)
        self.clear()
        return taken

    @property
    def html(self):
        """The HTML of all outputs."""
        return "".join(output["data"]["text/html"] for output in self)


def article(number, outlet, *, title="Harbour plan goes to the vote"):
    return {
        "article_id": f"{number:016x}",
        "outlet": outlet,
        "published": f"2026-03-{number % 28 + 1:02d}",
        "language": "en",
        "title": title,
        "text": SENTENCE,
        "url": f"https://example.org/{number}",
    }


def evidence_row(number, outlet, value, *, voice="own", speaker=None, **other):
    trace = [{"word": "splendid", "start": 18, "end": 26, "points": 2.8, "rule": ""}]
    return {
        **{key: item for key, item in article(number, outlet).items() if key != "text"},
        "zone": "body",
        "sentence_id": 1,
        "actor_id": "council",
        "voice": voice,
        "speaker_id": speaker,
        "sentence": SENTENCE,
        "target_start": 4,
        "target_end": 11,
        "value": value,
        "outcome": "no_words" if value is None else "scored",
        "weight": 0.05,
        "trace": json.dumps(trace),
        **other,
    }


@pytest.fixture
def shown():
    """Collects outputs."""
    return Shown()


@pytest.fixture
def corpus():
    """Three outlets, eight articles."""
    names = ["Harbour Post"] * 4 + ["Northern Wire"] * 3 + ["Valley Mail"]
    rows = [article(number, name) for number, name in enumerate(names)]
    return Corpus(ARTICLES.table(rows), name="Harbour debate", slug="harbour-debate", licence="CC0")


@pytest.fixture
def profile():
    """Two outlets with an estimate and one with too few articles."""
    numbers = [
        ("Harbour Post", 34, 0.214, 0.101, 0.327, "enough"),
        ("Northern Wire", 51, -0.081, -0.16, -0.002, "enough"),
        ("Valley Mail", 4, 0.5, None, None, "too few"),
    ]
    return PROFILE.table(
        {
            "outlet": outlet,
            "actor_id": "council",
            "measure": "own_stance",
            "n_clusters": n,
            "n_articles": n,
            "mean": mean,
            "ci_low": low,
            "ci_high": high,
            "status": status,
        }
        for outlet, n, mean, low, high, status in numbers
    )


@pytest.fixture
def evidence():
    """Five sentences of two outlets, in three voices."""
    return EVIDENCE.table(
        [
            evidence_row(1, "Harbour Post", 0.62),
            evidence_row(2, "Harbour Post", 0.31, voice="named", speaker="orla"),
            evidence_row(3, "Harbour Post", -0.2, voice="anonymous"),
            evidence_row(4, "Northern Wire", -0.44, voice="relay"),
            evidence_row(5, "Northern Wire", None),
        ]
    )


@pytest.fixture
def axes():
    """A small drawing."""
    figure, ax = plt.subplots(figsize=(7.2, 2.4))
    ax.errorbar([0.21, -0.08], [0, 1], xerr=[0.11, 0.08], fmt="o")
    ax.set_yticks([0, 1], ["Harbour Post", "Northern Wire"])
    ax.set_xlabel("mean stance, −1 to +1")
    yield ax
    plt.close(figure)


@pytest.fixture
def manifest():
    """The run.json of a run that succeeded."""
    return {
        "status": "ok",
        "job": "outlets",
        "notebook": "outlets.ipynb",
        "collection": "harbour-debate",
        "started": "2026-11-22T16:45:00Z",
        "finished": "2026-11-22T16:45:12Z",
        "seconds": 12.2,
        "key": "0a1b2c3d",
        "parameters": {
            "collection": {"value": "harbour_debate", "origin": "given"},
            "outlet": {"value": None, "origin": "default"},
        },
        "fingerprint": "0123456789ab",
        "notebook_sha256": "ab" * 32,
        "versions": {"python": "3.12.0", "medialens": "0.1.0"},
        "seed": 0,
        "n_articles": 8,
        "findings": [],
        "error": None,
        "files": ["report.html", "tables/profile.csv", "evidence.csv"],
    }


@pytest.fixture
def told(shown, corpus, profile, evidence, axes):
    """A whole notebook with its outputs, and its record."""
    run = Recorder(show=shown)
    run.title("Who speaks well of the council?", "How do three outlets write of the council?")
    run.corpus(corpus)
    opening = nbf.new_code_cell("import medialens as ml\nrun.corpus(corpus)", outputs=shown.take())
    run.finding(
        "Northern Wire writes more negatively of the council than Harbour Post.",
        n="34 and 51 articles",
        interval=(0.12, 0.41),
        evidence="council",
    )
    run.limit("1 of 3 outlets has fewer than five distinct articles on the council.")
    run.table("profile", profile, caption="Stance towards the council", evidence="council")
    table = nbf.new_code_cell("run.table('profile', profile)", outputs=shown.take())
    run.figure("stance", axes, alt="Harbour Post lies above zero.", title="Stance by outlet")
    figure = nbf.new_code_cell("run.figure('stance', ax)", outputs=shown.take())
    run.evidence("council", evidence, title="What stands behind the means")
    sentences = nbf.new_code_cell("run.evidence('council', rows)", outputs=shown.take())
    cells = [
        nbf.new_markdown_cell("# Who speaks well of the council?\n\nA first paragraph."),
        opening,
        nbf.new_markdown_cell("## What the outlets say\n\nOwn words, then *quoted* words."),
        table,
        figure,
        nbf.new_markdown_cell("## The sentences"),
        sentences,
    ]
    return nbf.new_notebook(cells=cells), run.record


@pytest.fixture
def one_table():
    """A table of two columns."""
    return pd.DataFrame({"term": ["tide", "quay"], "log_ratio": [1.234, -0.5]})


DECLARED = """\
collection: str = "nowhere"  # which collection
outlet: str | None = None  # one outlet against the rest
"""
STARTED = "import medialens.report\nrun = medialens.report.start(globals())"


@pytest.fixture
def make_notebook(tmp_path):
    """Write a notebook of a parameters cell, the recorder's start, and the cells given."""

    def make(*sources, name="tiny", declared=DECLARED, started=STARTED):
        parameters = nbf.new_code_cell(declared, metadata={"tags": ["parameters"]})
        cells = [parameters, *(nbf.new_code_cell(source) for source in (started, *sources))]
        for position, cell in enumerate(cells):
            cell["id"] = f"c{position}"
        path = tmp_path / f"{name}.ipynb"
        path.write_text(nbf.writes(nbf.new_notebook(cells=cells)), encoding="utf-8")
        return path

    return make


@pytest.fixture
def small_collection(tmp_path):
    """Write four articles of two outlets; return the path of their folder."""
    folder = tmp_path / "harbour-news"
    folder.mkdir()
    rows = [article(number, ("Echo", "Post")[number % 2]) for number in range(4)]
    text = "".join(
        json.dumps({**row, "text": f"{SENTENCE} No {n}."}) + "\n" for n, row in enumerate(rows)
    )
    (folder / "articles.jsonl").write_text(text, encoding="utf-8")
    return folder
