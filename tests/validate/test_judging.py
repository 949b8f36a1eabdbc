"""From coded sheets to tables: agreement, errors by outlet, gold."""

import pandas as pd
import pytest

from medialens.errors import ReadError
from medialens.schemas import GOLD, TABLES
from medialens.validate import judge, read_gold, read_key, validation_text, write_validation
from medialens.validate.accuracy import compare_accuracy, count_confusions


@pytest.fixture
def judged(town, coded):
    def run(*coders):
        key, paths = coded(*coders)
        return judge(town.corpus, town.tables, town.copies, key=read_key(key), coded=paths)

    return run


@pytest.fixture
def gold_and_means():
    def make(rows):
        """Make gold and machine values of `rows`: outlet, code, machine's value."""
        names = {-1: "negative", 0: "neutral", 1: "positive"}
        table = pd.DataFrame(rows, columns=["outlet", "code", "value"]).assign(
            actor_id="k", measure="portrayal", article_id=[f"a{n:03}" for n in range(len(rows))]
        )
        table = table.assign(cluster_id=table["article_id"], item=table["article_id"])
        table = table.assign(label=table["code"].map(names), n_coders=1, n_undecidable=0)
        keys = ["outlet", "actor_id", "measure", "cluster_id", "value"]
        return GOLD.table(table.drop(columns="value")), table[keys]

    return make


def test_coders_who_never_differ_have_an_alpha_of_one(judged, by_word):
    found = judged(by_word, by_word).agreement
    own = found[found["measure"] == "own_stance"]
    assert set(own["outlet"]) == {"all outlets", "The Bell", "The Post"}
    assert own["alpha_ordinal"].tolist() == [1.0, 1.0, 1.0]
    assert set(own["status"]) == {"rely"}


def test_undecidable_is_a_code_of_its_own_only_among_the_nominal(judged, by_word):
    def undecided(rows):
        for name in sorted(by_word(rows))[:6]:
            rows[name]["own_stance"] = "NA"
        return rows

    found = judged(by_word, undecided).agreement
    row = found[(found["measure"] == "own_stance") & (found["outlet"] == "all outlets")].iloc[0]
    assert row["alpha_ordinal"] == 1.0
    assert row["alpha_nominal"] < 1.0


def test_a_disputed_item_has_the_mean_code_and_no_label(judged, by_word):
    def kinder(rows):
        rows = by_word(rows)
        rows["i001"]["portrayal"] = "0"
        return rows

    gold = judged(by_word, kinder).gold
    row = gold[(gold["item"] == "i001") & (gold["measure"] == "portrayal")].iloc[0]
    assert row["code"] == -0.5
    assert pd.isna(row["label"])


def test_confusion_counts_every_labelled_item_once(gold_and_means):
    table = count_confusions(*gold_and_means([("A", 1, 0.9), ("A", 1, 0.1), ("B", -1, 0.5)]))
    pooled = table[table["outlet"] == "all outlets"]
    assert pooled["n"].sum() == 3
    found = pooled[pooled["n"] > 0][["human", "machine", "n"]].to_numpy().tolist()
    assert found == [
        ["negative", "positive", 1], ["positive", "neutral", 1], ["positive", "positive", 1]
    ]  # fmt: skip


def test_accuracy_and_macro_f1_agree_with_a_count_by_hand(gold_and_means):
    """Positive: 1 of 2 found, 1 of 1 right: F1 2/3. Neutral: 1 of 1, 1 of 2: F1 2/3."""
    table = compare_accuracy(*gold_and_means([("A", 1, 0.9), ("A", 1, 0.1), ("A", 0, 0.0)]))
    row = table[table["outlet"] == "A"].iloc[0]
    assert (row["n_right"], row["n"]) == (2, 3)
    assert row["macro_f1"] == pytest.approx(2 / 3)
    assert row["error"] == pytest.approx((-0.1 - 0.9 + 0) / 3)


def test_a_machine_that_errs_in_one_outlet_only_is_found_out(gold_and_means):
    fair = [("A", code, code) for code in (-1, 0, 1)] * 10
    kind = [("B", code, min(code + 1, 1)) for code in (-1, 0, 1)] * 10
    row = compare_accuracy(*gold_and_means(fair + kind)).set_index("outlet").loc["all outlets"]
    assert row["p_accuracy"] < 0.01
    assert row["p_error"] < 0.01


def test_a_machine_that_errs_alike_everywhere_is_not(gold_and_means):
    kind = [(outlet, code, min(code + 1, 1)) for code in (-1, 0, 1) for outlet in "AB"] * 10
    row = compare_accuracy(*gold_and_means(kind)).set_index("outlet").loc["all outlets"]
    assert row["p_error"] > 0.9


def test_the_gold_file_comes_back_as_the_gold_table(judged, by_word, tmp_path):
    found = judged(by_word)
    write_validation(found, tmp_path / "out")
    read = read_gold(tmp_path / "out" / "gold.csv")
    pd.testing.assert_frame_equal(read, found.gold)


def test_a_gold_file_of_another_state_of_the_collection_is_refused(judged, by_word, tmp_path):
    write_validation(judged(by_word), tmp_path / "out")
    with pytest.raises(ReadError, match="another state"):
        read_gold(tmp_path / "out" / "gold.csv", fingerprint="0" * 12)


def test_every_table_keeps_its_schema(judged, by_word):
    found = judged(by_word, by_word)
    for name in ("gold", "agreement", "accuracy", "confusion", "corrected", "corrected_gaps"):
        table = getattr(found, name)
        assert len(table)
        assert list(table.columns) == list(TABLES[name].columns)


def test_the_summary_says_how_the_codes_add_up_and_states_the_convention(judged, by_word):
    text = validation_text(judged(by_word, by_word))
    assert "48 codes asked for = 48 coded + 0 undecidable" in text
    assert "0.800 or more" in text
