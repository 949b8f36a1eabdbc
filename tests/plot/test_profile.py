"""Stance per outlet: filled own voice, hollow quoted voice, words where there is too little."""

import math
from itertools import pairwise

import pytest

from medialens.plot import plot_profile, plot_profile_grid
from medialens.schemas import ACTORS, PROFILE


def profile(*rows, actor_id="a"):
    """Rows of outlet, measure, distinct articles and mean; intervals reach 0.1 to both sides."""
    return PROFILE.table(
        {
            "outlet": outlet, "actor_id": actor_id, "measure": measure, "n_articles": n,
            "n_clusters": n, "mean": mean, "ci_low": mean - 0.1, "ci_high": mean + 0.1,
            "status": "too few" if n < 5 else "thin" if n < 10 else "enough",
        }
        for outlet, measure, n, mean in rows
    )  # fmt: skip


def own(*rows):
    return profile(*((outlet, "own_stance", n, mean) for outlet, n, mean in rows))


def several(n, outlets=("Post", "Star")):
    """Own stance of some outlets towards n actors; actor 0 is in most articles."""
    tables = [
        profile(*((o, "own_stance", 50 - i, 0.1) for o in outlets), actor_id=f"actor {i:02}")
        for i in range(n)
    ]
    return PROFILE.table(row for table in tables for row in table.to_dict("records"))


ACTOR = ACTORS.table([{"actor_id": "a", "name": "Ines Hollis"}])


def test_the_most_positive_outlet_is_on_top_and_one_without_a_mean_below(row_labels):
    ax = plot_profile(own(("Post", 20, -0.3), ("Echo", 3, 0.9), ("Star", 20, 0.2)))
    assert row_labels(ax) == ["Star", "Post", "Echo"]


def test_own_voice_is_filled_above_and_quoted_voice_hollow_below(marks):
    table = profile(("Post", "own_stance", 20, 0.2), ("Post", "voiced_stance", 20, -0.4))
    assert marks(plot_profile(table)) == [(0.2, -0.2, True), (-0.4, 0.2, False)]


def test_a_lone_measure_stands_in_the_middle_of_its_row(marks):
    table = profile(("Post", "own_stance", 20, 0.2), ("Post", "voiced_stance", 20, -0.4))
    assert marks(plot_profile(table, measures=["voiced_stance"])) == [(-0.4, 0.0, True)]


def test_whiskers_span_the_interval():
    (bars,) = plot_profile(own(("Post", 20, 0.2)), measures=["own_stance"]).containers
    (segment,) = bars.lines[2][0].get_segments()
    assert segment[:, 0].tolist() == pytest.approx([0.1, 0.3])


def test_too_few_articles_are_said_in_words_and_have_no_mark(texts, marks):
    ax = plot_profile(own(("Post", 4, 0.8)), measures=["own_stance"])
    assert marks(ax) == []
    assert "too few articles (4)" in texts(ax)


def test_an_actor_missing_in_one_voice_is_said_in_words(texts):
    assert "not in quoted voice" in texts(plot_profile(own(("Post", 20, 0.1))))


def test_thin_evidence_is_drawn_lighter_and_the_key_says_so(texts):
    ax = plot_profile(own(("Post", 9, 0.1), ("Star", 10, 0.0)), measures=["own_stance"])
    assert [bars.lines[0].get_alpha() for bars in ax.containers] == [0.45, 1.0]
    assert "lighter: 5 to 9 articles" in texts(ax)


def test_the_numbers_at_the_right_are_distinct_articles(texts):
    assert {"articles", "1,234"} <= set(texts(plot_profile(own(("Post", 1234, 0.1)))))


def test_the_axis_names_the_actor_the_scale_and_both_directions(texts):
    ax = plot_profile(own(("Post", 20, 0.1)), ACTOR)
    assert ax.get_xlabel() == "mean stance towards Ines Hollis, on a scale from −1 to +1"
    assert {"← more negative", "more positive →", "own voice", "quoted voice"} <= set(texts(ax))


@pytest.mark.parametrize(
    ("mean", "end"), [(0.1, "+0.25"), (0.3, "+0.5"), (0.6, "+0.75"), (0.8, "+1")]
)
def test_the_scale_is_symmetric_and_as_narrow_as_the_intervals_allow(mean, end):
    ax = plot_profile(own(("Post", 20, mean)))
    names = [label.get_text() for label in ax.get_xticklabels()]
    assert (names[0], names[-1]) == (end.replace("+", "−"), end)
    assert "0" in names


def test_several_actors_ask_for_a_choice_or_the_grid():
    with pytest.raises(ValueError, match="choose actor_id="):
        plot_profile(several(2))


