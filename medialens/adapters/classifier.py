"""A text classifier, such as one of Hugging Face's transformers, as a scorer."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from medialens.errors import PluginError, check_one_of
from medialens.score.base import LABELS

Form = Literal["marked", "pair", "plain"]
FORMS = ("marked", "pair", "plain")
CLOSE = 0.10  # two labels whose probabilities are nearer than this are too unsure to count
_KNOWN = {
    "negative": re.compile(r"neg|negative|against|unfavou?rable|con", re.I),
    "neutral": re.compile(r"neu|neutral|none|neither", re.I),
    "positive": re.compile(r"pos|positive|favou?r|favou?rable|for|pro", re.I),
}

Classify = Callable[[Sequence[Any]], Sequence[Sequence[Mapping[str, Any]]]]


class ClassifierScorer:
    """Any classifier of texts into negative, neutral and positive, asked about each unit.

    Parameters
    ----------
    classify : callable
        Takes a list of texts, or of ``{"text", "text_pair"}`` for the form ``"pair"``, and returns
        for each the list of all labels with their scores: a transformers text-classification
        pipeline with ``top_k=None``, or a function of yours. `load` makes one of a folder.
    name : str
        Name in the scores table; register it under the same.
    labels : mapping of str to str, optional
        The classifier's labels to ``"negative"``, ``"neutral"``, ``"positive"``; by default told
        from their names.
    form : {"marked", "pair", "plain"}
        How the actor is shown: between brackets in the sentence, as the second text of a pair (as
        classifiers for aspects expect it), or not at all, which scores the sentence and not how it
        speaks of the actor.
    note : str
        A sentence for the report: what the classifier was taught on and how it errs.

    Examples
    --------
    >>> def classify(texts):
    ...     return [[{"label": "POS", "score": 0.9}, {"label": "NEG", "score": 0.1}] for _ in texts]
    >>> units = pd.DataFrame({"segment": ["Orla won."], "target_start": [0], "target_end": [4]})
    >>> ClassifierScorer(classify, name="mine")(units)["value"].item()
    0.8
    """

    def __init__(
        self,
        classify: Classify,
        *,
        name: str,
        labels: Mapping[str, str] | None = None,
        form: Form = "marked",
        note: str = "",
    ) -> None:
        check_one_of("form", form, FORMS)
        for label in (labels or {}).values():
            check_one_of("labels", label, LABELS)
        self._classify, self._labels, self._form = classify, labels, form
        self.name, self._note = name, note

    @classmethod
    def load(
        cls,
        folder: str | Path,
        *,
        name: str | None = None,
        device: str | int = "cpu",
        batch_size: int = 16,
        **options: Any,  # noqa: ANN401
    ) -> "ClassifierScorer":
        """Return a scorer of a transformers model in a folder; nothing is downloaded.

        What is longer than the model reads is cut at its end.

        Parameters
        ----------
        folder : str or Path
            Of the model, with its tokenizer, as ``save_pretrained`` writes it.
        name : str, optional
            By default the folder's name.
        device : str or int, default "cpu"
            Where it runs, such as ``"cuda"``.
        batch_size : int, default 16
            Sentences read at once.
        **options
            The other parameters of the class.

        Raises
        ------
        ImportError
            If transformers is not installed (``pip install 'medialens[classifier]'``).
        PluginError
            If there is no such folder.
        """
        path = Path(folder)
        if not path.is_dir():
            raise PluginError(f"{folder}: no such folder; download the model first and name it")
        try:
            from transformers import (
                AutoModelForSequenceClassification,
                AutoTokenizer,
                pipeline,
            )
        except ImportError as error:
            raise ImportError(
                "transformers is not installed: pip install 'medialens[classifier]'"
            ) from error
        model = AutoModelForSequenceClassification.from_pretrained(path, local_files_only=True)
        tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        # many tokenizers do not say how much their model reads; two places may be for padding
        places = getattr(model.config, "max_position_embeddings", None) or 512
        tokenizer.model_max_length = min(tokenizer.model_max_length, max(places - 2, 8))
        classify = pipeline("text-classification", model=model, tokenizer=tokenizer, device=device)
        return cls(
            lambda texts: classify(texts, top_k=None, truncation=True, batch_size=batch_size),
            name=name or path.name,
            **options,
        )

    @property
    def describe(self) -> str:
        """One sentence for the report."""
        shown = {
            "marked": "the actor between brackets in the sentence",
            "pair": "the sentence and the actor as a pair",
            "plain": "the sentence without telling it the actor",
        }
        note = f"; {self._note.rstrip('.')}" if self._note else ""
        return (
            f"The classifier {self.name}, none of medialens's own, reads {shown[self._form]}{note}"
        )

    def __call__(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return the result for each row of `units`; the value is positive less negative."""
        texts = [
            self._shown(segment, int(start), int(end))
            for segment, start, end in zip(
                units["segment"], units["target_start"], units["target_end"], strict=True
            )
        ]
        answers = list(self._classify(texts)) if texts else []
        if len(answers) != len(texts):
            raise PluginError(f"{self.name} gave {len(answers)} answers to {len(texts)} texts")
        shares = np.array([self._shares(answer) for answer in answers]).reshape(-1, len(LABELS))
        return _result(shares, units.index)

    def _shown(self, segment: str, start: int, end: int) -> Any:  # noqa: ANN401
        if self._form == "pair":
            return {"text": _tidy(segment), "text_pair": segment[start:end]}
        if self._form == "plain":
            return _tidy(segment)
        return _tidy(f"{segment[:start]}[{segment[start:end]}]{segment[end:]}")

    def _shares(self, answer: Sequence[Mapping[str, Any]]) -> list[float]:
        """Return the probabilities of `LABELS`; a label of a classifier with two is 0."""
        found = dict.fromkeys(LABELS, 0.0)
        for entry in answer:
            found[self._meant(str(entry["label"]))] += float(entry["score"])
        total = sum(found.values())
        if not np.isclose(total, 1.0, atol=0.02):
            raise PluginError(
                f"{self.name} gave scores that add up to {total:.3g}, not 1: {list(answer)}"
            )
        return [found[label] / total for label in LABELS]

    def _meant(self, label: str) -> str:
        if self._labels is not None:
            if label in self._labels:
                return self._labels[label]
        else:
            for meant, pattern in _KNOWN.items():
                if pattern.fullmatch(label.strip()):
                    return meant
        raise PluginError(
            f"{self.name} answers with the label {label!r}: say what it means with "
            f"labels={{{label!r}: 'negative', ...}}, each one of {list(LABELS)}"
        )


def _result(shares: Any, index: pd.Index) -> pd.DataFrame:  # noqa: ANN401
    best = np.sort(shares, axis=1)
    return pd.DataFrame(
        {
            "p_negative": shares[:, 0],
            "p_neutral": shares[:, 1],
            "p_positive": shares[:, 2],
            "value": (shares[:, 2] - shares[:, 0]).round(12),
            "label": [LABELS[at] for at in shares.argmax(axis=1)],
            "is_uncertain": best[:, -1] - best[:, -2] < CLOSE,
            "outcome": "scored",
            "trace": "[]",
        },
        index=index,
    )


def _tidy(text: str) -> str:
    """Return a segment without the blanks that stand for other voices."""
    return " ".join(text.split())
