"""A notebook's cells as HTML: prose, outputs in order, code folded, nothing that can run."""

import base64

import nbformat.v4 as nbf
import pytest

from medialens.report.cells import OUTPUT_SHOWN, error_html, outputs_html, read_story, title_of


def story_of(*cells, **options):
    return read_story(nbf.new_notebook(cells=list(cells)), **options)


def code(source, *outputs):
    return nbf.new_code_cell(source, outputs=list(outputs))


def shown(data, **metadata):
    return nbf.new_output("display_data", data, metadata=metadata)


def one(*outputs):
    return "".join(outputs_html(outputs))


def test_the_first_heading_is_the_title_and_the_first_paragraph_the_lead():
    story = story_of(nbf.new_markdown_cell("# Who *speaks*?\n\nOf tides.\n\nAnd quays."))
    assert (story.title, story.lead) == ("Who *speaks*?", "Of tides.")
    assert "Of tides." not in story.html
    assert "<p>And quays.</p>" in story.html


def test_a_paragraph_with_a_link_or_a_list_is_no_lead():
    story = story_of(nbf.new_markdown_cell("# Tides\n\nSee [there](https://example.org/)."))
    assert story.lead == ""
    assert 'href="https://example.org/"' in story.html


def test_the_question_is_not_repeated():
    story = story_of(nbf.new_markdown_cell("# Tides\n\nWho speaks?"), question="Who speaks?")
    assert "Who speaks?" not in story.html


def test_each_heading_has_an_address_of_its_own():
    story = story_of(nbf.new_markdown_cell("## Tides\n\na\n\n## Tides\n\n## <b>Quays</b> & more"))
    addresses = [heading.address for heading in story.headings]
    assert len(set(addresses)) == 3
    assert all(f'<h2 id="{address}">' in story.html for address in addresses)


def test_code_is_folded_under_what_it_shows_and_joined_where_it_shows_nothing():
    quiet, loud = code("a = 1"), code("a", shown({"text/plain": "1"}))
    page = story_of(quiet, loud).html
    assert page.count("<details") == 1
    assert page.index(">1</pre>") < page.index("a = 1\n\na")


def test_code_after_the_last_output_is_kept_with_the_code_before():
    page = story_of(code("a", shown({"text/plain": "1"})), code("b = 2")).html
    assert page.count("<details") == 1
    assert "a\n\nb = 2" in page


def test_code_names_no_folder_and_holds_no_markup():
    page = story_of(code("open('/home/me/press/a.csv')  # <script>")).html
    assert "/home/me" not in page
    assert "# &lt;script&gt;" in page


def test_the_richest_form_of_an_output_is_shown():
    data = {"text/plain": "<Table>", "text/html": "<table><tr><td>1</td></tr></table>"}
    assert "<td>1</td>" in one(shown(data))
    assert "Table&gt;" not in one(shown(data))


@pytest.mark.parametrize("kind", ["title", "corpus", "style", "summary", "finish"])
def test_what_the_page_says_elsewhere_is_not_repeated(kind):
    assert one(shown({"text/html": "<p>x</p>"}, medialens={"kind": kind})) == ""


@pytest.mark.parametrize(
    ("output", "text"),
    [
        (nbf.new_output("stream", name="stdout", text="five"), '<pre class="stream"'),
        (nbf.new_output("stream", name="stderr", text="five"), "<summary>Messages</summary>"),
        (shown({"text/markdown": "**five**"}), "<strong>five</strong>"),
        (shown({"text/plain": "five"}), ">five</pre>"),
        (nbf.new_output("stream", name="stdout", text=" \n"), ""),
        (shown({"application/javascript": "alert(5)"}), ""),
        (shown({"text/html": "<script>alert(5)</script>"}), ""),
    ],
)
def test_each_kind_of_output_has_its_place(output, text):
    page = one(output)
    assert text in page
    assert bool(page) == bool(text)
    assert "alert" not in page


def test_a_drawing_is_shown_as_an_image_whose_script_can_not_run():
    """A browser runs no script and fetches nothing inside an <img>."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
    )
    page = one(shown({"image/svg+xml": svg}, **{"image/svg+xml": {"alt": 'A "dot".'}}))
    encoded = base64.b64encode(svg.encode()).decode()
    assert f'<img src="data:image/svg+xml;base64,{encoded}"' in page
    assert 'alt="A &quot;dot&quot;."' in page
    assert "<svg" not in page


def test_bytes_that_are_no_image_are_not_shown():
    assert "onerror" not in one(shown({"image/png": '"onerror="alert(1)'}))


def test_an_error_is_a_sentence_with_its_trace_folded():
    error = nbf.new_output("error", ename="KeyError", evalue="'t'", traceback=["\x1b[31m/a/b/c.py"])
    page = error_html(error)
    assert "<p>This step failed. KeyError: &#x27;t&#x27;</p>" in page
    assert page.index("<details") < page.index("…/c.py")


def test_a_long_output_is_cut_and_says_by_how_much():
    page = one(nbf.new_output("stream", name="stdout", text="x" * (OUTPUT_SHOWN + 1)))
    assert "… 1 more characters" in page


def test_a_link_to_sentences_that_are_not_shown_is_plain_text():
    """A table may name an outlet that no sentence of the list comes from."""
    table = '<a href="#evidence-a-echo">Echo</a> <a href="#evidence-a-post">Post</a>'
    page = story_of(
        code("t", shown({"text/html": table})),
        code("e", shown({"text/html": '<div id="evidence-a-echo">s</div>'})),
    ).html
    assert '<a href="#evidence-a-echo"' in page
    assert page.count("<a ") == 1
    assert "Post" in page


def test_the_title_is_read_from_prose_alone():
    notebook = nbf.new_notebook(cells=[code("# Not this"), nbf.new_markdown_cell("# This")])
    assert title_of(notebook) == "This"
    assert title_of(nbf.new_notebook()) == ""
