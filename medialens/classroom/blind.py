"""Blind mode: the same articles without their outlets' names, and a key that opens after a guess.

Who reads a name reads an opinion of it. A class that codes blind, or guesses which outlet it reads,
judges the words alone.
"""

import hashlib
import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from medialens.actor import Actor, slug
from medialens.article import Article
from medialens.classroom.outlet_forms import Mask, is_form_of
from medialens.corpus import Corpus
from medialens.errors import MedialensWarning
from medialens.schemas import ARTICLES

GUESSED = ["label", "you", "outlet", "is_right"]
MASKED = ("title", "text", "author", "section", "published_note")
KEPT_BESIDE = ("event", "event_id")  # which event an article is about tells nothing of its outlet
SOURCE = "blinded"


@dataclass(frozen=True)
class BlindKey:
    """Which label stands for which outlet, kept back until a guess is made.

    It shows the labels, the names that may be guessed and a seal, never what belongs together.
    `reveal_outlets` opens it.

    Parameters
    ----------
    labels : tuple of str
        The labels, in order.
    seal : str
        16 hex digits made of the key: noted on the board before the guessing, they show
        afterwards that nobody exchanged it.
    """

    labels: tuple[str, ...]
    seal: str
    _outlets: Mapping[str, str] = field(repr=False)

    @property
    def candidates(self) -> list[str]:
        """The names that may be guessed, sorted."""
        return sorted(self._outlets.values())


def blinded(corpus: Corpus, *, seed: int = 1) -> tuple[Corpus, BlindKey]:
    """Return the collection with its outlets renamed Outlet A, Outlet B, ..., and the sealed key.

    Parameters
    ----------
    corpus : Corpus
        The collection, before it is analysed.
    seed : int, default 1
        Draws the order of the letters; the same collection and seed give the same letters.

    Returns
    -------
    Corpus
        To be analysed like any other. The outlets' names are replaced by their labels wherever
        they stand: in texts, titles, bylines, sections and the actor catalogue. Addresses, files
        and article ids are new; of further columns only ``event`` and ``event_id`` are kept.
    BlindKey
        The sealed key, for `reveal_outlets`.

    Notes
    -----
    Replaced are the full name with and without "The", the last word of a name of several words
    after "the" ("the Courier"), initials of three letters and more, and web hosts. The texts
    change length, so offsets count in the blinded texts; that is consistent because the analysis
    comes after.

    What stays can still give an outlet away: its quotation marks and house style, its town, its
    beats and columnists, another language, and what readers remember. A nickname that is not part
    of the name is not found, and a place or a product that bears an outlet's name is replaced
    along with it. The seal keeps honest people honest: who has the collection and the seed can
    make the key anew.

    Examples
    --------
    >>> import medialens as ml
    >>> corpus, key = blinded(ml.load("first_lesson"), seed=3)
    >>> corpus.outlets
    ['Outlet A', 'Outlet B', 'Outlet C']
    """
    outlets = [corpus.outlets[at] for at in np.random.default_rng(seed).permutation(
        len(corpus.outlets))]  # fmt: skip
    labels = dict(zip(outlets, _labels(len(outlets)), strict=True))
    mask = Mask(labels, _hosts(corpus.articles))
    masked = replace(
        corpus,
        articles=_masked_articles(corpus.articles, labels, mask),
        rejects=_masked_rows(corpus.rejects, "reason", mask),
        skips=_masked_rows(corpus.skips, "note", mask),
        slug=f"{corpus.slug}-blinded",
        description=mask(corpus.description),
        actors=_masked_actors(corpus.actors, mask),
        mapping={},
        notices=tuple(mask(notice) for notice in corpus.notices),
    )
    of_label = {label: outlet for outlet, label in labels.items()}
    return masked, BlindKey(tuple(of_label), _seal(of_label), of_label)


