"""One invented article, seventeen lines, and what a careful reader finds in each.

The Sea Union, Tarland, Vellmark and their people do not exist. Every line was written for one
difficulty of reported speech, and every test says what the reader found there.
"""

import pandas as pd
import pytest

import medialens as ml
from medialens.annotate.segments import find_segments
from medialens.schemas import ARTICLES

LINES = (
    "In a blunt speech in Haldern, Sea Union Secretary General Olaf Berg gave his gravest "
    "warning yet, as reported by ‘Tarland.info’, saying that another Vellmark raid on Tarland "
    "would bring ‘ruinous’ results for Sorvast.",
    "The speech fell in a tense week at the border, with Berg calling the winter the hardest "
    "in decades.",
    "The secretary general set out three steps and stressed that the army of Tarland would hold "
    "the line.",
    "Such a plan, he argued, would keep Vellmark from another reckless raid.",
    "Berg mentioned that some members were planning to station crews in Tarland under the "
    "pretext of a ‘fleet of friends.’ So bold an idea signals a new appetite for risk in the "
    "Sea Union.",
    "It would be a clean break with the old habit of keeping Vellmark at a distance.",
    "Vellmark President Ilya Drost answered on the radio on Friday, describing Berg as ‘clever "
    "and thorough’ but voicing dismay at the reckless threats of Berg.",
    "The new naval plan has been viewed by some analysts as a sign of hostility to Vellmark.",
    "The row shows how far the Sea Union and Vellmark have drifted apart.",
    "Old fears of a ‘quiet siege’, a phrase used by media to describe the alleged blockade of "
    "Vellmark by the Sea Union, are back.",
    "Reports suggest that the Sea Union has been spreading lies about Vellmark for years.",
    "On Sunday Vellmark denied these claims, dismissing them as a plot to close its ports.",
    "The quiet siege by the Sea Union has opened a cruel second front.",
    "What is at stake for Tarland can be heard in the words of Berg and Drost alike.",
    "The Sea Union arms Tarland and warns Vellmark, while Sorvast keeps faith with its sailors.",
    "His concern for the sailors, Drost argues, is no matter of borders but a duty born of the "
    "harbor revolt, which he claims left Tarland open to the Sea Union.",
    "This view, which many contest, shows how history and pride feed the quarrel.",
)
ACTORS = (
    ml.Actor("union", "Sea Union", "organisation", (ml.Form("Haldern", "metonym"),)),
    ml.Actor(
        "berg", "Olaf Berg", "person", (ml.Form("Berg"), ml.Form("the secretary general", "title"))
    ),
    ml.Actor("drost", "Ilya Drost", "person", (ml.Form("Drost"),)),
    ml.Actor("tarland", "Tarland", "country"),
    ml.Actor("vellmark", "Vellmark", "country", (ml.Form("Sorvast", "metonym"),)),
    ml.Actor("tarland-info", "Tarland.info", "outlet"),
)


@pytest.fixture(scope="module")
def study():
    row = {
        "article_id": "a", "outlet": "Post", "title": "", "language": "en",
        "text": "\n".join(LINES),
    }  # fmt: skip
    return ml.analyse(ml.Corpus(ARTICLES.table([row]), actors=ACTORS))


@pytest.fixture(scope="module")
def quotes(study):
    return _with_lines(study.quotes(), study)


@pytest.fixture(scope="module")
def evidence(study):
    return _with_lines(study.evidence(), study)


def _with_lines(table: pd.DataFrame, study: ml.Study) -> pd.DataFrame:
    text = study.corpus.articles["text"].iloc[0]
    return table.assign(line=[text.count("\n", 0, start) + 1 for start in table["start"]])


def said(quotes: pd.DataFrame, line: int) -> list[tuple[str, str, str]]:
    """Return cue, speaker (or voice, where nobody is named) and content of a line's reports."""
    here = quotes[quotes["line"] == line]
    speakers = here["actor_id"].where(here["actor_id"].notna(), here["voice"])
    return list(zip(here["cue"], speakers, here["content"], strict=True))


