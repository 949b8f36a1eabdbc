"""Events: what is matched, what is kept apart, and what a person overrules."""

import numpy as np
import pandas as pd
import pytest

from medialens.annotate.event_groups import linked_groups
from medialens.annotate.event_overrides import apply_overrides, stated_events
from medialens.annotate.event_pairs import Pairs, fitting_threshold
from medialens.annotate.event_texts import comparable_texts
from medialens.annotate.event_vectors import vectors
from medialens.annotate.events import find_events
from medialens.errors import SchemaError, UnknownNameError
from medialens.schemas import ARTICLES, COPIES, EVENTS

BRIDGE = (
    "Crack closes Ternby bridge",
    "Engineers closed the Ternby bridge after a crack was found in a girder. Mayor Orla Quill said "
    "that lorries must go through Hexley until the girder is welded.",
)
BRIDGE_AGAIN = (
    "Ternby bridge shut for weeks",
    "Lorries are queueing in Hexley. The crack in a girder of the Ternby bridge will keep it shut, "
    "said Orla Quill, the mayor; engineers want it welded.",
)
SCHOOL = (
    "Pupils win robot prize",
    "Four pupils of Dunmore school won the national robot prize in Carrick. Their machine sorts "
    "plums by color, and a jury of farmers praised it.",
)
SCHOOL_AGAIN = (
    "Plum robot takes first prize",
    "The farmers on the jury were delighted: a robot that sorts plums by color, built by pupils in "
    "Dunmore, has won the national prize.",
)
OTHERS = [
    ("Library opens late", "The library in Moss Lane will open on winter evenings, readers hear."),
    (
        "Ferry fares rise",
        "A ticket to the island costs nine crowns from April, the line announced.",
    ),
]


def articles(*pieces, days=None, outlets=None):
    days = days or [1] * len(pieces)
    return ARTICLES.table(
        {
            "article_id": f"a{n}",
            "outlet": (outlets or "ABCDEFGHIJ")[n],
            "published": None if day is None else pd.Timestamp(2025, 3, day),
            "title": title,
            "text": text,
            "author": "",
        }
        for n, ((title, text), day) in enumerate(zip(pieces, days, strict=True))
    )


def groups(events):
    return events.groupby("event_id")["article_id"].apply(list).to_dict()


def test_reports_of_one_event_are_matched_across_outlets_and_days():
    """Two events of two articles; an article that is alone has no row."""
    table = articles(BRIDGE, SCHOOL, BRIDGE_AGAIN, SCHOOL_AGAIN, *OTHERS, days=[1, 1, 2, 3, 1, 2])
    events = find_events(table, COPIES.table())
    assert groups(events) == {"a0": ["a0", "a2"], "a1": ["a1", "a3"]}
    assert events["origin"].unique().tolist() == ["matched"]


def test_an_event_is_named_after_its_earliest_article_and_its_title_words():
    """a0 is a day later than a2; both titles have the bridge."""
    table = articles(BRIDGE, SCHOOL, BRIDGE_AGAIN, *OTHERS, days=[2, 1, 1, 1, 2])
    first = find_events(table, COPIES.table()).iloc[0]
    assert first["event_id"] == "a2"
    assert set(first["label"].split(", ")) >= {"Ternby", "bridge"}


def test_the_order_of_the_rows_changes_nothing():
    """To the last bit."""
    table = articles(BRIDGE, SCHOOL, BRIDGE_AGAIN, SCHOOL_AGAIN, *OTHERS)
    shuffled = table.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(
        find_events(table, COPIES.table()), find_events(shuffled, COPIES.table())
    )


def test_articles_further_apart_than_the_window_are_no_event():
    """Four days lie between the reports; the default is three."""
    table = articles(BRIDGE, SCHOOL, BRIDGE_AGAIN, *OTHERS, days=[1, 1, 5, 1, 2])
    assert find_events(table, COPIES.table()).empty
    assert groups(find_events(table, COPIES.table(), days=4)) == {"a0": ["a0", "a2"]}


def test_copies_are_in_one_event_whatever_their_dates():
    """A copy printed weeks later comes along, with the similarity of its text."""
    table = articles(BRIDGE, SCHOOL, BRIDGE_AGAIN, BRIDGE, *OTHERS, days=[1, 1, 2, 28, 1, 2])
    copies = COPIES.table({"article_id": a, "cluster_id": "a0"} for a in ("a0", "a3"))
    events = find_events(table, copies)
    assert groups(events) == {"a0": ["a0", "a2", "a3"]}
    similarity = events.set_index("article_id")["similarity"]
    assert similarity["a0"] == similarity["a3"]


def test_what_an_outlet_prints_under_everything_matches_nothing():
    """Five articles of A have one long foot in common."""
    foot = "\nAnton Brill edits the Westfold page and answers letters from readers in Ludmoor."
    pieces = [BRIDGE, SCHOOL, *OTHERS, ("Frost kills apples", "Growers count trees in Sallow.")]
    table = articles(*[(title, text + foot) for title, text in pieces], *OTHERS, outlets="A" * 7)
    table["article_id"] = [f"b{n}" for n in range(7)]
    found = comparable_texts(table, COPIES.table())
    assert not found["body"].str.contains("Brill").any()


