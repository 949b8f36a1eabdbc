"""Alternative texts hold the numbers that a figure shows."""

import pytest

from medialens import plot
from medialens.schemas import (
    ACTORS,
    COVERAGE,
    DIFFERENCES,
    EDGES,
    KEYNESS,
    PROFILE,
    SPEAKING,
    TIMELINE,
    VOICES,
)

NAMES = ACTORS.table([{"actor_id": "a", "name": "Ines Hollis"}, {"actor_id": "b", "name": "Union"}])


def test_coverage_gives_each_outlets_articles_and_the_copies():
    table = COVERAGE.table(
        {"outlet": o, "n_articles": n, "n_copied": c}
        for o, n, c in [("Post", 3, 1), ("Star", 1200, 20)]
    )
    assert plot.alt_coverage(table) == (
        "Bars of 1,203 articles by outlet: Star 1,200 and Post 3. "
        "21 of them copy an earlier article."
    )


def test_coverage_of_many_outlets_says_how_many_are_not_named():
    table = COVERAGE.table(
        {"outlet": f"O{i:02}", "n_articles": 1, "n_copied": 0} for i in range(14)
    )
    assert "O11 1 and 2 more outlets." in plot.alt_coverage(table)


def test_timeline_gives_the_span_and_the_fullest_period_of_all_outlets():
    """In February, 2 + 3 articles; in January, 4 + 0."""
    table = TIMELINE.table(
        {"outlet": o, "period_start": day, "n_articles": n}
        for o, day, n in [
            ("Post", "2025-01-01", 4), ("Post", "2025-02-01", 2),
            ("Star", "2025-01-01", 0), ("Star", "2025-02-01", 3),
        ]
    )  # fmt: skip
    assert plot.alt_timeline(table) == (
        "Articles per period of 2 outlets, from 1 January 2025 to 1 February 2025; most, 5, in the "
        "period that starts on 1 February 2025."
    )


def stance(outlet, n, mean, measure="own_stance"):
    return {
        "outlet": outlet, "actor_id": "a", "measure": measure, "n_clusters": n, "n_articles": n,
        "mean": mean, "status": "too few" if n < 5 else "enough",
    }  # fmt: skip


def test_profile_gives_the_outlets_at_both_ends_and_what_is_missing():
    table = PROFILE.table(
        [stance("Post", 20, -0.25), stance("Star", 11, 0.5), stance("Echo", 12, 0.1),
         stance("Bell", 2, 0.9), stance("Post", 30, -0.9, "voiced_stance")]
    )  # fmt: skip
    assert plot.alt_profile(table, NAMES) == (
        "Means with 95 % intervals by outlet and voice. Own voice: Ines Hollis from −0.25 (Post, "
        "20 articles) to +0.50 (Star, 11 articles). Without a mark, as fewer than five articles "
        "bear them: 1 mean."
    )


def test_profile_of_too_few_articles_names_no_mean():
    text = plot.alt_profile(PROFILE.table([stance("Post", 2, 0.9)]), NAMES)
    assert "0.9" not in text and "Ines Hollis" not in text


def voice(actor, named, heard):
    return {
        "outlet": "Post", "actor_id": actor, "n_mentioning": named, "n_voicing": heard,
        "share_mentioning": named / 200, "share_voicing": heard / 200,
    }  # fmt: skip


def test_speaking_gives_both_shares_and_who_is_never_heard():
    table = SPEAKING.table([voice("a", 90, 0), voice("b", 100, 50), voice("c", 0, 0)])
    assert plot.alt_speaking(table, NAMES) == (
        "Shares of articles with 95 % intervals: Union named in 50 % and heard in 25 % of the "
        "articles; Ines Hollis named in 45 % and heard in 0 % of the articles; c named in 0 % and "
        "heard in 0 % of the articles. Never heard: Ines Hollis."
    )


def edge(kind, source, actor, *counts):
    names = ("n_negative", "n_neutral", "n_positive")
    return {
        "outlet": "Post", "source_kind": kind, "source": source, "actor_id": actor,
        "n_sentences": sum(counts), "is_self": source == actor,
        **dict(zip(names, counts, strict=True)),
    }  # fmt: skip


