"""Keywords of two halves of a collection, tokenizing included: G2, log ratio and BH, and shuffles.

Ours also tells BIC, log-odds and dispersion of each word, which the peers do not. Without shuffles
the p-values are those of the chi-squared distribution, as the peer's are.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.peers.records import read_texts

if TYPE_CHECKING:
    import pandas as pd

MIN_COUNT = 10
OUR_SHUFFLES, THEIR_SHUFFLES = 999, 99


def ours(folder: Path) -> Callable[[], int]:
    """Return keywords without shuffles."""
    from scipy.stats import chi2

    from medialens.compare.intervals import benjamini_hochberg

    keywords = _keywords(folder, permutations=0)

    def work() -> int:
        table = keywords()
        p = chi2.sf(table["g2"].abs(), 1)
        table = table.assign(p=p, q=benjamini_hochberg(p))
        return 1

    return work


def ours_shuffled(folder: Path) -> Callable[[], int]:
    """Return keywords with `OUR_SHUFFLES` shuffles of the articles, on all cores."""
    keywords = _keywords(folder, permutations=OUR_SHUFFLES)

    def work() -> int:
        keywords()
        return 1

    return work


def _keywords(folder: Path, *, permutations: int) -> Callable[[], "pd.DataFrame"]:
    from benchmarks.peers.texts import HALVES
    from medialens import load
    from medialens.compare.keywords import compare_keywords
    from medialens.models.cores import cores
    from medialens.schemas import COPIES

    articles, copies = load(folder / "articles.jsonl").articles, COPIES.table()
    return lambda: compare_keywords(
        articles,
        copies,
        target=HALVES[0],
        reference=HALVES[1],
        min_count=MIN_COUNT,
        permutations=permutations,
        resamples=0,
        threads=cores(),
    )


def pycorpdiff(folder: Path) -> Callable[[], int]:
    """Return the peer's keywords, by the formula that ours has."""
    return _pycorpdiff(folder, permutations=0)


def pycorpdiff_shuffled(folder: Path) -> Callable[[], int]:
    """Return the peer's keywords with `THEIR_SHUFFLES` shuffles of the articles."""
    return _pycorpdiff(folder, permutations=THEIR_SHUFFLES)


def _pycorpdiff(folder: Path, *, permutations: int) -> Callable[[], int]:
    import pycorpdiff as peer

    sides = [_table(folder, half) for half in (0, 1)]

    def work() -> int:
        # a corpus remembers its tokens: it is made anew every time
        one, other = (peer.from_dataframe(side, text_col="text", id_col="id") for side in sides)
        result = peer.compare(one, other).keyness(
            min_count=MIN_COUNT, permutation_n=permutations, permutation_seed=1
        )
        result.to_df()
        return 1

    return work


def scattertext(folder: Path) -> Callable[[], int]:
    """Return the scaled F-scores of every word, from a corpus split by its plainest tokenizer."""
    import pandas as pd
    import scattertext as peer

    table = pd.concat([_table(folder, half) for half in (0, 1)])

    def work() -> int:
        corpus = peer.CorpusFromPandas(
            table, category_col="outlet", text_col="text", nlp=peer.whitespace_nlp_with_sentences
        ).build()
        corpus.get_unigram_corpus().get_scaled_f_scores(table["outlet"].iloc[0])
        return 1

    return work


def _table(folder: Path, half: int) -> "pd.DataFrame":
    """Return one half's articles, headline and text together, without medialens."""
    import pandas as pd

    table = pd.DataFrame(read_texts(folder))
    table["text"] = table["title"] + "\n" + table["text"]
    return table[table["outlet"] == sorted(set(table["outlet"]))[half]].reset_index(drop=True)
