"""Real reports of a bundled collection, opened as a reader does: no network, any width."""

import re
from pathlib import Path

import pytest

import medialens as ml
from medialens.report.jobs import render_reports
from tests.verdict_words import page_words, verdicts_in

pytestmark = [pytest.mark.browser, pytest.mark.notebook, pytest.mark.usefixtures("remembering")]

KINDS = ("compare", "coverage", "actors", "voices", "keywords")
WIDTHS = (390, 1200)
FAINT = """() => {
  const parts = color => color.match(/[\\d.]+/g).map(Number);
  const light = color => parts(color).slice(0, 3).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const behind = e => {
    const color = getComputedStyle(e).backgroundColor;
    return parts(color)[3] === 0 && e.parentElement ? behind(e.parentElement) : color;
  };
  const contrast = e => {
    const [a, b] = [getComputedStyle(e).color, behind(e)].map(light);
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  };
  return [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => contrast(e) < 4.5).map(e => e.outerHTML.slice(0, 80));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Four reports of the first lesson, and their index."""
    out = tmp_path_factory.mktemp("reports")
    results = render_reports(["first_lesson"], notebooks=KINDS, out=out)
    assert [result.status for result in results] == ["ok"] * len(KINDS)
    return out


def pages(folder: Path) -> list[Path]:
    found = [folder / "index.html", *folder.rglob("latest.html"), *folder.rglob("report.html")]
    assert len(found) == 2 * len(KINDS) + 1
    return found


def newest(folder: Path) -> list[Path]:
    """Each page once: latest.html is report.html with other links."""
    return [folder / "index.html", *folder.rglob("latest.html")]


