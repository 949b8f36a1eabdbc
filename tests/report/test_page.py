"""The page: what it says first, that it is one file, and that nothing on it can run."""

import re
from collections import Counter
from html.parser import HTMLParser

import nbformat.v4 as nbf
import pandas as pd
import pytest

from medialens.corpus import Corpus
from medialens.report.page import render_failure, render_page
from medialens.report.recorder import Recorder
from medialens.schemas import ARTICLES, EVIDENCE
from tests.verdict_words import page_words, verdicts_in

HOSTILE = [
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    "\"'><svg/onload=document.title='ran'>",
    "</title></style><script>document.title='ran'</script>",
    "[read](javascript:document.title='ran') ![](https://tracker.example/p.png)",
    "<a href=\"javascript:document.title='ran'\">read</a>",
    "{{ title }}{% raw %}${title}",
    "\u202eword\u2066\x1b[31m\x07\x00\ud800\ufffe",
    "<details open ontoggle=document.title='ran'><summary>s</summary>",
    "<b style='position:fixed;width:9999px'>wide</b>" + "x" * 400,
]


@pytest.fixture
def page(told, manifest):
    return render_page(*told, manifest)


def first_screen(page):
    return page[page.index("<header") : page.index("</header>")]


def words(page):
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_first_screen_says_which_collection_how_many_from_whom_and_when(page):
    told = words(first_screen(page))
    assert "Who speaks well of the council?" in told
    assert "How do three outlets write of the council?" in told
    assert "Harbour debate" in told
    assert "8 articles from 3 outlets" in told
    assert "Harbour Post 4 Northern Wire 3 Valley Mail 1" in told
    assert "1 to 8 March 2026" in told


def test_the_first_screen_gives_findings_with_n_and_interval_and_what_is_open(page):
    told = words(first_screen(page))
    assert "Northern Wire writes more negatively" in told
    assert "34 and 51 articles, 95 % interval [0.12, 0.41]" in told
    assert 'href="#evidence-council"' in first_screen(page)
    assert "1 of 3 outlets has fewer than five distinct articles" in told
    assert "Machine scores, not validated by a person." in told


def test_a_report_that_looked_and_found_nothing_says_so(told, manifest):
    notebook, record = told
    page = render_page(notebook, {**record, "findings": [], "is_summarised": True}, manifest)
    assert "Nothing here is beyond chance." in first_screen(page)


def test_no_more_than_three_findings_open_the_report_and_the_others_unfold(told, manifest):
    notebook, record = told
    findings = [{"text": f"Finding {n}.", "n": "9 articles", "interval": None} for n in range(5)]
    page = render_page(notebook, {**record, "findings": findings}, manifest)
    opened, folded = page.split("<summary>2 more</summary>")
    assert "Finding 2." in opened
    assert "Finding 3." not in opened
    assert "Finding 4." in folded


def test_the_title_stands_once(page):
    assert page.count("<h1>") == 1
    assert words(page).count("Who speaks well of the council?") == 2  # <title> and <h1>


def test_prose_and_outputs_come_in_order_with_the_code_folded(page):
    order = ["A first paragraph.", "What the outlets say", 'id="table-profile"']
    order += ['id="figure-stance"', "The sentences", 'id="evidence-council"']
    places = [page.index(mark, page.index('class="story"')) for mark in order]
    assert places == sorted(places)
    assert page.count("<summary>Show the code</summary>") == 4
    assert '<details class="code" open' not in page


def test_each_heading_is_in_the_contents_and_leads_somewhere(page):
    leads = set(re.findall(r'href="#((?:part-|method|made)[a-z0-9-]*)"', page))
    assert len(leads) == 4
    assert all(f'id="{lead}"' in page for lead in leads)


def test_method_and_provenance_close_the_page(page):
    told = words(page)
    assert "They do not say whether a statement is so" in told
    assert "A view that is quoted is the speaker’s view, not the outlet’s." in told
    assert "Validation: no person has checked the scores of this report." in told
    assert "Licence CC0" in told
    assert "collection harbour_debate given" in told
    assert "medialens 0.1.0" in told
    assert "22 November 2026, 16:45 UTC" in told


