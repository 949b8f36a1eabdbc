"""Figures on a page: a mark that stands for sentences is a link over the drawing."""

import json

import matplotlib.pyplot as plt
import pytest

from medialens.report.display import drawings, figure_html, take_spots
from medialens.report.html import clean


@pytest.fixture
def figure():
    """A figure with one mark in the middle that stands for somebody, and one that does not."""
    drawn, ax = plt.subplots(figsize=(6, 4))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    (mark,) = ax.plot([0.5], [0.5], "o")
    mark.set_gid(json.dumps(["edda-marrin", "The <Post>"]))
    ax.plot([0.1], [0.9], "o")
    yield drawn
    plt.close(drawn)


def test_a_mark_is_found_at_its_place_in_per_cent(figure):
    (spot,) = take_spots(figure)
    assert (spot.evidence, spot.parts) == ("edda-marrin", ("The <Post>",))
    assert 45 < spot.left + spot.width / 2 < 60
    assert 40 < spot.top + spot.height / 2 < 55


def test_the_names_of_marks_do_not_reach_the_drawing(figure):
    take_spots(figure)
    svg, _ = drawings(figure, "stance")
    assert b"edda-marrin" not in svg
    assert b"Post" not in svg


def test_a_link_over_a_mark_passes_the_allow_list_and_nothing_else_does(figure):
    (spot,) = take_spots(figure)
    page = figure_html(
        b"<svg/>", name="stance", alt="Dots.", title="Stance", subtitle="", note="",
        spots=[("evidence-edda-marrin-post", spot)],
    )  # fmt: skip
    kept = clean(page)
    assert 'href="#evidence-edda-marrin-post"' in kept
    assert f"left:{spot.left:g}%" in kept
    bad = '<a href="#evidence-x" style="left:1%;position:fixed">x</a>'
    assert "style" not in clean(bad)
