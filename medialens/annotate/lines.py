"""Lines: the sentences of a headline or text as coreference reads them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from medialens.annotate.descriptions import Description, find_descriptions
from medialens.annotate.salience import place_in_clause
from medialens.annotate.tokens import Token, tokenize

Sentence = tuple[int, str, int, int]  # sentence_id, zone, start, end
Row = dict[str, Any]  # a row of a MENTIONS table without the article


@dataclass(frozen=True)
class Source:
    """A headline or a text with its sentences in order."""

    text: str
    sentences: Sequence[Sentence]
    is_headline: bool

    @property
    def breaks(self) -> list[int]:
        """The offsets at which sentences start."""
        return [start for _, _, start, _ in self.sentences]

    def lines(self, rows: Sequence[Row]) -> Iterator["Line"]:
        """Yield the sentences with the mentions by name in each."""
        breaks = self.breaks
        of_line: defaultdict[int, list[Row]] = defaultdict(list)
        for row in rows:
            of_line[bisect_right(breaks, row["start"]) - 1].append(row)
        for n, sentence in enumerate(self.sentences):
            tokens = tokenize(self.text, *sentence[2:])
            yield Line(sentence[0], sentence[1], tokens, of_line[n], [*find_descriptions(tokens)])


@dataclass(frozen=True)
class Line:
    """A sentence: its tokens, its mentions by name, its noun phrases with a role."""

    number: int
    zone: str
    tokens: Sequence[Token]
    rows: Sequence[Row]
    descriptions: Sequence[Description]

    def index(self, offset: int) -> int:
        """Return the number of the first token at or after an offset."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def place(self, start: int, end: int) -> str:
        """Return what the words are in their clause: subject, object, oblique or owner."""
        return place_in_clause(self.tokens, self.index(start), self.index(end))

    def token_after(self, offset: int) -> Token | None:
        """Return the token at or after an offset."""
        at = self.index(offset)
        return self.tokens[at] if at < len(self.tokens) else None

    def between(self, start: int, end: int) -> Sequence[Token]:
        """Return the tokens from one offset to another."""
        return self.tokens[self.index(start) : self.index(end)]
