"""One round over the sources: everything that can be had is kept once, and nothing else asked."""

import pytest

import medialens as ml
from tests.collect.site import TEXT, Reply, bomb, page


def articles(tmp_path):
    return ml.load(tmp_path / "press").articles


def test_the_pages_of_a_feed_become_a_collection(site, round_of, tmp_path):
    site.replies["/a"] = Reply(page("First"))
    site.replies["/b"] = Reply(page("Second", date="2025-04-05T08:00:00Z"))
    done = round_of({"url": site.feed("/feed", f"{site.url}/a", "/b"), "outlet": "The Post"})
    assert done.summary()["collected"] == done.summary()["leads"] == 2
    table = articles(tmp_path).sort_values("title")
    assert table["title"].tolist() == ["First", "Second"]
    assert table["outlet"].unique().tolist() == ["The Post"]
    assert table["published"].dt.strftime("%Y-%m-%d").tolist() == ["2025-03-04", "2025-04-05"]
    assert TEXT in table["text"].iloc[0]
    months = {path.parent.name for path in (tmp_path / "press").glob("*/*.parquet")}
    assert months == {"2025-03", "2025-04"}


def test_a_second_round_adds_nothing(site, round_of, tmp_path):
    site.replies["/a"] = Reply(page("First"))
    source = {"url": site.feed("/feed", "/a"), "outlet": "The Post"}
    round_of(source)
    done = round_of(source, now=1_750_000_100.0)
    assert done.summary()["unchanged"] == done.summary()["leads"] == 1
    assert len(articles(tmp_path)) == 1


def test_two_rounds_in_one_second_lose_nothing(site, round_of, tmp_path):
    """The second finds a new article; its file must not take the place of the first."""
    site.replies["/a"], site.replies["/b"] = Reply(page("First")), Reply(page("Second"))
    round_of({"url": site.feed("/feed", "/a")})
    round_of({"url": site.feed("/feed", "/b")})
    assert sorted(articles(tmp_path)["title"]) == ["First", "Second"]
    assert len([*(tmp_path / "press" / ".collect" / "runs").glob("*.json")]) == 2


def test_a_known_page_is_not_asked_again_after_the_days_of_rechecking(site, round_of):
    site.replies["/a"] = Reply(page("First"))
    source = {"url": site.feed("/feed", "/a")}
    round_of(source)
    done = round_of(source, now=1_750_000_000.0 + 3 * 86_400)
    assert done.skips == {"known, and not due to be asked again": 1}
    assert site.asked["/a"] == 1


def test_an_unchanged_page_costs_no_content(site, round_of):
    """The second request carries the tag of the first answer."""

    def tagged(headers):
        if headers.get("If-None-Match") == '"v1"':
            return Reply(status=304)
        return Reply(page("First"), headers={"ETag": '"v1"'})

    site.replies["/a"] = tagged
    source = {"url": site.feed("/feed", "/a")}
    round_of(source)
    assert round_of(source, now=1_750_000_100.0).summary()["unchanged"] == 1


def test_a_changed_page_is_kept_as_a_version(site, round_of, tmp_path):
    site.replies["/a"] = Reply(page("First"))
    source = {"url": site.feed("/feed", "/a"), "outlet": "The Post"}
    round_of(source)
    site.replies["/a"] = Reply(page("First, corrected", TEXT + " The date was wrong."))
    assert round_of(source, now=1_750_000_100.0).summary()["updated"] == 1
    table = articles(tmp_path).sort_values("version")
    assert table["version"].tolist() == ["1", "2"]
    assert table["url"].nunique() == 1


def test_a_page_that_moved_for_good_is_known_by_its_new_address(site, round_of, tmp_path):
    site.replies["/old"] = Reply(status=301, headers={"Location": "/new"})
    site.replies["/new"] = Reply(page("First"))
    round_of({"url": site.feed("/feed", "/old")})
    done = round_of({"url": site.feed("/feed", "/new")}, now=1_750_000_100.0)
    assert articles(tmp_path)["url"].tolist() == [f"{site.url}/new"]
    assert done.summary()["collected"] == 0


@pytest.mark.parametrize("where", ["loopback", "private", "mapped", "file"])
def test_a_redirect_to_an_address_that_is_not_public_is_not_followed(
    where, site, forbidden, round_of
):
    forbidden.replies["/secret"] = Reply(page("Secret"))
    target = {
        "loopback": f"{forbidden.url}/secret",
        "private": "http://10.1.2.3/secret",
        "mapped": f"http://[::ffff:127.0.0.2]:{forbidden.server.server_port}/secret",
        "file": "file:///etc/passwd",
    }[where]
    site.replies["/a"] = Reply(status=302, headers={"Location": target})
    done = round_of({"url": site.feed("/feed", "/a")}, retries=0)
    (reject,) = done.rejects
    assert reject["reason"].startswith(("not fetched", "file:///etc/passwd is no add"))
    assert not forbidden.asked


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"gone", 404), "the host says 404"),
        (Reply(b"x" * 300_000), "more than 200,000 bytes"),
        (Reply(endless=True), "more than 200,000 bytes"),
        (Reply(page("Slow"), drip=0.05), "no whole answer in time"),
        (Reply(bomb(10_000_000), headers={"Content-Encoding": "gzip"}), "more than 200,000 bytes"),
        (Reply(b"\x1f\x8bno", headers={"Content-Encoding": "gzip"}), "damaged"),
        (Reply(b"%PDF", headers={"Content-Type": "application/pdf"}), "is application/pdf"),
        (Reply(b"<html><body><p>Hi</p></body></html>"), "no article text"),
        (Reply(status=302, headers={"Location": "/a"}), "redirects"),
    ],
    ids=["absent", "large", "endless", "dripping", "bomb", "damaged", "pdf", "empty", "circle"],
)
def test_what_cannot_be_had_is_a_reject_with_its_reason(reply, reason, site, round_of):
    site.replies["/a"] = reply
    site.replies["/b"] = Reply(page("Good"))
    done = round_of({"url": site.feed("/feed", "/a", "/b")}, retries=0)
    assert [reason in one["reason"] for one in done.rejects] == [True]
    assert done.summary()["collected"] == 1


