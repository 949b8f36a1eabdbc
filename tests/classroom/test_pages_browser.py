"""Lessons as pages, done as a student does: opened from a disk, no network, with keys alone."""

import csv
import io

import numpy as np
import pandas as pd
import pytest

from medialens.classroom import agreement, speaking_exercise
from medialens.classroom.pages import PLANS
from medialens.classroom.plan_roles import ROLES
from medialens.classroom.plan_speaking import SPEAKING, reported_share
from medialens.classroom.plan_verbs import VERBS
from medialens.compare.permutation import as_large, p_of

pytestmark = pytest.mark.browser

NAMES = [plan.notebook for plan in PLANS]


@pytest.fixture
def visit(browser, folder):
    """Open a lesson from the disk, the network cut; a request for anything else is noted."""
    contexts = []

    def go(name, *, width=1200, script=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        context.set_offline(True)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto((folder / f"{name}.html").resolve().as_uri())
        contexts.append(context)
        return page

    yield go
    for context in contexts:
        alien = [
            url
            for page in context.pages
            for url in page.asked
            if not url.startswith(("file:", "data:", "blob:"))
        ]
        said = [line for page in context.pages for line in page.said]
        context.close()
        assert (alien, said) == ([], [])


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focus_is(page, look):
    return page.evaluate("look => document.activeElement.matches(look)", look)


def tab_to(page, look, *, most=60):
    for _ in range(most):
        if focus_is(page, look):
            return
        page.keyboard.press("Tab")
    here = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
    raise AssertionError(f"no {look} within {most} tabs; the focus is on {here}")


def keep_guess(page):
    if page.locator("#guess-words").count():
        tab_to(page, "#guess-words")
        page.keyboard.type("Half of them")
    else:
        tab_to(page, "input[name=guess]")
        press(page, "Space", "ArrowDown")
    tab_to(page, "#guess-reason")
    page.keyboard.type("It says so itself.")
    tab_to(page, "#keep-guess")
    press(page, "Enter")


def mark_words(page, number, first, last):
    """Mark the words from `first` to `last`, by arrow keys and the space bar."""
    tab_to(page, f"#item-{number} .words")
    press(page, "Home", *["ArrowRight"] * first, "Space", *["ArrowRight"] * (last - first), "Space")


def choose(page, number, at):
    """Choose an answer: the radio buttons are one stop, the arrow keys go among them."""
    tab_to(page, f"input[name=answer-{number}]")
    press(page, "Space", *["ArrowDown"] * at)


def saved_rows(page):
    """Save the file with the keys, and read it."""
    with page.expect_download() as download:
        tab_to(page, "#save")
        press(page, "Enter")
    saved = download.value.path().read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(saved, newline=""))
    return {(row["step"], row["item"], row["field"]): row["value"] for row in rows}


def test_the_first_lesson_is_done_from_start_to_end_with_keys_alone(visit, lesson):
    """Predict, mark, commit, reveal, disagree, shuffle, revise: no pointer, no network."""
    page = visit(SPEAKING.notebook)
    machine = speaking_exercise(lesson, n=8, seed=1).machine.set_index("item")["machine"]
    named = machine[~machine.isin(["outlet", "unnamed"])].index[0]
    surname = machine[named].split()[-1].lower()
    keep_guess(page)
    assert focus_is(page, "#guess-said")
    for number in machine.index:
        mark_words(page, number, 0, 1)
        choose(page, number, 2 if number == named else 0)
        if number == named:
            tab_to(page, f"#item-{number} input.name")
            page.keyboard.type(surname)
    tab_to(page, "#commit")
    assert page.locator("#progress").inner_text() == "8 of 8 answered"
    press(page, "Enter")
    assert focus_is(page, "h2")
    assert "Reveal" in page.evaluate("document.activeElement.textContent")
    is_agreed = (machine == "outlet") | (machine.index == named)
    expected = agreement(pd.DataFrame({"is_agreed": is_agreed}))
    assert page.locator("#agreement").inner_text().lower() == f"{expected}.".lower()
    assert "machine’s answers are shown" in page.locator("#live").inner_text()
    tab_to(page, "input[name=now-1]")
    press(page, "Space")
    tab_to(page, "#because-1")
    page.keyboard.type("Nobody else is named.")
    tab_to(page, "#shuffle-many", most=150)
    press(page, "Enter")
    assert page.locator(".drawing svg").count() == 1
    tab_to(page, "textarea[data-step*=Revise]")
    page.keyboard.type("=I would not.")
    assert "It says so itself." in page.locator("#recall").inner_text()
    kept = saved_rows(page)
    assert kept["code", str(named), "answer"] == surname
    assert kept["reveal", str(named), "machine"] == machine[named]
    assert len(kept["code", "1", "marked"].split()) == 2
    assert kept["reveal", "1", "because"] == "Nobody else is named."
    assert kept["6. Revise", "", "notes"] == "'=I would not."


