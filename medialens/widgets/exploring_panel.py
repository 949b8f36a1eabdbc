"""The panel of the explorer: hears what the browser asks for, and answers."""

from collections.abc import Mapping
from threading import RLock, Thread
from typing import Any

import anywidget
import traitlets as t

from medialens.errors import MedialensError
from medialens.reading import Span, reading_style
from medialens.widgets.assets import asset
from medialens.widgets.views import ROWS, SENTENCES, Answer, Filters, Pair, Views, check_pair


class ExploringPanel(anywidget.AnyWidget):
    """The model that is shared with the browser.

    ``start`` holds the names and the first matrix. Sentences, words and articles are sent only
    when they are asked for, in an answer with the question's ``id``.
    """

    _esm = asset("exploring.js")
    _css = reading_style() + asset("exploring.css")
    start: Any = t.Dict().tag(sync=True)

    def __init__(self, views: Views) -> None:
        self._views = views
        self._lock = RLock()
        self._testing: Thread | None = None
        super().__init__(start=dict(views.start()))
        self.on_msg(lambda _, content, buffers: self.receive(content))

    def receive(self, asked: dict[str, Any]) -> None:
        """Answer what the browser asks; words come twice, at once and when they are tested."""
        self._tell(asked, is_tested=False)
        if asked.get("kind") == "words":
            # A thread of its own: who clicks meanwhile is answered.
            self._testing = Thread(target=self._tell, args=(asked,), kwargs={"is_tested": True})
            self._testing.start()

    def wait(self) -> None:
        """Wait until the last words asked for are tested."""
        if self._testing is not None:
            self._testing.join()

    def _tell(self, asked: Mapping[str, Any], *, is_tested: bool) -> None:
        try:
            answer = self._answer(asked, is_tested=is_tested)
        except (MedialensError, ValueError, KeyError, TypeError) as error:
            answer = Answer(failed=str(error))
        self.send({"kind": asked.get("kind"), "id": asked.get("id"), **answer})

    def _answer(self, asked: Mapping[str, Any], *, is_tested: bool) -> Answer:
        views, kind = self._views, asked["kind"]
        if kind == "article":
            zone, start, end = asked["span"]
            return views.article(asked["article"], Span(str(zone), int(start), int(end)))
        filters = Filters.read(asked.get("filters") or {})
        if kind == "matrix":
            return views.matrix(filters, int(asked.get("n") or ROWS))
        if kind == "sentences":
            n = int(asked.get("n") or SENTENCES)
            return views.sentences(filters, asked["actor"], asked["outlet"], n)
        pair = check_pair(Pair(asked["target"], asked["reference"]))
        if kind == "words":
            return views.words(filters, pair, is_tested=is_tested)
        if kind == "lines":
            return views.lines(filters, asked["term"], pair)
        raise ValueError(f"kind={kind!r} is not known")
