"""A local press: servers on loopback addresses with every kind of page that the web has."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = (
    "The council of Brennick met on Tuesday to talk about the harbour wall, which has been leaking "
    "since spring. Members heard three reports, asked for a fourth and put off the vote until the "
    "first week of the new year, when the engineers will be back from their survey of the coast."
)


def page(title: str, text: str = TEXT, *, date: str = "2025-03-04T08:00:00Z") -> bytes:
    """Return a plain article page."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='article:published_time' content='{date}'></head><body><article>"
        f"<h1>{title}</h1><p>{text}</p><p>{text[::-1][:40]} said the clerk of {title}.</p>"
        "</article></body></html>"
    ).encode()


@dataclass
class Reply:
    """What the server says at a path."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0  # seconds between two bytes
    endless: bool = False


class Site:
    """One server: paths to replies, and a count of what was asked."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = {}
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked[self.path] += 1
                site.times.append(time.monotonic())
                reply = site.replies.get(self.path, Reply(b"no such page", 404))
                if callable(reply):
                    reply = reply(dict(self.headers))
                with suppress(OSError):  # the asker hangs up where it has enough
                    site._send(self, reply)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer((address, 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://{address}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        handler.send_response(reply.status)
        headers = {"Content-Type": "text/html; charset=utf-8", **reply.headers}
        if not reply.endless and "Content-Length" not in headers:
            headers["Content-Length"] = str(len(reply.content))
        headers["Connection"] = "close"
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if reply.endless:
            while True:
                handler.wfile.write(b"<p>and so on</p>" * 1000)
        if reply.drip:
            for byte in reply.content:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(reply.drip)
            return
        handler.wfile.write(reply.content)

    def feed(self, path: str, *links: str) -> str:
        """Put an RSS feed of `links` at `path`, and return its address."""
        items = "".join(
            f"<item><title>T {n}</title><link>{link}</link><description>d</description></item>"
            for n, link in enumerate(links)
        )
        self.replies[path] = Reply(
            f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode(),
            headers={"Content-Type": "application/rss+xml"},
        )
        return self.url + path

    def close(self) -> None:
        """Stop the server."""
        self.server.shutdown()
        self.server.server_close()


def bomb(n_bytes: int) -> bytes:
    """Return gzip data that unpack to so many bytes."""
    return gzip.compress(b"<p>" + b"0" * n_bytes)
