"""Drawing: random within outlets, reproducible, and blind."""

import csv
import json

import pandas as pd
import pytest

from medialens.errors import EmptyError
from medialens.validate import coding_sheet, draw_sample, read_key, write_sample
from medialens.validate.masking import masker


def test_the_same_seed_draws_the_same_sample_byte_for_byte(draw, tmp_path):
    paths = [write_sample(draw(n_per_outlet=5, seed=3), tmp_path / name) for name in ("a", "b")]
    assert [p.read_bytes() for p in paths[0]] == [p.read_bytes() for p in paths[1]]


def test_another_seed_draws_other_articles(draw):
    drawn = [{item.article_id for item in draw(n_per_outlet=5, seed=s).key.items} for s in (1, 2)]
    assert drawn[0] != drawn[1]


def test_every_outlet_gets_as_many_articles_as_are_asked_for(draw):
    counts = pd.Series([item.outlet for item in draw(n_per_outlet=5).key.items]).value_counts()
    assert counts.to_dict() == {"The Bell": 5, "The Post": 5}


def test_a_larger_sample_holds_the_smaller(draw):
    few, many = ({i.article_id for i in draw(n_per_outlet=n).key.items} for n in (4, 9))
    assert few < many


def test_copies_within_an_outlet_are_one_article_to_draw(town, make_copies):
    copies = make_copies(("Bell01", "Bell02", "Bell03"))
    sample = draw_sample(town.corpus, town.tables, copies, actors=["hollis"])
    drawn = {item.article_id for item in sample.key.items}
    assert {"Bell01", "Bell02", "Bell03"} & drawn == {"Bell01"}
    assert {(s.outlet, s.n_articles) for s in sample.key.strata} == {
        ("The Bell", 10),
        ("The Post", 12),
    }


def test_weights_add_up_to_the_distinct_articles_of_an_outlet(draw):
    key = draw(n_per_outlet=5).key
    bell = [item.weight for item in key.items if item.outlet == "The Bell"]
    assert sum(bell) == pytest.approx(12)


def test_a_sheet_tells_neither_outlet_nor_machine_value(draw):
    sheet = coding_sheet(draw())
    assert list(sheet) == [
        "item", "actor", "sentences", "own_words", "quoted_words", "portrayal", "own_stance", "note"
    ]  # fmt: skip
    shown = " ".join(sheet.astype(str).to_numpy().ravel())
    assert not any(word in shown for word in ("Bell", "Post", ".example"))
    assert set(sheet["portrayal"]) == {""}


def test_own_and_quoted_words_stand_apart(draw):
    row = draw().texts.iloc[0]
    assert "[[Ines Hollis]] was" in row["own_words"]
    assert "coward" in row["quoted_words"]
    assert "coward" not in row["own_words"]


def test_each_coder_reads_the_same_items_in_another_order(draw):
    first, second = (coding_sheet(draw(), coder=coder)["item"].tolist() for coder in (1, 2))
    assert first != second
    assert sorted(first) == sorted(second)


def test_the_order_of_the_items_does_not_follow_the_outlets(draw):
    outlets = [item.outlet for item in draw().key.items]
    assert outlets not in (sorted(outlets), sorted(outlets, reverse=True))


def test_a_text_that_a_spreadsheet_would_run_is_written_as_text(draw, tmp_path):
    sample = draw()
    sample.texts.loc[0, "sentences"] = "=HYPERLINK(1)"
    path = write_sample(sample, tmp_path)[0]
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [row["sentences"] for row in csv.DictReader(file)]
    assert "'=HYPERLINK(1)" in cells


def test_a_folder_with_a_key_is_not_written_to_again(draw, tmp_path):
    write_sample(draw(), tmp_path)
    with pytest.raises(FileExistsError, match="sheets may be in use"):
        write_sample(draw(seed=2), tmp_path)


def test_the_key_comes_back_as_it_was_written(draw, tmp_path):
    sample = draw()
    path = write_sample(sample, tmp_path)[-1]
    assert read_key(path) == sample.key
    assert json.loads(path.read_text("utf-8"))["fingerprint"] == sample.key.fingerprint


def test_an_actor_whom_nobody_names_gives_nothing_to_draw(draw):
    with pytest.raises(EmptyError, match="nobody"):
        draw(actors=["nobody"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Read THE VALLEY POST today", "Read [outlet] today"),
        ("as the Valley  Post's poll says", "as [outlet]'s poll says"),
        ("told the Stell Press Agency (SPA)", "told [outlet] ([outlet])"),
        ("a bell rang; the Bell wrote", "a bell rang; [outlet] wrote"),
        ("write to a.b@post.example or @valleypost", "write to [address] or [address]"),
        ("more on post.example now", "more on [address] now"),
        ("Bellamy Postman", "Bellamy Postman"),
    ],
)
def test_what_names_an_outlet_is_masked(text, masked):
    mask = masker(["The Valley Post", "Stell Press Agency", "Bell"], ["post.example"])
    assert mask(text) == masked
