"""Fetching: one address, one answer - bounded in time and size, redirects checked one by one."""

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from urllib.parse import SplitResult, urljoin, urlsplit

import httpcore

from medialens import __version__
from medialens.collect.addresses import ForbiddenAddressError, PublicBackend
from medialens.collect.settings import Defaults

MOST_REDIRECTS = 5
LONGEST_URL = 2_000
_MOVED_FOR_GOOD = (301, 308)
_MOVED = (301, 302, 303, 307, 308)
_PATIENCE = 10.0  # seconds without a byte


class FetchError(Exception):
    """No answer that can be used; `reason` says why in words for the table of rejects.

    Parameters
    ----------
    reason : str
        What happened.
    is_passing : bool
        Whether another try may help.
    wait : float or None
        Seconds that the host asks to wait.
    """

    def __init__(self, reason: str, *, is_passing: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_passing = is_passing
        self.wait = wait


@dataclass(frozen=True)
class Answer:
    """What an address gave.

    Parameters
    ----------
    url : str
        Where the answer came from, after redirects.
    status : int
        200 or 304.
    content : bytes
        Unpacked; empty with 304.
    headers : mapping
        Names in small letters.
    moved_to : str
        The address that a permanent redirect names, or empty.
    """

    url: str
    status: int
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    moved_to: str = ""

    @property
    def charset(self) -> str:
        """The encoding that the server declares, or empty."""
        _, _, rest = self.headers.get("content-type", "").partition("charset=")
        return rest.partition(";")[0].strip(" \"'")


class Fetcher:
    """Fetch addresses within the limits of `settings`; not to be shared between threads.

    Parameters
    ----------
    settings : Defaults
        Limits, contact, private networks that are allowed.
    backend : PublicBackend, optional
        For tests.
    """

    def __init__(self, settings: Defaults, *, backend: PublicBackend | None = None) -> None:
        self.settings = settings
        private = [ip_network(one) for one in settings.allow_private]
        self._backend = backend or PublicBackend(private)
        self._agent = f"medialens/{__version__} (+{settings.contact})"

    def get(
        self,
        url: str,
        *,
        conditions: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        allow: Callable[[str], None] | None = None,
    ) -> Answer:
        """Return the answer of `url`.

        Parameters
        ----------
        url : str
            An http or https address.
        conditions : mapping, optional
            ``If-None-Match`` and ``If-Modified-Since`` of an earlier answer.
        headers : mapping, optional
            Further headers, such as a key; never sent on to another host.
        max_bytes : int, optional
            Instead of the settings' own limit.
        allow : callable, optional
            Asked before a redirect to another host is followed; raises ``FetchError``.

        Raises
        ------
        FetchError
            If there is no answer 200 or 304 within the limits.
        """
        deadline = time.monotonic() + self.settings.seconds
        wanted, moved_to, is_for_good = url, "", True
        sent = {**(conditions or {}), **(headers or {})}
        for _ in range(MOST_REDIRECTS + 1):
            self._backend.deadline = deadline  # `allow` may have fetched a robots.txt meanwhile
            answer = self._one(wanted, sent, max_bytes or self.settings.max_bytes)
            if answer.status not in _MOVED:
                return Answer(wanted, answer.status, answer.content, answer.headers, moved_to)
            following = urljoin(wanted, answer.headers.get("location", ""))
            if urlsplit(following).netloc != urlsplit(wanted).netloc:
                sent = dict(conditions or {})
                _checked(following)
                if allow is not None:
                    allow(following)
            is_for_good = is_for_good and answer.status in _MOVED_FOR_GOOD
            wanted, moved_to = following, following if is_for_good else moved_to
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    def _one(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        parts = _checked(url)
        sent = {
            "Host": parts.netloc,
            "User-Agent": self._agent,
            "Accept-Encoding": "gzip",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Connection": "close",
            **headers,
        }
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE)
        try:
            with (
                httpcore.ConnectionPool(network_backend=self._backend) as pool,
                pool.stream(
                    "GET", _ascii(url), headers=[*sent.items()], extensions={"timeout": timeout}
                ) as response,
            ):
                return self._read(url, response, max_bytes)
        except ForbiddenAddressError as error:
            raise FetchError(f"not fetched: {error}") from error
        except httpcore.TimeoutException as error:
            raise FetchError("no whole answer in time", is_passing=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(
                f"no answer: {error or type(error).__name__}", is_passing=True
            ) from error
        except (httpcore.UnsupportedProtocol, ValueError, UnicodeError) as error:
            raise FetchError(f"no address of a web page: {error}") from error

    def _read(self, url: str, response: httpcore.Response, max_bytes: int) -> Answer:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        status = response.status
        if status in (*_MOVED, 304):
            return Answer(url, status, b"", headers)
        if status in (429, 503):
            wait = _seconds(headers.get("retry-after", ""))
            raise FetchError(f"the host is busy ({status})", is_passing=True, wait=wait)
        if status != 200:
            raise FetchError(f"the host says {status}", is_passing=status >= 500)
        content = bytearray()
        for block in _unpacked(response, headers.get("content-encoding", "")):
            content += block
            if len(content) > max_bytes:
                raise FetchError(f"more than {max_bytes:,} bytes")
        return Answer(url, status, bytes(content), headers)


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > LONGEST_URL:
        raise FetchError(f"{url[:100]} is no address of a web page")
    if parts.username or parts.password:
        raise FetchError("an address with a password is not fetched")
    return parts


def _unpacked(response: httpcore.Response, encoding: str) -> Iterator[bytes]:
    """Yield the content in blocks of bounded size, gzip taken off."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from response.iter_stream()
        return
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(f"the answer is packed as {encoding[:20]!r}, which was not asked for")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        for block in response.iter_stream():
            rest = block
            while rest:
                yield unpacker.decompress(rest, 1 << 16)
                rest = unpacker.unconsumed_tail
    except zlib.error as error:
        raise FetchError(f"the gzip data are damaged: {error}") from error
    if not unpacker.eof:
        raise FetchError("the answer breaks off", is_passing=True)


def _seconds(stated: str) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date."""
    from email.utils import parsedate_to_datetime

    if stated.strip().isdigit():
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _ascii(url: str) -> str:
    """Return an address with everything but ASCII percent-encoded, the host in its ASCII form."""
    from urllib.parse import quote, urlunsplit

    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    safe = "%/:=&?~#+!$,;'@()*[]"
    path = quote(parts.path or "/", safe=safe)
    return urlunsplit((parts.scheme, host + port, path, quote(parts.query, safe=safe), ""))
