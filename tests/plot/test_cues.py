"""Classes of reporting words: one panel each, outlets in one order, with intervals."""

import pytest

from medialens.plot import alt_cues, plot_cues_grid
from medialens.plot.cues import CLASSES
from medialens.schemas import CUES


def cues(*rows):
    """Rows of outlet, distinct articles and articles with a distancing word; 0 of the others."""
    return CUES.table(
        {
            "outlet": outlet, "cue_class": name, "n_clusters": n, "n_statements": 2 * n,
            "n_cues": count, "n_with": count, "share": count / n,
            "share_with": None if n < 5 else count / n,
            "with_low": None if n < 5 else max(0, count / n - 0.1),
            "with_high": None if n < 5 else min(1, count / n + 0.1),
            "status": "too few" if n < 5 else "thin" if n < 10 else "enough",
        }
        for outlet, n, n_distancing in rows
        for name in (*CLASSES, "neutral")
        for count in (n_distancing if name == "distancing" else 0,)
    )  # fmt: skip


def test_every_class_but_the_neutral_has_a_panel(texts):
    figure = plot_cues_grid(cues(("Post", 20, 10)))
    assert [ax.get_title(loc="left") for ax in figure.axes] == list(CLASSES.values())


def test_outlets_stand_in_alphabetical_order_in_every_panel(row_labels, texts):
    """The panels at the left name them."""
    figure = plot_cues_grid(cues(("C", 20, 10), ("A", 20, 0), ("B", 20, 5)))
    assert row_labels(figure.axes[0]) == row_labels(figure.axes[2]) == ["A", "B", "C"]
    beside = [text for text in texts(figure.axes[0]) if text.endswith(" / 20")]
    assert beside == ["0 / 20", "5 / 20", "10 / 20"]


def test_a_mark_stands_at_the_share_of_articles_with_its_interval(marks):
    ax = plot_cues_grid(cues(("Post", 20, 10))).axes[0]
    assert marks(ax) == [(0.5, 0.0, True)]
    (arm,) = ax.containers[0].lines[2]
    assert arm.get_segments()[0][:, 0].tolist() == pytest.approx([0.4, 0.6])


def test_articles_with_such_a_word_and_all_of_them_stand_beside(texts):
    ax = plot_cues_grid(cues(("Post", 20, 10))).axes[0]
    assert "10 / 20" in texts(ax)


def test_too_few_articles_are_said_and_thin_evidence_is_lighter(texts):
    figure = plot_cues_grid(cues(("Post", 4, 2), ("Bell", 9, 3)))
    assert "too few articles (4)" in texts(figure.axes[0])
    assert "lighter: 5 to 9 articles" in texts(figure)
    (bars,) = figure.axes[0].containers
    assert bars.lines[0].get_markerfacecolor() != "#0072b2"


def test_outlets_left_out_are_counted(texts):
    figure = plot_cues_grid(cues(("A", 20, 1), ("B", 30, 1), ("C", 10, 1)), top=2)
    assert any("2 largest of 3 outlets" in text for text in texts(figure))


def test_nothing_reported_is_said_in_words(texts):
    figure = plot_cues_grid(CUES.table())
    assert "No outlet reports a statement." in texts(figure)
    assert len(figure.axes) == 1


def test_two_sources_at_once_are_refused():
    table = cues(("Post", 20, 10))
    with pytest.raises(ValueError, match="choose one source, or all"):
        plot_cues_grid(table.iloc[[0, 0]])
    with pytest.raises(ValueError, match="top=0"):
        plot_cues_grid(table, top=0)


def test_strange_names_are_drawn(strange, texts):
    assert texts(plot_cues_grid(cues((strange, 20, 3))))


def test_the_words_for_it_name_the_ends_of_each_class():
    said = alt_cues(cues(("Post", 20, 10), ("Bell", 10, 1), ("Hill", 3, 1)))
    assert "distancing 10 % [0 %, 20 %] (Bell) to 50 % [40 %, 60 %] (Post);" in said
    assert said.endswith("Without a mark: 1 outlet.")


def test_without_evidence_the_words_say_so():
    assert alt_cues(CUES.table()).startswith("No outlet has enough articles")