def test_line_1_a_speech_passed_on_by_another_outlet_is_two_voices_deep(quotes):
    """Post → Tarland.info → Berg: the marks around the outlet are part of a name."""
    here = quotes[quotes["line"] == 1]
    assert list(zip(here["voice"], here["actor_id"], here["depth"], strict=True)) == [
        ("relay", "tarland-info", 1),
        ("named", "berg", 2),
    ]
    assert here["parent_id"].iloc[1] == here["attribution_id"].iloc[0]
    assert here["content"].iloc[1].startswith("another Vellmark raid")


def test_line_1_what_the_outlet_says_of_the_speech_is_its_own(evidence):
    """'Blunt' and 'gravest' stand outside every report."""
    here = evidence[(evidence["line"] == 1) & (evidence["actor_id"] == "berg")]
    assert here["voice"].tolist() == ["own"]
    assert "blunt" in here["segment"].item() and "ruinous" not in here["segment"].item()


def test_line_3_a_title_speaks_for_its_holder_after_another_verb(quotes):
    """'The secretary general set out ... and stressed': the subject ends before its verb."""
    assert said(quotes, 3) == [("stressed", "berg", "the army of Tarland would hold the line")]


def test_line_4_he_argued_is_the_speaker_of_the_line_before(quotes, evidence):
    """Two parts of one statement, unkind to Vellmark in Berg's voice and in no other.

    The outlet speaks of Berg ("he") and says nothing of him.
    """
    assert said(quotes, 4) == [
        ("argued", "berg", "Such a plan"),
        ("argued", "berg", "would keep Vellmark from another reckless raid"),
    ]
    here = evidence[evidence["line"] == 4]
    berg, vellmark = here.to_dict("records")
    assert (berg["actor_id"], berg["voice"]) == ("berg", "own")
    assert (vellmark["actor_id"], vellmark["voice"]) == ("vellmark", "named")
    assert (vellmark["speaker_id"], vellmark["label"]) == ("berg", "negative")


def test_line_5_a_reporters_phrase_inside_indirect_speech_is_no_own_stance(quotes, evidence):
    """Berg would hardly say 'under the pretext of': the report is mixed, and counted as voiced."""
    here = quotes[quotes["line"] == 5]
    assert here["type"].tolist() == ["mixed"]
    assert "under the pretext of a ‘fleet of friends.’" in here["content"].item()
    tarland = evidence[(evidence["line"] == 5) & (evidence["actor_id"] == "tarland")]
    assert tarland["voice"].tolist() == ["named"]


def test_line_5_the_wording_of_indirect_speech_is_ambiguous_and_the_quoted_words_are_not(study):
    """Segments keep the two apart, so that a stance can be given with bounds."""
    tables = study.tables
    segments = find_segments(study.corpus.articles, tables.attributions, tables.actors)
    text = study.corpus.articles["text"].iloc[0]
    spans = zip(segments["start"], segments["end"], segments["is_ambiguous"], strict=True)
    flags = {text[start:end]: flag for start, end, flag in spans}
    assert next(flag for words, flag in flags.items() if "under the pretext of" in words)
    assert not flags["‘fleet of friends.’"]


def test_line_5_an_inference_of_the_outlet_is_its_own(evidence):
    """Nobody is quoted in 'So bold an idea signals a new appetite'."""
    here = evidence[(evidence["line"] == 5) & (evidence["actor_id"] == "union")]
    assert here["voice"].tolist() == ["own"]
    assert here["segment"].item().startswith("So bold an idea")


