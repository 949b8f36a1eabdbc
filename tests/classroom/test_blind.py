"""Blind mode takes the outlets' names out of a collection, and gives them back after a guess."""

from dataclasses import replace

import pandas as pd
import pytest

import medialens as ml
from medialens.classroom import blinded, reveal_outlets, reveal_outlets_if_committed
from medialens.classroom.outlet_forms import Mask
from medialens.errors import MedialensWarning

NAMES = ("courier", "tribune", "meridian", "valley post", "harbour radio", "vpa", "press agency")


@pytest.fixture(scope="module")
def valdory():
    return ml.load("valdory")


def test_no_name_of_an_outlet_is_left_anywhere(valdory):
    """In no column, in no form and no address, in any case; nor in the catalogue."""
    masked, _ = blinded(valdory, seed=3)
    written = [*masked.articles.astype(object).to_numpy().ravel().tolist(), repr(masked.actors)]
    everything = "\n".join(map(str, written)).casefold()
    assert [name for name in NAMES if name in everything] == []


def test_texts_change_nowhere_else(valdory):
    """Words that are no outlet's name stay as they are: the post office, a post that is lost."""
    masked, _ = blinded(valdory, seed=3)
    before = valdory.articles.set_index("published")["text"].str.count("post office").sum()
    assert masked.articles["text"].str.count("post office").sum() == before > 0
    unnamed = valdory.articles[~valdory.articles["text"].str.contains(
        "Courier|Tribune|Meridian|Post|Radio|VPA|Agency|example")]["text"]  # fmt: skip
    assert set(unnamed) <= set(masked.articles["text"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("The Brennick Courier wrote", "Outlet A wrote"),
        ("as the Courier’s editor", "as Outlet A’s editor"),
        ("THE COURIER SAYS", "Outlet A SAYS"),
        ("a courier on a bike", "a courier on a bike"),
        ("the Courier Hotel", "the Courier Hotel"),
        ("BRENNICK (VPA) - Rain", "BRENNICK (Outlet B) - Rain"),
        ("see www.courier.example/2025/x.", "see Outlet A"),
        ("said the Brennick\nCourier", "said Outlet A"),
    ],
)
def test_a_name_is_found_in_its_forms_and_not_in_other_words(text, masked):
    labels = {"The Brennick Courier": "Outlet A", "Valdory Press Agency": "Outlet B"}
    mask = Mask(labels, {"courier.example": "The Brennick Courier"})
    assert mask(text) == masked


def test_the_same_seed_gives_the_same_letters_and_another_seed_others(valdory):
    seals = [blinded(valdory, seed=seed)[1].seal for seed in (1, 1, 2)]
    assert seals[0] == seals[1] != seals[2]


def test_the_key_tells_nothing_before_every_label_has_a_guess(valdory):
    _, key = blinded(valdory)
    assert key.candidates == valdory.outlets
    assert not [name for name in valdory.outlets if name in repr(key)]
    with pytest.raises(ValueError, match="no guess yet for Outlet B, Outlet C"):
        reveal_outlets(
            key, dict.fromkeys(key.labels, "Meridian") | {"Outlet B": "", "Outlet C": ""}
        )
    with pytest.warns(MedialensWarning, match="no guess yet"):
        assert reveal_outlets_if_committed(key, {}).empty


def test_a_guess_for_a_label_that_is_none_is_refused(valdory):
    _, key = blinded(valdory)
    with pytest.raises(ValueError, match="no outlet is called 'Outlet Z'"):
        reveal_outlets(key, {"Outlet Z": "The Meridian"})


def test_after_the_guess_the_key_opens_and_the_truth_matches_the_articles(valdory):
    """An article of a label stands word for word among those of the revealed outlet."""
    masked, key = blinded(valdory, seed=5)
    shown = reveal_outlets(key, dict.fromkeys(key.labels, "meridian"))
    assert shown.loc[shown["is_right"], "outlet"].tolist() == ["The Meridian"]
    for label, outlet in shown[["label", "outlet"]].itertuples(index=False):
        days = [sorted(c.articles.loc[c.articles["outlet"] == name, "published"])
                for c, name in ((masked, label), (valdory, outlet))]  # fmt: skip
        assert days[0] == days[1]


def test_the_analysis_of_a_blinded_collection_gives_the_same_copies(valdory):
    """Who copied whom does not hang on names: the clusters have the same sizes."""
    small = valdory.where(since="2025-02-01", until="2025-02-20")
    masked, _ = blinded(small)
    sizes = [ml.Study(c).copies.groupby("cluster_id").size().sort_values().tolist()
             for c in (small, masked)]  # fmt: skip
    assert sizes[0] == sizes[1] != []


def test_an_outlet_of_the_catalogue_is_renamed_with_its_forms():
    paper = ml.Actor("the-bell", "The Bell", "outlet", (ml.Form("Bell"),))
    mayor = ml.Actor("ada-venn", "Ada Venn", "person", (ml.Form("Venn"),))
    corpus = replace(ml.load("first_lesson"), actors=(paper, mayor))
    names = {"The Bell": "x"}
    articles = corpus.articles.assign(outlet="The Bell")
    masked, _ = blinded(replace(corpus, articles=articles))
    assert [actor.name for actor in masked.actors] == ["Outlet A", "Ada Venn"]
    assert masked.actors[0].actor_id == "outlet-a"
    assert not names.keys() & set(masked.outlets)
    assert pd.notna(masked.articles["published"]).all()
