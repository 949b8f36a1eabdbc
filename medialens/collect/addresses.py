"""Addresses: only public ones are connected to, whatever a name or a redirect says.

The check is made on the address that the connection goes to, after the name was resolved and with
no second look-up in between, so that a name which changes its address gains nothing.
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddressError(httpcore.ConnectError):
    """A name leads to an address that is not public."""


def inner_address(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, if it stands for one.

    Examples
    --------
    >>> str(inner_address(ipaddress.ip_address("::ffff:10.0.0.1")))
    '10.0.0.1'
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    tunnel = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or tunnel or address


def is_allowed(address: Address, private: Iterable[Network] = ()) -> bool:
    """Return whether an address may be connected to: a public one, or one of `private`.

    Examples
    --------
    >>> [is_allowed(ipaddress.ip_address(a)) for a in ("9.9.9.9", "127.0.0.1", "::ffff:10.0.0.1")]
    [True, False, False]
    """
    inner = inner_address(address)
    if any(inner.version == network.version and inner in network for network in private):
        return True
    return inner.is_global and not (inner.is_multicast or inner.is_reserved)


class PublicBackend(httpcore.NetworkBackend):
    """Connect to allowed addresses only, and let nothing outlast the deadline.

    Parameters
    ----------
    private : sequence of network
        Networks that are allowed although they are not public.
    resolve : callable, optional
        Name and port to addresses, for tests.
    """

    def __init__(
        self,
        private: Sequence[Network] = (),
        *,
        resolve: Callable[[str, int], list[str]] | None = None,
    ) -> None:
        self.private = tuple(private)
        self.resolve = resolve or _resolve
        self.deadline: float | None = None
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,  # noqa: ANN401
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers; all must be allowed."""
        found = self.resolve(host, port)
        barred = [one for one in found if not is_allowed(_parsed(one), self.private)]
        if barred or not found:
            raise ForbiddenAddressError(
                f"{host} is at {barred[0]}, which is no public address"
                if barred
                else f"{host} has no address"
            )
        error: Exception = httpcore.ConnectError(f"{host} does not answer")
        for address in found:
            try:
                stream = self._backend.connect_tcp(
                    address, port, _left(self.deadline, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
            else:
                return _TimedStream(stream, self.deadline)
        raise error

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:  # noqa: ANN401
        """Refuse: no page lives on a socket of this machine."""
        raise ForbiddenAddressError("unix sockets are not fetched")

    def sleep(self, seconds: float) -> None:
        """Wait, as the pool asks between its tries."""
        time.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A connection on which every read and write ends with the deadline of the request.

    A server that sends one byte a second would else be read for ever.
    """

    def __init__(self, stream: httpcore.NetworkStream, deadline: float | None) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *args: Any, **options: Any) -> httpcore.NetworkStream:  # noqa: ANN401
        return _TimedStream(self._stream.start_tls(*args, **options), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401
        return self._stream.get_extra_info(info)


def _left(
    deadline: float | None,
    timeout: float | None,
    late: type[httpcore.TimeoutException] = httpcore.ReadTimeout,
) -> float | None:
    if deadline is None:
        return timeout
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("the answer takes too long")
    return left if timeout is None else min(left, timeout)


def _parsed(address: str) -> Address:
    return ipaddress.ip_address(address.partition("%")[0])


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} cannot be found: {error}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
