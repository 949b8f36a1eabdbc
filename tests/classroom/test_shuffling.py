"""Shuffling labels by hand and by button comes to the p of the test."""

import numpy as np
import pytest

from medialens.classroom import shuffling
from medialens.errors import EmptyError
from medialens.plot import alt_shuffles

COURIER, TRIBUNE = "The Brennick Courier", "Oxmere Tribune"


@pytest.fixture(scope="module")
def shuffle(press):
    return shuffling(press, "Edda Marrin", COURIER, TRIBUNE)


@pytest.mark.parametrize("pair", [(COURIER, TRIBUNE), (TRIBUNE, COURIER)])
@pytest.mark.parametrize("measure", ["own_stance", "portrayal"])
def test_the_last_shuffle_gives_the_p_of_the_test(press, pair, measure):
    """The same number as ``study.differences`` prints, not one near it; whichever is first."""
    table = press.differences(actors=["Edda Marrin"], measure=measure)
    row = table[table["outlet_a"].isin(pair) & table["outlet_b"].isin(pair)].iloc[0]
    found = shuffling(press, "Edda Marrin", *pair, measure=measure)
    sign = 1 if row["outlet_a"] == pair[0] else -1
    assert found.p == row["p"]
    assert found.gap == pytest.approx(sign * row["gap"], abs=1e-12)


def test_p_after_each_shuffle_counts_the_labels_as_they_are_as_one(shuffle):
    """(b + 1) / (k + 1), so that it is never 0 and starts at 1."""
    far = shuffle.drawn(10)["is_as_far"]
    assert shuffle.p_after(0) == 1.0
    assert shuffle.p_after(10) == (far.sum() + 1) / 11


@pytest.mark.parametrize("k", [0, 1, 2, 57])
def test_slips_dealt_by_hand_have_the_gap_of_that_shuffle(shuffle, k):
    """A class that deals the slips as listed and takes means gets the machine's number."""
    means = shuffle.dealt(k).groupby("outlet")["value"].mean()
    expected = shuffle.gap if k == 0 else shuffle.drawn(k)["gap"].iloc[-1]
    assert means[COURIER] - means[TRIBUNE] == pytest.approx(expected, abs=1e-12)


def test_a_shuffle_deals_every_slip_and_keeps_the_sizes(shuffle):
    as_is, first = shuffle.slips(), shuffle.dealt(1)
    assert as_is["outlet"].value_counts().to_dict() == first["outlet"].value_counts().to_dict()
    assert as_is[["slip", "title", "value"]].equals(first[["slip", "title", "value"]])
    assert not as_is["outlet"].equals(first["outlet"])


def test_copies_within_an_outlet_are_one_slip(press, shuffle):
    assert not shuffle.shuffled.slips.duplicated(["cluster_id", "outlet"]).any()


def test_printed_slips_bear_no_outlet_and_nothing_that_runs(shuffle):
    page = shuffle.slips_html()
    slips = page[page.index("<ol>") :]
    assert COURIER not in slips
    assert page.count('class="ml-slip"') == len(shuffle.slips())
    assert "<script" not in page


def test_what_is_said_carries_n_and_few_articles_are_called_an_exercise(press, shuffle):
    """Below ten distinct articles a side the comparison prints nothing, and the class is told."""
    assert "n = " in shuffle.said(1000)
    assert "exercise" not in shuffle.said(1000)
    few = shuffling(press, "Bank of Valdory", "The Meridian", "Stell Valley Post", draws=99)
    assert "an exercise, not a finding" in few.said(10)


def test_an_outlet_without_two_values_is_told(press):
    with pytest.raises(EmptyError, match="a shuffle needs 2"):
        shuffling(press, "Keep the Depot", COURIER, TRIBUNE)


def test_the_figure_counts_every_shuffle_once(shuffle):
    ax = shuffle.figure(100)
    assert sum(bar.get_height() for bar in ax.patches) == 100
    assert "100 shuffles" in alt_shuffles(shuffle.drawn(100), shuffle.t)


@pytest.fixture(scope="module")
def facts(shuffle):
    widgets = pytest.importorskip("medialens.widgets.shuffling")
    return widgets.facts_of(shuffle.shuffled, shuffle.actor)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1200])
def test_the_button_shuffles_and_ends_at_the_tests_p(browser, facts, shuffle, width, tmp_path):
    """Once, ten times, a thousand times: what the browser says is what Python says."""
    import json

    from medialens.widgets.shuffling import ShuffleButton

    harness = f"""<!doctype html><meta name="viewport" content="width=device-width">
    <style>{ShuffleButton._css}</style><div id="at"></div><script type="module">
    {ShuffleButton._esm.replace("export default { render };", "")}
    const kept = {{ facts: {json.dumps(facts)}, k: 0 }};
    render({{ el: document.getElementById("at"), model: {{
      get: (name) => kept[name], set: (name, value) => {{ kept[name] = value; }},
      save_changes() {{}}, on() {{}}, off() {{}} }} }});</script>"""
    path = tmp_path / "shuffle.html"
    path.write_text(harness, encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(path.as_uri())
    said = page.get_by_role("status")
    page.get_by_role("button", name="Shuffle once").press("Enter")
    assert f"p = {shuffle.p_after(1):.4f}" in said.inner_text()
    page.get_by_role("button", name="10 times").click()
    assert f"p = {shuffle.p_after(11):.4f}" in said.inner_text()
    for _ in range(5):
        page.get_by_role("button", name="1,000 times").click(force=True)
    assert f"p = {shuffle.p:.4f}" in said.inner_text()
    assert page.get_by_role("button", name="1,000 times").is_disabled()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=tmp_path / "shuffle.png")
    page.close()


def test_the_widget_is_given_numbers_and_no_sentence(facts):
    """What is sent to the browser holds titles of the pair, sizes and shuffles only."""
    assert set(facts) == {"title", "n_a", "n_b", "gap", "t", "gaps", "ts", "is_far"}
    assert len(facts["ts"]) == len(facts["is_far"]) == 4999
    assert np.isfinite(facts["ts"]).all()
