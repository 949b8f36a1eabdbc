"""Is it a real difference? Shuffle the labels: by hand with slips of paper, then by button."""

import html
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from medialens.compare.permutation import DRAWS
from medialens.compare.profile import ENOUGH
from medialens.compare.resampling import SEED
from medialens.compare.shuffling import Shuffled, shuffle_labels
from medialens.errors import check_one_of
from medialens.plot.shuffling import plot_shuffles
from medialens.questions.annotated import Measure
from medialens.study import Study

MEASURES = ("own_stance", "voiced_stance", "portrayal")
SLIP = ["slip", "outlet", "title", "value"]


@dataclass(frozen=True, eq=False)
class Shuffle:
    """The gap of two outlets for one actor, ready to be shuffled.

    Made by `shuffling`. Nothing in it is drawn anew: the first shuffle, the tenth and the
    thousandth are the same for everybody who works on the same articles.

    Parameters
    ----------
    actor : str
        Name of the actor.
    measure : str
        The measure compared.
    shuffled : Shuffled
        Gap and shuffles.
    titles : mapping of cluster_id and outlet to title
        What stands on the slips.
    """

    actor: str
    measure: str
    shuffled: Shuffled
    titles: "pd.Series[str]"

    @property
    def gap(self) -> float:
        """The gap as it is: mean of the first outlet less mean of the second."""
        return self.shuffled.gap

    @property
    def t(self) -> float:
        """The gap in units of its own error."""
        return self.shuffled.t

    @property
    def p(self) -> float:
        """The p after all shuffles: that of ``study.differences`` for this actor and measure."""
        return self.shuffled.p

    def p_after(self, k: int) -> float:
        """Return the p after the first `k` shuffles, the labels as they are counted as one."""
        return self.shuffled.p_after(k)

    def drawn(self, k: int) -> pd.DataFrame:
        """Return the first `k` shuffles: columns shuffle, gap, t, is_as_far."""
        return self.shuffled.drawn(k)

    def slips(self) -> pd.DataFrame:
        """Return one slip per distinct article: columns slip, outlet, title, value."""
        return self.dealt(0)

    def dealt(self, k: int) -> pd.DataFrame:
        """Return the slips with the outlets that shuffle `k` deals them; the titles stay."""
        table = self.shuffled.dealt(k)
        own = pd.MultiIndex.from_frame(self.shuffled.slips[["cluster_id", "outlet"]])
        return table.assign(title=self.titles.reindex(own).to_numpy())[SLIP]

    def said(self, k: int) -> str:
        """Say what the first `k` shuffles show, with n."""
        here, sizes = self.shuffled, self.shuffled.slips["outlet"].value_counts()
        far = int(here.is_far[:k].sum())
        n_a, n_b = (int(sizes[outlet]) for outlet in (here.outlet_a, here.outlet_b))
        few = "" if min(n_a, n_b) >= ENOUGH else (
            f" Fewer than {ENOUGH} articles on a side: an exercise, not a finding.")  # fmt: skip
        return (
            f"{here.outlet_a} less {here.outlet_b} on {self.actor}: gap {self.gap:+.2f} "
            f"(n = {n_a} and {n_b} articles). Of {min(k, len(here.ts)):,} shuffles {far:,} "
            f"come as far from no gap or farther: p = {self.p_after(k):.4f}.{few}"
        )

    def figure(self, k: int = 1000) -> Axes:
        """Draw the first `k` shuffles beside the gap as it is."""
        return plot_shuffles(self.drawn(k), self.t)

    def slips_html(self) -> str:
        """Return the slips as a page part to print and cut; the outlet stands on none of them."""
        table = self.slips()
        slips = "".join(
            f'<li class="ml-slip"><b>{row.slip}</b> <bdi>{html.escape(str(row.title))}</bdi> '
            f"<span>{row.value:+.2f}</span></li>"
            for row in table.itertuples()
        )
        n_first = int((table["outlet"] == self.shuffled.outlet_a).sum())
        first, second = map(html.escape, (self.shuffled.outlet_a, self.shuffled.outlet_b))
        return (
            f"{_SLIP_STYLE}<section class='ml-slips'><p>Cut the slips apart and mix them face "
            f"down. Deal {n_first} to {first}, the other {len(table) - n_first} to {second}. Note "
            f"mean less mean, mix again. As it is, the gap is {self.gap:+.2f}.</p>"
            f"<ol>{slips}</ol></section>"
        )


_SLIP_STYLE = """<style>
.ml-slips ol { list-style: none; padding: 0; display: grid; gap: 0;
  grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); }
.ml-slips .ml-slip { border: 1px dashed currentColor; margin: -1px 0 0 -1px; padding: .6rem;
  break-inside: avoid; display: flex; gap: .6rem; justify-content: space-between; }
</style>"""


def shuffling(
    study: Study,
    actor: str,
    outlet_a: str,
    outlet_b: str,
    *,
    measure: Measure = "own_stance",
    draws: int = DRAWS,
    seed: int = SEED,
) -> Shuffle:
    """Return the gap of two outlets for an actor, with its shuffles.

    Parameters
    ----------
    study : Study
        The analysis.
    actor : str
        Id or name of an actor.
    outlet_a, outlet_b : str
        The two outlets; the gap is the first less the second.
    measure : {"own_stance", "voiced_stance", "portrayal"}
        What is compared; by default the outlets' own words.
    draws, seed : int
        As in ``study.differences``, so that its p comes out: the same shuffles of the same
        distinct articles (copies of one text within an outlet are one slip).

    Returns
    -------
    Shuffle
        Gap, slips and shuffles.

    Raises
    ------
    UnknownNameError
        If there is no such actor or outlet.
    EmptyError
        If an outlet has fewer than two distinct articles with a value.

    Notes
    -----
    What counts as far is the gap divided by its own error (Welch's t), computed anew for each
    shuffle, as in the test. The gaps themselves can order the shuffles a little differently.
    ``study.differences()`` over many actors shuffles all of them together, so its p differs from
    this one by the chance of the shuffles; for this actor and measure alone it is the same.
    """
    check_one_of("measure", measure, MEASURES)
    for outlet in (outlet_a, outlet_b):
        study.corpus.check_outlet(outlet)
    actor_id = study.actor_id(actor)
    scores = study.tables.scores
    scores = scores[(scores["actor_id"] == actor_id) & (scores["measure"] == measure)]
    articles = study.corpus.articles
    shuffled = shuffle_labels(
        scores, articles, study.copies, outlet_a, outlet_b, draws=draws, seed=seed
    )
    return Shuffle(study.name_of(actor_id), measure, shuffled, _titles(study))


def _titles(study: Study) -> "pd.Series[str]":
    """Return the headline of the first article of each cluster and outlet."""
    cluster_of = dict(zip(study.copies["article_id"], study.copies["cluster_id"], strict=True))
    articles = study.corpus.articles.sort_values(["published", "article_id"])
    clusters = [cluster_of.get(one, one) for one in articles["article_id"]]
    table = articles.assign(cluster_id=clusters).drop_duplicates(["cluster_id", "outlet"])
    return table.set_index(["cluster_id", "outlet"])["title"]
