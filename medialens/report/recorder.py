"""The recorder: what a notebook shows and what it leaves behind.

``run = medialens.report.start(globals())`` is a notebook's second code cell. In JupyterLab the
recorder displays; where a report is rendered (``MEDIALENS_RUN_FOLDER`` is set) it also writes the
tables, the figures, the evidence and, last, ``record.json``.
"""

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.citing.provenance import collection_facts, versions
from medialens.corpus import Corpus
from medialens.reading import Reading
from medialens.report import numbers
from medialens.report.changes import MEMORY
from medialens.report.display import drawings, figure_html, figure_of, show, take_spots
from medialens.report.evidence import evidence_html, links_of, list_name, sentences_of
from medialens.report.findings import Finding
from medialens.report.html import bdi, clean, escape, markdown, plain
from medialens.report.language import counted
from medialens.report.prose import Escaping, Writing, basis, finding_html
from medialens.report.runfolder import RunFolder, file_name
from medialens.report.tables import VOICES, Columns, table_html

FOLDER = "MEDIALENS_RUN_FOLDER"
SENTENCES = 8
ESTIMATE = {"value": "mean", "low": "ci_low", "high": "ci_high"}

Interval = str | tuple[float, float] | None


def start(namespace: dict[str, Any]) -> "Recorder":
    """Check a notebook's parameters and return the recorder of its report.

    Parameters
    ----------
    namespace : dict
        The notebook's ``globals()``; parameters given as text are brought to their declared type.

    Returns
    -------
    Recorder

    Raises
    ------
    ParameterError
        If a parameter is not declared in the notebook's parameters cell or has the wrong type.
    """
    from medialens.report.parameters import check_namespace
    from medialens.report.templates import read

    check_namespace(namespace)
    folder = os.environ.get(FOLDER)
    show(f"<style>{read('notebook.css')}{read('content.css')}</style>", "", kind="style")
    return Recorder(Path(folder) if folder else None)


