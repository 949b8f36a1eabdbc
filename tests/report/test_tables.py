"""A table as HTML: headings with scope, text left, numbers right, estimates with intervals."""

import re

import pandas as pd
import pytest

from medialens.report.html import clean
from medialens.report.tables import COLUMNS_SHOWN, ROWS_SHOWN, TEXT_SHOWN, table_html

HOSTILE = "<script>alert(1)</script>\u202e=1+1"


def cells(page):
    """Return the words of each row's cells."""
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    split = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in split]


def test_a_table_has_its_caption_and_a_name_where_it_scrolls(one_table):
    page = table_html(one_table, caption="Words & terms")
    assert '<caption><span class="ml-caption"><bdi>Words &amp; terms</bdi></span></caption>' in page
    assert '<section class="ml-scroll" tabindex="0" aria-label="Words &amp; terms">' in page


def test_headings_have_scope_and_numbers_their_side(one_table):
    page = table_html(one_table, caption="c")
    assert '<th scope="col">term</th><th scope="col" class="ml-number">log ratio</th>' in page
    assert '<tr><th scope="row"><bdi>tide</bdi></th><td class="ml-number">+1.2</td></tr>' in page


def test_rows_and_columns_come_in_their_order(one_table):
    assert cells(table_html(one_table, caption="c")) == [
        ["term", "log ratio"],
        ["tide", "+1.2"],
        ["quay", "−0.50"],
    ]


def test_columns_can_be_chosen_ordered_and_named(one_table):
    page = table_html(one_table, caption="c", columns={"log_ratio": "how often", "term": "word"})
    assert cells(page)[0] == ["how often", "word"]
    assert cells(table_html(one_table, caption="c", columns=["term"]))[1] == ["tide"]


def test_a_count_is_called_by_its_noun():
    table = pd.DataFrame({"n_articles": [1200]})
    assert cells(table_html(table, caption="c")) == [["articles"], ["1,200"]]


def test_an_estimate_and_its_interval_share_a_cell_and_their_decimals():
    """The whole column has the decimals of its largest number, so that rows can be compared."""
    table = pd.DataFrame({"gap": [1.24, 0.01], "gap_low": [-0.5, 0.0], "gap_high": [2.0, 0.02]})
    page = table_html(table, caption="c")
    assert cells(page) == [["gap"], ["+1.2 [−0.5, +2.0]"], ["0.0 [0.0, 0.0]"]]
    assert "In brackets: 95 % interval." in page


def test_a_number_before_two_ends_of_another_keeps_its_own_cell():
    """Only ends of one name are an interval."""
    table = pd.DataFrame({"a": [0.5], "b_low": [0.1], "c_high": [0.2]})
    assert cells(table_html(table, caption="c"))[1] == ["0.50", "0.10", "0.20"]


def test_too_few_articles_are_counted_in_place_of_an_estimate():
    table = pd.DataFrame(
        {"mean": [0.5], "ci_low": [None], "ci_high": [None], "n_clusters": [4], "status": "too few"}
    ).astype({"ci_low": float, "ci_high": float})
    page = table_html(table, caption="c", columns=["mean"])
    assert cells(page)[1] == ["too few articles (4)"]


def test_a_share_is_written_in_percent():
    table = pd.DataFrame({"share": [0.256], "share_low": [0.1], "share_high": [1.0]})
    assert cells(table_html(table, caption="c"))[1] == ["26 % [10, 100]"]


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, pd.NaT])
def test_what_is_missing_is_a_dash_that_is_explained(value):
    page = table_html(pd.DataFrame({"a": ["x", value]}, dtype=object), caption="c")
    assert cells(page)[2] == ["–"]
    assert "– : not measured or not stated." in page


def test_dates_truth_and_small_probabilities_are_written_in_words():
    table = pd.DataFrame(
        {"day": pd.to_datetime(["2026-04-03"], utc=True), "is_new": [True], "q": [0.0001]}
    )
    assert cells(table_html(table, caption="c"))[1] == ["3 April 2026", "yes", "&lt; 0.001"]