def test_our_own_words_pass_no_verdict(page, manifest):
    failure = render_failure({**manifest, "error": None}, "")
    assert verdicts_in(page_words(page)) + verdicts_in(page_words(failure)) == []


def test_the_page_forbids_what_could_run_or_be_fetched(page):
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page
    assert page.count("<script>") == page.count("<script") == 1
    assert not re.search(r'<(?:link|img|source)[^>]*(?:href|src)="(?!data:)', page)
    assert "url(" not in page


def test_the_page_has_language_landmarks_and_a_way_past_the_contents(page):
    for mark in ('<html lang="en">', '<a class="skip" href="#main">', '<main id="main"', "<nav"):
        assert mark in page


def test_the_same_report_is_the_same_page(told, manifest):
    assert render_page(*told, manifest) == render_page(*told, manifest)


def test_the_outputs_of_a_plain_notebook_are_shown_in_plain_words(manifest):
    """Tables, text, pictures, messages and errors, without the recorder."""
    outputs = [
        nbf.new_output("stream", name="stdout", text="\x1b[31mfive\x1b[0m rows"),
        nbf.new_output("stream", name="stderr", text="/home/me/press/a.py:3: careful"),
        nbf.new_output("stream", name="stdout", text="  \n"),
        nbf.new_output("execute_result", {"text/html": pd.DataFrame({"a": [1]}).to_html()}),
        nbf.new_output(
            "display_data", {"image/png": "iVBORw0K"}, metadata={"image/png": {"alt": "A dot."}}
        ),
        nbf.new_output("error", ename="KeyError", evalue="'term'", traceback=["/home/me/a.py"]),
    ]
    cells = [nbf.new_markdown_cell("# Rows"), nbf.new_code_cell("rows", outputs=outputs)]
    page = render_page(nbf.new_notebook(cells=cells), {}, manifest)
    assert "<h1><bdi>Rows</bdi></h1>" in page
    assert ">five rows</pre>" in page
    assert 'class="dataframe"' in page
    assert 'alt="A dot."' in page
    assert "This step failed. KeyError: &#x27;term&#x27;" in page
    assert "…/a.py:3: careful" in page
    assert "/home/me" not in page


def test_a_print_of_a_megabyte_is_cut(manifest):
    output = nbf.new_output("stream", name="stdout", text="x" * 1_000_000)
    notebook = nbf.new_notebook(cells=[nbf.new_code_cell("print(x)", outputs=[output])])
    page = render_page(notebook, {}, manifest)
    assert len(page) < 100_000
    assert "980,000 more characters" in page


def test_a_failure_says_what_where_and_what_to_do(manifest):
    error = {"type": "ValueError", "message": "measure='g3' is not known", "cell": 7}
    told = {**manifest, "status": "failed", "error": {**error, "source": "keyness('g3')"}}
    page = render_failure(told, "16:45 INFO cell 6\n16:46 ERROR /home/me/x.py")
    assert "measure=&#x27;g3&#x27; is not known" in page
    assert "in cell 7" in words(page)
    assert "keyness(&#39;g3&#39;)" in page
    assert "What to do" in page
    assert "16:46 ERROR …/x.py" in page


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_failure_about_which_nothing_is_known_still_has_a_page(status):
    assert "No report" in render_failure({"status": status}, "")


