"""Small web pages, web archives and feeds, all invented, for the fuzzer to damage."""

import gzip
import zlib

_HEAD = (
    '<!doctype html><html lang="{lang}"><head><meta charset="{charset}">'
    "<title>{title} | Valley Post</title>"
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}",'
    ' "datePublished": "2025-03-01T08:00:00+01:00", "author": [{{"name": "Ada Quill"}}]}}</script>'
    '<meta property="og:site_name" content="Valley Post">'
    '<link rel="canonical" href="https://post.example/{title}"></head><body>'
)
_BODY = (
    '<nav><a href="/">Home</a></nav><article><h1>{title}</h1><p class="lead">{text}</p>'
    '<p>{text} &amp; &#x201c;we wait&#8221;, the mayor said.</p><div style="display:none">{text}'
    "</div><ul><li>{text}</li></ul><table><tr><td>{text}</td></tr></table><p>Advertisement</p>"
    '<h2>Related stories</h2><ul><li><a href="/x">A tower falls</a></li></ul></article>'
    '<div id="comments"><p>So true!</p></div></body></html>'
)


def _page(title: str, text: str, *, lang: str = "en", charset: str = "utf-8") -> bytes:
    filled = {"title": title, "text": text, "lang": lang, "charset": charset}
    return (_HEAD.format(**filled) + _BODY.format(**filled)).encode(charset)


_ENGLISH = _page("The bridge is shut", "The bridge over the Stell was shut – on Monday morning.")
_FRENCH = _page("Le pont est fermé", "Le pont sur la Stell a été fermé.", charset="cp1252")
_JAPANESE = _page("橋は閉鎖", "市長は月曜日に橋を閉鎖すると発表した。", lang="ja", charset="cp932")


def _record(body: bytes, *headers: str, kind: str = "response", status: str = "200 OK") -> bytes:
    http = "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, "", ""])
    block = http.encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://post.example/a\r\n"
        "WARC-Date: 2025-03-02T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


_CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(_ENGLISH), _ENGLISH)
_RECORDS = [
    _record(_ENGLISH),
    _record(b"GET / HTTP/1.1", kind="request"),
    _record(gzip.compress(_ENGLISH, mtime=0), "Content-Encoding: gzip"),
    _record(zlib.compress(_FRENCH), "Content-Encoding: deflate"),
    _record(_CHUNKED, "Transfer-Encoding: chunked"),
    _record(b"gone", status="404 Not Found"),
]
_ARC_BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _ENGLISH
_ARC = (
    b"filedesc://a.arc 0.0.0.0 20250302080000 text/plain 12\n1 0 Crawler\n\n"
    b"https://post.example/a 10.0.0.1 20250302080000 text/html %d\n%b\n"
    % (len(_ARC_BLOCK), _ARC_BLOCK)
)
_MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/a\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--x"\r\n'
    b"\r\n----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
    b"Content-Location: https://post.example/a\r\n\r\n" + _ENGLISH + b"\r\n----x--\r\n"
)

_ENTRIES = [
    (n, f"2025-03-0{n}", f"Bridge closed, day {n}", "“We wait,” the mayor said – again.")
    for n in (1, 2, 3)
]


def _rss() -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://post.example/{day}</link><guid>{day}</guid>"
        f"<pubDate>Mon, 0{n} Mar 2025 08:00:00 +0100</pubDate><dc:creator>Ada Quill</dc:creator>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description>"
        f"<content:encoded><![CDATA[<p>{text}</p><p>It rains &amp; rains.</p>]]></content:encoded>"
        "</item>"
        for n, day, title, text in _ENTRIES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Valley Post</title><language>en</language>{items}</channel></rss>"
    ).encode()


def _atom() -> bytes:
    entries = "".join(
        f'<entry><title type="html">{title}</title><id>tag:post.example,{day}</id>'
        f'<link rel="alternate" href="https://post.example/{day}"/><updated>{day}T08:00:00Z'
        f'</updated><author><name>Ada Quill</name></author><content type="xhtml">'
        f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p></div></content></entry>'
        for _, day, title, text in _ENTRIES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="en"><title>The Valley Post</title>{entries}</feed>'
    ).encode()


# Format, and the files: name and bytes.
WEB_SAMPLES: dict[str, list[tuple[str, bytes]]] = {
    "html": [("en.html", _ENGLISH), ("fr.html", _FRENCH), ("ja.html", _JAPANESE)],
    "feed": [("news.rss", _rss()), ("news.atom", _atom())],
    "mhtml": [("page.mhtml", _MHTML)],
    "warc": [
        ("pages.warc", b"".join(_RECORDS)),
        ("members.warc.gz", b"".join(gzip.compress(record, mtime=0) for record in _RECORDS)),
        ("whole.warc.gz", gzip.compress(b"".join(_RECORDS), mtime=0)),
        ("pages.arc", _ARC),
    ],
}
