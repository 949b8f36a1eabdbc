"""Text becomes HTML in one way only: escaped, isolated, and through an allow-list."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.report.html import (
    anchor,
    bdi,
    clean,
    escape,
    link,
    markdown,
    one_line,
    plain,
    web_address,
    without_paths,
)

HOSTILE = [
    "<script>document.title = 'ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    '"><svg onload=\'document.title="ran"\'><circle/></svg>',
    "</title></style></textarea><script>document.title='ran'</script>",
    "<iframe srcdoc=\"<script>parent.document.title='ran'</script>\"></iframe>",
    "<a href=\"java\tscript:document.title='ran'\">read on</a>",
    "[read on](javascript:document.title='ran')",
    "![](https://tracker.example/pixel.png)",
    '<form action="https://tracker.example/"><button>go</button></form>',
    '<meta http-equiv="refresh" content="0;url=https://tracker.example/">',
    '<link rel="stylesheet" href="https://tracker.example/a.css">',
    "<style>@import 'https://tracker.example/a.css';</style>",
    '<p style="background:url(https://tracker.example/p)">p</p>',
    "<math><mtext><table><mglyph><style><!--</style><img src onerror=document.title='ran'>",
    '<object data="data:text/html,<script>document.title=1</script>"></object>',
    '<base href="https://tracker.example/"><video poster="https://tracker.example/v"></video>',
    "{{ 7 * 7 }}{% include 'page.html' %}{value!r:>{width}}",
    "\u202egnp.exe\u2066 \x1b]8;;https://tracker.example\x07click\x1b]8;;\x07\x00\ud800",
    "<details open ontoggle=document.title='ran'><summary>s</summary></details>",
    '<a href="data:text/html;base64,PHNjcmlwdD4x">d</a><a href="//tracker.example">e</a>',
]
ALIVE = re.compile(
    r"<(?:script|style|iframe|object|embed|form|meta|link|base|svg|math|video)\b"
    r"|<[^>]*\s(?:on\w+|style|srcdoc|formaction)\s*="
    r"|(?:href|src)\s*=\s*[\"']?\s*(?:javascript|vbscript|data:text|//)"
    r"|<img[^>]*src\s*=\s*[\"']?(?!data:image/)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives_in_any_way_to_html(text):
    """Escaped, linked, cleaned or as Markdown: no element, handler or address is left alive."""
    for page in (escape(text), bdi(text), link(text, text), clean(text), markdown(text)):
        assert not ALIVE.search(page)
        page.encode("utf-8")


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_escaped_text_holds_no_markup_and_can_be_encoded(text):
    """Whatever the text, no angle bracket or quote is left, and UTF-8 can write it."""
    page = escape(text)
    assert not set(page) & set("<>\"'")
    page.encode("utf-8")


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text):
    """The allow-list is settled after one pass."""
    assert clean(clean(text)) == clean(text)


def test_control_characters_become_visible_and_line_breaks_stay():
    assert plain("a\x00b\r\nc\td\x7f\x9b\udc80") == "a␀b\nc\td␡\ufffd\ufffd"


def test_terminal_sequences_are_dropped():
    assert plain("\x1b[1;31mred\x1b[0m\x1b]0;title\x07!") == "red!"


def test_a_title_is_one_line_without_direction_marks():
    assert one_line(" a\n\u202eb\u2069 ") == "a b"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "\u202ehttps://example.org",
        None,
        3,
    ],
)
def test_only_whole_http_addresses_are_linked(address):
    assert web_address(address) == ""
    assert "<a" not in link(address, "label")


def test_a_web_address_is_linked_with_its_label_isolated():
    found = link("https://example.org/?a=1&b=2", "A < B")
    assert found == '<a href="https://example.org/?a=1&amp;b=2"><bdi>A &lt; B</bdi></a>'


def test_an_anchor_keeps_two_names_apart_that_share_their_letters():
    assert anchor("Café") != anchor("Cafe")
    assert anchor("A.B.") != anchor("A B")


@given(st.text(max_size=80))
def test_an_anchor_is_always_a_plain_short_name(text):
    assert re.fullmatch(r"[a-z0-9-]{1,60}", anchor(text)) or text.strip() == ""


@pytest.mark.parametrize(("one", "other"), [("The Post", "THE POST"), ("a b", "A B"), ("a", "A")])
def test_an_anchor_keeps_two_names_apart_that_differ_in_case(one, other):
    assert anchor(one) != anchor(other)


def test_cleaning_keeps_tables_quotations_and_data_images():
    """What the recorder shows comes through unharmed."""
    page = (
        '<table class="ml-table"><caption>c</caption><thead><tr><th scope="col">a</th></tr></thead>'
        '<tbody><tr><td colspan="2"><mark>m</mark><bdi>b</bdi></td></tr></tbody></table>'
        '<details><summary>s</summary><div id="evidence-x">t</div></details>'
        '<img src="data:image/png;base64,AAAA" alt="d">'
    )
    assert clean(page) == page


def test_cleaning_drops_foreign_classes_and_ids():
    """An output can't dress up as a part of the page."""
    assert clean('<p class="skip ml-note" id="main">x</p>') == '<p class="ml-note">x</p>'


@pytest.mark.parametrize("address", ["tables/a.csv", "#evidence-a", "https://example.org/x"])
def test_links_into_the_report_and_to_the_web_stay(address):
    assert f'href="{address}"' in clean(f'<a href="{address}">x</a>')


@pytest.mark.parametrize("address", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd"])
def test_links_out_of_the_folder_go(address):
    assert "href" not in clean(f'<a href="{address}">x</a>')


def test_a_dollar_sign_is_no_formula():
    assert "from $5 to $10" in markdown("from $5 to $10")


def test_a_path_loses_its_folders():
    assert without_paths(r"C:\Users\me\a.py and /home/me/b.py") == "…/a.py and …/b.py"