@pytest.mark.parametrize("measures", [[], ["mood"], ["own_stance", "voiced_stance", "portrayal"]])
@pytest.mark.parametrize("draw", [plot_profile, plot_profile_grid])
def test_only_one_or_two_known_measures_can_be_drawn(draw, measures):
    chosen = {"actor_id": "a"} if draw is plot_profile else {"actor_ids": ["a"]}
    with pytest.raises(ValueError, match=r"choose one or two of \['own_stance'"):
        draw(own(("Post", 20, 0.1)), measures=measures, **chosen)


def test_the_axes_given_are_used_and_options_reach_the_marks(ax):
    table = own(("Post", 20, 0.1))
    assert plot_profile(table, ax=ax, palette={"Post": "#000000"}, capsize=7, marker="s") is ax
    line = ax.containers[0].lines[0]
    assert (line.get_marker(), line.get_markerfacecolor()) == ("s", "#000000")


def test_nobody_scored_is_said_in_words(texts):
    written = " ".join(texts(plot_profile(PROFILE.table())))
    assert written.startswith("No outlet mentions this actor in a sentence")
    assert "No outlet mentions" in texts(plot_profile_grid(PROFILE.table()))[0]


def test_a_mean_without_an_interval_is_still_marked(marks):
    table = own(("Post", 20, 0.1)).assign(ci_low=math.nan, ci_high=math.nan)
    assert marks(plot_profile(table)) == [(0.1, -0.2, True)]


def test_the_grid_has_one_panel_an_actor_on_one_scale():
    figure = plot_profile_grid(several(3))
    assert [ax.get_title("left") for ax in figure.axes] == ["actor 00", "actor 01", "actor 02"]
    assert len({ax.get_xlim() for ax in figure.axes}) == 1


def test_the_outlets_stand_in_one_order_in_every_panel_of_the_grid(row_labels, marks):
    """Post and Star change places between the actors, but not between the rows."""
    tables = [
        profile(*((o, "own_stance", 20, mean) for o, mean in rows), actor_id=actor_id)
        for actor_id, rows in {
            "a": [("Star", 0.1), ("Post", -0.1)],
            "b": [("Star", -0.1), ("Post", 0.1)],
        }.items()
    ]
    table = PROFILE.table(row for table in tables for row in table.to_dict("records"))
    left, right = plot_profile_grid(table, measures=["own_stance"]).axes
    assert row_labels(left) == ["Post", "Star"]
    assert marks(left) == [(-0.1, 0, True), (0.1, 1, True)]
    assert marks(right) == [(0.1, 0, True), (-0.1, 1, True)]


def test_the_grid_shows_the_nine_actors_in_most_articles_or_those_asked_for():
    table = several(20)
    assert [ax.get_title("left") for ax in plot_profile_grid(table).axes] == [
        f"actor {i:02}" for i in range(9)
    ]
    asked = plot_profile_grid(table, actor_ids=["actor 19", "actor 00"])
    assert [ax.get_title("left") for ax in asked.axes] == ["actor 19", "actor 00"]


def test_the_grid_says_where_an_outlet_does_not_mention_an_actor(texts):
    table = PROFILE.table(
        [*several(1).to_dict("records"), *own(("Echo", 20, 0.1)).to_dict("records")]
    )
    figure = plot_profile_grid(table, ACTOR)
    assert texts(figure.axes[0]).count("not mentioned") == 1


def test_the_grid_explains_marks_and_numbers_once(texts):
    written = texts(plot_profile_grid(several(4), palette={"Post": "#000000"}, marker="s"))
    for said in ("own voice", "quoted voice", "at the right: articles"):
        assert written.count(said) == 1


def test_titles_of_panels_stay_over_their_panels():
    """Neighbors' titles may not touch."""
    names = "United Nations High Commissioner for Refugees and Displaced Persons"
    actors = ACTORS.table({"actor_id": f"actor {i:02}", "name": names} for i in range(9))
    figure = plot_profile_grid(several(9), actors)
    figure.canvas.draw()
    for left, right in pairwise(figure.axes):
        boxes = [ax._left_title.get_window_extent() for ax in (left, right)]
        assert not boxes[0].overlaps(boxes[1])


def test_long_names_of_outlets_leave_room_for_two_panels_side_by_side():
    columns = [
        len({round(ax.get_position().x0, 2) for ax in plot_profile_grid(several(6, outlets)).axes})
        for outlets in (["Post"], ["The Northern Harbour Chronicle"])
    ]
    assert columns == [3, 2]


def test_any_name_is_drawn_without_a_warning(strange, texts):
    actors = ACTORS.table([{"actor_id": "a", "name": strange}])
    table = own((strange, 20, 0.1), ("Post", 3, 0.2))
    assert "20" in texts(plot_profile(table, actors))
    assert "20" in texts(plot_profile_grid(table, actors))
