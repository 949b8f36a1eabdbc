"""Wording: the keyword comparisons of one report, each outlet against another or the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from medialens.actor import slug
from medialens.compare.clusters import distinct_articles
from medialens.compare.keywords import rank_keywords
from medialens.compare.stretches import Voice
from medialens.report.findings import Finding, keyword_findings, keyword_limits
from medialens.report.passages import find_words, passages, spread
from medialens.schemas import CONCORDANCE, EVIDENCE, KEYNESS
from medialens.study import Study

REST = "all the others"
LEAST_ARTICLES = 10
MOST_OUTLETS = 8
LINES = 6  # of a word and side, in the file; a page shows fewer
MOST_WORDS = 300  # of the first comparison, whose words are all drawn; those with the highest G²
VOICES: dict[str, Voice | None] = {"all": None, "own": "own", "quoted": "quoted"}
CONTEXT = 60  # characters on either side of a concordance line; a full one is cut somewhere


@dataclass(frozen=True)
class Comparison:
    """One outlet's words beside another's: a `KEYNESS` table with its two names."""

    target: str
    reference: str
    table: pd.DataFrame

    @property
    def name(self) -> str:
        """Name for files."""
        return slug(f"words {self.target}")

    @property
    def title(self) -> str:
        """Title for a figure."""
        return f"Words of {self.target} beside {self.reference}"

    def ranked(self, top: int) -> "Comparison":
        """Return the comparison with the `top` words of either side alone."""
        return replace(self, table=rank_keywords(self.table, top=top))


@dataclass(frozen=True)
class Wording:
    """The comparisons of one report, in order of the outlets."""

    study: Study
    comparisons: tuple[Comparison, ...]

    @property
    def first(self) -> Comparison | None:
        """The first comparison, or nothing where there is none."""
        return self.comparisons[0] if self.comparisons else None

    def shown(self, top: int) -> list[Comparison]:
        """Return every comparison cut down to the `top` words of either side."""
        return [comparison.ranked(top) for comparison in self.comparisons]

    def findings(self) -> list[Finding]:
        """Return the strongest words: of one comparison three, of several one each."""
        found = [
            finding
            for comparison in self.comparisons
            for finding in keyword_findings(
                comparison.table, comparison.target, comparison.reference
            )[: 3 if len(self.comparisons) == 1 else 1]
        ]
        return sorted(found, key=lambda finding: -finding.strength)[:3]

    def limits(self) -> list[str]:
        """Say which comparisons could not be made."""
        is_one = len(self.comparisons) == 1
        return keyword_limits(
            self.study,
            [len(part.table) for part in self.comparisons],
            n_left_out=0 if is_one else len(self.study.corpus.outlets) - len(self.comparisons),
        )

    def table(self) -> pd.DataFrame:
        """Return every tested word: a `KEYNESS` table with ``target`` and ``reference`` first."""
        parts = [
            part.table.assign(target=part.target, reference=part.reference)
            for part in self.comparisons
        ]
        table = pd.concat(parts, ignore_index=True) if parts else KEYNESS.table()
        first = [name for name in ("target", "reference") if name in table]
        return table[[*first, *(name for name in table if name not in first)]]

    @property
    def strongest(self) -> str | None:
        """The word of the first comparison that its target uses more, most surely."""
        if self.first is None:
            return None
        table = self.first.ranked(1).table
        more = table.loc[table["log_ratio"] > 0, "term"]
        return str(more.iloc[0]) if len(more) else None

    def by_voice(self, top: int = 8) -> pd.DataFrame:
        """Return the strongest words of each outlet: of all words, of its own, of those it quotes.

        Columns: outlet, words (which are counted), n_tested, stands ("q < .10" or "leads only"),
        more (the outlet uses them more), less. A word that is there with the quoted words and gone
        without them is its sources'.
        """
        rows = []
        for part in self.comparisons:
            reference = None if part.reference == REST else part.reference
            for told, voice in VOICES.items():
                table = self.study.keywords(part.target, reference, voice=voice)
                ranked = rank_keywords(table, top=top)
                sides = ranked.groupby("side")["term"].agg(", ".join)
                is_sure = bool(len(ranked)) and bool(ranked["is_established"].iloc[0])
                rows.append(
                    {
                        "outlet": part.target,
                        "words": told,
                        "n_tested": len(table),
                        "stands": "q < .10" if is_sure else "leads only",
                        "more": sides.get("target", ""),
                        "less": sides.get("reference", ""),
                    }
                )
        columns = ["outlet", "words", "n_tested", "stands", "more", "less"]
        return pd.DataFrame(rows, columns=columns)

    def concordance(self, *, words: int = 4, lines: int = 3) -> pd.DataFrame:
        """Return `lines` lines of the target for each of its `words` strongest words.

        A word that the width of the context cuts is left out.
        """
        parts = []
        for comparison in self.comparisons:
            top = comparison.ranked(words).table
            for term in top.loc[top["log_ratio"] > 0, "term"]:
                found = self.study.concordance(term, outlet=comparison.target)
                parts.append(_spread(found, lines))
        table = pd.concat(parts, ignore_index=True) if parts else CONCORDANCE.table()
        return table.assign(
            left=[_from_a_word(text) for text in table["left"]],
            right=[_to_a_word(text) for text in table["right"]],
        )

    def lines(self, top: int) -> pd.DataFrame:
        """Return sentences with the words that the figures show, of both sides in turn.

        Parameters
        ----------
        top : int
            Words drawn on either side of every comparison; of the first all are drawn.

        Returns
        -------
        DataFrame
            An `EVIDENCE` table without scores, with columns ``target``, ``term``, ``n_all`` (how
            often both sides use the word); copies left out.
        """
        drawn = [self._drawn(part, top) for part in self.comparisons]
        if not drawn:
            return EVIDENCE.table().assign(target="", term="", n_all=0)
        found = find_words(self._distinct, {term for terms in drawn for term in terms})
        parts = [
            _in_turn(found, comparison, terms)
            for comparison, terms in zip(self.comparisons, drawn, strict=True)
        ]
        return passages(self.study, pd.concat(parts, ignore_index=True))

    def strongest_lines(self) -> pd.DataFrame:
        """Return the sentences with the strongest word, by outlet: `EVIDENCE` without scores."""
        found = self.study.concordance(self.strongest or "-")
        found = found.sort_values(["outlet", "published", "article_id"], kind="stable")
        kept = spread(found[["article_id", "outlet", "zone", "start", "end"]], ["outlet"])
        return passages(self.study, kept)

    @property
    def _distinct(self) -> pd.DataFrame:
        articles = self.study.corpus.articles
        kept = distinct_articles(articles, self.study.copies)["article_id"]
        return articles[articles["article_id"].isin(kept)]

    def _drawn(self, part: Comparison, top: int) -> list[str]:
        """Return the words that the figures of a comparison draw, in the order of the figure."""
        table = part.ranked(top).table
        if part is self.comparisons[0]:
            strength = part.table["g2"].abs().sort_values(ascending=False, kind="stable")
            rest = part.table.loc[strength.index].head(MOST_WORDS)
            table = pd.concat([table, rest]).drop_duplicates("term")
        return table.sort_values("log_ratio", ascending=False, kind="stable")["term"].tolist()


def compare_words(
    study: Study,
    target: str | None = None,
    reference: str | None = None,
    *,
    exclude_actors: bool = True,
    voice: Voice | None = None,
    longest: int = 1,
) -> Wording:
    """Compare the words of `target` with `reference`; by default each outlet with the rest.

    With `voice`, only the outlets' own words or only quoted ones; with `longest`, sequences of up
    to so many words too.

    Without a target, the eight outlets with most articles, and of these only such as have ten
    distinct articles.

    Raises
    ------
    UnknownNameError
        If an outlet is not in the collection.
    """
    outlets = [target] if target else _largest(study)
    if target is None and len(study.corpus.outlets) < 2:
        return Wording(study, ())
    return Wording(
        study,
        tuple(
            Comparison(
                outlet,
                reference or REST,
                study.keywords(
                    outlet, reference, voice=voice, longest=longest, exclude_actors=exclude_actors
                ),
            )
            for outlet in outlets
            if outlet != reference
        ),
    )


def _largest(study: Study) -> Sequence[str]:
    table = study.coverage()
    table = table[table["n_distinct"] >= LEAST_ARTICLES]
    largest = table.sort_values(["n_articles", "outlet"], ascending=[False, True])
    return sorted(largest["outlet"].head(MOST_OUTLETS))


def _from_a_word(left: str) -> str:
    return f"… {left.partition(' ')[2]}" if len(left) == CONTEXT else left


def _to_a_word(right: str) -> str:
    return f"{right.rpartition(' ')[0]} …" if len(right) == CONTEXT else right


def _spread(found: pd.DataFrame, lines: int) -> pd.DataFrame:
    """Take lines from different articles first."""
    order = found.groupby("article_id").cumcount()
    return found.iloc[order.sort_values(kind="stable").index[:lines]]


def _in_turn(found: pd.DataFrame, comparison: Comparison, terms: Sequence[str]) -> pd.DataFrame:
    """Return places of the words in their order: one of the target, one of the reference."""
    is_target = found["outlet"] == comparison.target
    is_here = found["term"].isin(terms)
    if comparison.reference != REST:
        is_here &= is_target | (found["outlet"] == comparison.reference)
    here = found.assign(side=~is_target, target=comparison.target)[is_here]
    kept = spread(here, ["term", "side"], each=LINES)
    n_all = here.groupby("term").size()
    kept = kept.assign(
        n_all=kept["term"].map(n_all),
        turn=kept.groupby(["term", "side"]).cumcount(),
        place=kept["term"].map({term: at for at, term in enumerate(terms)}),
    )
    order = ["place", "turn", "side"]
    return kept.sort_values(order, kind="stable").drop(columns=[*order, "outlet"])
