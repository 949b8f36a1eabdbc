"""Copy clusters."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.annotate.copies import find_copies
from medialens.schemas import ARTICLES

STORY = " ".join(f"word{number}" for number in range(60))  # 60 words, 56 runs of five


def articles(*texts, days=None):
    dates = [pd.Timestamp(f"2025-01-{day:02d}") for day in days or range(1, len(texts) + 1)]
    return ARTICLES.table(
        {"article_id": f"a{n}", "outlet": "Post", "published": day, "text": text}
        for n, (text, day) in enumerate(zip(texts, dates, strict=True))
    )


def test_the_earliest_is_the_original():
    """The second article is a day older."""
    copies = find_copies(
        articles(STORY, STORY.upper(), "Something else altogether.", days=[2, 1, 3])
    )
    assert copies["article_id"].tolist() == ["a0", "a1"]
    assert copies["kind"].tolist() == ["version", "original"]
    assert copies["cluster_id"].tolist() == ["a1", "a1"]
    assert copies["source_id"].isna().tolist() == [False, True]
    assert copies["similarity"].tolist() == [1.0, 1.0]


def test_one_word_replaced_in_the_middle_costs_five_runs():
    """51 runs shared of 61 in all: 51 / 61 = 0.836."""
    copies = find_copies(articles(STORY, STORY.replace("word30", "changed")))
    assert copies["similarity"].tolist() == pytest.approx([1.0, 51 / 61])


def test_an_edited_copy_under_the_threshold_is_derived():
    """Two words replaced: 46 / 66 = 0.70 alike, but 58 of 60 words stand in shared runs."""
    edited = articles(STORY, STORY.replace("word20", "one").replace("word40", "two"))
    later = find_copies(edited).iloc[1]
    assert (later["kind"], later["similarity"]) == ("derived", pytest.approx(46 / 66))
    assert later["containment"] == pytest.approx(58 / 60)
    assert find_copies(edited, threshold=0.6)["kind"].tolist() == ["original", "version"]


def test_a_copy_in_another_outlet_is_a_copy_and_in_the_same_a_version():
    """One text in the Post, the Sun, and the Post again."""
    table = articles(STORY, STORY, STORY)
    table["outlet"] = ["Post", "Sun", "Post"]
    assert find_copies(table)["kind"].tolist() == ["original", "copy", "version"]


def test_an_agency_is_the_earlier_of_two_at_one_time():
    """The ids would have it otherwise."""
    table = articles(STORY, STORY, days=[1, 1])
    table["outlet"] = ["Post", "Valley Press Agency"]
    copies = find_copies(table)
    assert copies["kind"].tolist() == ["copy", "original"]
    assert copies["agency"].fillna("").tolist() == ["", "Valley Press Agency"]


def test_of_two_at_one_time_the_longer_is_the_earlier():
    """Copy is cut more often than added to, whatever the ids."""
    copies = find_copies(articles(" ".join(STORY.split()[:30]), STORY, days=[1, 1]))
    assert copies["kind"].tolist() == ["derived", "original"]


def test_a_date_without_a_time_is_the_end_of_the_day_but_an_agencys_the_beginning():
    """The Post's at noon comes between the two."""
    table = articles(STORY, STORY, STORY, days=[1, 1, 1])
    table["outlet"] = ["Sun", "Post", "Valley Press Agency"]
    table.loc[1, "published"] += pd.Timedelta(hours=12)
    copies = find_copies(table)
    assert copies["kind"].tolist() == ["copy", "copy", "original"]
    assert find_copies(table.head(2))["kind"].tolist() == ["copy", "original"]


def test_a_third_of_the_words_changed_is_still_derived():
    """Four stretches of five words; between them, and at the end, ten are left each time."""
    words = STORY.split()
    for start in range(0, 60, 15):
        words[start : start + 5] = [f"new{start + n}" for n in range(5)]
    later = find_copies(articles(STORY, " ".join(words))).iloc[1]
    assert (later["kind"], later["containment"]) == ("derived", pytest.approx(40 / 60))


def test_an_article_that_takes_in_a_shorter_one_whole_is_derived_from_it():
    """A third of the longer one is all of the earlier."""
    longer = STORY + " " + " ".join(f"more{n}" for n in range(120))
    later = find_copies(articles(STORY, longer)).iloc[1]
    assert (later["kind"], later["containment"]) == ("derived", pytest.approx(1 / 3))


def test_many_copies_of_a_text_of_two_paragraphs_in_one_outlet_are_versions():
    """Their paragraphs come again and again, but as the story, not as a foot."""
    copies = find_copies(articles(*[STORY.replace(" word30", "\nword30")] * 6))
    assert copies["kind"].tolist() == ["original"] + ["version"] * 5


def test_the_first_half_of_a_text_is_derived_from_it():
    """All of its runs stand in the longer text."""
    later = find_copies(articles(STORY, " ".join(STORY.split()[:30]))).iloc[1]
    assert (later["kind"], later["containment"]) == ("derived", 1.0)


def test_two_reports_that_quote_one_speech_are_not_derived():
    """Two thirds of each are the same quotation."""
    speech = f"“{STORY}”"
    one = f"{speech} " + " ".join(f"first{n}" for n in range(30))
    two = f"{speech} " + " ".join(f"second{n}" for n in range(30))
    assert find_copies(articles(one, two)).empty


def test_what_an_outlet_puts_under_every_article_does_not_count():
    """A foot of sixty words under six short articles."""
    texts = [f"Day {n} brought news {n} of place {n}.\n{STORY}" for n in range(6)]
    assert find_copies(articles(*texts)).empty


def test_copies_of_copies_form_one_cluster():
    """The first and the third are alike only through the second."""
    second = STORY.replace("word20", "one")
    third = second.replace("word40", "two")
    copies = find_copies(articles(STORY, second, third))
    assert copies["cluster_id"].tolist() == ["a0", "a0", "a0"]
    assert copies["source_id"].tolist()[1:] == ["a0", "a1"]


def test_a_story_printed_everywhere_is_one_cluster():
    """More than 50 edited printings: each is compared with the first."""
    copies = find_copies(articles(*(f"{STORY} paper{n}" for n in range(60)), days=[1] * 60))
    assert set(copies["cluster_id"]) == {"a0"}
    assert len(copies) == 60


def test_short_and_empty_articles():
    """Fewer than five words: a copy only of the same words; nothing is no copy of nothing."""
    copies = find_copies(articles("Rain today", "rain today.", "", "", "Rain"))
    assert copies["article_id"].tolist() == ["a0", "a1"]


def test_a_threshold_out_of_range_is_refused():
    """Zero would join everything."""
    with pytest.raises(ValueError, match="threshold=0"):
        find_copies(articles(STORY), threshold=0)


@settings(max_examples=30)
@given(st.permutations(range(5)))
def test_the_order_of_the_rows_changes_nothing(order):
    """Same dates, so the ids decide."""
    table = articles(STORY, STORY + " end", "x y z", STORY, "x y z", days=[1] * 5)
    shuffled = table.iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(find_copies(table), find_copies(shuffled))
