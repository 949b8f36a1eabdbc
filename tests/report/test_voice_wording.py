"""What the report on voices says first: with n and interval, or as a plain count."""

import pandas as pd
import pytest

from medialens.report.voice_wording import (
    anonymity_findings,
    edge_findings,
    listening_findings,
    percents,
    share_findings,
    voice_limits,
)
from medialens.schemas import EDGES, SPEAKING, VOICES


def voices(*rows):
    """Rows of outlet, distinct articles, own words of 1,000; an interval from 40 articles on."""
    table = [
        {
            "outlet": outlet, "n_articles": n, "n_clusters": n, "n_words": 1000, "words_own": own,
            "share_own": own / 1000 if n >= 5 else None, "n_statements": 50, "n_unnamed": 2,
            "own_low": own / 1000 - 0.05 if n >= 40 else None,
            "own_high": own / 1000 + 0.05 if n >= 40 else None,
            "share_unnamed": 0.04 if n >= 5 else None,
            "unnamed_low": 0.026 if n >= 40 else None, "unnamed_high": 0.06 if n >= 40 else None,
            "status": "enough" if n >= 10 else "thin" if n >= 5 else "too few",
        }
        for outlet, n, own in rows
    ]  # fmt: skip
    return VOICES.table(table)


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def speaking(n_mentioning, n_voicing, *, low, high):
    return SPEAKING.table(
        [{"outlet": "all outlets", "actor_id": "a", "n_articles": 80, "n_mentioning": n_mentioning,
          "n_voicing": n_voicing, "share_mentioning": n_mentioning / 80, "mentioning_low": low,
          "mentioning_high": 0.69, "share_voicing": n_voicing / 80, "voicing_low": 0.0,
          "voicing_high": high}]
    ).assign(actor="the Council")  # fmt: skip


def edges(*rows):
    """Rows of source, actor spoken of, negative, neutral and positive sentences, and mean."""
    table = EDGES.table(
        {
            "outlet": "all outlets", "source": source, "source_kind": kind, "actor_id": actor,
            "n_sentences": sum(counts), "n_clusters": 8 if mean is not None else 2,
            "n_negative": counts[0], "n_neutral": counts[1], "n_positive": counts[2],
            "n_unscored": 0, "mean": mean, "is_self": source == actor,
            "ci_low": None if mean is None else mean - 0.1,
            "ci_high": None if mean is None else mean + 0.1,
            "status": "too few" if mean is None else "thin",
        }
        for source, kind, actor, counts, mean in rows
    )  # fmt: skip
    return table.assign(source_name=table["source"].str.title(), actor=table["actor_id"])


def test_the_share_of_quoted_words_has_its_interval_and_the_two_ends():
    """600 of 1,000 words are own: 40 % are a source's, the interval turned round."""
    (found,) = share_findings(
        voices(("all outlets", 64, 600)), voices(("Bell", 13, 700), ("Post", 12, 500))
    )
    assert plain(found.text) == (
        "40 % of the words are those of a source, from 30 % in Bell to 50 % in Post."
    )
    assert found.n == "1,000 words in 64 articles; 13 and 12 in the two named"
    assert plain(found.interval) == "[35 %, 45 %] for all outlets"


def test_outlets_with_thin_evidence_are_not_set_against_each_other():
    (found,) = share_findings(
        voices(("all outlets", 64, 600)), voices(("Bell", 59, 700), ("Post", 5, 500))
    )
    assert plain(found.text) == "40 % of the words are those of a source."
    assert plain(found.interval) == "[35 %, 45 %]"


def test_without_an_interval_words_and_statements_are_counted():
    """A count of what was printed needs no interval; a share does."""
    pooled = voices(("all outlets", 1, 600))
    (words,) = share_findings(pooled, pooled)
    (statements,) = anonymity_findings(pooled)
    assert words.text == "400 of 1,000 words are those of a source."
    assert statements.text == "2 of 50 reported statements have a source without a name."
    assert (words.n, words.interval) == (statements.n, statements.interval) == ("1 article", "")


def test_the_anonymity_rate_stands_with_its_count():
    (found,) = anonymity_findings(voices(("all outlets", 64, 600)))
    assert plain(found.text).startswith("4.0 % of the reported statements (2) have a source")
    assert plain(found.interval) == "[2.6 %, 6.0 %]"


