"""A sentence as the encoder reads it: word pieces with two marks around the target.

Training and scoring both come through here, so that a model is never asked in another form than
the one it was taught in.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_PIECES = 160  # with marks


class Marks(NamedTuple):
    """The four special pieces, as ids of one vocabulary."""

    begin: int
    end: int
    before: int
    after: int


class Pieces(NamedTuple):
    """Word pieces of a text: ids, where each lies in it, whether it has a letter or digit."""

    ids: list[int]
    spans: list[tuple[int, int]]
    words: list[bool]


class Marked(NamedTuple):
    """A text with its target marked.

    ``ids[first:last]`` are the target's pieces with the two marks around them; ``is_cropped``
    tells that words far from the target were left out.
    """

    ids: list[int]
    first: int
    last: int
    is_cropped: bool


def pieces_of(tokenizer: "Tokenizer", text: str) -> Pieces:
    """Return the word pieces of `text`."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    words = [any(map(str.isalnum, text[start:end])) for start, end in encoding.offsets]
    return Pieces(encoding.ids, encoding.offsets, words)


def marked(
    pieces: Pieces, start: int, end: int, *, marks: Marks, max_pieces: int = MAX_PIECES
) -> Marked | None:
    """Return the pieces with the target ``[start, end)`` marked, or None if it has no word.

    Quotation marks and blanks at the target's edges are not counted to it.
    A text longer than `max_pieces` is cropped around the target, which stays whole unless it is
    itself longer; what is spent on one side less is given to the other.
    """
    touched = [i for i, (a, b) in enumerate(pieces.spans) if max(a, start) < min(b, end)]
    inside = [i for i in touched if pieces.words[i]]
    if not inside:
        return None
    first, stop = inside[0], inside[-1] + 1
    room = max_pieces - 4
    stop = min(stop, first + room)
    low, high = _window(len(pieces.ids), first, stop, room)
    ids = [
        marks.begin,
        *pieces.ids[low:first],
        marks.before,
        *pieces.ids[first:stop],
        marks.after,
        *pieces.ids[stop:high],
        marks.end,
    ]
    return Marked(ids, first - low + 1, stop - low + 3, high - low < len(pieces.ids))


def _window(n_pieces: int, first: int, stop: int, room: int) -> tuple[int, int]:
    spare = room - (stop - first)
    low = max(0, first - spare // 2)
    high = min(n_pieces, low + room)
    return max(0, high - room), high