def test_a_packed_page_is_unpacked(site, round_of, tmp_path):
    import gzip

    packed = gzip.compress(page("Packed"))
    site.replies["/a"] = Reply(packed, headers={"Content-Encoding": "gzip"})
    round_of({"url": site.feed("/feed", "/a")})
    assert articles(tmp_path)["title"].tolist() == ["Packed"]


def test_letters_are_those_that_the_server_declares(site, round_of, tmp_path):
    body = page("Çanakkale günü").decode().replace("<meta charset='utf-8'>", "")
    site.replies["/a"] = Reply(
        body.encode("cp1254"), headers={"Content-Type": "text/html; charset=windows-1254"}
    )
    round_of({"url": site.feed("/feed", "/a")})
    assert articles(tmp_path)["title"].tolist() == ["Çanakkale günü"]


def test_robots_txt_is_obeyed_and_asked_once(site, round_of):
    site.replies["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /private/\nCrawl-delay: 3",
        headers={"Content-Type": "text/plain"},
    )
    site.replies["/a"] = Reply(page("Open"))
    site.replies["/private/b"] = Reply(page("Closed"))
    done = round_of({"url": site.feed("/feed", "/a", "/private/b")})
    assert done.skips == {"robots.txt does not allow it": 1}
    assert site.asked["/private/b"] == 0
    assert site.asked["/robots.txt"] == 1
    assert max(done.waits) == pytest.approx(3, abs=0.5)


def test_a_host_that_cannot_say_what_it_allows_is_left_alone(site, round_of):
    site.replies["/robots.txt"] = Reply(b"oops", 500)
    done = round_of({"url": site.feed("/feed", "/a")}, retries=0)
    assert "robots.txt cannot be read" in "".join(done.failed.values())
    assert site.asked["/feed"] == 0


def test_a_busy_host_is_asked_again_after_the_wait_it_names(site, round_of):
    replies = [Reply(status=429, headers={"Retry-After": "4"}), Reply(page("First"))]
    site.replies["/a"] = lambda _: replies.pop(0)
    done = round_of({"url": site.feed("/feed", "/a")})
    assert done.summary()["collected"] == 1
    assert 4 in done.waits


def test_a_host_that_asks_for_a_long_wait_is_left_for_the_next_run(site, round_of):
    site.replies["/a"] = Reply(status=503, headers={"Retry-After": "3600"})
    site.replies["/b"] = Reply(page("Second"))
    done = round_of({"url": site.feed("/feed", "/a", "/b")})
    assert len(done.rejects) == 2
    assert "left for the next run" in done.rejects[0]["reason"]
    assert site.asked["/b"] == 0


def test_one_broken_source_does_not_stop_the_others(site, round_of):
    site.replies["/broken"] = Reply(b"<html>no feed</html>")
    site.replies["/a"] = Reply(page("First"))
    done = round_of({"url": f"{site.url}/broken"}, {"url": site.feed("/feed", "/a")})
    assert list(done.failed) == [f"{site.url}/broken"]
    assert done.summary()["collected"] == 1


def test_a_page_that_two_feeds_list_is_asked_once(site, round_of):
    site.replies["/a"] = Reply(page("First"))
    done = round_of({"url": site.feed("/f1", "/a")}, {"url": site.feed("/f2", "/a#top")})
    assert done.skips == {"listed twice": 1}
    assert site.asked["/a"] == 1


def test_the_same_text_at_another_address_of_the_outlet_is_kept_once(site, round_of, tmp_path):
    site.replies["/a"] = site.replies["/a?from=rss"] = Reply(page("First"))
    done = round_of({"url": site.feed("/feed", "/a", "/a?from=rss"), "outlet": "Post"})
    assert done.summary()["collected"] == 1
    assert len(articles(tmp_path)) == 1


def test_without_full_text_the_feed_carries_the_article(site, round_of, tmp_path):
    site.feed("/feed", "/a")
    content = site.replies["/feed"].content.replace(
        b"<description>d", f"<description>{TEXT}".encode()
    )
    site.replies["/feed"] = Reply(content)
    round_of({"url": f"{site.url}/feed", "full_text": False})
    assert articles(tmp_path)["text"].tolist() == [TEXT]
    assert site.asked["/a"] == 0


def test_the_sums_of_a_run_add_up_and_are_kept(site, round_of, tmp_path):
    import json

    site.replies["/a"] = Reply(page("First"))
    done = round_of({"url": site.feed("/feed", "/a", "/absent", "mailto:x@y.z")}, retries=0)
    said = done.summary()
    ends = ("collected", "updated", "unchanged", "rejected", "skipped")
    assert said["leads"] == sum(said[name] for name in ends) == 3
    (path,) = (tmp_path / "press" / ".collect" / "runs").glob("*.json")
    assert json.loads(path.read_text()) == said