@pytest.mark.parametrize("plan", [VERBS, ROLES], ids=lambda plan: plan.notebook)
def test_the_other_lessons_are_done_with_keys_alone(visit, plan):
    """A written guess, choices only; what is saved is what was chosen."""
    page = visit(plan.notebook)
    keep_guess(page)
    n = page.locator("[data-item]").count()
    for number in range(1, n + 1):
        mark_words(page, number, 0, 0)
        choose(page, number, number % 2)
    tab_to(page, "#commit")
    press(page, "Enter")
    first, second = list(plan.asked.shown)[:2]
    if page.locator("[data-rated]").count():
        tab_to(page, "[data-rated] input", most=150)
        press(page, "Space", "ArrowRight")
    kept = saved_rows(page)
    assert kept["guess", "", "answer"] == "Half of them"
    assert [kept["code", str(item), "answer"] for item in (1, 2)] == [second, first]
    machine = [kept["reveal", str(item), "machine"] for item in range(1, n + 1)]
    mine = [kept["code", str(item), "answer"] for item in range(1, n + 1)]
    is_agreed = [one == other for one, other in zip(mine, machine, strict=True)]
    expected = agreement(pd.DataFrame({"is_agreed": is_agreed}))
    assert page.locator("#agreement").inner_text().lower() == f"{expected}.".lower()
    ratings = [value for key, value in kept.items() if key[0] == "rate" and value]
    assert ratings == (["2"] if plan is VERBS else [])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_revealed_while_an_item_is_open_and_the_focus_goes_there(visit, name):
    page = visit(name)
    keep_guess(page)
    choose(page, 1, 0)
    tab_to(page, "#commit", most=80)
    press(page, "Enter")
    assert "No answer yet for passages 2" in page.locator("#open-items").inner_text()
    assert focus_is(page, "#item-2 input")
    assert not page.locator("#reveal").is_visible()
    assert page.locator("#reveals li").count() == 0
    assert page.locator(".later.closed").count() > 0


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_are_not_in_the_page_before_the_commitment(visit, name):
    page = visit(name)
    shown = page.evaluate("document.body.innerText")
    assert "It went by" not in shown
    assert page.evaluate("document.querySelectorAll('[data-block] *').length") == 0


def test_every_agreement_is_the_sentence_of_python(visit, lesson):
    """For every count of shared answers, the page says what `agreement` says."""
    said = visit(SPEAKING.notebook).evaluate(
        "JSON.parse(document.getElementById('plan').textContent).agreement"
    )
    tables = [pd.DataFrame({"is_agreed": [at < k for at in range(8)]}) for k in range(9)]
    assert [line.lower() for line in said] == [f"{agreement(one)}.".lower() for one in tables]


def answer_all(page):
    if page.locator("#guess-words").count():
        page.locator("#guess-words").fill("Half of them")
    else:
        page.locator("input[name=guess]").first.check()
    page.locator("#keep-guess").click()
    for box in page.locator("[data-item]").all():
        box.locator(".answer input[type=radio]").first.check()
    page.locator("#commit").click()


def mulberry(seed):
    """The page's generator of random numbers, once more in Python."""
    state = seed & 0xFFFFFFFF

    def times(a, b):
        return (a * b) & 0xFFFFFFFF

    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = times(state ^ (state >> 15), state | 1)
        mixed ^= (mixed + times(mixed ^ (mixed >> 7), mixed | 61)) & 0xFFFFFFFF
        yield (mixed ^ (mixed >> 14)) / 2**32


