"""Printable: any text as it may reach a terminal."""


def printable(text: str) -> str:
    r"""Return `text` with control characters as escapes, so that no article moves the cursor.

    Lone surrogates are escaped as well: what is printed is always valid UTF-8.

    Examples
    --------
    >>> printable("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return "".join(
        c if c.isprintable() or c == " " else c.encode("unicode_escape").decode() for c in text
    )
