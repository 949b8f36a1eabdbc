"""Named and heard: two shares per actor."""

import pytest

from medialens.plot import plot_speaking
from medialens.plot.speaking import NEVER
from medialens.schemas import ACTORS, SPEAKING


def speaking(*rows):
    """Rows of actor, articles that mention it, that report its words; out of 100."""
    return SPEAKING.table(
        {
            "outlet": "Post", "actor_id": actor, "n_articles": 100, "n_mentioning": named,
            "n_voicing": heard, "share_mentioning": named / 100, "share_voicing": heard / 100,
            "mentioning_low": max(0, named / 100 - 0.05), "mentioning_high": named / 100 + 0.05,
            "voicing_low": max(0, heard / 100 - 0.05), "voicing_high": heard / 100 + 0.05,
        }
        for actor, named, heard in rows
    )  # fmt: skip


def test_the_actor_named_most_is_on_top_and_ties_stand_by_id(row_labels):
    ax = plot_speaking(speaking(("c", 10, 1), ("b", 50, 1), ("a", 10, 1)))
    assert row_labels(ax) == ["b", "a", "c"]


def test_named_is_filled_above_and_heard_is_hollow_below(marks):
    assert marks(plot_speaking(speaking(("a", 40, 10)))) == [
        (0.4, -0.14, True),
        (0.1, 0.14, False),
    ]


def test_whiskers_span_the_intervals():
    named, heard = plot_speaking(speaking(("a", 40, 2))).containers
    ends = [bars.lines[2][0].get_segments()[0][:, 0].tolist() for bars in (named, heard)]
    assert ends == [pytest.approx([0.35, 0.45]), pytest.approx([0.0, 0.07])]


def test_the_numbers_stand_at_the_right_and_who_is_never_heard_is_said(texts):
    written = texts(plot_speaking(speaking(("a", 40, 10), ("b", 7, 0))))
    assert {"articles", "40 / 10", "7 / 0"} <= set(written)
    assert written.count(NEVER) == 1


def test_an_actor_that_nobody_names_is_not_called_unheard(texts):
    written = texts(plot_speaking(speaking(("a", 0, 0))))
    assert "0 / 0" in written and NEVER not in written


def test_that_an_actor_never_speaks_stands_in_its_row_and_covers_no_mark():
    """Also where so few articles are there that the interval fills the scale."""
    table = speaking(("a", 40, 0), ("b", 30, 0)).assign(voicing_high=0.8)
    ax = plot_speaking(table)
    ax.figure.canvas.draw()
    said = [text.get_window_extent() for text in ax.texts if text.get_text() == NEVER]
    marks = [bars.lines[0].get_window_extent() for bars in ax.containers]
    assert len(said) == 2
    assert not any(text.overlaps(mark) for text in said for mark in marks)
    assert all(ax.bbox.containsx(x) for text in said for x in (text.x0, text.x1))


def test_actors_are_called_by_name_and_the_key_tells_the_marks_apart(texts):
    actors = ACTORS.table([{"actor_id": "a", "name": "Ines Hollis"}])
    written = texts(plot_speaking(speaking(("a", 40, 10)), actors))
    assert {"Ines Hollis", "named", "its words reported", "100 %"} <= set(written)


def test_the_axis_says_of_what_the_shares_are_and_in_which_order_the_numbers_stand():
    label = plot_speaking(speaking(("a", 40, 10))).get_xlabel()
    assert label == "share of articles; at the right their number: named / words reported"


def test_several_rows_of_one_actor_are_refused():
    with pytest.raises(ValueError, match="choose one outlet, or pool the outlets first"):
        plot_speaking(speaking(("a", 40, 10), ("a", 30, 10)))


def test_the_axes_given_are_used_and_options_reach_the_marks(ax):
    assert plot_speaking(speaking(("a", 40, 9)), ax=ax, palette={"a": "#000000"}, marker="s") is ax
    line = ax.containers[0].lines[0]
    assert (line.get_marker(), line.get_markerfacecolor()) == ("s", "#000000")


def test_no_actor_at_all_is_said_in_words(texts):
    assert texts(plot_speaking(SPEAKING.table())) == ["No actor is mentioned."]


def test_any_name_is_drawn_without_a_warning(strange, texts):
    actors = ACTORS.table([{"actor_id": "a", "name": strange}])
    assert "40 / 10" in texts(plot_speaking(speaking(("a", 40, 10)), actors))
    assert "40 / 10" in texts(plot_speaking(speaking((strange, 40, 10))))
