"""What the bundled collections planted, and how much of it the pipeline finds.

The floors are a little below what was measured when they were set; a change that finds less fails.
"""

import json
import re

import pandas as pd
import pytest

from medialens.io.packaged import packaged_folder


def word_starts(text: str, start: int, end: int) -> set[int]:
    return {word.start() for word in re.finditer(r"\w+", text) if start <= word.start() < end}


@pytest.fixture(scope="module", params=["press", "lesson"])
def known(request):
    """A study of a bundled collection with its truth by article_id: complete articles only."""
    study = request.getfixturevalue(request.param)
    slug = study.corpus.slug.replace("-", "_")
    truth = json.loads((packaged_folder("corpora") / slug / "truth.json").read_text("utf-8"))
    ids = dict(zip(study.corpus.articles["id"], study.corpus.articles["article_id"], strict=True))
    kept = {ids[key]: entry for key, entry in truth["articles"].items() if entry.get("complete")}
    return study, kept


def test_every_planted_passage_stands_in_its_article(known):
    study, truth = known
    texts = dict(study.corpus.articles[["article_id", "text"]].to_numpy().tolist())
    for article_id, entry in truth.items():
        for passage in entry["attributions"]:
            assert texts[article_id][passage["start"] : passage["end"]] == passage["content"]


def test_most_reported_words_are_found_and_few_others_taken_for_them(known):
    """Word by word: at least .90 of the reported words found, at least .85 of those found right."""
    study, truth = known
    spans = study.tables.attributions.query("zone != 'headline'").groupby("article_id")
    right = reported = taken = 0
    for row in study.corpus.articles.itertuples():
        if row.article_id not in truth:
            continue
        gold, found = set(), set()
        for passage in truth[row.article_id]["attributions"]:
            gold |= word_starts(row.text, passage["start"], passage["end"])
        for span in spans.get_group(row.article_id).itertuples():
            found |= word_starts(row.text, span.start, span.end)
        right, reported, taken = right + len(gold & found), reported + len(gold), taken + len(found)
    assert right / reported >= 0.90
    assert right / taken >= 0.85


def test_most_found_statements_go_to_the_actor_who_made_them(known):
    """Of planted statements that are found and have an actor, at least .85 go to that actor."""
    study, truth = known
    spans = study.tables.attributions.query("zone != 'headline'")
    right = matched = 0
    for article_id, entry in truth.items():
        rows = spans[spans["article_id"] == article_id]
        for passage in entry["attributions"]:
            inside = rows[(rows["start"] < passage["end"]) & (rows["end"] > passage["start"])]
            if passage["actor_id"] and len(inside):
                matched += 1
                right += passage["actor_id"] in set(inside["actor_id"].dropna())
    assert right / matched >= 0.85


def test_wire_copy_is_found_and_nothing_else_is(press):
    """Planted copies against `copies`: few missed, none invented."""
    path = packaged_folder("corpora") / "valdory" / "truth.json"
    truth = json.loads(path.read_text("utf-8"))["articles"]
    ids = dict(zip(press.corpus.articles["id"], press.corpus.articles["article_id"], strict=True))
    planted = {ids[key]: ids[entry["copy_of"]] for key, entry in truth.items() if entry["copy_of"]}
    found = press.copies[press.copies["kind"] == "copy"]
    pairs = dict(zip(found["article_id"], found["source_id"], strict=True))
    right = {copy for copy, source in pairs.items() if planted.get(copy) == source}
    assert right == set(pairs)
    assert len(right) / len(planted) >= 0.7


def test_the_title_of_an_office_means_who_holds_it_that_day(press):
    """The prime minister is one person before 12 May 2025 and another from that day on."""
    dates = press.corpus.articles.set_index("article_id")["published"]
    mentions = press.tables.mentions
    office = mentions[mentions["surface"].str.casefold() == "the prime minister"]
    days = office["article_id"].map(dates)
    change = pd.Timestamp("2025-05-12", tz="UTC")
    assert set(office[days < change]["actor_id"]) == {"edda-marrin"}
    assert "rowan-teague" in set(office[days >= change]["actor_id"])
    assert "edda-marrin" not in set(office[days >= change]["actor_id"])


def test_two_people_of_one_surname_are_kept_apart(press):
    counts = press.actors.set_index("actor_id")["n_articles"]
    assert counts["petra-hallam"] > 0
    assert counts["joel-hallam"] > 0
    by_article = press.tables.mentions.groupby("article_id")["actor_id"].agg(set)
    assert any(not {"petra-hallam", "joel-hallam"} <= actors for actors in by_article)


def test_quoted_criticism_stays_out_of_the_outlets_own_voice(press):
    """Harbour Radio quotes the prime minister's critics and says little itself."""
    profile = press.profile(actors=["edda-marrin"]).set_index(["outlet", "measure"])["mean"]
    own, quoted = (
        profile[("Harbour Radio", measure)] for measure in ("own_stance", "voiced_stance")
    )
    assert quoted < -0.1 < own


def test_the_planted_own_voice_praise_is_recovered(press):
    """The Brennick Courier is written in favor of the prime minister, and no other outlet is."""
    profile = press.profile(actors=["edda-marrin"], measure="own_stance").set_index("outlet")
    courier = profile.loc["The Brennick Courier"]
    assert courier["ci_low"] > 0
    assert profile["mean"].drop("The Brennick Courier").max() < courier["mean"] / 2
