"""A case: a counter-example as one line of a file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from medialens.errors import ReadError, check_one_of
from medialens.io.packaged import packaged_folder
from medialens.score.base import LABELS

CASE = ["task", "kind", "sentence", "target", "human", "why"]
TASKS = ("stance", "speaker")
LONGEST = 2000  # characters of a sentence
STARTER = ("break_the_tool", "cases.jsonl")


@dataclass(frozen=True)
class Case:
    """A sentence, what a person says of the target in it, and why the tool should fall for it."""

    sentence: str
    target: str
    human: str
    kind: str
    why: str = ""
    task: str = "stance"

    def __post_init__(self) -> None:
        check_one_of("task", self.task, TASKS)
        if self.task == "stance":
            check_one_of("human", self.human, LABELS)
        for name in ("sentence", "target", "human", "kind"):
            if not getattr(self, name):
                raise ValueError(f"{name} is empty; a case needs it")
        if self.target not in self.sentence:
            raise ValueError(f"target={self.target!r} is not in the sentence {self.sentence!r}")
        if len(self.sentence) > LONGEST:
            raise ValueError(f"the sentence has {len(self.sentence)} characters; {LONGEST} at most")

    @property
    def question(self) -> tuple[str, ...]:
        """What is asked: two cases of one question must not give two answers."""
        return self.task, " ".join(self.sentence.split()).casefold(), self.target.casefold()

    def as_dict(self) -> dict[str, str]:
        """Return the fields in the order of the file."""
        fields = asdict(self)
        return {name: fields[name] for name in CASE}


def parse_case(line: str, where: str) -> Case:
    """Return the case that a line holds; `where` names it in the error."""
    try:
        found: Any = json.loads(line)
    except ValueError as error:
        raise ReadError(f"{where}: no JSON ({error})") from None
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise ReadError(f"{where}: expected an object of texts with {CASE}")
    if set(found) - set(CASE) or not {"sentence", "target", "human", "kind"} <= set(found):
        raise ReadError(f"{where}: has {sorted(found)}; expected {CASE}")
    try:
        return Case(**found)
    except ValueError as error:
        raise ReadError(f"{where}: {error}") from None


def starter_cases() -> Path:
    """Return the file of invented cases that comes with the package."""
    return packaged_folder("corpora").joinpath(*STARTER)
