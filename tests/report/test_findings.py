"""Findings are sentences with n and interval; what is not beyond chance is not called one."""

import pandas as pd
import pytest

import medialens as ml
from medialens.report.findings import (
    Finding,
    actor_findings,
    actor_limits,
    coverage_findings,
    coverage_limits,
    interval,
    keyword_findings,
    keyword_limits,
    number,
    voice_findings,
    with_evidence,
)
from medialens.schemas import KEYNESS, PROFILE


@pytest.mark.parametrize(
    ("value", "signed", "text"),
    [
        (0.314, False, "0.31"),
        (-0.314, True, "−0.31"),
        (0.5, True, "+0.5"),
        (1234.0, False, "1200"),
        (0.0, True, "0"),
    ],
)
def test_numbers_have_two_significant_digits_and_a_true_minus(value, signed, text):
    assert number(value, signed=signed) == text


def test_intervals_stand_in_brackets():
    assert interval(-0.5, 0.123) == "[−0.50, 0.12]"


def test_a_collection_without_certain_gaps_has_no_finding_on_stance(press):
    """Nothing with q of .10 or more is reported, however large the gap."""
    actors = press.top_actors(6)
    certain = press.differences(actors=actors).query("q < 0.10")
    assert len(actor_findings(press, actors)) == min(3, len(certain))


def test_a_certain_gap_names_the_harsher_outlet_first_with_interval_and_articles():
    """Twelve articles call the mayor awful, twelve call her wonderful."""
    study = ml.analyse(two_outlets("is awful and terrible", "is wonderful and brave"))
    found = actor_findings(study, study.top_actors(1))
    assert len(found) == 1
    assert found[0].text.startswith(
        "Post writes more negatively of Ines Hollis than Bell in its own words: gap "
    )
    assert found[0].n == "12 and 12 articles"
    assert found[0].interval.startswith("[0.")


def test_swapping_the_outlets_swaps_the_names_and_keeps_the_interval():
    one = actor_findings(*_with_top(two_outlets("is awful", "is wonderful and brave")))[0]
    other = actor_findings(*_with_top(two_outlets("is wonderful and brave", "is awful")))[0]
    assert one.text.replace("Post", "X").replace("Bell", "Post").replace("X", "Bell") == other.text
    assert one.interval == other.interval


def test_who_is_named_and_never_heard_is_said(press):
    found = voice_findings(press, ["protesters", "edda-marrin"])
    assert [finding.text.split(" is spoken")[0] for finding in found] == ["Protesters"]


def test_coverage_says_who_published_most_and_what_share_is_copied(press):
    most, copied = coverage_findings(press)
    assert most == Finding(
        "Harbour Radio published the most: 27 of 155 articles.", "155 articles, 6 outlets"
    )
    n = int(press.coverage()["n_copied"].sum())
    assert f"({n})" in copied.text
    assert copied.interval.endswith("%]")


def test_one_outlet_is_a_limit_of_every_report(lone_article):
    study = ml.Study(lone_article)
    for limits in (
        coverage_limits(study),
        actor_limits(study, study.top_actors(2)),
        keyword_limits(study, [], n_left_out=1),
    ):
        assert "One outlet only (The Bell)" in limits[0]


def test_sentences_without_a_score_and_sentences_with_an_unsure_one_are_told_apart(hesitant):
    """Of 24 sentences about the mayor, 16 say perhaps."""
    corpus = two_outlets("is perhaps awful", "is perhaps wonderful")
    study = ml.analyse(corpus, scorer=hesitant)
    limits = actor_limits(study, study.top_actors(1))
    assert any(text.startswith("The scorer is too unsure of 16 of 24 ") for text in limits)
    assert not any("could not be scored" in text for text in limits)
    german = ml.Corpus(corpus.articles.assign(language="de"))
    limits = actor_limits(*_with_top(german))
    assert "24 of 24 sentences could not be scored." in limits
    assert not any("unsure" in text for text in limits)


