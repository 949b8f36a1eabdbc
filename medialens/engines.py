"""Engines: who takes the items of work - this process, several, or a Dask cluster.

What comes out is the same with every engine: an item is taken alone, and the results come in the
order of the items.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar
from uuid import uuid4

from medialens.errors import SettingsError
from medialens.models.cores import SETTING as THREADS
from medialens.models.cores import cores
from medialens.score import Scorer, is_packaged

if TYPE_CHECKING:
    from distributed import Client

NAMED = "MEDIALENS_ENGINE"
SCHEDULER = "MEDIALENS_SCHEDULER"
ENGINES = ("auto", "serial", "processes", "dask")
FEWEST = 8  # batches for which it pays to start processes
PATIENCE = "30s"  # for the scheduler to answer
AHEAD = 4  # batches sent out for each worker

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(Protocol):
    """Calls a function on every item, and yields item and result in the order of the items."""

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result]]:
        """Yield each item with the function's result."""


def get_engine(n_batches: int, scorer: Scorer) -> Engine:
    """Return the engine that ``MEDIALENS_ENGINE`` names.

    Parameters
    ----------
    n_batches : int
        How many batches there are. Where no engine is named, few are done in this process.
    scorer : Scorer
        A scorer of one's own stays in this process, unless an engine is named.

    Raises
    ------
    SettingsError
        If there is no such engine, or "dask" is asked for without a scheduler's address in
        ``MEDIALENS_SCHEDULER``.
    ImportError
        If Dask is not installed (``pip install 'medialens[scale]'``).
    """
    name = os.environ.get(NAMED) or "auto"
    if name not in ENGINES:
        raise SettingsError(f"{NAMED}={name!r}: choose one of {', '.join(ENGINES)}")
    if name == "dask":
        return partial(on_cluster, address=_scheduler())
    pays = cores() > 1 and n_batches >= FEWEST and is_packaged(scorer)
    return in_processes if name == "processes" or (name == "auto" and pays) else in_turn


def in_turn(
    function: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[tuple[Item, Result]]:
    """Take the items one after the other in this process."""
    for item in items:
        yield item, function(item)


def in_processes(
    function: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[tuple[Item, Result]]:
    """Share the items between as many processes as there are cores, each with one thread.

    Who stops half way, by an interrupt or an error, does not wait for what is under way.
    """
    from joblib.externals.loky import ProcessPoolExecutor

    n = cores()
    pool = ProcessPoolExecutor(n, initializer=_take_one_core)
    try:
        yield from _in_order(
            items, lambda item: pool.submit(function, item).result, window=AHEAD * n
        )
    except BaseException:
        pool.shutdown(kill_workers=True)
        raise
    pool.shutdown()


def on_cluster(
    function: Callable[[Item], Result], items: Iterable[Item], *, address: str
) -> Iterator[tuple[Item, Result]]:
    """Share the items between the workers of a Dask cluster; those of a lost worker go elsewhere.

    Every worker needs the same version of medialens. The dashboard of the scheduler shows the
    progress under the name ``annotate``.
    """
    with _client(address) as client:
        n = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))

        def send(item: Item) -> Callable[[], Result]:
            future = client.submit(
                _call, function, item, key=f"annotate-{uuid4().hex}", pure=False, retries=3
            )
            return future.result

        yield from _in_order(items, send, window=AHEAD * n)


def _call(function: Callable[[Item], Result], item: Item) -> Result:
    return function(item)


def _in_order(
    items: Iterable[Item], send: Callable[[Item], Callable[[], Result]], *, window: int
) -> Iterator[tuple[Item, Result]]:
    """Yield the outcomes in the order of the items, at most `window` of them under way."""
    coming = iter(items)
    waiting = deque((item, send(item)) for item in islice(coming, window))
    while waiting:
        item, result = waiting.popleft()
        yield item, result()
        waiting.extend((another, send(another)) for another in islice(coming, 1))


def _take_one_core() -> None:
    os.environ[THREADS] = "1"


def _scheduler() -> str:
    address = os.environ.get(SCHEDULER, "")
    if not address:
        raise SettingsError(
            f"{NAMED}=dask needs the scheduler's address: {SCHEDULER}=tcp://host:8786"
        )
    return address


@contextmanager
def _client(address: str) -> "Iterator[Client]":
    try:
        from distributed import Client
    except ImportError as error:
        raise ImportError("Dask is not installed: pip install 'medialens[scale]'") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise SettingsError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        yield client
