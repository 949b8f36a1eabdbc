"""The contract of scorers: our own keep it, and each way to break it is told."""

import pandas as pd
import pytest

from medialens.errors import PluginError
from medialens.score import get_scorer
from medialens.score.contract import check_scorer


class Plain:
    """A scorer that keeps every promise; the tests break one each."""

    name = "plain"
    describe = "Zero, whatever it reads."

    def __call__(self, units):
        """Return zeros."""
        return pd.DataFrame(
            {
                "p_negative": None, "p_neutral": None, "p_positive": None, "value": 0.0,
                "label": "neutral", "is_uncertain": False, "outcome": "scored", "trace": "[]",
            },
            index=units.index,
        ).astype({"p_negative": float, "p_neutral": float, "p_positive": float})  # fmt: skip


def broken(change, **attributes):
    """Return a scorer whose result `change` alters, given the units as well."""

    class Broken(Plain):
        def __call__(self, units):
            return change(super().__call__(units), units)

    for name, value in attributes.items():
        setattr(Broken, name, value)
    return Broken()


@pytest.mark.parametrize("name", ["target", "vader_clause", "vader_sentence", "textblob"])
def test_the_packages_own_scorers_keep_the_contract(name):
    assert len(check_scorer(name)) == 8


def test_they_keep_it_on_a_real_collection(lesson):
    assert check_scorer(get_scorer("vader_clause"), units=lesson.tables.units)


def test_a_scorer_that_keeps_its_promises_is_told_which():
    assert "the order of the units changes nothing" in check_scorer(Plain())


def spoil(units):
    units["voice"] = "none"


@pytest.mark.parametrize(
    ("scorer", "said"),
    [
        (broken(lambda r, u: r, name=""), "name is ''"),
        (broken(lambda r, u: r, describe="two\nlines"), "describe is 'two"),
        (broken(lambda r, u: r.drop(columns="trace")), r"no \['trace'\]"),
        (broken(lambda r, u: r.assign(value=2.0)), r"value=2\.0; it must lie in"),
        (broken(lambda r, u: r.assign(label="bad")), "label='bad' with a value"),
        (broken(lambda r, u: r if len(u) else r.drop(columns="value")), "nothing in .*missing"),
        (broken(lambda r, u: r.assign(value=[i / 100 for i in range(len(u))])), "order of the"),
        (broken(lambda r, u: r.assign(value=0.5 if len(u) == 1 else 0.0)), "a unit alone"),
        (broken(lambda r, u: spoil(u) or r), "altered the table"),
        (broken(lambda r, u: r.assign(trace="words")), "trace is a JSON list.*JSONDecodeError"),
        (broken(lambda r, u: r.assign(trace='[{"word": "x"}]')), "has not the keys"),
        (
            broken(lambda r, u: r.assign(
                trace='[{"word": "x", "start": 0, "end": 1, "points": 1, "rule": ""}]')),
            "'x' is said to stand where 'M' stands",
        ),
        (broken(lambda r, u: 1 / 0), "it raised ZeroDivisionError"),
    ],
)  # fmt: skip
def test_every_broken_promise_is_told(scorer, said):
    with pytest.raises(PluginError, match=f"(?s)promises.*{said}"):
        check_scorer(scorer)


def test_a_scorer_that_answers_otherwise_each_time_is_found():
    counted = iter(range(1000))
    scorer = broken(lambda r, u: r.assign(value=next(counted) / 1000))
    with pytest.raises(PluginError, match="asked twice, it answers alike: value is"):
        check_scorer(scorer)
