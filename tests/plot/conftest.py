"""Figures are drawn without a screen and closed after each test; tests look at artists."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

mpl.use("Agg")

STRANGE = {
    "Cyrillic": "Вечерняя газета",
    "Arabic": "صحيفة المساء",
    "Chinese": "晚間新聞日報",
    "emoji": "Post 🗞️",
    "formula": "$x^2$",
    "open formula": "$x^{",
    "sixty letters": "The Evening Chronicle and Advertiser of the Northern Harbours",
    "one long word": "Donau" * 12,
    "line break": "Post\n\tof the \u202eNorth",
    "nothing": "",
}


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture
def ax():
    """Axes that the caller brings."""
    return plt.figure().add_subplot()


@pytest.fixture(params=STRANGE.values(), ids=STRANGE.keys())
def strange(request):
    """A name that fonts, formulas or lines have trouble with."""
    return request.param


@pytest.fixture
def texts():
    def read(drawn):
        """Draw axes or a figure, and return all that is written in it."""
        figure = drawn.figure or drawn
        figure.canvas.draw()
        return [text.get_text() for text in drawn.findobj(Text) if text.get_text()]

    return read


@pytest.fixture
def row_labels():
    def read(ax):
        """Return the names of the rows, the highest first."""
        assert ax.yaxis_inverted()
        return [label.get_text() for label in ax.get_yticklabels()]

    return read


@pytest.fixture
def marks():
    def read(ax):
        """Return each mark's place and whether it is filled, from the highest row down."""
        drawn = [bars.lines[0] for bars in ax.containers]
        places = [
            (round(float(x), 9), round(float(y), 9), line.get_markerfacecolor() != "#ffffff")
            for line in drawn
            for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
        ]
        return sorted(places, key=lambda place: place[1])

    return read
