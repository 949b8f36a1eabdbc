"""The figures of a study: Axes, drawn where they are asked to be drawn."""

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

mpl.use("agg")

PAIR = ("The Meridian", "Oxmere Tribune")
ON_AXES = [
    ("coverage", ()),
    ("timeline", ("The Meridian",)),
    ("profile", ("Edda Marrin",)),
    ("differences", ()),
    ("compare", PAIR),
    ("speaking", ()),
    ("voices", ()),
    ("edges", ()),
    ("keywords", PAIR),
    ("change", ("Edda Marrin", "The Meridian")),
]


@pytest.fixture(autouse=True)
def closed():
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


@pytest.mark.parametrize(("name", "arguments"), ON_AXES)
def test_a_figure_is_drawn_on_the_axes_that_are_given(press, name, arguments):
    ax = Figure().subplots()
    options = {"period": "year"} if name == "change" else {}
    assert getattr(press.plot, name)(*arguments, ax=ax, **options) is ax
    assert ax.has_data()


@pytest.mark.parametrize("name", ["timeline_grid", "profile_grid"])
def test_a_grid_is_a_figure_with_a_panel_each(press, name):
    figure = getattr(press.plot, name)()
    assert isinstance(figure, Figure) and len(figure.axes) >= 6


def test_every_figure_is_tried_here(press):
    tried = {name for name, _ in ON_AXES} | {"timeline_grid", "profile_grid"}
    assert tried == set(press.plot._figures())


def test_without_axes_a_new_figure_is_made(press):
    assert isinstance(press.plot.profile("Edda Marrin"), Axes)


def test_a_wrong_figure_gets_the_nearest(press):
    with pytest.raises(AttributeError, match="did you mean 'profile'"):
        press.plot.profil  # noqa: B018
