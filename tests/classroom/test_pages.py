"""Lessons as pages: one notebook, one file, and nothing of the machine's answers to be read."""

import json
import re

import pytest

from medialens.classroom import speaking_exercise
from medialens.classroom.exercise import agrees, counted_answers
from medialens.classroom.lesson_story import tell_lesson
from medialens.classroom.page_items import words_of
from medialens.classroom.pages import PLANS, _reworded, write_pages
from medialens.classroom.plan_speaking import SPEAKING
from medialens.classroom.sealing import opened, sealed, tree_of
from medialens.errors import UnknownNameError
from tests.verdict_words import page_words, verdicts_in

pytestmark = pytest.mark.usefixtures("remembering")

SEALED = re.compile(r'<script type="text/plain" id="sealed">(.*?)</script>')


@pytest.fixture(scope="module", params=[plan.notebook for plan in PLANS])
def page(request, folder):
    return (folder / f"{request.param}.html").read_text("utf-8")


def test_a_page_is_one_file_that_fetches_nothing(page):
    """No address of a script, style, image or font; the policy forbids them too."""
    assert "default-src 'none'" in page
    fetching = r"<link|@import|url\(|<script src|<iframe|fetch\(|XMLHttp|localStorage"
    assert not re.search(fetching, page)
    assert page.count("<script>") == 1


def test_nothing_of_the_answers_can_be_read_before_the_commitment(page):
    """What the machine went by stands in the packed part alone."""
    (packed,) = SEALED.findall(page)
    open_part = page.replace(packed, "")
    for answer in opened(packed)["items"].values():
        assert answer["why"] not in open_part
    for word in ("p_negative", "scored ", "is_own", "truth.json"):
        assert word not in open_part


def test_the_packed_answers_are_those_of_the_exercise(lesson, folder):
    """The page of the first lesson holds what its notebook reveals."""
    page = (folder / "01_who_is_speaking.html").read_text("utf-8")
    packed = opened(SEALED.findall(page)[0])["items"]
    machine = speaking_exercise(lesson, n=8, seed=1).machine
    expected = {str(row.item): row.machine for row in machine.itertuples()}
    assert {item: answer["machine"] for item, answer in packed.items()} == expected


def test_a_blind_lesson_names_no_outlet_beside_its_items(folder):
    """Where the notebook shows no outlet, the page tells it after the commitment."""
    page = (folder / "02_said_claimed_admitted.html").read_text("utf-8")
    items = page[page.index('<ol class="items">') : page.index('class="commit"')]
    assert not re.search(
        "Courier|Tribune|Meridian", re.sub(r'<span class="word.*?</span>', "", items)
    )
    assert "The Meridian" in opened(SEALED.findall(page)[0])["items"]["5"]["from"]


def test_a_table_without_answers_is_there_on_paper_too(folder):
    """The five verbs to rate are no answer; the table of counts is one, and is packed."""
    page = (folder / "02_said_claimed_admitted.html").read_text("utf-8")
    assert 'id="table-swapped"' in page
    assert 'id="table-verbs"' not in page


def test_what_is_for_teachers_is_on_no_page(page):
    """No cell of the teacher's, no solution, no key."""
    for told in ("For the teacher.", "A good answer", "SOLUTION", "The key", "UNESCO"):
        assert told not in page


def test_the_machine_agrees_with_itself_by_the_rule_of_the_page(page):
    """Every answer of the machine is among those that count as the same."""
    answers = opened(SEALED.findall(page)[0])["items"]
    assert all(answer["machine"].casefold() in answer["counted"] for answer in answers.values())


CHOICES = ("outlet", "unnamed", "no difference found")
FORMS = [
    ("outlet",), ("unnamed",), ("no difference found",), ("Agatha Brill", "the mayor"),
    ("Outlet Brill",), ("Straße",), ("a ministry unnamed",),
]  # fmt: skip
SAID = [
    "outlet", " OUTLET ", "unnamed", "difference", "no difference found", "Brill", "agatha  brill",
    "mayor", "the", "strasse", "STRASSE", "x",
]  # fmt: skip


@pytest.mark.parametrize("forms", FORMS)
@pytest.mark.parametrize("said", SAID)
def test_what_is_listed_for_a_page_is_what_the_rule_lets_pass(forms, said):
    """An accepted form, or a word of a name; of the choices only the whole one."""
    answer, whole = " ".join(said.casefold().split()), [form.casefold() for form in forms]
    is_closed = any(form in CHOICES for form in (answer, *whole))
    is_word = not is_closed and any(answer in form.split() for form in whole)
    assert agrees(said, forms, CHOICES) == (answer in whole or is_word)
    assert (answer in counted_answers(forms, CHOICES)) == agrees(said, forms, CHOICES)


