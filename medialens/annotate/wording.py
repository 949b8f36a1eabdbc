"""Wording: which reported words may have been chosen by whoever reports them."""

from collections.abc import Sequence

from medialens.annotate.owners import Content
from medialens.annotate.quotations import find_quotations


def retold(text: str, contents: Sequence[Content]) -> list[bool]:
    """Tell of each character of `text` whether it may be the wording of whoever reports it.

    Parameters
    ----------
    text : str
        A whole headline or text.
    contents : sequence of Content
        Its attributed spans in order, as `contents_by_zone` gives them.

    Returns
    -------
    list of bool
        True in an indirect report, and outside the marks of a mixed one. Of several reports
        around a character the deepest decides.
    """
    flags = [False] * len(text)
    is_any_mixed = any(content.type == "mixed" for content in contents)
    quotations = find_quotations(text) if is_any_mixed else []
    for content in contents:  # a deeper one comes later and decides
        start, end = content.start, content.end
        flags[start:end] = [content.type != "direct"] * (end - start)
        if content.type == "mixed":
            for quotation in quotations:
                if start <= quotation.start and quotation.end <= end:
                    length = quotation.end - quotation.start
                    flags[quotation.start : quotation.end] = [False] * length
    return flags
