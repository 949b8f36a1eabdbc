"""The linked views in a real JupyterLab: from a number to the evidence and back, by keyboard."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.notebook, pytest.mark.usefixtures("remembering")]

CELL = """\
import medialens as ml
study = ml.analyse(ml.load("valdory"), scorer="vader_sentence")
study.explore(actors=["Edda Marrin", "Bram Okell", "Ilse Corrane"])
"""
ON = "document.activeElement"


def press_keys(tab, *keys):
    for key in keys:
        tab.keyboard.press(key)


def test_a_number_opens_its_sentences_and_these_their_article_by_keyboard(run_in_lab):
    """Every step leads on with Enter, back with Escape, and asks nobody but the kernel."""
    _, address, run = run_in_lab
    tab = run(CELL, ".mlx")
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    assert tab.get_by_text("Actors by outlets").is_hidden()  # the page for where no widget runs
    tab.locator(".mlx [role=gridcell]").first.focus()
    press_keys(tab, "ArrowRight", "ArrowDown")
    cell = tab.evaluate(f"{ON}.getAttribute('aria-label')")
    assert cell.startswith("Bram Okell in The Meridian: ")
    assert "95 % interval" in cell and "16 distinct articles" in cell

    press_keys(tab, "Enter")
    tab.locator(".mlx-line").first.wait_for()
    assert tab.locator(".mlx-list h3").inner_text() == "Bram Okell in The Meridian"
    press_keys(tab, "ArrowDown")
    sentence = tab.locator(".mlx-line[tabindex='0'] .mlx-text").inner_text()
    press_keys(tab, "Enter")
    tab.locator(".mlx-article .ml-found").first.wait_for()
    marked = "".join(tab.locator(".mlx-article .ml-found").all_inner_texts())
    assert marked.split() == sentence.split()
    assert tab.evaluate(f"{ON}.className") == "ml-found"
    assert "Whose words" in tab.locator(".mlx-article").inner_text()
    press_keys(tab, "Escape")
    assert tab.evaluate(f"{ON}.querySelector('.mlx-text').innerText") == sentence
    press_keys(tab, "Escape")
    assert tab.evaluate(f"{ON}.getAttribute('aria-label')") == cell

    tab.locator(".mlx [role=tab]").first.focus()
    press_keys(tab, "ArrowRight")
    tab.locator("[data-tested=true]").wait_for()
    assert tab.locator(".mlx-point.mlx-full").count() > 0
    tab.locator(".mlx-point[tabindex='0']").focus()
    term = tab.evaluate(f"{ON}.getAttribute('data-term')")
    press_keys(tab, "Enter")
    tab.locator(".mlx-kwic").first.wait_for()
    assert tab.locator(".mlx-kwic strong").first.inner_text().lower() == term
    press_keys(tab, "Enter")
    tab.locator(".mlx-article .ml-found").first.wait_for()

    tab.locator(".mlx [role=tab]").first.click()
    tab.locator(".mlx input[type=date]").first.fill("2025-05-01")
    tab.get_by_text("of 155 articles").wait_for()
    assert "since='2025-05-01'" in tab.locator(".mlx-code").inner_text()
    assert not errors
    assert [url for url in tab.asked if not url.startswith((address, "data:", "blob:"))] == []