@pytest.fixture
def visit(browser):
    """Open a file with every request but the file's own refused and noted."""
    opened = []

    def go(path: Path, *, width: int = 1200, script: bool = True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        page = context.new_page()
        page.asked, page.said = [], []
        here = path.resolve().as_uri()

        def answer(route):
            if route.request.url == here:
                route.continue_()
            else:
                page.asked.append(route.request.url)
                route.abort()

        page.route(lambda url: not url.startswith("data:"), answer)
        page.on("console", lambda message: page.said.append(message.text))
        page.goto(here)
        opened.append(context)
        return page

    yield go
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_asks_for_anything_or_complains_or_is_wider_than_the_screen(folder, visit, width):
    for path in pages(folder):
        page = visit(path, width=width)
        assert (page.asked, page.said) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_report_and_no_index_speaks_in_verdicts(folder):
    """A word that an article holds may be quoted; everything else on the pages is ours."""
    articles = ml.load("first_lesson").articles["text"]
    for path in newest(folder):
        assert verdicts_in(page_words(path.read_text("utf-8")), articles) == [], path


def test_every_image_has_loaded_and_says_in_words_what_it_shows(folder, visit):
    for path in newest(folder):
        images = visit(path).evaluate(
            "[...document.images].map(i => [i.alt, i.complete && i.naturalWidth > 0])"
        )
        assert all(len(alt) > 20 and is_there for alt, is_there in images)
    assert len(images) > 0


def test_every_link_leads_somewhere_from_wherever_the_page_is_opened(folder, visit):
    """In-page links to an element, relative links to a file, others to the web."""
    for path in pages(folder):
        page = visit(path)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(set(ids)) == len(ids)
        for target in page.evaluate("[...document.links].map(a => a.getAttribute('href'))"):
            if target.startswith("#"):
                assert target[1:] in ids
            elif not re.match(r"https?:", target):
                assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_a_number_opens_the_sentences_behind_it(folder, visit):
    """Following an outlet's link in the profile table unfolds that outlet's sentences."""
    page = visit(next(folder.glob("actors/*/latest.html")))
    page.locator("#table-profile summary").click()
    link = page.locator("#table-profile a[href^='#evidence-']").first
    target = page.locator(f'[id="{link.get_attribute("href")[1:]}"]')
    assert not target.locator("blockquote").first.is_visible()
    link.click()
    page.wait_for_timeout(100)
    assert target.locator("blockquote").first.is_visible()
    assert target.locator("mark").count() > 0


def test_a_page_is_whole_without_javascript(folder, visit):
    for path in newest(folder):
        page = visit(path, script=False)
        assert page.locator("h1").count() == 1
        assert page.locator("html[lang]").count() == 1
        assert page.locator("main").count() == 1


def test_the_keyboard_reaches_the_content_first(folder, visit):
    page = visit(next(folder.glob("actors/*/latest.html")))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_no_text_is_fainter_than_readers_need(folder, visit):
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1, in the light and in the dark."""
    for path in newest(folder):
        page = visit(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(FAINT) == []


def test_on_paper_every_table_is_as_wide_as_the_sheet_at_most(folder, visit):
    """A4 less its margins is 178 mm, 673 pixels; what is wider would be cut off."""
    for path in folder.rglob("latest.html"):
        page = visit(path, width=673)
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 673
        assert page.evaluate(
            "[...document.querySelectorAll('table, img')].every("
            "e => e.getBoundingClientRect().right <= 674)"
        )


def test_print_shows_the_sentences_that_the_screen_keeps_folded(folder, visit, tmp_path):
    page = visit(next(folder.glob("actors/*/latest.html")))
    page.emulate_media(media="print")
    assert page.locator("[id^='evidence-'] blockquote").first.is_visible()
    assert len(page.pdf(path=tmp_path / "report.pdf")) > 20_000


def test_the_index_leads_to_every_report(folder, visit):
    page = visit(folder / "index.html")
    targets = page.evaluate("[...document.querySelectorAll('h2 a')].map(a => a.textContent)")
    assert sorted(targets) == sorted(
        [
            "How do these outlets differ?",
            "What is in this collection?",
            "Who is spoken about, who speaks, and in whose words?",
            "Which words set an outlet apart?",
            "Whose words are these?",
        ]
    )


def first_table(page, folder):
    """The first table that has a filter, its tools and its visible rows."""
    tools = page.locator(".ml-tools").first
    table = tools.locator("xpath=following-sibling::*[1]//table")
    return tools, table, table.locator("tbody tr:visible")


def unfolded(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def test_a_table_sorts_by_a_click_and_by_the_keyboard_and_says_how(folder, visit):
    page = visit(next(folder.glob("actors/*/latest.html")))
    unfolded(page)
    head = page.locator("table.ml-table th.ml-number:visible").first
    button = head.locator("button")
    at = head.evaluate("node => node.cellIndex")
    body = head.locator("xpath=ancestor::table/tbody")

    def numbers():
        cells = body.locator("tr:visible").all()
        texts = [row.locator("th, td").nth(at).inner_text().replace("−", "-") for row in cells]
        found = [re.match(r"\s*([+-]?[\d,.]+)", text) for text in texts]
        return [float(one[1].replace(",", "")) for one in found if one]

    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert numbers() == sorted(numbers())
    button.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert numbers() == sorted(numbers(), reverse=True)


def test_a_table_filters_and_counts_what_is_left(folder, visit):
    for path in newest(folder):
        page = visit(path)
        unfolded(page)
        if page.locator(".ml-tools").count():
            break
    tools, table, rows = first_table(page, folder)
    word = rows.first.locator("th, td").first.inner_text().strip()
    everything = table.locator("tbody tr").count()
    tools.locator("input").fill(word)
    shown = rows.count()
    assert 0 < shown <= everything
    assert tools.locator("output").inner_text() == f"{shown} of {everything} rows"
    assert all(word.lower() in row.inner_text().lower() for row in rows.all())
    tools.locator("input").fill("no such words")
    assert rows.count() == 0


def test_a_row_opens_its_sentences_and_leads_back(folder, visit):
    page = visit(next(folder.glob("compare/*/latest.html")))
    page.evaluate("document.querySelector('tr.ml-opens').closest('details').open = true")
    row = page.locator("tr.ml-opens:visible").first
    target = page.locator(row.locator("a").first.get_attribute("href"))
    assert not target.locator("blockquote").first.is_visible()
    row.locator("td").last.click()
    assert target.locator("blockquote").first.is_visible()
    assert page.evaluate("document.activeElement.id") == target.get_attribute("id")
    page.locator(".ml-back").press("Enter")
    assert page.locator(".ml-back").count() == 0
    assert page.evaluate("document.activeElement.closest('tr.ml-opens') !== null")


def test_only_the_scripts_of_the_page_itself_run(folder, visit):
    page = visit(next(folder.glob("actors/*/latest.html")))
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'document.title = \"ran\"';"
        "document.body.append(s)"
    )
    assert page.title() != "ran"
    assert page.locator(".ml-sort").count() > 0
