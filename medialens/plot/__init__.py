"""Figures: each draws a table on the axes it is given, and has a text that says the same."""

from medialens.plot.alt import (
    alt_coverage,
    alt_cues,
    alt_differences,
    alt_edges,
    alt_keyness,
    alt_profile,
    alt_speaking,
    alt_timeline,
    alt_voices,
)
from medialens.plot.coverage import plot_coverage
from medialens.plot.cues import plot_cues_grid
from medialens.plot.differences import plot_differences
from medialens.plot.dispersion import alt_dispersion, plot_dispersion
from medialens.plot.edges import plot_edges
from medialens.plot.keyness import plot_keyness
from medialens.plot.keyness_scatter import plot_keyness_scatter
from medialens.plot.profile import plot_profile, plot_profile_grid
from medialens.plot.shuffling import alt_shuffles, plot_shuffles
from medialens.plot.speaking import plot_speaking
from medialens.plot.style import outlet_palette, style
from medialens.plot.timeline import plot_timeline, plot_timeline_grid
from medialens.plot.trend import plot_trend, plot_trend_grid
from medialens.plot.trend_text import alt_trend
from medialens.plot.voices import plot_voices
from medialens.plot.word_shift import alt_word_shift, plot_word_shift

__all__ = [
    "alt_coverage",
    "alt_cues",
    "alt_differences",
    "alt_dispersion",
    "alt_edges",
    "alt_keyness",
    "alt_profile",
    "alt_shuffles",
    "alt_speaking",
    "alt_timeline",
    "alt_trend",
    "alt_voices",
    "alt_word_shift",
    "outlet_palette",
    "plot_coverage",
    "plot_cues_grid",
    "plot_differences",
    "plot_dispersion",
    "plot_edges",
    "plot_keyness",
    "plot_keyness_scatter",
    "plot_profile",
    "plot_profile_grid",
    "plot_shuffles",
    "plot_speaking",
    "plot_timeline",
    "plot_timeline_grid",
    "plot_trend",
    "plot_trend_grid",
    "plot_voices",
    "plot_word_shift",
    "style",
]