@pytest.fixture
def hostile_page(shown, evidence, axes, manifest):
    """A report whose every word was written by somebody who means harm."""
    storable = [words.replace("\ud800", "") for words in HOSTILE]  # no table holds half a pair
    rows = [
        {
            "article_id": f"{number:016x}",
            "outlet": words,
            "published": "2026-03-01",
            "language": "en",
            "title": words,
            "text": words,
            "url": words,
            "author": words,
        }
        for number, words in enumerate(storable)
    ]
    everything = " ".join(HOSTILE)
    corpus = Corpus(ARTICLES.table(rows), name=everything, licence=everything)
    run = Recorder(show=shown)
    run.title(everything, everything)
    run.corpus(corpus)
    run.finding(everything, n=everything, interval=everything)
    run.limit(everything)
    run.alert("a", everything)
    run.say("Look: {words}", words=everything)
    run.table("articles", corpus.articles, caption=everything, note=everything)
    run.figure("stance", axes, alt=everything, title=everything, note=everything)
    first = evidence.iloc[0].to_dict()
    sentences = [
        {**first, "sentence": words, "title": words, "url": words, "outlet": words, "target_end": 8}
        for words in storable
    ]
    names = pd.DataFrame({"actor_id": ["orla"], "name": [storable[0]]})
    run.evidence("all", EVIDENCE.table(sentences), title=everything, actors=names)
    outputs = [
        *shown,
        nbf.new_output("display_data", {"text/html": everything, "text/plain": ""}),
        nbf.new_output("display_data", {"text/markdown": everything}),
        nbf.new_output("display_data", {"image/svg+xml": f"<svg>{everything}</svg>"}),
        nbf.new_output("display_data", {"image/png": '"onerror="document.title=1'}),
        nbf.new_output("stream", name="stdout", text=everything),
        nbf.new_output("error", ename=everything, evalue=everything, traceback=[everything]),
    ]
    cells = [
        nbf.new_markdown_cell(f"# {everything}\n\n## {everything}\n\n{everything}"),
        nbf.new_code_cell(everything, outputs=outputs),
    ]
    told = {
        **manifest,
        "job": everything,
        "parameters": {"x": {"value": everything, "origin": "given"}},
        "files": [everything],
        "error": {"type": everything, "message": everything, "cell": 1, "source": everything},
    }
    page = render_page(nbf.new_notebook(cells=cells), run.record, told)
    return page, render_failure({**told, "status": "failed"}, everything)


class Census(HTMLParser):
    """Counts the elements of a page and keeps their addresses and handlers."""

    def __init__(self):
        super().__init__()
        self.elements, self.addresses, self.handlers = Counter(), [], []

    def handle_starttag(self, tag, attrs):
        """Count one element."""
        self.elements[tag] += 1
        for name, value in attrs:
            if name in ("href", "src"):
                self.addresses.append(value)
            if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction"):
                self.handlers.append((tag, name))


def test_no_hostile_word_leaves_anything_that_can_run(hostile_page):
    for page in hostile_page:
        census = Census()
        census.feed(page)
        assert census.elements["style"] == 1
        assert census.elements["script"] <= 1  # the page's own, by its hash
        forbidden = {"svg", "iframe", "form", "link", "base", "object", "video"}
        assert not forbidden & set(census.elements)
        assert census.handlers == []
        own = re.compile(
            r"#|data:image/|https://example\.org/|tables/|figures/|evidence\.|methods\.txt|citation\.bib"
        )
        assert all(own.match(address) for address in census.addresses)
        page.encode("utf-8")


class Isolated(HTMLParser):
    """Keeps the text that stands in no ``<bdi>``, and the texts that do."""

    def __init__(self):
        super().__init__()
        self.depth, self.outside, self.inside = 0, [], []

    def handle_starttag(self, tag, attrs):
        """Enter."""
        self.depth += tag == "bdi"

    def handle_endtag(self, tag):
        """Leave."""
        self.depth -= tag == "bdi"

    def handle_data(self, data):
        """Keep the text where it belongs."""
        (self.inside if self.depth else self.outside).append(data)


