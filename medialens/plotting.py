"""Plotting: the figures of a study, one method each; every one draws a table of the study."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from medialens.compare.keywords import rank_keywords
from medialens.errors import unknown_name
from medialens.plot import (
    outlet_palette,
    plot_coverage,
    plot_differences,
    plot_edges,
    plot_keyness,
    plot_profile,
    plot_profile_grid,
    plot_speaking,
    plot_timeline,
    plot_timeline_grid,
    plot_trend,
    plot_voices,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from medialens.study import Study


class Plots:
    """The figures of a study, as ``study.plot``.

    A method takes what the study's method of that name takes, ``ax=`` to draw into axes of your
    own, and passes other keywords to the marks. It returns the Axes; those whose name ends in
    ``_grid`` return a Figure with a panel each. An outlet has one color in all of them.

    Parameters
    ----------
    study : Study
        Whose tables are drawn.
    """

    def __init__(self, study: "Study") -> None:
        self._study = study

    @property
    def _colors(self) -> dict[str, str]:
        return outlet_palette(self._study.corpus.outlets)

    def coverage(self, *, ax: "Axes | None" = None, **kwargs: Any) -> "Axes":  # noqa: ANN401
        """Draw articles per outlet."""
        return plot_coverage(self._study.coverage(), ax=ax, palette=self._colors, **kwargs)

    def timeline(
        self,
        outlet: str,
        *,
        period: str = "auto",
        ax: "Axes | None" = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> "Axes":
        """Draw one outlet's articles per period."""
        table = self._study.timeline(period=period)
        outlet = self._study.corpus.check_outlet(outlet)
        return plot_timeline(table, outlet=outlet, ax=ax, palette=self._colors, **kwargs)

    def timeline_grid(self, *, period: str = "auto", **kwargs: Any) -> "Figure":  # noqa: ANN401
        """Draw every outlet's articles per period, one panel each."""
        table = self._study.timeline(period=period)
        return plot_timeline_grid(table, palette=self._colors, **kwargs)

    def profile(self, actor: str, *, ax: "Axes | None" = None, **kwargs: Any) -> "Axes":  # noqa: ANN401
        """Draw how each outlet speaks of an actor, in its own and in quoted voice."""
        return plot_profile(
            self._study.profile(actors=[actor]),
            self._study.actors,
            actor_id=self._study.actor_id(actor),
            ax=ax,
            palette=self._colors,
            **kwargs,
        )

    def profile_grid(self, actors: Sequence[str] | None = None, **kwargs: Any) -> "Figure":  # noqa: ANN401
        """Draw `profile` for several actors; by default the nine named in most articles."""
        ids = None if actors is None else [self._study.actor_id(name) for name in actors]
        table, named = self._study.profile(), self._study.actors
        return plot_profile_grid(table, named, actor_ids=ids, palette=self._colors, **kwargs)

    def differences(
        self,
        *,
        actors: Sequence[str] | None = None,
        ax: "Axes | None" = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> "Axes":
        """Draw the gaps between outlets with their intervals, the surest first."""
        table = self._study.differences(actors=actors)
        return plot_differences(table, self._study.actors, ax=ax, **kwargs)

    def compare(
        self,
        outlet: str,
        other: str,
        *,
        actor: str | None = None,
        ax: "Axes | None" = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> "Axes":
        """Draw the gaps between two outlets: right of 0 the first speaks better of the actor."""
        table = self._study.compare(outlet, other, actor=actor)
        return plot_differences(table, self._study.actors, ax=ax, **kwargs)

    def speaking(
        self,
        *,
        actors: Sequence[str] | None = None,
        outlet: str | None = None,
        ax: "Axes | None" = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> "Axes":
        """Draw who is named and who is heard, in one outlet or in all of them together.

        By default the ten actors named in most articles.
        """
        chosen = self._study.top_actors(10, names=actors)
        table = self._study.speaking(actors=chosen, pooled=outlet is None)
        if outlet is not None:
            table = table[table["outlet"] == self._study.corpus.check_outlet(outlet)]
        return plot_speaking(table, self._study.actors, ax=ax, palette=self._colors, **kwargs)

    def voices(self, *, ax: "Axes | None" = None, **kwargs: Any) -> "Axes":  # noqa: ANN401
        """Draw whose words each outlet prints."""
        return plot_voices(self._study.voices(), ax=ax, **kwargs)

    def edges(self, *, ax: "Axes | None" = None, **kwargs: Any) -> "Axes":  # noqa: ANN401
        """Draw who speaks about whom, all outlets together."""
        return plot_edges(self._study.edges(pooled=True), self._study.actors, ax=ax, **kwargs)

    def keywords(
        self,
        target: str,
        reference: str | None = None,
        *,
        top: int = 10,
        ax: "Axes | None" = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> "Axes":
        """Draw the words that tell two outlets, or one from all the others, apart."""
        table = rank_keywords(self._study.keywords(target, reference), top=top)
        return plot_keyness(
            table,
            target=target,
            reference=reference or "all other outlets",
            ax=ax,
            palette=self._colors,
            **kwargs,
        )

    def change(
        self,
        actor: str,
        outlet: str,
        *,
        measure: str = "own_stance",
        period: str = "auto",
        ax: "Axes | None" = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> "Axes":
        """Draw how an outlet speaks of an actor, period by period; ``"coverage"``: how often."""
        table = self._study.change(actors=[actor], period=period)
        table = table[table["outlet"] == self._study.corpus.check_outlet(outlet)]
        return plot_trend(table, measure=measure, ax=ax, palette=self._colors, **kwargs)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name.startswith("_"):
            raise AttributeError(name)
        raise AttributeError(str(unknown_name("figure", name, self._figures())))

    def __repr__(self) -> str:
        return "Figures: " + ", ".join(self._figures())

    @classmethod
    def _figures(cls) -> list[str]:
        return [name for name in vars(cls) if not name.startswith("_")]
