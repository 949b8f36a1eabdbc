"""The panel: the part of the coding widget that the browser sees."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from threading import RLock
from typing import Any

import anywidget
import traitlets as t

from medialens.widgets.assets import asset
from medialens.widgets.codes import codes_csv
from medialens.widgets.session import Session


class CodingPanel(anywidget.AnyWidget):
    """The model that is shared with the browser.

    ``machine`` is filled from the session's `revealed` only: what has not been committed has no
    answer of the machine in it.
    """

    _esm = asset("coding.js")
    _css = asset("coding.css")
    items: Any = t.List().tag(sync=True)
    questions: Any = t.List().tag(sync=True)
    reveal = t.Unicode().tag(sync=True)
    has_machine = t.Bool().tag(sync=True)
    coder = t.Unicode().tag(sync=True)
    answers = t.Dict().tag(sync=True)
    machine = t.Dict().tag(sync=True)
    status = t.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = RLock()
        super().__init__(
            items=session.items.shown(),
            questions=[asdict(question) for question in session.items.questions],
            reveal=session.reveal,
            has_machine=session.machine is not None,
            status={"text": f"Codes are kept in {session.path}", "is_error": False},
            **self._state(),
        )
        self.on_msg(lambda _, content, buffers: self.receive(content))

    def receive(self, message: dict[str, Any]) -> None:
        """Do what the browser asks for, and say what came of it."""
        with self._lock:  # labs hand messages to more than one thread
            self._receive(message)

    def _receive(self, message: dict[str, Any]) -> None:
        session = self._session
        doing: dict[str, Callable[[], None]] = {
            "answer": lambda: session.answer(message["item"], message["answer"]),
            "coder": lambda: session.call(message["coder"]),
            "commit": lambda: session.commit(message.get("item")),
            "export": self._download,
        }
        failure = ""
        try:
            doing[message["kind"]]()
        except (OSError, ValueError, KeyError, TypeError) as error:
            failure = f"Not saved: {error}"
        for name, value in self._state().items():
            setattr(self, name, value)
        said = f"Saved to {session.path} at {datetime.now():%H:%M:%S}"
        self.status = {  # its id tells the browser which of its messages has been dealt with
            "text": failure or said,
            "is_error": bool(failure),
            "item": message.get("item"),
            "id": message.get("id"),
        }

    def _state(self) -> dict[str, Any]:
        session = self._session
        return {
            "answers": {item: asdict(answer) for item, answer in session.answers.items()},
            "machine": session.revealed(),
            "coder": session.coder,
        }

    def _download(self) -> None:
        text = codes_csv(self._session.table).decode("utf-8")
        self.send({"kind": "csv", "name": self._session.path.name, "text": text})