def test_every_word_of_an_article_is_isolated_from_the_page(shown, evidence, manifest):
    """A right-to-left headline can't turn round what stands beside it."""
    word = "\u202eplanted"
    row = {"article_id": "a", "language": "en", "text": word, "title": word, "author": word}
    corpus = Corpus(ARTICLES.table([{**row, "outlet": word, "url": word}]), name=word, licence=word)
    run = Recorder(show=shown)
    run.corpus(corpus)
    run.say("{word}", word=word)
    run.table("articles", corpus.articles, caption=word, note=word, is_folded=True)
    first = {**evidence.iloc[0].to_dict(), "sentence": word, "title": word, "outlet": word}
    run.evidence("all", EVIDENCE.table([{**first, "target_end": 6}]), title=word)
    run.articles(corpus, rows=[0])
    run.finding(word, n=1)
    run.limit(word)
    run.alert("a", word)
    given = {"outlet": {"value": word, "origin": "given"}}
    cells = [nbf.new_code_cell("run", outputs=shown.take())]
    page = render_page(
        nbf.new_notebook(cells=cells), run.record, {**manifest, "job": word, "parameters": given}
    )
    isolated = Isolated()
    isolated.feed(page[page.index("<body") :])
    assert "".join(isolated.inside).count("planted") >= 15
    assert "planted" not in "".join(isolated.outside)


def test_an_error_of_one_word_is_told_with_its_kind(manifest):
    page = render_failure({**manifest, "error": {"type": "KeyError", "message": "'term'"}}, "")
    assert "<bdi>KeyError: &#x27;term&#x27;</bdi>" in page


def test_the_page_of_a_failure_forbids_the_same(manifest):
    assert "default-src 'none'" in render_failure({**manifest, "error": None}, "")


def look_at(browser, path, **context):
    """Open a page with the network closed, unfold everything, and say what happened."""
    tab = browser.new_page(**context)
    asked, said = [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))

    def route(request):
        is_own = request.request.url in (path.as_uri(),) or request.request.url.startswith("data:")
        asked.extend([] if is_own else [request.request.url])
        request.continue_() if is_own else request.abort()

    tab.route("**/*", route)
    tab.goto(path.as_uri())
    title = tab.title()
    tab.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    tab.wait_for_timeout(100)
    measured = tab.evaluate(
        "({wide: document.documentElement.scrollWidth, shown: window.innerWidth,"
        " small: [...document.querySelectorAll('body *')].filter(e => e.textContent.trim()"
        "  && parseFloat(getComputedStyle(e).fontSize) < 13"
        "  && parseFloat(getComputedStyle(e).fontSize) > 0).length,"
        " handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
        "  .filter(a => /^on|^style$/i.test(a.name)).length})"
    )
    assert tab.title() == title
    tab.close()
    return {"asked": asked, "said": said, "title": title, **measured}


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_report_fetches_nothing_and_fits_any_screen(browser, tmp_path, page, width, scheme):
    path = tmp_path / "report.html"
    path.write_text(page, "utf-8")
    seen = look_at(browser, path, viewport={"width": width, "height": 844}, color_scheme=scheme)
    assert seen["asked"] == seen["said"] == []
    assert seen["wide"] <= seen["shown"]
    assert seen["small"] == 0


@pytest.mark.browser
def test_hostile_words_do_nothing_in_a_browser(browser, tmp_path, hostile_page):
    for number, page in enumerate(hostile_page):
        path = tmp_path / f"{number}.html"
        path.write_text(page, "utf-8")
        seen = look_at(browser, path, viewport={"width": 390, "height": 844})
        assert seen["asked"] == seen["said"] == []
        assert seen["title"] != "ran"
        assert seen["handlers"] == 0
        assert seen["wide"] <= seen["shown"]


@pytest.mark.browser
def test_a_link_to_an_outlets_sentences_unfolds_them(browser, tmp_path, page):
    """The id stands inside the folded part, so that a browser opens it without a script."""
    path = tmp_path / "report.html"
    path.write_text(page, "utf-8")
    tab = browser.new_page(java_script_enabled=False)
    tab.goto(path.as_uri())
    quote = tab.locator("#evidence-council-northern-wire blockquote").first
    assert not quote.is_visible()
    tab.locator('td a[href="#evidence-council-northern-wire"], th a').nth(1).click()
    assert quote.is_visible()
    tab.close()