class Recorder:
    """Displays results in a notebook, and keeps them for the report.

    Parameters
    ----------
    folder : Path, optional
        The run's folder; without it nothing is written and a name may be used again, so that a
        cell can be run twice.
    show : callable
        Displays HTML with a plain text beside it; change it in tests.
    """

    def __init__(self, folder: Path | None = None, *, show: Callable[..., None] = show) -> None:
        self._folder = RunFolder(folder)
        self._show = show
        self._evidence: dict[str, pd.DataFrame] = {}
        self._entries: dict[str, dict[str, dict[str, Any]]] = {
            kind: {} for kind in ("table", "figure", "evidence", "finding", "alert")
        }
        # What figures name as their data, and findings as their sentences.
        self._expected: dict[str, set[str]] = {"table": set(), "evidence": set()}
        self._limits: list[str] = []
        self._metrics: dict[str, float] = {}
        self._memory: dict[str, Any] = {"articles": {}, "estimates": []}
        self._news: list[str] = []
        self._facts: dict[str, Any] = {"title": "", "question": "", "collection": None}
        self._facts["is_summarised"] = False

    @property
    def record(self) -> dict[str, Any]:
        """What has been recorded so far, as JSON values; the content of ``record.json``."""
        kept = {kind: list(entries.values()) for kind, entries in self._entries.items()}
        return {
            **self._facts,
            "findings": kept["finding"],
            "limits": self._limits,
            "metrics": self._metrics,
            "alerts": kept["alert"],
            "news": self._news,
            "tables": kept["table"],
            "figures": kept["figure"],
            "evidence": kept["evidence"],
            "complete": True,
        }

    def title(self, title: str, question: str = "") -> None:
        """Give the report its title and the question that it answers."""
        self._facts.update(title=plain(title), question=plain(question))
        self._display(
            f'<h2>{bdi(title)}</h2><p class="ml-standfirst">{bdi(question)}</p>',
            f"{title}\n{question}",
            kind="title",
        )

    def corpus(self, corpus: Corpus, *, n_coded: int = 0) -> None:
        """State the collection: how many articles from whom, when, and how many people coded.

        The articles' ids are remembered, so that the next report can say which are new; not those
        of a collection without texts (`medialens.partitioned`), which may be too many.
        """
        facts = collection_facts(corpus)
        self._facts.update(collection=facts, n_coded=n_coded)
        self._metrics |= {"n-articles": facts["n_articles"], "n-outlets": len(facts["outlets"])}
        if "n_words" not in corpus.articles:  # an outline of a partitioned collection has it
            ids = zip(corpus.articles["article_id"], corpus.articles["outlet"], strict=True)
            self._memory["articles"] = dict(sorted(ids))
        outlets = "; ".join(f"{name} {n:,}" for name, n in facts["outlets"].items())
        lines = [
            f"{facts['name']}: {numbers.count(facts['n_articles'], 'article')}",
            outlets,
            numbers.period(facts["first"], facts["last"]) if facts["first"] else "no dates",
            f"{facts['n_rejected']} rejected, {facts['n_skipped']} skipped",
        ]
        body = "<br>".join(bdi(line) for line in lines)
        self._display(f"<p>{body}</p>", "\n".join(lines), kind="corpus")

    def say(self, template: str, **values: object) -> None:
        """Show prose: `template` is the author's Markdown, `values` fill its ``{names}``, escaped.

        Numbers are written with two significant digits unless the template gives a format.

        Examples
        --------
        >>> Recorder().say("**{outlet}** has {n} articles.", outlet="<Post>", n=12)
        """
        page = clean(Escaping().vformat(markdown(template), (), values))
        self._display(page, Writing().vformat(template, (), values), kind="say")

    def table(
        self,
        name: str,
        table: pd.DataFrame,
        *,
        caption: str,
        note: str = "",
        columns: Columns = None,
        evidence: str | Sequence[str] | None = None,
        is_folded: bool = False,
    ) -> None:
        """Show the head of a table and keep all of it as ``tables/<name>.csv`` and ``.parquet``.

        Parameters
        ----------
        name : str
            Lower-case letters, digits and hyphens; unique in the report.
        table : DataFrame
            Any table of the package.
        caption, note : str
            What it shows, in words; and how to read it.
        columns : mapping of column to heading, or sequence of columns
            Which columns to show; all by default. The files hold all of them.
        evidence : str or sequence of str, optional
            Name of the evidence list behind the rows, or of the column that holds it: each outlet
            is linked to its sentences. Of a list in other parts, its name and the columns that
            hold the part, such as ``["words", "target", "term"]``.
        is_folded : bool, default False
            Whether the page shows the caption alone until the reader unfolds it; for long tables
            that stand beside a figure of the same numbers.
        """
        entry = {"name": name, "caption": _said("caption", caption), "rows": len(table)}
        self._keep("table", name, entry)
        self._folder.write_table(table, "tables", name)
        page = table_html(
            table,
            caption=caption,
            note=note,
            columns=columns,
            links=links_of(table, evidence),
            downloads=self._folder.links("Data", f"tables/{name}", "csv", "parquet"),
        )
        if is_folded:
            rows = counted(len(table), "row")
            summary = f'{bdi(caption)} <span class="ml-count">{rows}</span>'
            page = f'<details class="ml-group"><summary>{summary}</summary>{page}</details>'
        body = f'<div class="ml-wide" id="table-{name}">{page}</div>'
        self._display(body, f"{caption}\n{table.head(10)}", kind="table")

    def figure(
        self,
        name: str,
        fig: Any,  # noqa: ANN401
        *,
        alt: str,
        title: str = "",
        subtitle: str = "",
        note: str = "",
        table: str | pd.DataFrame | None = None,
    ) -> None:
        """Show a figure and keep it as ``figures/<name>.svg`` and ``.png``.

        Parameters
        ----------
        name : str
            Lower-case letters, digits and hyphens; unique in the report.
        fig : Figure or Axes
            What was drawn; it is closed, so that the notebook does not show it twice.
        alt : str
            What a reader who can't see the figure must know.
        title, subtitle, note : str
            What the figure shows; measure, unit, n and period; how to read it.
        table : str or DataFrame, optional
            The figure's data: the name of a table that the report shows too, before or after the
            figure, or a table to keep under `name`.
        """
        import matplotlib.pyplot as plt

        figure = figure_of(fig)
        entry = {"name": name, "alt": _said("alt", alt), "title": plain(title)}
        self._keep("figure", name, entry)
        spots = take_spots(figure)
        svg, png = drawings(figure, name)
        plt.close(figure)
        self._folder.write_bytes(f"figures/{name}.svg", svg)
        self._folder.write_bytes(f"figures/{name}.png", png)
        links = self._folder.links("Figure", f"figures/{name}", "svg", "png")
        links += self._data_links(name, table)
        page = figure_html(
            svg,
            name=name,
            alt=alt,
            title=title,
            subtitle=subtitle,
            note=" ".join(filter(None, (bdi(note) if note else "", links))),
            spots=[(sentences_of(spot.evidence, *spot.parts), spot) for spot in spots],
        )
        self._display(f'<div class="ml-wide">{page}</div>', title or alt, kind="figure")

    def evidence(
        self,
        name: str,
        table: pd.DataFrame,
        *,
        title: str = "The sentences behind the numbers",
        by: str | Sequence[str] = "outlet",
        limit: int = SENTENCES,
        actors: pd.DataFrame | None = None,
    ) -> None:
        """Show an `EVIDENCE` table as folded quotations, and add it to ``evidence.csv``.

        Parameters
        ----------
        name : str
            Unique in the report; an actor's id, where every actor has its list.
        table : DataFrame
            An `EVIDENCE` table.
        title : str
            Which sentences these are.
        by : str or sequence of str, default "outlet"
            The columns of `table` whose values fold the sentences, one within the other, in the
            order of the rows; a figure leads to such a part.
        limit : int
            Sentences shown per part, fewer where parts are very many; the file holds all of them.
        actors : DataFrame, optional
            An `ACTORS` table, so that speakers are called by their names.
        """
        name = list_name(name)
        self._keep("evidence", name, {"name": name, "rows": len(table)})
        self._evidence[name] = table.assign(evidence=name)
        self._folder.write_table(
            pd.concat(self._evidence.values(), ignore_index=True), "", "evidence"
        )
        page = evidence_html(
            table,
            name=name,
            title=title,
            by=[by] if isinstance(by, str) else by,
            limit=limit,
            names={}
            if actors is None
            else dict(zip(actors["actor_id"], actors["name"], strict=True)),
            downloads=self._folder.links("All sentences", "evidence", "csv"),
        )
        self._display(page, f"{title}: {numbers.count(len(table), 'sentence')}", kind="evidence")

    def finding(
        self, text: str, *, n: int | str, interval: Interval = None, evidence: str | None = None
    ) -> None:
        """Say what was found, with its n and interval; the first three open the report.

        Parameters
        ----------
        text : str
            The finding as a sentence.
        n : int or str
            Articles it rests on, or that in words ("34 and 51 articles").
        interval : str or pair of float, optional
            The 95 % interval; none for a plain count.
        evidence : str, optional
            Name of the evidence list to link to; the report shows it too, before or after.
        """
        entry = self._found(text, n, interval, evidence)
        self._display(finding_html(entry), f"{text} ({basis(entry)})", kind="finding")

    def limit(self, text: str) -> None:
        """Say what could not be computed, and why."""
        self._left_open(text)
        self._display(f'<p class="ml-limit">{bdi(text)}</p>', text, kind="limit")

    def summary(self, findings: Sequence[Finding], limits: Sequence[str]) -> None:
        """Say what stands out and what could not be computed; both open the report."""
        self._facts["is_summarised"] = True
        entries = [
            self._found(found.text, found.n, found.interval, found.evidence) for found in findings
        ]
        for text in limits:
            self._left_open(text)
        page = "".join(finding_html(entry) for entry in entries)
        page += "".join(f'<p class="ml-limit">{bdi(text)}</p>' for text in limits)
        said = [f"{entry['text']} ({basis(entry)})" for entry in entries]
        self._display(page, "\n".join([*said, *limits]), kind="summary")

    def articles(self, corpus: Corpus, *, rows: Sequence[int]) -> None:
        """Show whole articles to read: those of the collection in `rows`, counted from 0."""
        for row in corpus.articles.iloc[list(rows)].to_dict("records"):
            paragraphs = "".join(
                f"<p>{bdi(text)}</p>" for text in row["text"].split("\n") if text.strip()
            )
            page = (
                f'<section class="ml-article"><h3>{bdi(row["title"])}</h3>'
                f'<p class="ml-byline">{bdi(row["outlet"])}</p>{paragraphs}</section>'
            )
            text = f"{row['title']} ({row['outlet']})\n\n{row['text']}\n"
            self._display(page, text, kind="articles")

    def reading(self, name: str, reading: Reading) -> None:
        """Show one article with its voices marked, and keep its segments as a table.

        Parameters
        ----------
        name : str
            Lower-case letters, digits and hyphens; unique among the report's tables.
        reading : Reading
            What `Study.read` returns.
        """
        caption = f"Whose words: {reading.article['title'] or 'an article without headline'}"
        self._keep("table", name, {"name": name, "caption": caption, "rows": len(reading.segments)})
        self._folder.write_table(reading.segments, "tables", name)
        links = self._folder.links("Segments", f"tables/{name}", "csv", "parquet")
        small = f'<p class="ml-note">{links}</p>' if links else ""
        page = f'<div class="ml-wide" id="table-{name}">{reading.html}{small}</div>'
        self._display(page, repr(reading), kind="reading")

    def metric(self, name: str, value: float) -> None:
        """Keep a number for the history of the job."""
        if not math.isfinite(value):
            raise ValueError(f"metric {name!r} is {value}; give a finite number, or leave it out")
        self._metrics[file_name(name)] = int(value) if float(value).is_integer() else float(value)

    def track(self, profile: pd.DataFrame) -> None:
        """Remember estimates, so that the next report can say which of them moved.

        Parameters
        ----------
        profile : DataFrame
            A `PROFILE` table with the actors' names; rows without a mean are left out. Each
            estimate can be watched by a threshold too, under its label in lower case with
            hyphens: ``edda-marrin-in-the-post-own-voice``.
        """
        for row in profile.dropna(subset=["mean", "ci_low", "ci_high"]).to_dict("records"):
            voice = VOICES.get(row["measure"], row["measure"])
            self._memory["estimates"].append(
                {
                    "label": plain(f"{row['actor']} in {row['outlet']}, {voice}"),
                    **{name: round(float(row[key]), 6) for name, key in ESTIMATE.items()},
                    "n": int(row["n_clusters"]),
                }
            )

    def news(self, alerts: pd.DataFrame, said: Sequence[str]) -> None:
        """Say which counts of the last period stand out; what does stands in the digest too.

        Parameters
        ----------
        alerts : DataFrame
            An `ALERTS` table, from `Study.alerts`.
        said : sequence of str
            The same in words, from `medialens.compare.digest.digest`.
        """
        self._news = [plain(text) for text in said] if (alerts["tier"] != "none").any() else []
        page = "".join(f'<p class="ml-finding">{bdi(text)}</p>' for text in said)
        self._display(page, "\n".join(said), kind="news")

    def alert(self, name: str, text: str) -> None:
        """Raise an alert: it stands on the first screen, in the index and in the feed."""
        self._entries["alert"][file_name(name)] = {"name": name, "text": _said("text", text)}
        self._display(f'<p class="ml-alert">{bdi(text)}</p>', text, kind="alert")

    def finish(self) -> None:
        """Close the report: show what it was made with and write ``record.json``, last of all."""
        for kind, named in self._expected.items():
            if absent := sorted(named - set(self._entries[kind])):
                known = sorted(self._entries[kind])
                raise ValueError(f"the {kind} {absent[0]!r} is named, but the report has {known}")
        self._folder.write_json(MEMORY, self._memory)
        self._folder.write_json("record.json", self.record)
        made = ", ".join(f"{name} {version}" for name, version in versions().items())
        facts = self._facts["collection"]
        lines = [f"Collection {facts['slug']}, fingerprint {facts['fingerprint']}"] if facts else []
        lines.append(f"Made with {made}")
        self._display(f"<p>{'<br>'.join(map(escape, lines))}</p>", "\n".join(lines), kind="finish")

    def _found(
        self, text: str, n: int | str, interval: Interval = None, evidence: str | None = None
    ) -> dict[str, Any]:
        """Keep a finding, and return it as it stands in the record."""
        said = _said("text", text)
        shown = numbers.interval(*interval) if isinstance(interval, tuple) else interval
        entry = {
            "text": said,
            "n": numbers.count(n, "article") if isinstance(n, int) else plain(n),
            "interval": shown or None,
            "evidence": None if evidence is None else list_name(evidence),
        }
        self._entries["finding"][said] = entry
        self._expected["evidence"].update(filter(None, [entry["evidence"]]))
        return entry

    def _left_open(self, text: str) -> None:
        said = _said("text", text)
        if said not in self._limits:
            self._limits.append(said)

    def _display(self, page: str, text: str, *, kind: str) -> None:
        self._show(clean(page), plain(text), kind=kind)

    def _keep(self, kind: str, name: str, entry: dict[str, Any]) -> None:
        if file_name(name) in self._entries[kind] and self._folder.is_open:
            raise ValueError(f"{kind} {name!r} is there already; choose another name")
        self._entries[kind][name] = entry

    def _data_links(self, name: str, table: str | pd.DataFrame | None) -> str:
        if table is None:
            return ""
        if isinstance(table, str):
            self._expected["table"].add(table)
            name = table
        else:
            self._keep("table", name, {"name": name, "caption": "", "rows": len(table)})
            self._folder.write_table(table, "tables", name)
        links = self._folder.links("Data", f"tables/{name}", "csv", "parquet")
        return f" {links}" if links else ""


def _said(argument: str, text: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{argument}={text!r} says nothing; write a sentence for the reader")
    return plain(text)
