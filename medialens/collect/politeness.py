"""Politeness: robots.txt, a delay per host, and waiting where a host asks for it."""

import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from medialens.collect.fetching import Answer, Fetcher, FetchError
from medialens.collect.settings import Defaults

AGENT = "medialens"
ROBOTS_BYTES = 500_000  # as RFC 9309 asks to read at least


class BarredError(FetchError):
    """The host's robots.txt does not allow the address."""


class Host:
    """One host, asked one request at a time.

    Parameters
    ----------
    origin : str
        Scheme and host ("https://example.org").
    settings : Defaults
        Delay, retries, the longest wait.
    sleep, clock : callable
        For tests.
    """

    def __init__(
        self,
        origin: str,
        settings: Defaults,
        *,
        fetcher: Fetcher | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.origin = origin
        self.settings = settings
        self._fetcher = fetcher or Fetcher(settings)
        self._sleep, self._clock = sleep, clock
        self._next = 0.0
        self._robots: Any = None
        self._given_up = ""
        self._barred = "robots.txt does not allow it"
        self._visited: dict[str, Host] = {}
        self._lock = threading.Lock()

    def get(self, url: str, **options: Any) -> Answer:  # noqa: ANN401
        """Return the answer of an address of this host, politely.

        Raises
        ------
        BarredError
            If robots.txt does not allow it.
        FetchError
            If there is no answer, further tries included.
        """
        with self._lock:
            if not self._is_allowed(url):
                raise BarredError(self._barred)
            return self._tried(url, allow=self._allow_elsewhere, **options)

    def _allow_elsewhere(self, url: str) -> None:
        """Ask the robots.txt of a host that a redirect leads to."""
        origin = origin_of(url)
        if origin not in self._visited:
            self._visited[origin] = Host(
                origin, self.settings, fetcher=self._fetcher, sleep=self._sleep, clock=self._clock
            )
        if not self._visited[origin]._is_allowed(url):
            raise BarredError("robots.txt does not allow what it redirects to")

    def _is_allowed(self, url: str) -> bool:
        if self._robots is None:
            self._robots = self._read_robots()
        return bool(self._robots.can_fetch(url, AGENT))

    def _read_robots(self) -> Any:  # noqa: ANN401
        """Return the rules; none where there is no file, nothing allowed where the host fails.

        References
        ----------
        RFC 9309, Robots Exclusion Protocol, section 2.3.1.
        """
        from protego import Protego

        try:
            answer = self._tried(f"{self.origin}/robots.txt", max_bytes=ROBOTS_BYTES)
        except FetchError as error:
            if not error.is_passing and not error.reason.startswith("the host says"):
                raise  # an address that is never fetched: that is the reason to give
            if error.reason.startswith("the host says 4"):
                return Protego.parse("")
            self._barred = f"robots.txt cannot be read: {error.reason}"
            return Protego.parse("User-agent: *\nDisallow: /")
        return Protego.parse(answer.content.decode("utf-8", "replace"))

    def _tried(self, url: str, **options: Any) -> Answer:  # noqa: ANN401
        if self._given_up:
            raise FetchError(self._given_up, is_passing=True)
        for at in range(self.settings.retries + 1):
            self._wait_for_turn()
            try:
                return self._fetcher.get(url, **options)
            except FetchError as error:
                if not error.is_passing or at == self.settings.retries:
                    raise
                self._pause(error, at)
        raise AssertionError("no try was made")

    def _pause(self, error: FetchError, at: int) -> None:
        wait = max(2.0**at * max(1.0, self.settings.delay), error.wait or 0.0)
        if wait > self.settings.wait:
            self._given_up = f"the host asks to wait {wait:,.0f} seconds: left for the next run"
            raise FetchError(self._given_up, is_passing=True) from error
        self._sleep(wait)

    def _wait_for_turn(self) -> None:
        delay = self.settings.delay
        if self._robots is not None:
            asked = self._robots.crawl_delay(AGENT)
            delay = max(delay, min(float(asked or 0.0), self.settings.wait))
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = self._clock() + delay


def origin_of(url: str) -> str:
    """Return scheme and host of an address, which is the scope of a robots.txt.

    Examples
    --------
    >>> origin_of("HTTPS://Example.org:8080/a?b")
    'https://example.org:8080'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
