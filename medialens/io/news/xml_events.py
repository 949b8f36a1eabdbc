"""XML as events: no document type, no entity, no file beside it, nothing kept of the tree."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol
from xml.parsers import expat

from medialens.errors import ReadError

DEPTH_LIMIT = 200  # elements within elements
_BLOCK = 65_536


class Event(NamedTuple):
    """The start or the end of an element, or text between them."""

    kind: str  # "start", "end" or "text"
    value: str  # the element's name without its namespace, or the text
    attributes: Mapping[str, str]


class Bytes(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes."""


class BrokenXmlError(Exception):
    """Where and why XML breaks off."""


def xml_events(file: Bytes, name: str) -> Iterator[Event]:
    """Yield the elements and texts of XML in their order.

    Parameters
    ----------
    file : Bytes
        The bytes.
    name : str
        What to call the file in messages.

    Yields
    ------
    Event
        One at a time; what was yielded before is forgotten.

    Raises
    ------
    ReadError
        If there is a document type (it may define entities), or elements are nested too deep.
    BrokenXmlError
        If the XML is not well-formed, after the events above that place.
    """
    found: list[Event] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    _Collector(name, found).listen(parser)
    while True:
        block = file.read(_BLOCK)
        broken = _fed(parser, block)
        yield from found
        found.clear()
        if broken:
            raise BrokenXmlError(broken)
        if not block:
            return


class _Collector:
    def __init__(self, name: str, found: list[Event]) -> None:
        self._name, self._found, self._depth = name, found, 0

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = lambda text: self._found.append(Event("text", text, {}))
        parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise ReadError(f"{self._name} has over {DEPTH_LIMIT} elements within each other")
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self._found.append(Event("start", tag.rpartition("}")[2], plain))

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._found.append(Event("end", tag.rpartition("}")[2], {}))

    def _refuse(self, *_: object) -> None:
        raise ReadError(
            f"{self._name} has a document type, which may define entities and is never read; "
            "take out its <!DOCTYPE ...>"
        )


def _fed(parser: expat.XMLParserType, block: bytes) -> str:
    """Parse a block; return where and why the XML is broken, or nothing."""
    try:
        parser.Parse(block, not block)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return str(error)
    return ""
