"""The coding widget in a real JupyterLab: twenty items by keyboard alone, then alpha."""

import krippendorff
import numpy as np
import pandas as pd
import pytest

from medialens.classroom import class_agreement

pytestmark = [pytest.mark.browser, pytest.mark.notebook, pytest.mark.usefixtures("remembering")]

CELL = """\
import pandas as pd
from medialens.widgets import code
sheet = pd.read_csv("sheet.csv")
machine = sheet[["item"]].assign(speaker="Ada Lorn", why="cue MACHINE-SAYS-SO")
code(sheet, path="anna.csv", coder="Anna", names=["Ada Lorn"], machine=machine)
"""
SECOND = "13123213312312313211"  # the keys that the second coder would have pressed
FIRST = "13122213311312313213"
CODES = {"1": "outlet", "2": "unnamed", "3": "Ada Lorn"}


def test_twenty_items_are_coded_by_keyboard_and_agree_as_krippendorff_says(run_in_lab, passages):
    """From the first key to the alpha of two coders, in the lab that people use."""
    folder, address, run = run_in_lab
    passages.to_csv(folder / "sheet.csv", index=False)
    alerts = []
    tab = run(CELL, ".mlc")
    tab.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    tab.locator(".mlc-text").focus()
    tab.keyboard.press("Home")
    tab.keyboard.press("Shift+ArrowRight")
    tab.keyboard.press("Space")  # two words of the first item are marked
    for pressed in FIRST[:-1]:
        tab.keyboard.press(pressed)
        tab.keyboard.press("Enter")
    tab.keyboard.press("2")
    tab.keyboard.press("u")
    assert tab.locator(".mlc-count").inner_text() == "19 of 20"
    tab.keyboard.press(FIRST[-1])
    assert tab.locator(".mlc-count").inner_text() == "20 of 20"
    assert "MACHINE-SAYS-SO" not in tab.locator(".mlc").inner_html()
    with tab.expect_download() as downloading:
        tab.keyboard.press("Tab")
        while tab.evaluate("document.activeElement.textContent") != "Download CSV":
            tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
    tab.keyboard.press("c")
    tab.keyboard.press("Enter")
    tab.locator(".mlc-machine").get_by_text("MACHINE-SAYS-SO").wait_for()
    assert not alerts
    assert [url for url in tab.asked if not url.startswith((address, "data:", "blob:"))] == []

    ours = pd.read_csv(folder / "anna.csv")
    assert ours["speaker"].tolist() == [CODES[pressed] for pressed in FIRST]
    assert ours.loc[0, "spans"] == '[{"start": 0, "end": 9, "text": "The ferry"}]'
    assert (ours["committed"] == "yes").all()
    assert pd.read_csv(downloading.value.path())["speaker"].equals(ours["speaker"])

    theirs = ours.assign(coder="Ben", speaker=[CODES[pressed] for pressed in SECOND])
    theirs.to_csv(folder / "ben.csv", index=False)
    found = class_agreement([folder / "anna.csv", folder / "ben.csv"]).variables
    alpha = found.set_index("variable").loc["speaker", "alpha"]
    data = np.array([[int(k) for k in keys] for keys in (FIRST, SECOND)], dtype=float)
    known = krippendorff.alpha(data, level_of_measurement="nominal")
    assert alpha == pytest.approx(known, abs=1e-9)