def reveal_outlets(key: BlindKey, guesses: Mapping[str, str]) -> pd.DataFrame:
    """Open the key, once every label has a guess.

    Parameters
    ----------
    key : BlindKey
        The sealed key, from `blinded`.
    guesses : mapping of str to str
        Label to the outlet that is guessed; "I cannot tell" is a guess too.

    Returns
    -------
    DataFrame
        One row per label: ``label``, ``you``, ``outlet``, ``is_right``. Upper and lower case and a
        leading "The" do not matter.

    Raises
    ------
    ValueError
        If a label has no guess yet, or a guess is for no label.
    """
    strange = sorted(set(guesses) - set(key.labels))
    if strange:
        raise ValueError(f"no outlet is called {strange[0]!r} here; choose among {key.labels}")
    open_labels = [label for label in key.labels if not guesses.get(label, "").strip()]
    if open_labels:
        raise ValueError(
            f"no guess yet for {', '.join(open_labels)}; commit to one for each, then the key opens"
        )
    rows = [(label, guesses[label].strip(), key._outlets[label]) for label in key.labels]
    table = pd.DataFrame(rows, columns=GUESSED[:3])
    table["is_right"] = [is_form_of(you, outlet) for _, you, outlet in rows]
    return table


def reveal_outlets_if_committed(key: BlindKey, guesses: Mapping[str, str]) -> pd.DataFrame:
    """Reveal if every label has a guess; else return an empty table and say what is open.

    For notebooks that must run from top to bottom before a student has written anything.

    Examples
    --------
    In a lesson: ``revealed = reveal_outlets_if_committed(key, guesses)``.
    """
    try:
        return reveal_outlets(key, guesses)
    except ValueError as not_yet:
        warnings.warn(str(not_yet), MedialensWarning, stacklevel=2)
        return pd.DataFrame(columns=GUESSED)


def _labels(n: int) -> Iterator[str]:
    """Yield Outlet A to Outlet Z, then Outlet AA and so on."""
    for at in range(n):
        first, last = divmod(at, 26)
        yield f"Outlet {chr(64 + first) if first else ''}{chr(65 + last)}"


def _hosts(articles: pd.DataFrame) -> dict[str, str]:
    """Return the web hosts of outlets; a host that several outlets share belongs to none."""
    hosts = articles["url"].str.extract(r"^https?://(?:www\.)?([^/:?#]+)", expand=False)
    pairs = pd.DataFrame({"host": hosts, "outlet": articles["outlet"]}).dropna().drop_duplicates()
    pairs = pairs[~pairs["host"].duplicated(keep=False)]
    return dict(zip(pairs["host"], pairs["outlet"], strict=True))


def _masked_articles(articles: pd.DataFrame, labels: Mapping[str, str], mask: Mask) -> pd.DataFrame:
    beside = [name for name in KEPT_BESIDE if name in articles]
    table = articles[[*ARTICLES.columns, *beside]].copy()
    table["outlet"] = table["outlet"].map(labels)
    for column in MASKED:
        table[column] = [mask(text, is_byline=column != "text") for text in table[column]]
    table["source_file"], table["source_row"] = SOURCE, pd.NA
    table["url"] = table["url"].astype(object)
    has_address = table["url"].str.len() > 0
    numbers = table.groupby("outlet").cumcount() + 1
    address = "https://" + table["outlet"].map(slug) + ".example/" + numbers.astype(str)
    table["url"] = address.where(has_address, "")
    columns = table[["text", "title", "outlet", "url"]]
    table["article_id"] = [
        Article(text=text, title=title, outlet=outlet, url=url).article_id
        for text, title, outlet, url in columns.to_numpy().tolist()
    ]
    return _in_order(table, beside)


def _in_order(table: pd.DataFrame, beside: Sequence[str]) -> pd.DataFrame:
    kept = table.set_index("article_id")[list(beside)]
    return ARTICLES.table(table.drop(columns=list(beside))).join(kept, on="article_id")


def _masked_rows(table: pd.DataFrame, said: str, mask: Mask) -> pd.DataFrame:
    return table.assign(source_file=SOURCE, **{said: [mask(text) for text in table[said]]})


def _masked_actors(actors: Sequence[Actor], mask: Mask) -> tuple[Actor, ...]:
    return tuple(_masked_actor(actor, mask) for actor in actors)


def _masked_actor(actor: Actor, mask: Mask) -> Actor:
    """Return the actor under the label, where it is an outlet; else with its forms masked."""
    name = mask(actor.name, is_byline=True)
    if name == actor.name:
        forms = tuple(replace(form, text=mask(form.text)) for form in actor.forms)
        apart = tuple(mask(text) for text in actor.apart)
        return replace(actor, forms=forms, apart=apart, note=mask(actor.note))
    return replace(actor, actor_id=slug(name), name=name, forms=(), apart=(), note="")


def _seal(of_label: Mapping[str, str]) -> str:
    payload = json.dumps(dict(of_label), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(payload.encode("utf-8", "replace")).hexdigest()[:16]
