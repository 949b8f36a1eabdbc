"""The gap on the same events, and what the choice of events makes of the rest."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.compare.matched import match_events


def matched(rows, **options):
    """Return the split of (value, outlet, event) rows, outlet "a" being the first."""
    values, outlets, events = zip(*rows, strict=True)
    return match_events(
        np.array(values, dtype=float),
        np.array([outlet == "a" for outlet in outlets]),
        pd.Series(events, dtype="str"),
        **{"draws": 199, **options},
    )


ROWS = st.lists(
    st.tuples(
        st.integers(-10, 10).map(lambda n: n / 10),
        st.sampled_from("ab"),
        st.sampled_from(["fire", "fair", "strike", None]),
    ),
    min_size=4,
    max_size=30,
).filter(lambda rows: {outlet for _, outlet, _ in rows} == {"a", "b"})


@given(ROWS)
def test_the_three_parts_add_up_to_the_gap(rows):
    """To rounding, wherever the outlets share an event."""
    split = matched(rows)
    gap = np.subtract(*(np.mean([v for v, o, _ in rows if o == side]) for side in "ab"))
    if split.n_events:
        assert split.one_sided + split.mix + split.presentation.value == pytest.approx(
            gap, abs=1e-12
        )
    else:
        assert np.isnan(split.one_sided)


@given(ROWS)
def test_exchanging_the_outlets_turns_every_part(rows):
    one, other = matched(rows), matched([(v, "ab"[o == "a"], e) for v, o, e in rows])
    assert [other.one_sided, other.mix, other.presentation.value, other.gap.value] == (
        pytest.approx([-one.one_sided, -one.mix, -one.presentation.value, -one.gap.value],
                      nan_ok=True)
    )  # fmt: skip
    assert other.p == pytest.approx(one.p, nan_ok=True)


def test_who_writes_alike_of_other_events_differs_by_selection_alone():
    """Both write -0.5 of the strike and +0.5 of the fair; a covers the strike more."""
    rows = [(-0.5, "a", "strike")] * 3 + [(0.5, "a", "fair")]
    rows += [(-0.5, "b", "strike")] + [(0.5, "b", "fair")] * 3
    split = matched(rows)
    assert split.mix == pytest.approx(-0.5)
    assert [split.presentation.value, split.one_sided, split.gap.value] == pytest.approx([0, 0, 0])


def test_the_matched_gap_and_its_interval_are_those_of_a_regression():
    """Least squares with a constant per event, by the normal equations."""
    generator = np.random.default_rng(2)
    events = generator.integers(0, 8, 60)
    is_first = generator.random(60) < 0.5
    values = generator.normal(size=60) + events / 4 + 0.3 * is_first
    design = np.column_stack([is_first, *(events == e for e in range(8))]).astype(float)
    found, rest, *_ = np.linalg.lstsq(design, values)
    error = np.sqrt(rest[0] / (60 - 9) * np.linalg.inv(design.T @ design)[0, 0])
    split = match_events(values, is_first, pd.Series(events.astype(str)), draws=999)
    assert split.gap.value == pytest.approx(found[0])
    assert split.gap.high - split.gap.value == pytest.approx(2.007583770 * error)  # t, 51 df
    assert 0 < split.p < 1


def test_below_five_shared_events_there_is_a_gap_and_no_interval():
    rows = [(n / 9, side, event) for n, event in enumerate("wxyz") for side in "abab"]
    split = matched(rows)
    assert split.gap.value == pytest.approx(0)
    assert np.isnan([split.gap.low, split.gap.high, split.p, split.presentation.low]).all()


def test_articles_without_an_event_are_events_of_their_own():
    split = matched([(1.0, "a", None), (0.0, "b", None), (0.5, "a", "fair"), (0.5, "b", "fair")])
    assert split.n_events == 1
    assert split.one_sided == pytest.approx(0.5)
