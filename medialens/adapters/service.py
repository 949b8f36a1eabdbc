"""Service: one question to an address that speaks OpenAI's chat protocol, asked until it answers.

Nothing here follows a redirect: sentences go to the host that was named and to no other.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from medialens.errors import ServiceError

LARGEST = 1 << 20  # bytes of an answer
LONGEST_WAIT = 60.0  # seconds, whatever the service asks for
PASSING = {408, 409, 425, 429, 500, 502, 503, 504}  # states that may pass


@dataclass(frozen=True)
class Service:
    """Where questions go.

    Parameters
    ----------
    url : str
        Base address, such as ``"http://localhost:11434/v1"``.
    key : str
        Secret for the header ``Authorization``, or empty. It is shown nowhere.
    timeout : float
        Seconds to wait for an answer.
    retries : int
        How often to ask again where the service is busy or silent.
    pause : callable
        Waits for so many seconds; twice as long each time, or as long as the service asks for.
    """

    url: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    retries: int = 4
    pause: Callable[[float], object] = time.sleep

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(
                f"url={self.url!r} is no web address, such as http://localhost:8000/v1"
            )
        if parts.username or parts.password:
            raise ValueError("the url holds a name or password; give the key with key_variable=")
        if parts.scheme == "http" and not self.is_local:
            raise ValueError(
                f"{self.host} is another machine: use https, http can be read on the way"
            )

    @property
    def host(self) -> str:
        """The host that is asked."""
        return str(urlsplit(self.url).hostname)

    @property
    def is_local(self) -> bool:
        """Whether it is this machine."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def ask(self, question: Mapping[str, Any]) -> str:
        """Return the text that the service answers to a chat request.

        Raises
        ------
        ServiceError
            If it refuses, or stays busy or silent; names host and reason.
        """
        for attempt in range(self.retries + 1):
            try:
                return self._asked(question)
            except _PassingError as error:
                if attempt == self.retries:
                    tries = "1 try" if attempt == 0 else f"{attempt + 1} tries"
                    raise ServiceError(f"{self.host} gave no answer in {tries}: {error}") from error
                self.pause(error.wait or min(2.0**attempt, LONGEST_WAIT))
        raise AssertionError("unreachable")

    def _asked(self, question: Mapping[str, Any]) -> str:
        request = urllib.request.Request(
            f"{self.url.rstrip('/')}/chat/completions",
            data=json.dumps(question).encode(),
            headers={"Content-Type": "application/json", **self._secret()},
        )
        try:
            with self._opener().open(request, timeout=self.timeout) as answer:
                return _content(answer.read(LARGEST + 1), self.host)
        except urllib.error.HTTPError as error:
            said = error.read(300).decode("utf-8", "replace").strip()
            told = f"status {error.code} {said}".strip()
            if error.code in PASSING:
                raise _PassingError(told, _wait(error.headers.get("Retry-After"))) from error
            raise ServiceError(f"{self.host} refuses: {told}") from error
        except (OSError, HTTPException) as error:
            raise _PassingError(f"{type(error).__name__}: {error}") from error

    def _secret(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}

    def _opener(self) -> urllib.request.OpenerDirector:
        # a proxy of the environment is another machine: what is local is asked directly
        proxies = [urllib.request.ProxyHandler({})] if self.is_local else []
        return urllib.request.build_opener(_NoRedirect, *proxies)


class _PassingError(Exception):
    """What may pass, and after how many seconds the service wants to be asked again."""

    def __init__(self, said: str, wait: float = 0.0) -> None:
        super().__init__(said)
        self.wait = wait


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        return None


def _wait(stated: str | None) -> float:
    try:
        return min(max(float(stated or 0), 0.0), LONGEST_WAIT)
    except ValueError:  # a date, which few services send
        return 0.0


def _content(body: bytes, host: str) -> str:
    if len(body) > LARGEST:
        raise ServiceError(f"{host} answers with more than {LARGEST:,} bytes")
    try:
        found = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ServiceError(
            f"{host} does not speak the chat protocol: {body[:200].decode('utf-8', 'replace')!r}"
        ) from error
    return found if isinstance(found, str) else ""