def test_line_7_praise_and_blame_by_one_speaker_are_two_values_and_no_mean(evidence):
    """Drost on Berg: +1 and -1 in one sentence, each from its own words."""
    here = evidence[(evidence["line"] == 7) & (evidence["actor_id"] == "berg")]
    assert here["speaker_id"].tolist() == ["drost", "drost"]
    assert here["label"].tolist() == ["positive", "negative"]
    assert [" ".join(segment.split()) for segment in here["segment"]] == [
        "Berg as ‘clever and thorough’",
        "dismay at the reckless threats of Berg",
    ]


def test_line_8_some_analysts_are_anonymous(quotes):
    """A passive with an agent whom nobody can ask."""
    assert said(quotes, 8) == [("has been viewed", "anonymous", "a sign of hostility to Vellmark")]


@pytest.mark.parametrize("line", [9, 17])
def test_lines_9_and_17_what_a_row_or_a_view_shows_is_the_outlets_conclusion(quotes, line):
    """Neither can speak; a poll that shows something would be a source."""
    assert said(quotes, line) == []


def test_line_10_a_term_used_by_media_is_theirs(quotes):
    """The term and its explanation, with the hedge 'alleged', belong to a source without name."""
    assert said(quotes, 10) == [
        ("used by", "anonymous", "‘quiet siege’"),
        ("used by", "anonymous", "the alleged blockade of Vellmark by the Sea Union"),
    ]


def test_line_11_reports_suggest_is_anonymous(quotes, evidence):
    """And unkind to the Sea Union in that voice only."""
    assert [row[:2] for row in said(quotes, 11)] == [("suggest", "anonymous")]
    here = evidence[(evidence["line"] == 11) & (evidence["actor_id"] == "union")]
    assert here[["voice", "label"]].to_numpy().tolist() == [["anonymous", "negative"]]


def test_line_12_a_denial_is_the_word_of_who_denies(quotes):
    """The claims accuse the Sea Union, and Vellmark denies: a reader has to notice."""
    assert said(quotes, 12) == [
        ("denied", "vellmark", "these claims"),
        ("dismissing", "vellmark", "them as a plot to close its ports"),
    ]
    assert quotes.loc[quotes["line"] == 12, "cue_class"].tolist() == ["assertive", "assertive"]


def test_line_13_drops_the_hedge_of_line_10_in_the_outlets_own_voice(quotes, evidence):
    """What media were said to allege is now a fact."""
    assert said(quotes, 13) == []
    union = evidence[(evidence["actor_id"] == "union") & evidence["line"].isin([10, 13])]
    assert union["voice"].tolist() == ["anonymous", "own"]
    assert [("alleged" in sentence) for sentence in union["sentence"]] == [True, False]


def test_line_15_a_capital_stands_for_its_state_and_a_meeting_place_does_not(study):
    """Sorvast is Vellmark in lines 1 and 15; the speech in Haldern was given in a place."""
    mentions = _with_lines(study.tables.mentions, study)
    metonyms = mentions[mentions["kind"] == "metonym"]
    assert metonyms[["line", "surface", "actor_id"]].to_numpy().tolist() == [
        [1, "Sorvast", "vellmark"],
        [15, "Sorvast", "vellmark"],
    ]


def test_line_16_argues_takes_no_side_and_claims_keeps_its_distance(quotes):
    """Two cues of one speaker in one sentence, of two classes."""
    here = quotes[quotes["line"] == 16].drop_duplicates("attribution_id")
    assert here[["actor_id", "cue", "cue_class"]].to_numpy().tolist() == [
        ["drost", "argues", "assertive"],
        ["drost", "claims", "distancing"],
    ]


def test_the_country_that_everybody_speaks_of_never_speaks(study, evidence):
    """Tarland: named in six lines, no statement in the whole article."""
    assert evidence.loc[evidence["actor_id"] == "tarland", "line"].nunique() == 6
    speaking = study.speaking().set_index("actor_id")
    assert speaking.at["tarland", "n_statements"] == 0
    assert speaking.at["tarland", "n_mentioning"] == 1
    assert speaking.loc[["berg", "drost", "vellmark"], "n_statements"].gt(0).all()
