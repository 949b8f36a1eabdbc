"""The common look: colors that stay, settings that are put back, keys and empty axes."""

import io

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb

from medialens.plot import outlet_palette, plot_coverage, style
from medialens.plot.style import (
    ACCENT,
    CONTRAST,
    FACE,
    INK,
    MUTED,
    OUTLET_COLORS,
    figure_height,
    new_axes,
    new_grid,
)
from medialens.schemas import COVERAGE


def contrast(color, ground=FACE):
    """Contrast ratio of WCAG 2.2, section 1.4.3."""

    def luminance(name):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(name)]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(color), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_outlets_have_the_same_colors_in_any_order_and_repeated():
    assert outlet_palette(["B", "A", "B"]) == outlet_palette(["A", "B"])


def test_up_to_seven_outlets_have_seven_colors_and_more_share_one():
    names = [f"O{i}" for i in range(8)]
    assert len(set(outlet_palette(names[:7]).values())) == 7
    assert set(outlet_palette(names).values()) == {ACCENT}
    assert outlet_palette([]) == {}


@pytest.mark.parametrize("color", [INK, MUTED, ACCENT, CONTRAST])
def test_letters_and_accents_stand_out_from_the_face(color):
    """Normal text needs 4.5 to 1."""
    assert contrast(color) >= 4.5


@pytest.mark.parametrize("color", OUTLET_COLORS)
def test_the_colors_of_outlets_are_seen_on_the_face(color):
    """The faintest have dark neighbors and a name beside them."""
    assert contrast(color) > 2.2


def test_the_style_holds_within_its_block_only():
    before = dict(mpl.rcParams)
    with style():
        assert mpl.rcParams["svg.fonttype"] == "path"
        assert mpl.rcParams["text.parse_math"] is False
    assert dict(mpl.rcParams) == before


def test_drawing_changes_no_setting():
    before = dict(mpl.rcParams)
    plot_coverage(COVERAGE.table([{"outlet": "Post", "n_articles": 1, "n_copied": 0}]))
    assert dict(mpl.rcParams) == before


def test_the_same_table_gives_the_same_picture_byte_for_byte():
    def svg():
        table = COVERAGE.table([{"outlet": "Post", "n_articles": 9, "n_copied": 2}])
        with style():
            stream = io.BytesIO()
            plot_coverage(table).figure.savefig(stream, format="svg", metadata={"Date": None})
        return stream.getvalue()

    assert svg() == svg()


def test_a_figure_is_as_high_as_its_rows_and_never_too_low():
    assert figure_height(10, row=0.5, margin=1.0) == 6.0
    assert figure_height(0) == 2.0


def test_new_axes_stand_in_a_new_figure_and_given_ones_stay_where_they_are(ax):
    assert new_axes(None, 3.0).figure.get_figheight() == 3.0
    n = len(plt.get_fignums())
    assert new_axes(ax, 3.0) is ax
    assert len(plt.get_fignums()) == n


def test_a_grid_removes_the_panels_it_does_not_need():
    figure, panels = new_grid(4, 3, 2.0)
    assert figure.axes == panels
    assert len(panels) == 4
    assert figure.get_figheight() == 4.0
