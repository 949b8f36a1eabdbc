"""Same event, several outlets: how a text speaks of an actor in its own words."""

import re
from collections.abc import Sequence

import pandas as pd

from medialens.classroom.exercise import Exercise, exercise
from medialens.study import Study

FOR, AGAINST, NEITHER = "for", "against", "neither"
QUESTION = "In its own words, is this text for the actor, against, or neither?"


def stance_exercise(
    study: Study,
    *,
    actor: str | None = None,
    outlets: Sequence[str] = (),
    n: int = 6,
    seed: int = 1,
) -> Exercise:
    """Draw articles whose own sentences about an actor are to be judged, outlets hidden.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    actor : str, optional
        Name or id of the actor; the one named in most articles where none is given.
    outlets : sequence of str
        Outlets to draw from; all where none is given.
    n : int, default 6
        Items.
    seed : int, default 1
        Another seed draws other articles.

    Returns
    -------
    Exercise
        Answers are ``"for"``, ``"against"`` and ``"neither"``. The sheet calls every outlet and
        every title "hidden"; `told_by` names them afterwards.
    """
    who = study.actor_id(actor) if actor else study.top_actors(1)[0]
    pool = _pool(study, who)
    if outlets:
        pool = pool[pool["outlet_name"].isin(list(outlets))]
    hidden = pool.assign(outlet="hidden", title="hidden")
    return exercise(study, ("stances", QUESTION, (FOR, AGAINST, NEITHER)), hidden, n=n, seed=seed)


def told_by(study: Study, drawn: Exercise) -> pd.DataFrame:
    """Return which outlet and title stand behind each item of an exercise with hidden outlets."""
    columns = ["article_id", "outlet", "title", "published"]
    table = drawn.places[["item", "article_id"]].merge(
        study.corpus.articles[columns], on="article_id"
    )
    return table.drop(columns="article_id").sort_values("item", ignore_index=True)


def _pool(study: Study, who: str) -> pd.DataFrame:
    """Return the articles with two or more own sentences about the actor, and their sign."""
    own = study.evidence(who).query("voice == 'own' and zone != 'headline'")
    own = own.drop_duplicates(["article_id", "sentence_id"])
    found = own.groupby("article_id").agg(
        outlet_name=("outlet", "first"),
        sentence=("segment", _joined),
        n=("segment", "size"),
        n_for=("label", lambda labels: int((labels == "positive").sum())),
        n_against=("label", lambda labels: int((labels == "negative").sum())),
        start=("start", "min"),
        end=("end", "max"),
    )
    found = found[found["n"] > 1].reset_index()
    lean = found["n_for"] - found["n_against"]
    return found.assign(
        machine=[FOR if gap > 0 else AGAINST if gap < 0 else NEITHER for gap in lean],
        why=[
            f"of {n} own sentences it reads {n_for} as for, {n_against} as against"
            for n, n_for, n_against in found[["n", "n_for", "n_against"]].to_numpy().tolist()
        ],
        passage=study.name_of(who) + " in this text",
        subject=who,
    )


def _joined(segments: pd.Series) -> str:
    """Join sentences, with a mark where reported words were taken out."""
    return " … ".join(re.sub(r"\s{3,}", " [reported words] ", text).strip() for text in segments)
