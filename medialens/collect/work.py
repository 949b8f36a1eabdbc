"""Work: listing and fetching, many hosts at a time, each host one request at a time."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from queue import Empty, Queue
from threading import Event, Lock
from typing import Any

from medialens.collect.ends import Ended, Round
from medialens.collect.fetching import Answer, FetchError
from medialens.collect.leads import Flaw, Lead, find_leads
from medialens.collect.politeness import BarredError, Host, origin_of
from medialens.collect.settings import Feeds, SourceSettings
from medialens.collect.store import Known, Store, Visit, hash_of
from medialens.errors import MedialensError
from medialens.io.page_content import Hints
from medialens.io.page_encoding import NoPageError
from medialens.io.page_process import page_of
from medialens.io.web_page import trimmed

AT_ONCE = 8  # hosts asked at the same time
PAGES = ("text/html", "application/xhtml+xml", "")
TICK = 5.0  # seconds after which it is said that nothing ended


_Task = tuple[Lead, SourceSettings, Known | None, Visit | None]


class Worker:
    """List and fetch, many hosts at a time, each host one request at a time."""

    def __init__(
        self, feeds: Feeds, store: Store, stamp: datetime, host: Callable[[str], Host]
    ) -> None:
        self.feeds, self.store, self.stamp = feeds, store, stamp
        self._make = host
        self._hosts: dict[str, Host] = {}
        self._lock = Lock()
        self._is_over = Event()

    def _host(self, origin: str) -> Host:
        with self._lock:
            if origin not in self._hosts:
                self._hosts[origin] = self._make(origin)
            return self._hosts[origin]

    def listed(self, done: Round) -> list[tuple[Lead, SourceSettings]]:
        """Return the leads of all sources, each address once; count the flaws."""
        by_host: dict[str, list[SourceSettings]] = {}
        for source in self.feeds.source:
            by_host.setdefault(origin_of(source.url or source.kind), []).append(source)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = dict(pair for pairs in pool.map(self._list, by_host.values()) for pair in pairs)
        leads: list[tuple[Lead, SourceSettings]] = []
        seen: set[str] = set()
        for source in self.feeds.source:
            n_taken = 0
            for lead in found[source]:
                ended = _left_out(lead, source, seen, n_taken, self.feeds.defaults.max_pages)
                if isinstance(lead, MedialensError | FetchError):
                    done.failed[source.name] = str(lead)
                elif ended is not None:
                    done.add(ended)
                elif isinstance(lead, Lead):
                    seen.add(lead.url)
                    n_taken += 1
                    leads.append((lead, source))
        return leads

    def _list(
        self, sources: Sequence[SourceSettings]
    ) -> list[tuple[SourceSettings, list[Lead | Flaw | Exception]]]:
        return [(source, self._leads(source)) for source in sources]

    def _leads(self, source: SourceSettings) -> list[Lead | Flaw | Exception]:
        def get(url: str, **options: Any) -> Answer:  # noqa: ANN401
            return self._host(origin_of(url)).get(url, **options)

        found: list[Lead | Flaw | Exception] = []
        try:
            found.extend(find_leads(source, self.feeds.defaults, get))
        except (FetchError, MedialensError) as error:
            found.append(error)
        return found

    def ended(self, leads: Sequence[tuple[Lead, SourceSettings]]) -> Iterator[Ended | None]:
        """Yield how each lead ended, as they end; None now and then while none does."""
        by_host: dict[str, list[_Task]] = {}
        for lead, source in leads:  # the store is asked here, in the thread that writes it
            task = (lead, source, self.store.page(lead.url), self.store.visit(lead.url))
            by_host.setdefault(origin_of(lead.url), []).append(task)
        queue: Queue[Ended | BaseException] = Queue()
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            for origin, tasks in by_host.items():
                pool.submit(self._work, origin, tasks, queue)
            left = len(leads)
            while left:
                try:
                    ended = queue.get(timeout=TICK)
                except Empty:
                    yield None
                    continue
                if isinstance(ended, BaseException):
                    raise ended
                left -= 1
                yield ended
        finally:  # an interrupted run waits for the pages under way, not for all of them
            self._is_over.set()
            pool.shutdown(cancel_futures=True)

    def _work(
        self, origin: str, tasks: "Sequence[_Task]", queue: "Queue[Ended | BaseException]"
    ) -> None:
        """Fetch the pages of one host, one after the other."""
        try:
            host = self._host(origin)
            for task in tasks:
                if self._is_over.is_set():
                    return
                queue.put(self._end(host, *task))
        except BaseException as error:  # raised again in the main thread
            queue.put(error)

    def _end(
        self,
        host: Host,
        lead: Lead,
        source: SourceSettings,
        known: Known | None,
        visit: Visit | None,
    ) -> Ended:
        place = (lead.url, source.name)
        now = self.stamp.timestamp()
        visit = visit or Visit(first=now)
        is_due = (
            known is None
            or lead.stamp != visit.stamp
            or now - visit.first <= 86_400 * self.feeds.defaults.recheck_days
        )
        if not is_due:
            return Ended(*place, "skipped", "known, and not due to be asked again")
        if not source.full_text:
            visit = Visit(lead.stamp, first=visit.first)
            return Ended(
                *place, "collected", "", self._row(lead, source, lead.url, lead.fields), visit
            )
        asked = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified} if known else {}
        try:
            answer = host.get(lead.url, conditions={k: v for k, v in asked.items() if v})
        except BarredError as error:
            return Ended(*place, "skipped", error.reason)
        except FetchError as error:
            return Ended(*place, "rejected", error.reason)
        if answer.status == 304:
            seen = Visit(lead.stamp, visit.etag, visit.modified, visit.first)
            return Ended(*place, "unchanged", visit=seen)
        return self._page(lead, source, answer, visit.first)

    def _page(self, lead: Lead, source: SourceSettings, answer: Answer, first: float) -> Ended:
        place = (lead.url, source.name)
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in PAGES:
            return Ended(*place, "rejected", f"is {kind[:50]}, no page")
        try:
            hints = Hints(declared=answer.charset, url=answer.url)
            page = page_of(trimmed(answer.content), hints)
        except NoPageError as error:
            return Ended(
                *place, "rejected", f"the page {error}" if error.field == "encoding" else str(error)
            )
        said = {name: page.fields.get(name, "") or value for name, value in lead.fields.items()}
        row = self._row(lead, source, answer.moved_to or lead.url, {**page.fields, **said})
        headers = answer.headers
        visit = Visit(lead.stamp, headers.get("etag", ""), headers.get("last-modified", ""), first)
        return Ended(*place, "collected", "", row, visit)

    def _row(
        self, lead: Lead, source: SourceSettings, url: str, fields: dict[str, str]
    ) -> dict[str, str]:
        names = ("date", "title", "text", "author", "section", "language")
        row = {name: fields.get(name, "") for name in names}
        outlet = source.outlet or fields.get("outlet", "") or origin_of(url).partition("//")[2]
        return {
            **row,
            "outlet": outlet,
            "url": url,
            "version": "1",
            "collected": f"{self.stamp:%Y-%m-%dT%H:%M:%SZ}",
            "address": lead.url,
            "listed_in": source.name,
            "text_hash": hash_of(row["title"], row["text"]),
        }


def _left_out(
    lead: Lead | Flaw | Exception, source: SourceSettings, seen: set[str], n_taken: int, most: int
) -> Ended | None:
    """Return how something listed ends without being fetched, None if it is to be fetched."""
    if isinstance(lead, Flaw):
        return Ended(lead.place, source.name, "rejected", lead.reason)
    if not isinstance(lead, Lead):
        return None
    if lead.url in seen:
        return Ended(lead.url, source.name, "skipped", "listed twice")
    if n_taken >= most:
        return Ended(lead.url, source.name, "skipped", "over the pages of one source and run")
    return None
