"""Engines: who annotates and scores the batches - this process, several, or a Dask cluster.

The tables are the same with every engine: a batch is read alone, and batches are put together in
order of their articles.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from medialens.actor import Actor
from medialens.annotating import Batch, Parts, annotate
from medialens.errors import SettingsError
from medialens.models.cores import SETTING as THREADS
from medialens.models.cores import cores
from medialens.remembered import can_remember
from medialens.score import Scorer, get_scorer

if TYPE_CHECKING:
    from distributed import Client

NAMED = "MEDIALENS_ENGINE"
SCHEDULER = "MEDIALENS_SCHEDULER"
ENGINES = ("auto", "serial", "processes", "dask")
FEWEST = 8  # batches for which it pays to start processes
PATIENCE = "30s"  # for the scheduler to answer
AHEAD = 4  # batches sent out for each worker

Engine = Callable[[Iterable[Batch], Sequence[Actor], Scorer], Iterator[tuple[Batch, Parts]]]


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
    pays = cores() > 1 and n_batches >= FEWEST and can_remember(scorer)
    return in_processes if name == "processes" or (name == "auto" and pays) else in_turn


def in_turn(
    batches: Iterable[Batch], actors: Sequence[Actor], scorer: Scorer
) -> Iterator[tuple[Batch, Parts]]:
    """Annotate the batches one after the other in this process."""
    for batch in batches:
        yield batch, annotate(batch, actors, scorer)


def in_processes(
    batches: Iterable[Batch], actors: Sequence[Actor], scorer: Scorer
) -> Iterator[tuple[Batch, Parts]]:
    """Annotate the batches in as many processes as there are cores, each with one thread."""
    from joblib.externals.loky import ProcessPoolExecutor

    n = cores()
    with ProcessPoolExecutor(n, initializer=_take_one_core) as pool:
        yield from _in_order(
            batches,
            lambda batch: pool.submit(_annotate, batch, actors, _named(scorer)).result,
            window=AHEAD * n,
        )


def on_cluster(
    batches: Iterable[Batch], actors: Sequence[Actor], scorer: Scorer, *, address: str
) -> Iterator[tuple[Batch, Parts]]:
    """Annotate the batches on the workers of a Dask cluster; those of a lost worker go elsewhere.

    Every worker needs the same version of medialens. The dashboard of the scheduler shows the
    progress under the name ``annotate``.
    """
    with _client(address) as client:
        n = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))

        def send(batch: Batch) -> Callable[[], Parts]:
            return client.submit(
                _annotate, batch, actors, _named(scorer), pure=False, retries=3
            ).result

        yield from _in_order(batches, send, window=AHEAD * n)


def _in_order(
    batches: Iterable[Batch], send: Callable[[Batch], Callable[[], Parts]], *, window: int
) -> Iterator[tuple[Batch, Parts]]:
    """Yield the outcomes in the order of the batches, at most `window` of them under way."""
    coming = iter(batches)
    waiting = deque((batch, send(batch)) for batch in islice(coming, window))
    while waiting:
        batch, result = waiting.popleft()
        yield batch, result()
        waiting.extend((another, send(another)) for another in islice(coming, 1))


def _annotate(batch: Batch, actors: Sequence[Actor], scorer: str | Scorer) -> Parts:
    return annotate(batch, actors, get_scorer(scorer) if isinstance(scorer, str) else scorer)


def _named(scorer: Scorer) -> str | Scorer:
    """Return the name of one of the package's scorers, which is lighter to send."""
    return scorer.name if can_remember(scorer) else scorer


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