def test_edges_give_the_three_counts_and_who_speaks_of_itself():
    """The outlet's own voice is no source."""
    table = EDGES.table(
        [edge("own", "own", "b", 0, 90, 0), edge("actor", "a", "b", 15, 1, 0),
         edge("anonymous", "anonymous", "a", 2, 0, 2), edge("actor", "a", "a", 0, 0, 1)]
    )  # fmt: skip
    assert plot.alt_edges(table, NAMES) == (
        "Sentences in which 2 sources speak of 2 actors: Ines Hollis of Union: 15 negative, "
        "1 neutral, 0 positive; unnamed sources of Ines Hollis: 2 negative, 0 neutral, 2 positive; "
        "Ines Hollis of Ines Hollis: 0 negative, 0 neutral, 1 positive. Of itself speaks: "
        "Ines Hollis."
    )


def bar(outlet, n, own, low=None, high=None):
    return {
        "outlet": outlet, "n_articles": n, "share_own": own, "own_low": low, "own_high": high,
        "share_named": None if own is None else 0.9 - own,
        "share_anonymous": None if own is None else 0.1,
    }  # fmt: skip


def test_voices_give_the_outlets_at_both_ends_and_how_many_have_no_bar():
    table = VOICES.table(
        [bar("Post", 50, 0.6, 0.5, 0.7), bar("Star", 9, 0.4), bar("Echo", 9, 0.5),
         bar("Bell", 3, None)]
    )  # fmt: skip
    assert plot.alt_voices(table) == (
        "Shares of words by voice of 3 outlets: Post (50 articles): own 60 % [50 %, 70 %], named "
        "sources 30 %, unnamed 10 %; Star (9 articles): own 40 %, named sources 50 %, unnamed "
        "10 %. Without a bar: 1 outlet."
    )


def test_differences_give_the_most_certain_gap_with_interval_and_numbers():
    row = {
        "outlet_a": "Post", "outlet_b": "Star", "actor_id": "a", "measure": "voiced_stance",
        "n_a": 20, "n_b": 14, "gap": -0.5, "ci_low": -0.8, "ci_high": -0.2, "p": 0.01, "q": 0.02,
    }  # fmt: skip
    table = DIFFERENCES.table([row | {"outlet_a": "Echo", "q": 0.4, "p": 0.3}, row])
    assert plot.alt_differences(table, NAMES) == (
        "2 gaps between outlets with 95 % intervals, 1 beyond chance. Most certain: Post minus "
        "Star, Ines Hollis, quoted voice: −0.50 [−0.80, −0.20], 20 and 14 articles."
    )


def test_keyness_names_the_strongest_words_of_both_sides():
    table = KEYNESS.table({"term": f"w{ratio}", "log_ratio": ratio} for ratio in range(-2, 7))
    assert plot.alt_keyness(table) == (
        "Log Ratio of 9 words with 95 % intervals; more in the target: w6 +6.0, w5 +5.0, w4 +4.0 "
        "and w3 +3.0; more in the reference: w-2 −2.0 and w-1 −1.0."
    )


def test_keyness_of_one_side_speaks_of_that_side_only():
    table = KEYNESS.table([{"term": "tax", "log_ratio": 1.0}])
    assert plot.alt_keyness(table) == (
        "Log Ratio of 1 word with 95 % intervals; more in the target: tax +1.0."
    )


@pytest.mark.parametrize(
    ("alt", "schema", "text"),
    [
        (plot.alt_coverage, COVERAGE, "No article."),
        (plot.alt_timeline, TIMELINE, "No article has a date."),
        (plot.alt_profile, PROFILE, "No outlet mentions an actor in a sentence that was scored."),
        (plot.alt_speaking, SPEAKING, "No actor is mentioned."),
        (plot.alt_edges, EDGES, "No source speaks of an actor."),
        (plot.alt_voices, VOICES, "No outlet has enough articles to say whose words it prints."),
        (plot.alt_differences, DIFFERENCES, "No two outlets have enough articles to compare."),
        (plot.alt_keyness, KEYNESS, "No word is frequent enough to test."),
    ],
)
def test_an_empty_table_is_said_in_words(alt, schema, text):
    assert alt(schema.table()) == text


def test_the_text_is_the_same_whatever_the_order_of_the_rows():
    table = SPEAKING.table([voice("a", 90, 1), voice("b", 90, 50), voice("c", 90, 0)])
    assert plot.alt_speaking(table[::-1]) == plot.alt_speaking(table)