def test_a_sign_that_hangs_on_the_wording_of_indirect_speech_is_a_limit():
    """Praise by the outlet itself, blame in its indirect speech; in quotation marks it is none."""
    praise, blame = "is wonderful.", "is a terrible, awful and horrible disgrace"
    told = f"{praise} Critics said that Ines Hollis {blame}. Ines Hollis sat"
    study, actors = _with_top(two_outlets(told, told), scorer="vader_sentence")
    (text,) = (limit for limit in actor_limits(study, actors) if "indirect speech" in limit)
    assert text.startswith("The sign of 2 of 2 own-voice means hangs on whether")
    assert "Bell on Ines Hollis has +" in text
    assert " without it, −" in text
    quoted = told.replace("that Ines", "“Ines").replace("disgrace", "disgrace”")
    study, actors = _with_top(two_outlets(quoted, quoted), scorer="vader_sentence")
    assert not any("indirect speech" in limit for limit in actor_limits(study, actors))


def test_a_sign_that_was_not_certain_is_said_not_to_be(press):
    """Means that change their sign near zero, with intervals on both sides of it."""
    bounds = press.bounds().query("changes_sign")
    certain = [bounds[f"{way}_low"] * bounds[f"{way}_high"] > 0 for way in ("without", "with")]
    bounds = bounds.assign(is_certain=certain[0] | certain[1])
    open_ones = bounds[~bounds.groupby("actor_id")["is_certain"].transform("any")]
    actors = open_ones["actor_id"].unique().tolist()
    assert actors
    (text,) = (limit for limit in actor_limits(press, actors) if "indirect speech" in limit)
    assert text.startswith(f"The sign of {len(open_ones)} of ")
    assert text.endswith("No such sign was certain to begin with: the intervals hold zero.")


def test_keyword_findings_turn_the_ratio_towards_the_side_that_uses_the_word_more():
    rows = [
        _word("strike", 40, 10, log_ratio=2.0, g2=20.0, q=0.01),
        _word("calm", 5, 80, log_ratio=-3.0, g2=-40.0, q=0.001),
        _word("rain", 9, 9, log_ratio=0.1, g2=0.1, q=0.9),
    ]
    found = keyword_findings(KEYNESS.table(rows), "Bell", "Post")
    assert [finding.text for finding in found] == [
        "“calm” is 8 times as frequent in Post as in Bell.",
        "“strike” is 4 times as frequent in Bell as in Post.",
    ]
    assert found[0].interval == "[4, 16]"


def test_outlets_with_too_few_articles_on_everybody_leave_the_figure():
    rows = [
        {"outlet": outlet, "actor_id": actor, "measure": "own_stance", "status": status}
        for outlet, actor, status in (
            ("Bell", "a", "too few"), ("Bell", "b", "thin"), ("Post", "a", "too few"),
        )
    ]  # fmt: skip
    assert set(with_evidence(PROFILE.table(rows))["outlet"]) == {"Bell"}
    nobody = PROFILE.table(rows[:1])
    assert len(with_evidence(nobody)) == 1


def two_outlets(post: str, bell: str) -> ml.Corpus:
    from medialens.schemas import ARTICLES

    rows = [
        {
            "article_id": f"{outlet}{i:02}", "outlet": outlet, "language": "en", "title": "",
            "text": f"Mayor Ines Hollis {words if i % 3 else 'sat'} today. Rain for {i} hours.",
            "published": pd.Timestamp(2025, 3, i + 1), "url": "", "author": "", "section": "",
            "published_note": "", "source_file": "a.csv",
        }
        for outlet, words in (("Post", post), ("Bell", bell))
        for i in range(12)
    ]  # fmt: skip
    return ml.Corpus(ARTICLES.table(rows), name="Two outlets", slug="two")


def _with_top(corpus: ml.Corpus, scorer: str = "target") -> tuple[ml.Study, list[str]]:
    study = ml.analyse(corpus, scorer=scorer)
    return study, study.top_actors(1)


def _word(term: str, n_target: int, n_reference: int, **values: float) -> dict[str, object]:
    ends = {
        f"log_ratio_{end}": values["log_ratio"] + sign for end, sign in (("low", -1), ("high", 1))
    }
    counts = {"n_target": n_target, "n_reference": n_reference}
    return {"term": term, **counts, "range_target": 5, "range_reference": 5, **values, **ends}