def shuffled(labels, random):
    order = list(labels)
    for last in range(len(order) - 1, 0, -1):
        other = int(next(random) * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order


@pytest.mark.parametrize("seed", [1, 4294967295])
def test_the_shuffle_has_the_p_of_python_on_the_same_shuffles(visit, lesson, seed):
    """(b + 1) / (m + 1) of the same thousand labelings, and near the count of all ways."""
    page = visit(SPEAKING.notebook)
    answer_all(page)
    page.locator("#seed").fill(str(seed))
    page.locator("#seed").press("Tab")
    page.locator("#shuffle-many").click()
    said = page.locator("#shuffle-said")
    b, m, p = (float(said.get_attribute(f"data-{name}")) for name in "bmp")
    shuffle = reported_share(lesson)
    values = np.array([row.value for row in shuffle.rows])
    labels = [row.label for row in shuffle.rows]
    random = mulberry(seed)
    gaps = []
    for _ in range(1000):
        is_first = np.array([label == shuffle.pair[0] for label in shuffled(labels, random)])
        gaps.append(values[is_first].mean() - values[~is_first].mean())
    n_as_large = int(as_large(np.array(gaps), np.asarray(shuffle.gap)).sum())
    assert (b, m) == (n_as_large, 1000)
    assert p == pytest.approx(float(p_of(np.asarray(b), 1000)), abs=1e-12)
    exact = shuffle.n_as_large / shuffle.n_ways
    assert p == pytest.approx(exact, abs=5 * (exact * (1 - exact) / 1000) ** 0.5)


def test_the_same_seed_gives_the_same_shuffles_and_one_at_a_time_adds_up(visit):
    page = visit(SPEAKING.notebook)
    answer_all(page)
    seen = []
    for _ in range(2):
        page.locator("#shuffle-anew").click()
        for _ in range(5):
            page.locator("#shuffle-once").click()
        seen.append(page.locator("#shuffle-said").inner_text())
    assert seen[0] == seen[1]
    assert seen[0].startswith("5 shuffles;")


def longest(page):
    """The number of the item with the most words."""
    return page.evaluate(
        "[...document.querySelectorAll('[data-item]')].map(b => "
        "[b.querySelectorAll('.word').length, b.dataset.item]).sort((a, b) => b[0] - a[0])[0][1]"
    )


def test_a_drag_a_tap_and_the_keys_mark_the_same_words(visit):
    page = visit(SPEAKING.notebook)
    box = page.locator(f"#item-{longest(page)}")
    words, said = box.locator(".word"), box.locator(".marked .said")
    expected = "Marked: " + " ".join(words.nth(at).inner_text() for at in (1, 2, 3))
    words.nth(1).scroll_into_view_if_needed()
    start, end = words.nth(1).bounding_box(), words.nth(3).bounding_box()
    page.mouse.move(start["x"] + 4, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 4, end["y"] + 8, steps=5)
    page.mouse.up()
    assert said.inner_text() == expected
    box.locator(".clear").click()
    assert said.inner_text() == ""
    for at in (1, 2, 3):
        words.nth(at).click()
    assert said.inner_text() == expected
    press(page, "Home", "ArrowRight", "Delete")
    assert said.inner_text() == ""
    press(page, "Space", "ArrowRight", "ArrowRight", "Space")
    assert said.inner_text() == expected
    assert box.locator("[aria-selected=true]").count() == 3


def test_a_mark_that_was_started_can_be_given_up(visit):
    page = visit(SPEAKING.notebook)
    page.locator("#item-1 .words").focus()
    press(page, "Space", "ArrowRight")
    assert "A mark starts at" in page.locator("#live").inner_text()
    press(page, "Escape")
    assert page.locator("#item-1 [aria-selected=true]").count() == 0


def test_answers_stand_after_the_commitment(visit):
    page = visit(SPEAKING.notebook)
    answer_all(page)
    assert page.locator("[data-item] input:enabled").count() == 0
    page.locator("#item-1 .words").focus()
    press(page, "Home", "Space", "ArrowRight", "Space")
    assert page.locator("#item-1 [aria-selected=true]").count() == 0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [390, 1200])
def test_no_page_is_wider_than_the_screen(visit, name, width):
    page = visit(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    answer_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", NAMES)
def test_without_scripts_and_on_paper_the_page_is_a_worksheet(visit, name):
    """All steps are there, the answers are not, and nobody is asked to press anything."""
    page = visit(name, script=False)
    page.emulate_media(media="print")
    assert page.locator(".item").count() >= 6
    steps = page.locator("section.step:not(.keep):not(.extra)")
    assert all(step.is_visible() for step in steps.all())
    assert not page.locator(".extra").is_visible()
    assert not any(button.is_visible() for button in page.locator("button").all())


def test_the_index_leads_to_every_lesson(visit, folder):
    page = visit("index")
    targets = page.evaluate("[...document.querySelectorAll('.lessons a')].map(a => a.href)")
    assert [target.rpartition("/")[2] for target in targets] == [f"{name}.html" for name in NAMES]
    assert "not encrypted" in page.locator("#main").inner_text()