def test_an_undated_article_is_matched_only_if_asked_for():
    """At twice the threshold."""
    table = articles(BRIDGE, SCHOOL, BRIDGE_AGAIN, *OTHERS, days=[1, 1, None, 1, 2])
    assert find_events(table, COPIES.table()).empty
    assert groups(find_events(table, COPIES.table(), match_undated=True)) == {"a0": ["a0", "a2"]}


@pytest.mark.parametrize("options", [{"threshold": 0}, {"threshold": 1.5}, {"days": -1}])
def test_options_out_of_range_are_refused(options):
    """The message says what to choose."""
    with pytest.raises(ValueError, match="out of range; choose"):
        find_events(ARTICLES.table(), COPIES.table(), **options)


def test_no_articles_give_an_empty_table():
    """With every column in its type."""
    pd.testing.assert_frame_equal(find_events(ARTICLES.table(), COPIES.table()), EVENTS.table())


def test_a_chain_of_articles_is_not_one_event():
    """Each is like the next; the first and the last are not a pair, and so never together."""
    chain = Pairs(np.array([0, 1]), np.array([1, 2]), np.array([0.6, 0.5]))
    assert linked_groups(3, chain, 0.2) == [0, 0, 2]


def test_names_and_headlines_weigh_more():
    """Of two words in as many articles, the name and the word of the headline are heavier."""
    titles = ["Harvest", "", "", "Harvest"]
    texts = [
        "In spring Quill saw a girder.",
        "There is Quill with a girder.",
        "Nothing of it.",
        "So it was, of all.",
    ]
    found = vectors(titles, texts)
    weight = dict(zip(found.terms, found.matrix.toarray()[0], strict=True))
    assert weight["harvest"] > weight["girder"] > 0
    assert weight["quill"] == pytest.approx(1.5 * weight["girder"])


def test_the_threshold_rises_where_articles_far_apart_in_time_are_alike():
    """Two articles every ten days: of a subject of their own, then all of nearly the same."""
    days = np.arange(60) // 2 * 10
    apart = vectors([""] * 60, [f"subject{n} detail{n} theme{n // 2}" for n in range(60)])
    alike = vectors([""] * 60, [f"mill{n % 3} dam{n % 4} weir{n % 5}" for n in range(60)])
    low, high = (fitting_threshold(v.matrix, days, apart=3) for v in (apart, alike))
    assert (low, high) == (0.12, 0.24)


@pytest.fixture
def matched():
    return EVENTS.table(
        {"article_id": a, "event_id": e, "label": e.upper(), "similarity": 0.5, "origin": "matched"}
        for a, e in [("a0", "a0"), ("a1", "a0"), ("a2", "a2"), ("a3", "a2"), ("a4", "a2")]
    )


def overridden(matched, *rows):
    table = articles(*[BRIDGE] * 6)
    said = pd.DataFrame(list(rows), columns=["article_id", "event_id", "label"])
    return apply_overrides(matched, said, table)


def test_a_person_moves_an_article_into_an_event(matched):
    """a5 joins the second event; only its row is the person's."""
    events = overridden(matched, ("a5", "a2", None))
    assert groups(events)["a2"] == ["a2", "a3", "a4", "a5"]
    assert events["origin"].tolist() == ["matched"] * 5 + ["user"]
    assert events["label"].iloc[-1] == "A2"
    assert np.isnan(events["similarity"].iloc[-1])


def test_an_empty_event_takes_an_article_out(matched):
    """The event keeps its id without its first article; one article alone is no event."""
    events = overridden(matched, ("a2", "", None), ("a0", None, None))
    assert groups(events) == {"a2": ["a3", "a4"]}


def test_a_label_renames_the_whole_event(matched):
    """Also an event of the person's own."""
    events = overridden(matched, ("a2", "a2", "the robot"), ("a5", "picnic", ""))
    labels = events.drop_duplicates("event_id").set_index("event_id")["label"].to_dict()
    assert labels == {"a0": "A0", "a2": "the robot", "picnic": "picnic"}


def test_an_article_that_is_not_there_is_named(matched):
    """With the nearest that is."""
    with pytest.raises(UnknownNameError, match="article 'a44' is not known; did you mean 'a4'"):
        overridden(matched, ("a44", "a2", None))


def test_an_article_in_two_rows_is_refused(matched):
    """It is not clear which of them should count."""
    with pytest.raises(ValueError, match="article 'a1' has two rows"):
        overridden(matched, ("a1", "a2", None), ("a1", "", None))


def test_a_table_without_event_ids_is_refused(matched):
    """The message lists what it has."""
    with pytest.raises(SchemaError, match=r"lack \['event_id'\]; they have \['article_id'\]"):
        apply_overrides(matched, pd.DataFrame({"article_id": ["a1"]}), articles(BRIDGE))


def test_a_column_of_the_articles_states_events():
    """An empty cell states nothing; without the column nothing is stated."""
    table = articles(BRIDGE, SCHOOL, *OTHERS)
    stated = stated_events(table.assign(event=["E1", " ", None, "E1"]))
    assert stated.to_numpy().tolist() == [["a0", "E1"], ["a3", "E1"]]
    assert stated_events(table).empty
