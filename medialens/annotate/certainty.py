"""Certainty: how sure the outlet and its sources are, by the marks in their words."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from medialens.annotate.certainty_marks import Mark
from medialens.annotate.owners import Content
from medialens.annotate.scenes import Scene, Span, is_in, scenes
from medialens.annotate.tokens import Token
from medialens.annotate.voices import Frame, owner, voice_columns
from medialens.schemas import CERTAINTY, CERTAINTY_RATINGS

_SUBORDINATORS = frozenset(
    {
        "who", "whom", "whose", "which", "because", "although", "though", "while", "whereas",
        "since", "until", "after", "before", "when", "where",
    }
)  # fmt: skip


def find_certainty(
    articles: pd.DataFrame, sentences: pd.DataFrame, attributions: pd.DataFrame
) -> pd.DataFrame:
    """Find the words that mark how sure a statement is, and whose words they are.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    sentences, attributions : DataFrame
        The tables of these articles.

    Returns
    -------
    DataFrame
        A `CERTAINTY` table: one row per mark, in order of article, sentence and start. How to read
        a ``kind``: a *hedge* lowers the commitment (may, alleged), a *booster* raises it
        (certainly), a *factive* treats what follows as true (realize), an *implicative* says
        whether it came about (manage to, fail to); *negation*, *question*, *conditional* and
        *future* set the words apart from a plain statement that something is so. ``voice`` is
        ``own`` where the outlet itself uses the word.

    Notes
    -----
    By a word list and its neighbors: "may" counts as a verb, not as the month; "the will" and
    "might of" do not count; "about" counts before a number. "Can" is not in the list because it
    means ability far more often; "could" is, though it may tell a past ability. "Would" is a
    conditional, in an indirect report the future. A mark is a choice of words, not a fault: a
    hedge can be just what is known. No row is made of articles in other languages than English.

    References
    ----------
    Hyland (2005), Metadiscourse; Hooper (1975), On Assertive Predicates; Karttunen (1971),
    Implicative Verbs; Saurí and Pustejovsky (2009), FactBank.

    Examples
    --------
    >>> from medialens.schemas import ARTICLES, ATTRIBUTIONS
    >>> from medialens.text.sentences import split_sentences
    >>> row = {"article_id": "a", "outlet": "o", "title": ""}
    >>> row["text"] = "The port may not open in May."
    >>> articles = ARTICLES.table([row])
    >>> found = find_certainty(articles, split_sentences(articles), ATTRIBUTIONS.table())
    >>> found[["surface", "kind", "voice"]].values.tolist()
    [['may', 'hedge', 'own'], ['not', 'negation', 'own']]
    """
    rows: list[dict[str, Any]] = []
    for scene in scenes(articles, sentences, attributions):
        for mark in scene.marks:
            content = owner(scene.contents, mark.start, mark.end)
            frame = scene.frame(content) if content else None
            rows.append(
                {
                    **scene.place,
                    **mark._asdict(),
                    **voice_columns(content),
                    "kind": _kind(mark, frame),
                    "level": mark.level or None,
                    "polarity": mark.polarity or None,
                }
            )
    return CERTAINTY.table(rows)


def rate_certainty(
    articles: pd.DataFrame, sentences: pd.DataFrame, attributions: pd.DataFrame
) -> pd.DataFrame:
    """Rate how sure each source is of what its words say, by a rule of thumb.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    sentences, attributions : DataFrame
        The tables of these articles.

    Returns
    -------
    DataFrame
        A `CERTAINTY_RATINGS` table: one row per sentence and source whose words it holds, the
        outlet among them (``voice`` own). How to read a row: ``level`` is how far that source
        commits itself - CT certain, PR probable, PS possible, U not committed - and
        ``polarity`` to what: + that it is so, - that it is not, u neither. ``marks`` are the words
        that decided; without any a plain statement is CT and +.

    Notes
    -----
    The rule: marks of the main clause and the cue that reports it count. Any question, "if" or word
    of hearsay (alleged) gives U; else the weakest hedge gives the level; an odd number of denying
    marks (not, fail to, a source's "denied") gives -. "Will" leaves the level. The main clause is
    guessed: stretches after "who", "because" and the like are left out up to a comma, and so is
    what follows ";", "but" or ", and". The source phrase and the cue of a report are not rated,
    nor are fewer than three own words beside one.

    Its limits: it rates sentences, not the events in them; irony, scope ("not because") and
    verbs outside the list escape it; it has not been measured against human ratings. For the
    outlet, what a source says is not committed to unless its own words do so: there is no row.

    References
    ----------
    Saurí and Pustejovsky (2009), FactBank: a corpus annotated with event factuality.

    Examples
    --------
    >>> from medialens.schemas import ARTICLES, ATTRIBUTIONS
    >>> from medialens.text.sentences import split_sentences
    >>> row = {"article_id": "a", "outlet": "o", "title": ""}
    >>> row["text"] = "The port may not open in May."
    >>> articles = ARTICLES.table([row])
    >>> rated = rate_certainty(articles, split_sentences(articles), ATTRIBUTIONS.table())
    >>> rated[["level", "polarity", "marks"]].values.tolist()
    [['PS', '-', 'may | not']]
    """
    rows: list[dict[str, Any]] = []
    for scene in scenes(articles, sentences, attributions):
        framing = scene.framing()
        for content, words in scene.layers(framing):
            deciding = _deciding(scene, content, words, framing)
            span = {"start": words[0].start, "end": words[-1].end}
            rows.append({**scene.place, **span, **voice_columns(content), **_rating(deciding)})
    return CERTAINTY_RATINGS.table(rows)


def _kind(mark: Mark, frame: Frame | None) -> str:
    """Return the mark's kind; "would" in an indirect report is the future of the past."""
    is_past = frame is not None and frame.type != "direct"
    return "future" if is_past and mark.surface.lower() == "would" else mark.kind


def _deciding(
    scene: Scene, content: Content | None, words: Sequence[Token], framing: Mapping[int, list[Span]]
) -> list[Mark]:
    """Return the marks in the main clause of the words, and those in the cue of their report."""
    main = [(word.start, word.end) for word in _main_clause(words)]
    everywhere = [(word.start, word.end) for word in words]
    own = framing.get(content.attribution_id, [])[-1:] if content else []
    is_direct = content is not None and scene.frame(content).type == "direct"
    return [
        mark
        for mark in scene.marks
        if _starts_in(mark, main)
        or (mark.kind in ("question", "conditional") and _starts_in(mark, everywhere))
        or (is_in(mark[:2], own) and not (is_direct and mark.polarity))
    ]


def _starts_in(mark: Mark, spans: Sequence[Span]) -> bool:
    return any(start <= mark.start < end for start, end in spans)


def _main_clause(words: Sequence[Token]) -> list[Token]:
    """Return the words up to "but", without "because" and the like up to a comma."""
    kept: list[Token] = []
    is_skipped = False
    for at, word in enumerate(words):
        following = words[at + 1].low if at + 1 < len(words) else ""
        if kept and (word.low in (";", "but") or (word.low == "," and following in ("and", "or"))):
            break
        is_skipped = word.low in _SUBORDINATORS or (is_skipped and word.low != ",")
        if not is_skipped:
            kept.append(word)
    return kept


def _rating(marks: Sequence[Mark]) -> dict[str, str]:
    levels = {mark.level for mark in marks}
    level = next((weak for weak in ("U", "PS", "PR") if weak in levels), "CT")
    is_denied = sum(mark.polarity == "-" for mark in marks) % 2 == 1
    polarity = "u" if level == "U" else "-" if is_denied else "+"
    counting = [mark.surface for mark in marks if mark.level or mark.polarity]
    return {"level": level, "polarity": polarity, "marks": " | ".join(counting)}
