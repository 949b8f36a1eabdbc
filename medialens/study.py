"""Study: the tables of one analysis, with one method per question."""

import warnings
from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from medialens import __version__
from medialens.actor import Actor
from medialens.citing.provenance import collection_facts, versions
from medialens.citing.study import Facts, Passage, citation_of, methods_of
from medialens.corpus import Corpus
from medialens.errors import EmptyError, MedialensWarning, check_one_of, unknown_name
from medialens.exchange import WRITERS
from medialens.questions.collected import Collected
from medialens.questions.stances import Stances
from medialens.questions.voices import Voices
from medialens.questions.words import Words
from medialens.saved import Saved, read_saved, write_saved
from medialens.score import DEFAULT_SCORER
from medialens.study_card import study_card
from medialens.tables import rows_of

if TYPE_CHECKING:
    from medialens.plotting import Plots
    from medialens.widgets import Explorer

NO_QUESTIONS = ("methods", "cite", "save", "select", "export", "explore")


def analyse(
    corpus: Corpus,
    *,
    actors: Sequence[Actor] | None = None,
    scorer: str = DEFAULT_SCORER,
    progress: bool = False,
) -> "Study":
    """Annotate and score a collection, and return the study that answers questions about it.

    Parameters
    ----------
    corpus : Corpus
        The collection, from `medialens.load`.
    actors : sequence of Actor, optional
        The actors to compare; by default the collection's catalogue, or the names seen in it.
    scorer : str, default "target"
        Name of a registered scorer. Change it to see how much a finding hangs on the instrument.
    progress : bool, default False
        Whether to draw a progress bar, on a terminal or in a notebook. Where it takes too long,
        stop it: what was read is kept, and the next call goes on from there.

    Returns
    -------
    Study
        The tables and the questions.
    """
    study = Study(corpus, None if actors is None else tuple(actors), scorer=scorer)
    study.annotate(progress=progress)
    return study


def open_study(folder: str | Path) -> "Study":
    """Open a study that `Study.save` wrote; nothing is annotated or scored again.

    Parameters
    ----------
    folder : str or Path
        The folder.

    Returns
    -------
    Study
        With the tables as they were saved. What is asked of it is computed by this version; a
        ``MedialensWarning`` tells where another one annotated and scored.

    Raises
    ------
    ReadError
        If it is no saved study, one of another format version, or a damaged one.
    """
    saved = read_saved(Path(folder))
    study = Study(saved.corpus, saved.actors_sought, scorer=saved.scorer)
    study.__dict__.update(
        tables=saved.tables,
        copies=saved.copies,
        events=saved.events,
        scorer_note=saved.scorer_note,
        made_by=saved.made_by,
    )
    if saved.made_by != f"medialens {__version__}":
        warnings.warn(
            f"{folder} was annotated and scored by {saved.made_by}; what you ask of it now is "
            f"computed by medialens {__version__}",
            MedialensWarning,
            stacklevel=2,
        )
    return study


