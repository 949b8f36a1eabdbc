"""Scenes: sentences with their marks of certainty, their sources and the words of each."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from medialens.annotate.certainty_marks import Mark, find_marks, sentence_words
from medialens.annotate.owners import Content, contents_by_zone
from medialens.annotate.tokens import Token
from medialens.annotate.voices import (
    Frame,
    SentenceSpan,
    frames_by_report,
    owner,
    sentences_by_place,
    texts_by_place,
)

Span = tuple[int, int]

_FEWEST = 3  # fewer own words beside a report are its frame: "on Monday", "that"


class Scene(NamedTuple):
    """A sentence with its marks and the reports that it takes part in."""

    article_id: str
    text: str
    sentence: SentenceSpan
    contents: Sequence[Content]
    frames: dict[tuple[str, int], Frame]
    marks: Sequence[Mark]

    @property
    def place(self) -> dict[str, Any]:
        """The columns that say which sentence it is."""
        where = {"sentence_id": self.sentence.sentence_id, "zone": self.sentence.zone}
        return {"article_id": self.article_id, **where}

    def frame(self, content: Content) -> Frame:
        """Return how the report of the content is made."""
        return self.frames[self.article_id, content.attribution_id]

    def framing(self) -> dict[int, list[Span]]:
        """Return where source and cue of each report stand, the cue last if it is here."""
        spans: dict[int, list[Span]] = {}
        for content in self.contents:
            frame = self.frame(content)
            cue = self._cue(frame.cue, content)
            source = [frame.source] if frame.source else []
            spans[content.attribution_id] = source + ([cue] if cue else [])
        return spans

    def _cue(self, cue: str, content: Content) -> Span | None:
        """Return the place of the cue: of the same words in the sentence, the nearest."""
        pattern = re.compile(rf"(?<!\w){re.escape(cue)}(?!\w)")
        places = [m.span() for m in pattern.finditer(self.text, *self.sentence[:2]) if cue]
        outside = [p for p in places if p[1] <= content.start or content.end <= p[0]]
        near = (content.start, content.end)
        return min(
            outside, key=lambda p: min(abs(near[0] - p[1]), abs(p[0] - near[1])), default=None
        )

    def layers(
        self, framing: dict[int, list[Span]]
    ) -> Iterator[tuple[Content | None, list[Token]]]:
        """Yield each source with its words of the sentence, those that frame a report left out."""
        frames = [span for spans in framing.values() for span in spans]
        layers: dict[int | None, tuple[Content | None, list[Token]]] = {}
        for word in sentence_words(self.text, *self.sentence[:2]):
            if not is_in((word.start, word.end), frames):
                content = owner(self.contents, word.start, word.end)
                key = content.attribution_id if content else None
                layers.setdefault(key, (content, []))[1].append(word)
        for content, words in layers.values():
            n_words = sum(word.kind == "word" for word in words)
            if n_words >= (_FEWEST if content is None and self.contents else 1):
                yield content, words


def scenes(
    articles: pd.DataFrame, sentences: pd.DataFrame, attributions: pd.DataFrame
) -> Iterator[Scene]:
    """Yield every sentence in English with its marks and the spans reported in it."""
    contents, frames = contents_by_zone(attributions), frames_by_report(attributions)
    spans = sentences_by_place(sentences)
    for place, text in texts_by_place(articles).items():
        reported = contents.get(place, [])
        for sentence in spans.get(place, []):
            here = [c for c in reported if c.start < sentence.end and c.end > sentence.start]
            marks = find_marks(text, sentence.start, sentence.end)
            yield Scene(place[0], text, sentence, here, frames, marks)


def is_in(span: Span, around: Sequence[Span]) -> bool:
    """Return whether one of the spans holds the first."""
    return any(start <= span[0] and span[1] <= end for start, end in around)
