"""Lesson 3 as a page: who is spoken about, and who has the word."""

from medialens.classroom.label_shuffles import LabelShuffle
from medialens.classroom.page_plan import LUCK, Asked, Plan, Shuffled
from medialens.classroom.roles import SPEAKS, TOPIC
from medialens.classroom.shares import voice_share
from medialens.study import Study

ACTOR = "Harbour and Rail Union"
PAIR = ("Oxmere Tribune", "The Brennick Courier")
SHOWN = {
    SPEAKS: "speaking: words of theirs are reported",
    TOPIC: "spoken about: others tell of them",
}


def union_share(study: Study) -> LabelShuffle | None:
    """Return the share of the sentences about the union in which it speaks, of two outlets."""
    return voice_share(study, ACTOR, PAIR)


ROLES = Plan(
    notebook="03_spoken_about_and_speaking",
    summary="Everybody writes about the union. Who lets it speak?",
    guess="Of a hundred articles that name the union, in how many does it say something?",
    asked=Asked(
        question="{subject}: speaking here, or only spoken about?",
        mark="Mark the words that tell you, if any do.",
        shown=SHOWN,
    ),
    shuffled=Shuffled(
        title=LUCK,
        question=f"Where {PAIR[0]} and {PAIR[1]} name the union, does it speak equally often? Take "
        "the names off the articles, shuffle them, and put them back. How often does luck alone "
        "make a gap as large as the real one?",
        measure="Share of the sentences naming the union in which it speaks, as the machine sees "
        "it; articles that repeat another one are left out",
        unit="share",
        after="Explain",
        of=union_share,
    ),
    reworded={
        "You need this notebook, a neighbour, and a pen in two colors": (
            "You need this page, a neighbour, and a pen"
        ),
        "Mark the words that told you: the speaker in one color, the verb in the other.": (
            "Mark the words that tell you: the speaker and the verb."
        ),
        "Then choose another actor: change `actor` in the first cell to `Edda Marrin`, who was "
        "prime minister, and run all cells again. Who is heard more often when named?": (
            "Then think of Edda Marrin, who was prime minister. Whom do you expect to be heard "
            "more often when named, her or the union?"
        ),
    },
)