class Study(Words, Voices, Stances, Collected):
    """One analysis of one collection. Every method returns a plain tidy table.

    The tables are made when the first question needs them; questions about volume and health
    (`coverage`, `timeline`, `health`) need none of them.

    Parameters
    ----------
    corpus : Corpus
        The collection.
    actors_sought : tuple of Actor, optional
        The actors to compare; by default the catalogue, or the names seen in the collection.
    scorer : str
        Name of the scorer behind every value.
    """

    @property
    def plot(self) -> "Plots":
        """The figures: ``study.plot.profile("Edda Marrin")``. Each returns matplotlib Axes."""
        from medialens.plotting import Plots  # matplotlib takes longer than all the rest

        return Plots(self)

    def explore(self, *, actors: Sequence[str] | None = None) -> "Explorer":
        """Show the study as linked views: from a number to its sentences and their article.

        Parameters
        ----------
        actors : sequence of str, optional
            Ids or names of the actors that stand in the rows; by default those named in most
            articles.

        Returns
        -------
        Explorer
            To end a cell with, in JupyterLab; elsewhere it is a plain page of tables. Needs
            ``pip install 'medialens[lab]'``.
        """
        from medialens.widgets import explore  # anywidget is an extra

        return explore(self, actors=actors)

    def __getitem__(self, outlet: str) -> "Study":
        """Return the study of one outlet's articles, as `select` does."""
        return self.select(outlet=outlet)

    def select(
        self,
        *,
        outlet: str | Collection[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        actor: str | None = None,
        event: str | None = None,
        articles: Any = None,  # noqa: ANN401
    ) -> "Study":
        """Return the study of some of the articles; nothing is annotated or scored again.

        Parameters
        ----------
        outlet, since, until
            As for `Corpus.where`.
        actor : str, optional
            Id or name of an actor: articles that mention it.
        event : str, optional
            An ``event_id`` of `events`: articles about it.
        articles : mask, optional
            True and False for each article, such as ``study.corpus.outlet == "A"``, or a slice.

        Returns
        -------
        Study
            With the same actors and the tables' rows of these articles. Copies and events are
            those among the selected articles.

        Raises
        ------
        UnknownNameError
            If an outlet, actor or event is not known.
        EmptyError
            If no article is left.
        """
        corpus = self.corpus if articles is None else self.corpus[articles]
        for column, name in (("actor_id", actor), ("event_id", event)):
            if name is not None:
                corpus = corpus[corpus.articles["article_id"].isin(self._about(column, name))]
        corpus = corpus.where(outlet=outlet, since=since, until=until)
        if not len(corpus):
            raise EmptyError(f"{self.corpus.name} has no such article")
        chosen = Study(corpus, self.actors_sought, scorer=self.scorer)
        if self.is_annotated:
            chosen.__dict__["tables"] = rows_of(self.tables, corpus.articles["article_id"])
            chosen.__dict__.update(made_by=self.made_by, scorer_note=self.scorer_note)
        return chosen

    def _about(self, column: str, name: str) -> "pd.Series[str]":
        """Return the ids of the articles that mention an actor or are about an event."""
        if column == "actor_id":
            mentions = self.tables.mentions
            return mentions.loc[mentions["actor_id"] == self.actor_id(name), "article_id"]
        known = self.events["event_id"]
        if name not in set(known):
            raise unknown_name("event", name, known.unique().tolist())
        return self.events.loc[known == name, "article_id"]

    def methods(self, *questions: str) -> Passage:
        """Return how this study was made, as a paragraph for a paper, with references.

        Parameters
        ----------
        *questions : str
            The methods of this study that the paper uses, such as ``"profile"``,
            ``"keywords"``: what their tables rest on is told, and nothing else.

        Returns
        -------
        Passage
            Plain text: the collection, the versions, the methods, and that no person checked
            the scores where that is so.

        Raises
        ------
        UnknownNameError
            If a question is none of the study's methods.
        """
        return methods_of(self._facts(), self._asked(questions))

    def cite(self, *questions: str) -> Passage:
        """Return BibTeX entries: medialens as used here, and the works that `methods` names."""
        return citation_of(self._facts(), self._asked(questions))

    def _asked(self, questions: Sequence[str]) -> list[str]:
        known = [
            name
            for kind in reversed(Study.__mro__)
            for name, member in vars(kind).items()
            if not name.startswith("_") and name not in NO_QUESTIONS
            if callable(member) or isinstance(member, cached_property)
        ]
        for question in questions:
            if question not in known:
                raise unknown_name("question", question, known)
        return list(dict.fromkeys(questions))

    def _facts(self) -> Facts:
        facts = collection_facts(self.corpus) | {"n_unselected": self.corpus.n_unselected}
        return Facts(
            facts,
            made_by=self.made_by,
            scorer=self.scorer,
            scorer_note=self.scorer_note,
            n_actors=len(self.tables.actors),
            is_catalogue=bool(self.tables.actors["origin"].eq("catalogue").all()),
            versions=versions(),
        )

    def save(self, folder: str | Path) -> Path:
        """Write the study into a folder, to be opened by `open_study`, pandas or R.

        One Parquet file a table, with plain columns and no index, and ``study.json``, which names
        them with their hashes, the versions and the collection's fingerprint. Their columns are
        those of `medialens.schemas`.

        Parameters
        ----------
        folder : str or Path
            Made whole or not at all. A study that was saved there before is replaced.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        ValueError
            If something else lies under that name.
        """
        kept = Saved(
            self.corpus,
            self.tables,
            copies=self.copies,
            events=self.events,
            scorer=self.scorer,
            scorer_note=self.scorer_note,
            made_by=self.made_by,
            actors_sought=self.actors_sought,
        )
        return write_saved(kept, Path(folder))

    def export(self, form: Literal["conll", "dna", "qda"], path: str | Path) -> Path:
        r"""Write the study for another program.

        Parameters
        ----------
        form : {"conll", "dna", "qda"}
            ``"dna"``: a CSV of statements, who speaks for or against whom, as Discourse Network
            Analyzer lists them. ``"qda"``: a folder of documents and ``codes.csv``, codes with
            spans, for programs of qualitative analysis. ``"conll"``: tokens with BIO labels of
            actors, sources and voices. `medialens.exchange` has the columns of each.
        path : str or Path
            The file, or for ``"qda"`` the folder.

        Returns
        -------
        Path
            The file or folder.
        """
        check_one_of("form", form, list(WRITERS))
        return WRITERS[form](self.corpus.articles, self.tables, Path(path))

    def _ipython_key_completions_(self) -> list[str]:
        return self.corpus.outlets

    def __repr__(self) -> str:
        return str(study_card(self))

    def _repr_html_(self) -> str:
        return study_card(self).html