def test_nothing_printed_and_nobody_unnamed_is_no_finding():
    nothing = VOICES.table()
    assert share_findings(nothing, nothing) == anonymity_findings(nothing) == []
    assert anonymity_findings(voices(("o", 50, 600)).assign(n_unnamed=0)) == []


@pytest.mark.parametrize(
    ("n_voicing", "words"),
    [
        (7, "hardly speaks: 47 of 80 articles name it, 7 report its words."),
        (1, "hardly speaks: 47 of 80 articles name it, 1 reports its words."),
        (0, "never speaks: 47 of 80 articles name it, none reports its words."),
    ],
)
def test_who_is_named_and_hardly_heard_is_said_with_both_shares(n_voicing, words):
    (found,) = listening_findings(speaking(47, n_voicing, low=0.48, high=0.17))
    assert found.text == f"the Council is spoken about and {words}"
    assert plain(found.n).startswith("Named in 59 % [48 %, 69 %], heard in ")
    assert plain(found.interval) == "[0 %, 17 %]"


@pytest.mark.parametrize(
    "table",
    [
        speaking(47, 20, low=0.48, high=0.36),
        speaking(4, 0, low=0.02, high=0.01),
        speaking(10, 1, low=0.06, high=0.07),
    ],
    ids=["heard in half of them", "named in four articles", "intervals that meet"],
)
def test_nobody_is_said_to_be_unheard_without_evidence(table):
    assert listening_findings(table) == []


def test_the_largest_edges_come_first_with_counts_mean_and_sentences():
    """Itself, sources without a name and pairs without a mean are left out."""
    table = edges(
        ("ana", "actor", "council", (3, 1, 0), -0.5),
        ("olaf", "actor", "union", (4, 2, 1), -0.25),
        ("ana", "actor", "ana", (0, 0, 40), 0.9),
        ("anonymous", "anonymous", "council", (30, 0, 0), -0.9),
        ("ruth", "actor", "council", (20, 0, 0), None),
    )
    first, second = edge_findings(table)
    assert first.text == (
        "No actor speaks more often of another than Olaf of union: in 7 sentences, 4 negative, "
        "2 neutral, 1 positive."
    )
    assert first.n == "8 distinct articles, mean −0.25 on a scale from −1 to +1"
    assert first.interval == "[−0.35, −0.15]"
    assert first.evidence == "union"
    assert second.text == "Ana speaks of council in 4 sentences, 3 negative, 1 neutral, 0 positive."


def test_what_has_no_interval_and_what_has_no_number_are_told_apart():
    limits = voice_limits(
        voices(("Bell", 13, 700), ("Hill", 4, 500), ("Post", 50, 500)),
        edges(
            ("ana", "actor", "council", (3, 1, 0), None), ("own", "own", "council", (9, 0, 0), 0)
        ),
    )
    assert limits[0].startswith("1 of 3 outlets has fewer than five distinct articles: no share")
    assert limits[1].startswith("1 of 3 outlets has fewer than 40 distinct articles: shares")
    assert limits[2].startswith("1 of 1 pairs of a source and an actor spoken of")
    assert len(limits) == 3


def test_one_outlet_is_a_limit():
    limits = voice_limits(voices(("Bell", 1, 700)), EDGES.table())
    assert limits[0] == "One outlet only (Bell): nothing can be compared."
    assert limits[1].startswith("The outlet has fewer than five")


def test_sentences_that_count_nowhere_are_told():
    table = edges(("ana", "actor", "council", (3, 1, 0), -0.5)).assign(n_unscored=2)
    (limit,) = voice_limits(voices(("Bell", 50, 1), ("Post", 50, 1)), table)
    assert limit.startswith("2 of 4 sentences in which sources speak of these actors could not")


def test_no_percentage_is_cut_from_its_sign():
    """The space between is one that no line breaks at."""
    assert percents(0.1, 0.2) == "[10\N{NO-BREAK SPACE}%, 20\N{NO-BREAK SPACE}%]"
    assert pd.Series([percents(0.1, 0.2)]).str.contains(" %").sum() == 0
