"""Collocates: which words stand near an actor, or near a word, more often than elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.compare.clusters import distinct_articles
from medialens.compare.keyness import log_ratio_of, signed_g2
from medialens.schemas import COLLOCATES
from medialens.text.normal import searchable
from medialens.text.words import word_spans

FloatArray = NDArray[np.float64]
Node = tuple[int, int]


def find_collocates(  # noqa: PLR0913 - each option has a default to keep
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    sentences: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    window: int = 5,
    min_count: int = 5,
    min_articles: int = 3,
    exclude: Collection[str] = (),
) -> pd.DataFrame:
    """Find the words that stand near given places more often than in the rest of the sentences.

    Parameters
    ----------
    articles, copies, sentences : DataFrame
        `ARTICLES`, `COPIES` and `SENTENCES`; of each copied text an outlet keeps one article.
    nodes : DataFrame
        The places: columns article_id, sentence_id, start, end (a `MENTIONS` table cut to one
        actor, or occurrences of a word).
    window : int, default 5
        Words to either side, within the sentence.
    min_count, min_articles : int
        Occurrences near, and distinct articles with one, below which a word is left out.
    exclude : collection of str
        Words to leave out, in any case, such as the actor's own names.

    Returns
    -------
    DataFrame
        A `COLLOCATES` table, the highest ``log_dice`` first. How to read it: ``log_dice`` is at
        most 14 and does not depend on the size of the collection, +1 is twice as close; ``g2`` says
        how much evidence there is, ``log_ratio`` how much more frequent the word is near than
        elsewhere. Words of a sentence are not independent: read the lines before you quote one.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    ``log_dice = 14 + log2(2 n / (places + occurrences of the word))`` with the ``n`` times that it
    stands within the window.

    References
    ----------
    Rychly, P. (2008). A lexicographer-friendly association score. RASLAN 2008, 6-9 (logDice).
    Evert, S. (2008). Corpora and collocations. In: Corpus Linguistics: an international handbook.

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("valdory"), scorer="vader_clause")
    >>> study.collocates("Edda Marrin").columns[:2].tolist()
    ['word', 'n_near']
    """
    distinct = distinct_articles(articles, copies)["article_id"]
    kept = articles[articles["article_id"].isin(distinct)]
    counts = _counted(kept, sentences, nodes, window)
    n_near, n_far = float(counts.near.total()), float(counts.far.total())
    barred = {word.lower() for word in exclude}
    rows = [
        (word, n, counts.far[word], len(counts.spread[word]))
        for word, n in counts.near.items()
        if n >= min_count and len(counts.spread[word]) >= min_articles and word not in barred
    ]
    table = pd.DataFrame(rows, columns=["word", "n_near", "n_elsewhere", "range"])
    if table.empty or not n_far:
        return COLLOCATES.table(table)
    a, b = (table[name].to_numpy(dtype=np.float64) for name in ("n_near", "n_elsewhere"))
    table = table.assign(
        log_dice=14 + np.log2(2 * a / (counts.n_nodes + a + b)),
        log_ratio=log_ratio_of(a, b, n_near, n_far),
        g2=signed_g2(a, b, n_near, n_far),
    )
    order = table.sort_values(["log_dice", "word"], ascending=[False, True], ignore_index=True)
    return COLLOCATES.table(order)


def _counted(
    articles: pd.DataFrame, sentences: pd.DataFrame, nodes: pd.DataFrame, window: int
) -> "_Counts":
    """Count each word near a node and elsewhere."""
    places: dict[tuple[str, int], list[Node]] = {}
    names = ("article_id", "sentence_id", "start", "end")
    for article_id, sentence_id, *node in zip(*(nodes[n].tolist() for n in names), strict=True):
        places.setdefault((article_id, sentence_id), []).append((node[0], node[1]))
    columns = (articles[name].tolist() for name in ("article_id", "title", "text"))
    texts = {article_id: both for article_id, *both in zip(*columns, strict=True)}
    counts = _Counts()
    parts = ("article_id", "sentence_id", "zone", "start", "end")
    for article_id, sentence_id, zone, start, end in zip(
        *(sentences[n].tolist() for n in parts), strict=True
    ):
        if article_id in texts:
            source = searchable(texts[article_id][zone != "headline"])
            spans = [(a + start, b + start) for a, b in word_spans(source[start:end])]
            words = [source[a:b].lower() for a, b in spans]
            counts.add(article_id, words, spans, places.get((article_id, sentence_id), []), window)
    return counts


@dataclass
class _Counts:
    """Words near a node and elsewhere, the articles with one near, and the nodes."""

    near: Counter[str] = field(default_factory=Counter)
    far: Counter[str] = field(default_factory=Counter)
    spread: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    n_nodes: int = 0

    def add(
        self, article_id: str, words: list[str], spans: list[Node], nodes: list[Node], window: int
    ) -> None:
        """Count the words of one sentence."""
        is_near, is_node = _near(spans, nodes, window)
        self.n_nodes += len(nodes)
        self.far.update(w for w, a, b in zip(words, is_near, is_node, strict=True) if not (a or b))
        close = [word for word, here in zip(words, is_near, strict=True) if here]
        self.near.update(close)
        for word in close:
            self.spread[word].add(article_id)


def _near(
    spans: list[Node], nodes: Iterable[Node], window: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which words stand near a node, and which are part of one."""
    is_near, is_node = (np.zeros(len(spans), dtype=bool) for _ in range(2))
    for start, end in nodes:
        inside = [at for at, (a, b) in enumerate(spans) if a < end and b > start]
        if inside:
            is_node[inside] = True
            is_near[max(0, inside[0] - window) : inside[-1] + 1 + window] = True
    return is_near & ~is_node, is_node
