"""Lesson 2 as a page: what a reporting word does with the words that it reports."""

from medialens.classroom.label_shuffles import LabelShuffle
from medialens.classroom.page_plan import CLICK, LUCK, Asked, Plan, Shuffled
from medialens.classroom.shares import distance_share
from medialens.study import Study

PAIR = ("The Brennick Courier", "The Meridian")
SHOWN = {
    "plain": "plain: it only reports",
    "doubting": "doubting: it keeps a distance",
    "vouching": "vouching: it takes the words as a fact",
}


def marked_share(study: Study) -> LabelShuffle | None:
    """Return the share of reporting words that are not plain, of two outlets of Valdory."""
    return distance_share(study, PAIR)


VERBS = Plan(
    notebook="02_said_claimed_admitted",
    summary="Somebody said it, claimed it or pointed it out. What does the word do to the words?",
    guess="Which side does each paper seem to believe?",
    is_blind=True,
    open_tables=("swapped",),
    asked=Asked(
        question="What does the underlined word do with the words that it reports?",
        mark="Mark the words that are reported.",
        shown=SHOWN,
    ),
    shuffled=Shuffled(
        title=LUCK,
        question=f"Reporting words that keep a distance or vouch: do {PAIR[0]} and {PAIR[1]} use "
        "them differently, or did luck deal the articles so? Take the names off the articles, "
        "shuffle them, and put them back. How often does luck alone make a gap as large as the "
        "real one?",
        measure="Share of the reporting words that are not plain, as the machine sees it; articles "
        "that repeat another one are left out",
        unit="share",
        after="Explain",
        of=marked_share,
    ),
    reworded={
        "You need this notebook, a": "You need this page, a",
        "Write it between the quotation marks before you go on.": (
            "Write it down and keep it before you go on."
        ),
        CLICK: "",
        " Write the number behind the verb.": "",
    },
)
