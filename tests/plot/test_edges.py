"""Who speaks about whom: a cell per source and actor, with its three counts."""

from itertools import pairwise

import pytest
from matplotlib.patches import Rectangle

from medialens.plot import plot_edges
from medialens.schemas import ACTORS, EDGES


def edges(*rows):
    """Rows of source kind, source, actor spoken of, negative, neutral, positive sentences."""
    return EDGES.table(
        {
            "outlet": "Post", "source_kind": kind, "source": source, "actor_id": actor,
            "n_sentences": sum(counts), "n_negative": counts[0], "n_neutral": counts[1],
            "n_positive": counts[2], "n_unscored": 0, "is_self": source == actor,
        }
        for kind, source, actor, *counts in rows
    )  # fmt: skip


def discs(ax, *, side):
    """Place and area of the half discs: side 0 are the negative, 1 the positive."""
    drawn = ax.collections[2 + side]  # the first two are the cells' borders
    places = [tuple(place) for place in drawn.get_offsets().tolist()]
    return dict(zip(places, drawn.get_sizes().tolist(), strict=True))


def columns(ax):
    return [label.get_text() for label in ax.get_xticklabels()]


def test_sources_and_actors_with_most_sentences_come_first_and_ties_stand_by_id(row_labels):
    table = edges(
        ("actor", "b", "y", 1, 0, 0), ("actor", "a", "x", 0, 1, 0), ("actor", "c", "y", 1, 4, 0)
    )  # fmt: skip
    ax = plot_edges(table)
    assert row_labels(ax) == ["c", "a", "b"]
    assert columns(ax) == ["y", "x"]


def test_blame_is_left_and_praise_is_right_with_areas_like_their_sentences():
    """4 against 1: four times the area; the middle of both is the same place."""
    ax = plot_edges(edges(("actor", "a", "x", 4, 2, 1)))
    (blame,), (praise,) = discs(ax, side=0).items(), discs(ax, side=1).items()
    assert blame[0] == praise[0]
    assert blame[1] == pytest.approx(4 * praise[1])


def test_the_three_counts_stand_in_every_cell(texts):
    """Also where praise and blame would cancel, or nothing was either."""
    ax = plot_edges(edges(("actor", "a", "x", 21, 0, 21), ("actor", "b", "x", 0, 1234, 0)))
    assert [text.get_text() for text in ax.texts] == ["0", "1,234", "0", "21", "0", "21"]
    assert "1,234" in texts(ax)


def test_only_neutral_sentences_make_a_dot_and_no_disc():
    ax = plot_edges(edges(("actor", "a", "x", 0, 3, 0)))
    assert not discs(ax, side=0) and not discs(ax, side=1)
    assert len(ax.collections[4].get_offsets()) == 1


def test_who_speaks_of_itself_is_framed_and_the_key_says_so(texts):
    ax = plot_edges(edges(("actor", "a", "a", 0, 0, 2), ("actor", "b", "a", 1, 0, 0)))
    assert len([patch for patch in ax.patches if isinstance(patch, Rectangle)]) == 1
    assert "of itself" in texts(ax)
    assert "of itself" not in texts(plot_edges(edges(("actor", "b", "a", 1, 0, 0))))


def test_the_outlet_itself_is_a_row_only_if_wanted_and_then_the_first(row_labels):
    table = edges(
        ("own", "own", "x", 0, 50, 0), ("anonymous", "anonymous", "x", 9, 0, 0),
        ("actor", "a", "x", 1, 0, 0),
    )  # fmt: skip
    assert row_labels(plot_edges(table)) == ["a", "unnamed sources"]
    assert row_labels(plot_edges(table, with_own=True)) == [
        "the outlet itself",
        "a",
        "unnamed sources",
    ]


def test_what_is_left_out_is_said_and_unnamed_sources_never_are(row_labels):
    rows = [("actor", f"s{i}", f"x{i}", 9 - i, 0, 0) for i in range(4)]
    ax = plot_edges(edges(*rows, ("anonymous", "anonymous", "x0", 1, 0, 0)), top=2)
    assert row_labels(ax) == ["s0", "unnamed sources"]
    assert ax.get_xlabel().endswith("not drawn: 3 more sources and 3 more actors")


def test_no_column_is_empty():
    """An actor of whom only left-out sources speak is left out."""
    rows = [("actor", "a", "x", 2, 0, 0), ("actor", "b", "y", 1, 0, 0)]
    assert columns(plot_edges(edges(*rows), top=1)) == ["x"]


@pytest.mark.parametrize("n", [3, 8, 12])
def test_no_number_covers_another(n):
    """Up to twelve actors, with two digits in each of three counts."""
    ax = plot_edges(edges(*(("actor", "a", f"x{i:02}", 20, 30, 40) for i in range(n))), top=n)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) == 3 * n
    ordered = sorted(boxes, key=lambda box: box.x0)
    assert all(a.x1 < b.x0 for a, b in pairwise(ordered))


def test_several_outlets_at_once_are_refused():
    table = edges(("actor", "a", "x", 1, 0, 0), ("actor", "a", "x", 0, 1, 0))
    with pytest.raises(ValueError, match="choose one outlet, or pool the outlets first"):
        plot_edges(table)


def test_fewer_than_one_row_is_refused():
    with pytest.raises(ValueError, match="top=0 must be at least 1"):
        plot_edges(edges(("actor", "a", "x", 1, 0, 0)), top=0)


def test_the_axes_given_are_used_and_options_reach_the_discs(ax):
    assert plot_edges(edges(("actor", "a", "x", 1, 0, 0)), ax=ax, alpha=0.5) is ax
    assert ax.collections[2].get_alpha() == 0.5


@pytest.mark.parametrize("rows", [(), [("actor", "a", "x", 0, 0, 0)]])
def test_nothing_scored_is_said_in_words(texts, rows):
    assert texts(plot_edges(edges(*rows))) == [
        "No source speaks of an actor in a sentence that was scored."
    ]


def test_any_name_is_drawn_without_a_warning(strange, texts):
    actors = ACTORS.table([{"actor_id": "a", "name": strange}])
    assert "7" in texts(plot_edges(edges(("actor", "a", "a", 7, 0, 0)), actors))
    assert "7" in texts(plot_edges(edges(("actor", strange, strange, 7, 0, 0))))