def test_a_long_text_is_cut():
    page = table_html(pd.DataFrame({"text": ["x" * 5000]}), caption="c")
    assert cells(page)[1] == ["x" * TEXT_SHOWN + "…"]


def test_the_head_is_shown_and_the_rest_is_counted():
    page = table_html(pd.DataFrame({"n": range(ROWS_SHOWN + 1)}), caption="c")
    assert len(cells(page)) == ROWS_SHOWN + 1
    assert f"The first {ROWS_SHOWN} of {ROWS_SHOWN + 1} rows." in page


def test_columns_beyond_the_limit_are_counted():
    wide = pd.DataFrame([range(COLUMNS_SHOWN + 1)])
    page = table_html(wide, caption="c")
    assert f"{COLUMNS_SHOWN} of {COLUMNS_SHOWN + 1} columns." in page


def test_an_empty_table_is_a_sentence(one_table):
    page = table_html(one_table.head(0), caption="Keywords", note="None is certain.")
    assert page.startswith('<p class="ml-note"><bdi>Keywords: none. None is certain.</bdi>')
    assert "<table" not in page


def test_unsure_units_have_a_column_where_there_are_any():
    table = pd.DataFrame({"outlet": ["Post"], "n_unscored": [3], "n_uncertain": [2]})
    assert cells(table_html(table, caption="c"))[0] == ["outlet", "not scored", "of these unsure"]
    none = table.assign(n_uncertain=0)
    headings = {"outlet": "outlet", "n_uncertain": "unsure"}
    assert cells(table_html(none, caption="c", columns=headings)) == [["outlet"], ["Post"]]


def test_a_small_share_has_a_decimal_and_a_large_one_has_none():
    """By column, so that its rows can be compared; what is not nothing is not written as 0 %."""
    table = pd.DataFrame({"share_few": [0.002, 0.0714], "share_many": [0.002, 0.41]})
    assert cells(table_html(table, caption="c"))[1:] == [["0.2 %", "0 %"], ["7.1 %", "41 %"]]


def test_an_estimate_without_interval_stands_in_line_with_the_others():
    """An empty interval takes the room of the brackets; where no row has any, there is none."""
    table = pd.DataFrame({"share": [0.4, 0.5], "low": [0.3, None], "high": [0.5, None]})
    table.columns = ["share_own", "own_low", "own_high"]
    page = table_html(table, caption="c")
    assert '50 % <span class="ml-interval ml-narrow"></span>' in page
    assert "ml-interval" not in table_html(table.tail(1), caption="c")


def test_an_outlet_leads_to_its_sentences_and_others_do_not():
    table = pd.DataFrame({"outlet": ["A", "B"]})
    page = table_html(table, caption="c", links=["evidence-a-a", ""])
    assert '<a href="#evidence-a-a"><bdi>A</bdi></a>' in page
    assert '<th scope="row"><bdi>B</bdi></th>' in page


def test_only_a_web_address_is_linked():
    table = pd.DataFrame({"url": ["https://example.org/", "javascript:alert(1)"]})
    page = table_html(table, caption="c")
    assert page.count("<a ") == 1
    assert "<bdi>javascript:alert(1)</bdi>" in page


def test_the_text_before_a_concordances_term_stands_against_it():
    table = pd.DataFrame({"outlet": ["A"], "left": ["the high"], "term": ["tide"]})
    assert '<td class="ml-before"><bdi>the high</bdi></td>' in table_html(table, caption="c")


def test_hostile_cells_headings_and_captions_are_text():
    table = pd.DataFrame({HOSTILE: [HOSTILE], "outlet": [HOSTILE], "measure": [HOSTILE]})
    page = table_html(table, caption=HOSTILE, note=HOSTILE)
    assert "<script" not in page
    assert f"<bdi>{HOSTILE.replace('<', '&lt;').replace('>', '&gt;')}</bdi>" in page


def test_a_table_passes_the_allow_list_unharmed(profile):
    """What the helper writes, the page keeps: no cell, scope or caption is lost on the way."""
    page = table_html(profile, caption="c", note="n", links=["evidence-x-y"] * 3)
    kept = clean(page).replace(' rel="noopener noreferrer"', "")
    assert kept == page
