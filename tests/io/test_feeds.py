"""What the feed reader promises: every entry is an article or a reject, nothing is fetched."""

import json
import time

import pytest

from medialens.errors import ReadError
from medialens.io.feed_text import plain_text
from medialens.io.feeds import is_feed, read_feed
from medialens.io.registry import Record, Reject, reader_for
from medialens.io.source import Source

ITEM = (
    "<item><title>Bridge closed</title><link>https://post.example/1</link><guid>g1</guid>"
    "<pubDate>Sat, 01 Mar 2025 10:00:00 +0100</pubDate><category>Valley</category>"
    "<description>&lt;p&gt;The bridge is closed.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;"
    "</description></item>"
)


def rss(*items, declaration='<?xml version="1.0" encoding="utf-8"?>', dtd=""):
    channel = "<title>Valley Post</title><language>en</language>" + "".join(items)
    return f'{declaration}{dtd}<rss version="2.0"><channel>{channel}</channel></rss>'


@pytest.fixture
def read(tmp_path):
    def _read(content, name="a.xml", encoding=None):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_feed(Source(path, name, encoding)))

    return _read


def test_an_entry_is_an_article_of_the_feed(read):
    (record,) = read(rss(ITEM))
    assert dict(record.fields) == {
        "text": "The bridge is closed.",
        "title": "Bridge closed",
        "date": "Sat, 01 Mar 2025 10:00:00 +0100",
        "url": "https://post.example/1",
        "author": "",
        "outlet": "Valley Post",
        "section": "Valley",
        "language": "en",
        "id": "g1",
    }


def test_atom_content_wins_over_the_summary(read):
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>T</title>'
        '<summary>Short.</summary><content type="html">The whole story.</content>'
        "<updated>2025-03-01T10:00:00Z</updated></entry></feed>"
    )
    (record,) = read(feed)
    assert (record.fields["text"], record.fields["date"]) == (
        "The whole story.",
        "2025-03-01T10:00:00Z",
    )


def test_a_json_feed_is_read_strictly(read):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post",
        "items": [{"id": "1", "content_html": "<p>The bridge.</p>"}, {"id": "2"}, 7],
    }
    record, empty, odd = read(json.dumps(feed), "a.json")
    assert (record.fields["text"], record.fields["outlet"]) == ("The bridge.", "Post")
    assert (empty.reason, odd.reason) == ("the entry has no text", "an entry that is no object")


def test_an_entry_without_text_is_a_reject(read):
    _, reject = read(rss(ITEM, "<item><title>Only a title</title></item>"))
    assert reject == Reject("a.xml", 2, "text", "the entry has no text (Only a title)")


def test_a_teaser_that_breaks_off_is_noted(read):
    (record,) = read(rss("<item><description>The bridge is…</description></item>"))
    assert record.notes == ("summary only: the feed does not carry the article",)


def test_a_feed_that_is_cut_keeps_its_entries_and_tells_the_cut(read):
    *records, reject = read(rss(ITEM, ITEM.replace("g1", "g2"))[:-40])
    assert records
    assert isinstance(records[0], Record)
    assert "not well formed" in reject.reason


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE rss [<!ENTITY a "' + "a" * 5000 + '">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE rss [" + "".join(f'<!ENTITY e{n} "x">' for n in range(200)) + "]>",
    ],
)
def test_entities_that_could_blow_up_or_open_files_are_refused(read, dtd):
    with pytest.raises(ReadError, match=r"a\.xml declares"):
        read(rss(ITEM, dtd=dtd))


def test_a_feed_in_another_encoding_than_it_declares_is_refused_until_it_is_stated(read):
    feed = rss(ITEM.replace("bridge", "café")).encode("cp1252")
    with pytest.raises(ReadError, match=r"not in the encoding that it declares; .* encoding="):
        read(feed)
    undeclared = feed.partition(b"?>")[2]
    with pytest.raises(ReadError, match=r"not UTF-8 and declares nothing; .* encoding="):
        read(undeclared)
    (record,) = read(feed, encoding="cp1252")
    assert record.fields["text"] == "The café is closed."


@pytest.mark.parametrize(
    "content", ["<!doctype html><html><body><h1>404</h1></body></html>", rss(), "no feed at all"]
)
def test_what_has_no_entries_is_refused_by_name(read, content):
    with pytest.raises(ReadError, match=r"^a\.xml"):
        read(content)


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (rss(ITEM), True),
        ("\n <!-- x --> " + rss(ITEM), True),
        (rss(ITEM).encode("utf-16"), True),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', True),
        ("<html><body>rss</body></html>", False),
        ('{"version": "1", "articles": []}', False),
    ],
)
def test_a_feed_is_known_by_its_first_bytes(content, is_one):
    assert is_feed(content if isinstance(content, bytes) else content.encode()) is is_one


def test_a_feed_under_another_name_is_read_as_a_feed(tmp_path):
    path = tmp_path / "latest.txt"
    path.write_text(rss(ITEM))
    assert reader_for(path).name == "feed"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a<br>b", "a\nb"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<style>x</style>a &lt;b&gt;", "a <b>"),
        ("<p>a <script>if (1 < 2) x</script>b", "a b"),
    ],
)
def test_markup_becomes_lines_of_text(markup, text):
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One.<![[[ x> Two.", "One. Two."),
        ("<![CDATA[<p>One.</p>]]><p>Two.</p>", "One.\nTwo."),
        ('<a title="a > b">One</a> and <a title="it"s">two</a>.', "One and two."),
        ("One <!-- no end <p>two", "One"),
        ('Read on <a href="https://post', "Read on"),
        ("3 < 4 & 5 > 2", "3 < 4 & 5 > 2"),
        ("<SCRIPT>if (a</b) x()</script >One.<svg/><svg><text>x</text></svg> Two.", "One. Two."),
        ("One.\n    Still one.\nTwo.", "One. Still one.\nTwo."),
    ],
)
def test_odd_markup_is_read_as_browsers_do(markup, text):
    assert plain_text(markup) == text


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a b='c' ", "<![", "</", "<?", "<script>", '="'])
def test_tags_that_do_not_end_take_no_long_time(piece):
    started = time.process_time()
    plain_text(f"One. {piece * 200_000}")
    assert time.process_time() - started < 2


def test_an_indented_summary_is_one_line(read):
    item = ITEM.replace("&lt;p&gt;The bridge", "The bridge\n        over the Stell").split("&lt;")[
        0
    ]
    (record,) = read(rss(f"{item}</description></item>"))
    assert record.fields["text"] == "The bridge over the Stell is closed."


@pytest.mark.parametrize("author", ["w" * 400_000, "a@" + "b." * 200_000])
def test_an_author_that_is_a_whole_text_takes_no_long_time(read, author):
    item = ITEM.replace("<title>", f"<author>{author}</author><title>", 1)
    started = time.process_time()
    assert len(list(read(rss(f"{item}")))) == 1
    assert time.process_time() - started < 5
