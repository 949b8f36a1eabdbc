"""What a page states of itself is taken as it states it; what two places state, by their rank."""

import json

import pytest

from medialens.io.page_metadata import saved_from, stated_metadata

lxml_html = pytest.importorskip("lxml.html")


def _stated(head, body="<p>x</p>", **known):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return stated_metadata(lxml_html.document_fromstring(page), **known)


def _json(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def test_json_ld_states_title_date_with_zone_authors_outlet_and_section():
    found = _stated(
        _json(
            **{"@type": "NewsArticle"},
            headline="Bridge will be rebuilt",
            datePublished="2025-03-01T08:00:00+01:00",
            author=[{"name": "Ada Quill"}, {"name": "Ben Reed"}],
            publisher={"name": "Stell Post"},
            articleSection=["Town", "Roads"],
        )
    )
    assert (found.title, found.outlet, found.section) == (
        "Bridge will be rebuilt",
        "Stell Post",
        "Town",
    )
    assert (found.date, found.author) == ("2025-03-01T08:00:00+01:00", "Ada Quill; Ben Reed")


def test_the_article_is_found_inside_a_graph():
    found = _stated(
        _json(**{"@graph": [{"@type": "Person"}, {"@type": "Article", "headline": "A"}]})
    )
    assert found.title == "A"


@pytest.mark.parametrize("script", ["{", "[" * 60_000, '"x"', "null"])
def test_broken_json_ld_is_passed_over(script):
    head = f'<script type="application/ld+json">{script}</script><title>Bridge</title>'
    assert _stated(head).title == "Bridge"


def test_the_headline_on_the_page_wins_over_a_title_with_the_sites_name():
    found = _stated(
        "<title>Bridge will be rebuilt | Stell Post</title>",
        "<h1>Stell Post</h1><h1>Bridge will be rebuilt</h1>",
    )
    assert found.title == "Bridge will be rebuilt"


def test_the_sites_name_behind_the_title_is_left_out():
    meta = '<meta property="og:site_name" content="Stell Post">'
    assert _stated(f"{meta}<title>Bridge reopens - Stell Post</title>").title == "Bridge reopens"


def test_the_first_date_with_one_reading_is_taken():
    head = (
        '<meta property="article:published_time" content="03/04/2025">'
        '<meta name="date" content="2025-04-03">'
    )
    assert _stated(head).date == "2025-04-03"


def test_a_date_in_iso_8601s_basic_form_is_spelled_out():
    head = _json(**{"@type": "Article"}, datePublished="20250301T080000+0900")
    assert _stated(head).date == "2025-03-01T08:00:00+09:00"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://post.example/a">', "https://post.example/a"),
        ('<meta property="og:url" content="https://post.example/b">', "https://post.example/b"),
        ('<link rel="canonical" href="/a">', "https://saved.example/a"),
        ('<link rel="canonical" href="https://saved.example/">', "https://saved.example/x"),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://saved.example/x"),
        (
            '<link rel="canonical" href="https://web.archive.org/web/2025im_/https://post.example/a">',
            "https://post.example/a",
        ),
    ],
)
def test_the_address_is_the_canonical_one_if_it_leads_to_the_article(head, url):
    assert _stated(head, saved="https://saved.example/x").url == url


def test_an_address_known_from_elsewhere_wins():
    head = '<link rel="canonical" href="https://post.example/a">'
    assert _stated(head, url="https://post.example/known").url == "https://post.example/known"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0022)https://post.example/a -->",
        "<!-- saved from url=https://post.example/a -->",
        "<!--\n Page saved with SingleFile \n url: https://post.example/a \n saved date: x\n-->",
    ],
)
def test_the_address_under_which_a_page_was_saved_is_known(comment):
    assert saved_from(f"{comment}<html>") == "https://post.example/a"


def test_an_author_that_is_an_address_is_none():
    assert _stated('<meta property="article:author" content="https://x.example/ada">').author == ""
