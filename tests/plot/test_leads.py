"""Marks that lead: what each figure says that its bars, dots and points stand for."""

import pytest

from medialens.plot import (
    plot_coverage,
    plot_cues_grid,
    plot_dispersion,
    plot_edges,
    plot_keyness,
    plot_keyness_scatter,
    plot_speaking,
    plot_timeline,
    plot_voices,
    plot_word_shift,
)
from medialens.plot.leads import leads_of
from medialens.schemas import (
    ARTICLES,
    CONCORDANCE,
    COVERAGE,
    CUES,
    EDGES,
    KEYNESS,
    SPEAKING,
    TIMELINE,
    VOICES,
    WORD_SHIFT,
)

COUNTED = COVERAGE.table([{"outlet": "Echo", "n_articles": 5, "n_copied": 2}])
DAYS = TIMELINE.table(
    {"outlet": "Echo", "period_start": f"2025-03-0{day}", "n_articles": n}
    for day, n in ((3, 2), (4, 0))
)
WORDS = KEYNESS.table(
    {"term": term, "log_ratio": ratio, "log_ratio_low": ratio - 1, "log_ratio_high": ratio + 1}
    | {"n_target": 9, "n_reference": 3, "g2": ratio, "q": 0.5}
    | {"per_million_target": 9.0, "per_million_reference": 3.0}
    for term, ratio in (("tax", 2.0), ("rail", -1.0))
)
SHARES = VOICES.table(
    [
        {"outlet": "Echo", "n_articles": 9, "n_clusters": 9, "status": "enough"}
        | {"share_own": 0.6, "share_named": 0.4, "share_anonymous": 0.0, "share_relay": 0.0}
    ]
)
CUED = CUES.table(
    {"outlet": "Echo", "cue_class": name, "n_clusters": 9, "n_with": n, "status": "enough"}
    | {"share_with": n / 9, "with_low": n / 9, "with_high": n / 9}
    for name, n in (("distancing", 3), ("factive", 0))
)
SAID = EDGES.table(
    [
        {"outlet": "all", "source_kind": kind, "source": source, "actor_id": "a"}
        | {"n_sentences": 1, "n_negative": 1, "n_neutral": 0, "n_positive": 0}
        for kind, source in (("actor", "b"), ("anonymous", "anonymous"))
    ]
)
NAMED = SPEAKING.table(
    {"outlet": "all", "actor_id": actor, "n_articles": 9, "n_mentioning": 9, "n_voicing": n}
    | {"share_mentioning": 1.0, "mentioning_low": 0.9, "mentioning_high": 1.0}
    | {"share_voicing": n / 9, "voicing_low": 0.0, "voicing_high": 1.0}
    for actor, n in (("a", 3), ("b", 0))
)
SHIFTED = WORD_SHIFT.table(
    [{"term": "good", "share_target": 0.5, "share_reference": 0.1, "contribution": 0.3}]
)
PRESS = ARTICLES.table(
    {"article_id": name, "outlet": name, "published": "2025-03-01", "text": "x" * 9}
    for name in ("Echo", "Post")
)
FOUND = CONCORDANCE.table([{"article_id": "Echo", "outlet": "Echo", "zone": "body", "start": 3}])

FIGURES = {
    "coverage": (plot_coverage, (COUNTED,), [["Echo"], ["Echo"]]),
    "timeline": (plot_timeline, (DAYS,), [["Echo", "2025-03-03"]]),
    "keyness": (plot_keyness, (WORDS,), [["target", "tax"], ["target", "rail"]]),
    "scatter": (plot_keyness_scatter, (WORDS,), [["target", "rail"], ["target", "tax"]]),
    "voices": (plot_voices, (SHARES,), [["Echo", "own voice"], ["Echo", "named sources"]]),
    "cues": (plot_cues_grid, (CUED,), [["Echo", "distancing: “claimed”"]]),
    "edges": (plot_edges, (SAID,), [["a", "b"], ["a", "unnamed sources"]]),
    "speaking": (plot_speaking, (NAMED,), [["a"]]),
    "word shift": (plot_word_shift, (SHIFTED,), [["good"]]),
    "dispersion": (plot_dispersion, (FOUND, PRESS), [["Echo"]]),
}


def leads_in(drawn, evidence):
    figure = drawn.get_figure(root=True) if hasattr(drawn, "get_figure") else drawn
    found = [lead for artist in figure.findobj() for lead in leads_of(artist)]
    return [parts for name, *parts in found if name == evidence]


@pytest.mark.parametrize("name", FIGURES)
def test_marks_name_the_part_of_the_list_they_stand_for(name):
    """What is nothing (a bar of no height, a share of 0) leads nowhere."""
    plot, tables, parts = FIGURES[name]
    assert sorted(leads_in(plot(*tables, evidence="list"), "list")) == sorted(parts)


@pytest.mark.parametrize("name", FIGURES)
def test_without_a_list_no_mark_leads_to_one(name):
    plot, tables, _ = FIGURES[name]
    assert leads_in(plot(*tables), "list") == []


def test_cells_that_lead_are_not_drawn():
    ax = plot_edges(SAID, evidence="list")
    assert not any(patch.get_visible() for patch in ax.patches if leads_of(patch))