def test_no_lesson_page_speaks_in_verdicts(page, press, lesson):
    """Neither what is seen at once nor what is packed until one has answered."""
    articles = [*press.corpus.articles["text"], *lesson.corpus.articles["text"]]
    packed = json.dumps(opened(SEALED.findall(page)[0]), ensure_ascii=False)
    assert verdicts_in(page_words(page), articles) + verdicts_in(packed, articles) == []


def test_the_page_only_looks_an_answer_up(page):
    """No rule stands in the script that could differ from the one in Python."""
    assert "const agrees = (you, counted) => counted.includes(folded(you));" in page


def test_the_prose_of_the_notebook_is_on_the_page(folder):
    """Every heading of the notebook, in order, and what the lesson asks in the end."""
    page = (folder / "01_who_is_speaking.html").read_text("utf-8")
    titles = re.findall(r'<h2 id="step-[^>]*>(.*?)</h2>', page)
    notebook = _reworded(SPEAKING)
    told = "\n".join(c["source"] for c in notebook["cells"] if c["cell_type"] == "markdown")
    asked = re.findall(r"^## (.+)$", told, re.MULTILINE)
    assert [title for title in titles if title in asked] == asked
    assert "You can tell who said so." in page
    assert "run the cell" not in page


def test_a_text_that_the_notebook_no_longer_has_is_named(monkeypatch):
    """A page can't go on saying what its notebook has given up."""
    from dataclasses import replace

    changed = replace(SPEAKING, reworded={"a sentence of long ago": "another"})
    with pytest.raises(ValueError, match="no longer says 'a sentence of long ago'"):
        _reworded(changed)


def test_an_unknown_lesson_is_named_with_those_that_are_known(tmp_path):
    with pytest.raises(UnknownNameError, match="02_"):
        write_pages(tmp_path, lessons=["02_who_is_speking"])


def test_a_collection_of_ones_own_takes_the_place_of_the_bundled_one(tmp_path):
    """Article text is data: markup in it is shown, never run."""
    told = 'Ines Hollis <img src=x onerror="x()"> said "no </script> today". It rained. '
    body = f"Mayor Ines Hollis came. {told * 4}"
    for outlet in ("Alpha", "Beta"):
        for number in range(4):
            path = tmp_path / "press" / outlet / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Title {outlet} {number}\n\n{body}{number}", "utf-8")
    press = str(tmp_path / "press")
    lessons = [SPEAKING.notebook]
    made, _ = write_pages(tmp_path / "out", lessons=lessons, given={"collection": press})
    page = made.read_text("utf-8")
    assert "<img src=x" not in page
    assert page.count("</script>") == 3
    assert "Alpha" in page


def test_the_story_keeps_what_a_cell_makes_and_shows_in_order():
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Lesson 9: Odd\n\nRead."},
        {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "n: int = 1"},
        {"cell_type": "code", "metadata": {}, "source": "twice = 2 * n"},
    ]
    story = tell_lesson({"cells": cells}, {"n": 4})
    assert (story.title, story.names["twice"]) == ("Lesson 9: Odd", 8)
    assert [piece.kind for piece in story.pieces] == ["prose", "made", "made"]


@pytest.mark.parametrize(
    ("fragment", "tree"),
    [
        ("<p>a<br>b</p>", [["p", {}, ["a", ["br", {}, []], "b"]]]),
        ("&lt;b&gt;", ["<b>"]),
        ("<ul><li>x</ul>y", [["ul", {}, [["li", {}, ["x"]]]], "y"]),
    ],
)
def test_html_becomes_a_tree_of_elements_and_texts(fragment, tree):
    assert tree_of(fragment) == tree


def test_packed_text_survives_in_any_script():
    values = {"name": "Ω “quoted” 🙂", "n": [1, None, 0.5]}
    assert opened(sealed(values)) == values
    assert "quoted" not in sealed(values)


def test_the_passage_is_marked_among_the_words_and_may_be_missing():
    asked = [word.text for word in words_of('He called it "lazy".', 'it "lazy"') if word.is_asked]
    assert asked == ["it", '"lazy".']
    assert not any(word.is_asked for word in words_of("He came.", "it was late"))
