"""The panel of the explorer: hears what the browser asks for, and answers."""

from collections.abc import Mapping
from threading import Thread
from typing import Any
from uuid import uuid4

import anywidget
import traitlets as t

from medialens.errors import MedialensError, check_one_of
from medialens.reading import Span, reading_style
from medialens.widgets.assets import asset
from medialens.widgets.views import ROWS, SENTENCES, Answer, Filters, Pair, Views, check_pair

KINDS = ("matrix", "sentences", "article", "words", "lines")


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
        self._counting: Thread | None = None
        self._newest: Any = None
        super().__init__(start={**views.start(), "page": f"mlx-page-{uuid4().hex}"})
        self.on_msg(lambda _, content, buffers: self.receive(content))

    def receive(self, asked: dict[str, Any]) -> None:
        """Answer what the browser asks; words come twice, at once and when they are tested."""
        if asked.get("kind") != "words":
            self._tell(asked)
            return
        # A thread of its own: who clicks meanwhile is answered.
        self._newest = asked.get("id")
        self._counting = Thread(target=self._tell_words, args=(asked,))
        self._counting.start()

    def wait(self) -> None:
        """Wait until the last words asked for are tested."""
        if self._counting is not None:
            self._counting.join()

    def _tell_words(self, asked: Mapping[str, Any]) -> None:
        if self._tell(asked) and asked.get("id") == self._newest:  # or others are wanted by now
            self._tell(asked, is_tested=True)

    def _tell(self, asked: Mapping[str, Any], *, is_tested: bool = False) -> bool:
        """Send the answer, or why there is none; return whether there was one."""
        try:
            answer = self._answer(asked, is_tested=is_tested)
        except (MedialensError, ValueError, KeyError, TypeError) as error:
            answer = Answer(failed=str(error))
        self.send({**answer, "kind": asked.get("kind"), "id": asked.get("id")})
        return "failed" not in answer

    def _answer(self, asked: Mapping[str, Any], *, is_tested: bool) -> Answer:
        views, kind = self._views, asked.get("kind")
        check_one_of("kind", str(kind), KINDS)
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
        return views.lines(filters, asked["term"], pair)
