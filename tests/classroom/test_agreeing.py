"""The class's agreement: alpha as others compute it, disputes item by item, nobody ranked."""

import re

import krippendorff
import numpy as np
import pandas as pd
import pytest

from medialens.classroom import class_agreement
from medialens.errors import EmptyError


@pytest.fixture
def write(tmp_path):
    """Write one file per coder: a list of answers to one variable, blank where there is none."""

    def write(variable, **coders):
        for name, answers in coders.items():
            table = pd.DataFrame({"item": range(1, len(answers) + 1), variable: answers})
            table.assign(coder=name.title(), passage="A <b>word</b>").to_csv(
                tmp_path / f"{name}.csv", index=False
            )
        return tmp_path

    return write


def drawn(seed, n_coders=5, n_items=30):
    """Codes with gaps: -1, 0 and 1, a quarter of them missing."""
    rng = np.random.default_rng(seed)
    codes = rng.integers(-1, 2, (n_coders, n_items)).astype(float)
    codes[1:, :18] = codes[0, :18]
    codes[rng.random(codes.shape) < 0.25] = np.nan
    return codes


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_alpha_equals_the_krippendorff_package_also_with_gaps(write, level, seed):
    codes = drawn(seed)
    coders = {f"c{n}": ["" if np.isnan(x) else int(x) for x in row] for n, row in enumerate(codes)}
    found = class_agreement(write("stance", **coders), variables={"stance": level}).variables
    alpha = found.set_index("level").loc[level]
    known = krippendorff.alpha(codes, level_of_measurement=level)
    assert alpha["alpha"] == pytest.approx(known, abs=1e-9)
    assert alpha["low"] <= alpha["alpha"] <= alpha["high"]


def test_names_are_compared_without_capitals_and_as_told(write):
    folder = write("speaker", a=["Ada Lorn", "outlet"], b=["ADA  LORN", "Outlet"], c=["Lorn", "x"])
    items = class_agreement(folder, same={"lorn": "Ada Lorn"}).items
    assert items["n_most"].tolist() == [3, 2]
    assert items.loc[1, ["most", "others"]].str.casefold().tolist() == ["outlet", "x 1"]


def test_undecidable_is_an_answer_to_the_nominal_alpha_only(write):
    folder = write("stance", a=["NA", "1", "0", "-1"], b=["NA", "1", "0", "none"])
    found = class_agreement(folder).variables.set_index("level")
    assert found["n_items"].to_dict() == {"nominal": 3, "ordinal": 2}


def test_no_name_and_no_figure_of_a_single_coder_is_shown(write):
    folder = write("speaker", anna=["outlet", "x"], ben=["outlet", "y"], cleo=["outlet", "y"])
    found = class_agreement(folder)
    shown = repr(found) + found._repr_html_() + found.codes.to_csv()
    assert not any(name in shown.casefold() for name in ("anna", "ben", "cleo"))
    assert set(found.codes["coder"]) == {"coder 1", "coder 2", "coder 3"}
    assert "coder" not in found.variables and "coder" not in found.items


def test_the_most_disputed_item_comes_first_and_its_text_stays_text(write):
    page = class_agreement(write("speaker", a=["x", "x"], b=["x", "y"]))._repr_html_()
    assert page.index("1 of 2") < page.index("2 of 2")
    assert "&lt;b&gt;word" in page and "<b>word" not in page


@pytest.mark.parametrize("content", [b"what,ever\n1,2\n", b"", b"\xff\xfe\x00", b"item\n1\n1\n"])
def test_a_file_that_cannot_be_read_is_told_without_the_students_name(write, content):
    folder = write("speaker", a=["x"], b=["x"])
    (folder / "cleo smith.csv").write_bytes(content)
    found = class_agreement(folder)
    assert re.fullmatch(r"file \d of 3", found.rejects["file"].item())
    shown = repr(found) + found._repr_html_() + found.rejects.to_csv()
    assert "of 3: " in repr(found)
    assert "cleo" not in shown and str(folder) not in shown


def test_the_teacher_can_ask_for_the_files_name(write):
    folder = write("speaker", a=["x"], b=["x"])
    (folder / "cleo.csv").write_text("what,ever\n1,2\n", "utf-8")
    found = class_agreement(folder, keep_names=True)
    assert found.rejects["file"].tolist() == ["cleo.csv"]
    assert "no column 'item'" in repr(found)


def test_a_file_with_other_passages_is_left_out_and_counted(write):
    """Drawn with another seed, item 1 is another sentence: not to be compared."""
    folder = write("speaker", a=["x", "y"], b=["x", "y"], c=["x", "y"])
    table = pd.read_csv(folder / "c.csv")
    table.assign(passage="Another word").to_csv(folder / "c.csv", index=False)
    found = class_agreement(folder)
    assert re.fullmatch(r"file \d of 3", found.rejects["file"].item())
    assert "another seed?" in found.rejects["reason"].item()
    assert found.variables["n_coders"].tolist() == [2]


def test_one_coder_agrees_with_nobody(write):
    with pytest.raises(EmptyError, match="two coders or more"):
        class_agreement(write("speaker", a=["x"]))
