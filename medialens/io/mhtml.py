"""MHTML: the page inside a web page that was saved with its images as one file."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from medialens.io.page_encoding import NoPageError


@dataclass(frozen=True)
class InnerPage:
    """A page as it lay in the archive: its bytes, their declared charset, its address."""

    content: bytes
    charset: str
    url: str


def first_page(content: bytes) -> InnerPage:
    """Return the first HTML part of an MHTML file, which is the page that was saved.

    Raises
    ------
    NoPageError
        If there is none, or it is not encoded as it says.
    """
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        part = next((part for part in message.walk() if _is_page(part)), None)
    except RecursionError as error:
        raise NoPageError("its parts are nested too deeply") from error
    if part is None:
        raise NoPageError("holds no page (no part of type text/html)")
    body = part.get_payload(decode=True)
    if part.defects or not isinstance(body, bytes):
        raise NoPageError("its page is not encoded as it says")
    address = part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
    url = str(address).strip()
    return InnerPage(
        body,
        str(part.get_param("charset", "") or ""),
        url if url.lower().startswith(("http://", "https://")) else "",
    )


def _is_page(part: Message) -> bool:
    return part.get_content_type() in {"text/html", "application/xhtml+xml"}
