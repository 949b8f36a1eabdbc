"""Catalogue: a draft of a collection's actors, for a person to edit."""

from pathlib import Path

import pandas as pd

from medialens.annotate.suggesting import suggest
from medialens.corpus import Corpus
from medialens.io.atomic import write_text_atomic
from medialens.io.catalogue import catalogue_text
from medialens.text.sentences import split_sentences


def suggest_actors(collection: Corpus, *, output: str | Path | None = None) -> pd.DataFrame:
    """Draft the actor catalogue of a collection.

    Parameters
    ----------
    collection : Corpus
        The collection, from `medialens.load`. Its catalogue is kept as it is; what the texts name
        beside is added.
    output : path, optional
        A file for the draft as TOML, in the form that ``collection.toml`` accepts, with counts,
        merges and doubts in comments.

    Returns
    -------
    DataFrame
        A `SUGGESTIONS` table: one row per form of an actor. Doubtful merges come first, then
        actors of unknown kind, then those named in most articles. How to read a value: ``n_form``
        0 is a form that another one licenses ("Norway's prime minister") and that no text has; a
        sentence in ``doubts`` is a question to you, not an error.

    Notes
    -----
    Loaded as the collection's catalogue, the draft finds the mentions that discovery found. Ids
    are made of the names: neither the order of the files nor unrelated articles change them. A
    catalogue ends discovery: actors that it lacks are no longer looked for, so draft again when
    the collection has grown.

    Examples
    --------
    >>> import medialens as ml
    >>> draft = ml.suggest_actors(ml.load("first_lesson"))
    >>> len(set(draft["actor_id"])) > 3
    True
    """
    articles = collection.articles
    draft = suggest(articles, split_sentences(articles), known=collection.actors)
    if output is not None:
        write_text_atomic(Path(output), catalogue_text(draft, name=collection.name))
    return draft
