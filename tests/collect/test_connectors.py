"""Sitemaps, Media Cloud and GDELT: what they list, in the shapes they are documented in."""

import gzip
import json

import pytest

import medialens as ml
from medialens.collect.mediacloud import KEY
from tests.collect.site import Reply, page

NEWS = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"


def sitemap(site, *pages, root="urlset", child="url"):
    items = "".join(f"<{child}><loc>{site.url}{path}</loc>{more}</{child}>" for path, more in pages)
    space = f"xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' {NEWS}"
    return f"<?xml version='1.0'?><{root} {space}>{items}</{root}>".encode()


def test_an_index_of_packed_sitemaps_is_followed_latest_first(site, round_of, tmp_path):
    site.replies["/index.xml"] = Reply(
        sitemap(site, ("/old.xml", "<lastmod>2024-01-01</lastmod>"),
                ("/new.xml.gz", "<lastmod>2025-01-01</lastmod>"),
                root="sitemapindex", child="sitemap")
    )  # fmt: skip
    site.replies["/new.xml.gz"] = Reply(gzip.compress(sitemap(site, ("/a", ""))))
    site.replies["/old.xml"] = Reply(sitemap(site, ("/b", "")))
    site.replies["/a"], site.replies["/b"] = Reply(page("New")), Reply(page("Old"))
    done = round_of({"kind": "sitemap", "url": f"{site.url}/index.xml"}, max_pages=1)
    assert done.summary()["collected"] == 1
    assert ml.load(tmp_path / "press").articles["title"].tolist() == ["New"]


def test_a_news_sitemap_tells_outlet_and_language(site, round_of, tmp_path):
    said = (
        "<news:news><news:publication><news:name>The Post</news:name><news:language>en"
        "</news:language></news:publication><news:title>A</news:title></news:news>"
    )
    site.replies["/news.xml"] = Reply(sitemap(site, ("/a", said)))
    site.replies["/a"] = Reply(page("A"))
    round_of({"kind": "sitemap", "url": f"{site.url}/news.xml"})
    assert ml.load(tmp_path / "press").articles["outlet"].tolist() == ["The Post"]


def test_a_sitemap_that_names_a_file_of_this_machine_opens_nothing(site, round_of):
    evil = b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><urlset><url><loc>&e;</loc></url></urlset>"
    site.replies["/evil.xml"] = Reply(evil)
    done = round_of({"kind": "sitemap", "url": f"{site.url}/evil.xml"})
    assert done.summary()["collected"] == 0


def test_media_cloud_is_asked_page_by_page_with_the_key(site, round_of, monkeypatch, tmp_path):
    monkeypatch.setenv(KEY, "s3cret")
    asked = []

    def stories(first, token):
        def reply(headers):
            asked.append(headers.get("Authorization"))
            story = {"id": first, "url": f"{site.url}/{first}", "title": first, "language": "en",
                     "media_name": "post.example", "publish_date": "2025-03-04"}  # fmt: skip
            return Reply(json.dumps({"stories": [story], "pagination_token": token}).encode())

        return reply

    class Search(dict):
        def get(self, path, other=None):
            if path.startswith("/api"):
                return stories("b", None) if "pagination_token=t2" in path else stories("a", "t2")
            return super().get(path, other)

    site.replies = Search(site.replies)
    site.replies["/a"], site.replies["/b"] = Reply(page("A")), Reply(page("B"))
    source = {"kind": "mediacloud", "url": f"{site.url}/api", "query": "harbour", "outlet": "Post"}
    assert round_of(source).summary()["collected"] == 2
    assert asked == ["Token s3cret"] * 2
    assert sorted(ml.load(tmp_path / "press").articles["title"]) == ["A", "B"]


def test_media_cloud_without_a_key_says_which_variable_to_set(site, round_of, monkeypatch):
    monkeypatch.delenv(KEY, raising=False)
    done = round_of({"kind": "mediacloud", "url": f"{site.url}/api", "query": "harbour"})
    assert KEY in "".join(done.failed.values())


def test_gdelt_lists_articles_and_errors_in_words(site, round_of):
    class Doc(dict):
        def get(self, path, other=None):
            if path.startswith("/doc?query=harbour"):
                found = [{"url": f"{site.url}/a", "title": "A", "domain": "post.example",
                          "seendate": "20250304T080000Z", "language": "English"}]  # fmt: skip
                return Reply(json.dumps({"articles": found}).encode())
            if path.startswith("/doc"):
                return Reply(b"Your query was too short.")
            return super().get(path, other)

    site.replies = Doc(site.replies)
    site.replies["/a"] = Reply(page("A"))
    asked = {"kind": "gdelt", "url": f"{site.url}/doc"}
    done = round_of({**asked, "query": "harbour"}, {**asked, "query": "x"})
    assert done.summary()["collected"] == 1
    assert "Your query was too short." in "".join(done.failed.values())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[defaults]\ncontact='a@b.c'\n[[source]]\nurl='ftp://x'", "must start with http"),
        ("[defaults]\ncontact='a@b.c'\n[[source]]\nurll='http://x'", "urll"),
        ("[defaults]\n[[source]]\nurl='http://x'", "defaults.contact"),
        ("[defaults]\ncontact='a@b.c'\n[[source]]\nkind='gdelt'", "needs a query"),
        ("[defaults", "no TOML"),
    ],
    ids=["scheme", "key", "contact", "query", "toml"],
)
def test_settings_at_fault_are_named(settings, said, tmp_path):
    from medialens.collect.settings import load_feeds
    from medialens.errors import SettingsError

    path = tmp_path / "FEEDS.toml"
    path.write_text(settings)
    with pytest.raises(SettingsError, match=said):
        load_feeds(path)
