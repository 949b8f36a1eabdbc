"""Lesson 1 as a page: whose words a passage holds."""

from medialens.classroom.label_shuffles import LabelShuffle
from medialens.classroom.page_plan import CLICK, LUCK, Asked, Plan, Shuffled
from medialens.classroom.shares import shares_shuffled
from medialens.classroom.speaking import OUTLET, UNNAMED
from medialens.study import Study

SHOWN = {OUTLET: "the outlet’s own words", UNNAMED: "somebody whose name we are not told"}


def reported_share(study: Study) -> LabelShuffle | None:
    """Return the share of sentences with reported words, of the two outlets with most articles.

    None where there is one outlet only.
    """
    spans = study.tables.attributions.query("zone != 'headline'")[["article_id", "start", "end"]]
    sentences = study.tables.sentences.query("zone != 'headline'")
    met = sentences.merge(spans, on="article_id", suffixes=("", "_span"))
    met = met[(met["start"] < met["end_span"]) & (met["start_span"] < met["end"])]
    n_met = met.groupby("article_id")["sentence_id"].nunique()
    share = (n_met / sentences.groupby("article_id").size()).fillna(0.0)
    pair = study.corpus.articles["outlet"].value_counts().sort_index().nlargest(2).index
    return shares_shuffled(study, share, (pair[0], pair[1])) if len(pair) == 2 else None


SPEAKING = Plan(
    notebook="01_who_is_speaking",
    summary="A pool turns green, and three outlets tell it. Whose words is each sentence made of?",
    guess="Which outlet is harder on the mayor in its own words?",
    asked=Asked(
        question="Whose words are underlined?",
        mark="Mark the words in the sentence that tell you, if any do.",
        shown=SHOWN,
        named="this person or body:",
    ),
    outlets_guessed=True,
    shuffled=Shuffled(
        title=LUCK,
        question="Does one outlet print more of other people’s words than the other? Take the "
        "names off the articles, shuffle them, and put them back. How often does luck alone make "
        "a gap as large as the real one?",
        measure="Share of the sentences that hold reported words, as the machine sees it",
        unit="share",
        after="Explain",
        of=reported_share,
    ),
    reworded={
        "You need this notebook, a neighbour": "You need this page, a neighbour",
        "Write your guess between the quotation marks. Run the cell with Shift and Enter, and "
        "don't change it again.": (
            "Choose below and keep your guess; then it can't be changed any more."
        ),
        "`outlet`: the outlet says it": "**the outlet**: it says this",
        "the name of the person or body": "**a person or body**: write the name of the one",
        "`unnamed`: somebody": "**somebody unnamed**: one",
        f"before you write.{CLICK}": "before you answer.",
        "The column *why* holds the words it went by.": "The words it went by stand in a box.",
        "Below the table it says": "At the end it says",
    },
)
