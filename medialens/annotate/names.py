"""Names: runs of capitalised words in a sentence, and what each run names."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from medialens.annotate.contexts import is_in_work, is_loose
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.hints import group_after, hinted, of_family
from medialens.annotate.metonyms import acts

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?!\w)|[^\W_]\w*(?:['&.-](?=\w)\w+)*\.?")
_DOMAIN = re.compile(r"(?<![\w./@-])[^\W\d_][\w-]*\.[a-z]{2,8}(?![\w/-]|\.\w)")
_SITE_BEFORE = re.compile(
    r"(?:according to|reported by|told|site|website|portal|outlet|agency|newspaper) ['\"]?$"
)
_LONGEST = 12  # words of a name; a longer run of capitals is cut
_ADJECTIVE_SURNAMES = frozenset(
    {"Cuban", "French", "German", "Irish", "Welsh", "Roman", "Black", "West"}
)
_PAIR = re.compile(r"\b([A-Z][\w-]+) (?=([A-Z][\w-]*[a-z])\b)")
_STOPS = re.compile(r"(?:\w\.)+")
_PARTICLES = frozenset(
    {"de", "da", "do", "dos", "du", "del", "della", "di", "van", "von", "der", "den", "bin", "la"}
)
_JOINERS = frozenset({"of", "for", "on", "the"})
_CHAMBERS = frozenset({"House", "Senate", "Joint"})
_PANEL = re.compile(r"and (?:[A-Z][\w-]+ ){1,4}(?:Committee|Subcommittee|Panel)\b")
_SUFFIX = frozenset({"Jr.", "Sr.", "Jr", "Sr", "St.", "St", "II", "III"})
_SPEECH = (
    r"(?:said|says|told|tells|argue[sd]|warn(?:s|ed)|add(?:s|ed)|wrote|writes|announce[sd]|"
    r"tweeted|claim(?:s|ed)|insist(?:s|ed)|call(?:s|ed)|critici[sz]e[sd]|den(?:ies|ied)|"
    r"accuse[sd]|urge[sd]|vow(?:s|ed)|pledge[sd]|promise[sd]|believe[sd]?|want(?:s|ed)?|"
    r"thinks?|thought|hope[sd]?|acknowledge[sd]|concede[sd]|note[sd]|explain(?:s|ed)|"
    r"declined?|declines|refuse[sd]|agree[sd]|ask(?:s|ed)|repl(?:ies|ied)|respond(?:s|ed)|"
    r"testif(?:ies|ied)|sign(?:s|ed)|vetoed|sued|filed|opposes?|opposed|supports?|supported)\b"
)
_SPEAKS = re.compile(rf",? (?:has |have |had |also )?{_SPEECH}")
_SPOKEN = re.compile(r"\b(?:said|says|told|asked|wrote|added|argued|explained) $")
_PAST = re.compile(r"\b(?:former|ex-?|then-?|late|acting|deputy|future) ?$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:al|el|an|as|ul|d|l)[-'][A-Z]")  # al-Masri, d'Arc
_LED_BY = re.compile(r"-(?:controlled|led|run|backed|dominated|based|held|born|era|style)$")
_PARTY = re.compile(r"[RDI]-[A-Z]")
_DEFINES = re.compile(r" \(\"?(?:the )?([A-Z][A-Za-z.&-]{1,8})\"?\)")


@dataclass(frozen=True)
class Name:
    """A name as one sentence has it; one of the kind heading is only a guess.

    Parameters
    ----------
    text : str
        The name without titles and possessive.
    kind : str
        known, person, organisation, place, outlet or unknown.
    title, owner : str
        The words before a person's name, and the name or adjective before those:
        "NATO", "Secretary General".
    is_firm : bool
        Whether the capitals prove a name: not in a headline, not opening the sentence.
    speaks : bool
        Whether a verb of speech, mind or will stands by it.
    acronym : str
        The short form given in brackets, or empty.
    """

    text: str
    kind: str
    title: str = ""
    owner: str = ""
    is_firm: bool = True
    speaks: bool = False
    acronym: str = ""


@dataclass(frozen=True)
class _Run:
    """Capitalised words in a row; `start` and `end` are offsets in the sentence."""

    words: tuple[str, ...]
    start: int
    end: int
    is_joined: bool  # by "of" or "for": Bank of Norland


def names_in(plain: str, *, is_headline: bool) -> Iterator[Name]:
    """Yield the names in one sentence, a searchable text, in order.

    Examples
    --------
    >>> [(name.text, name.kind) for name in names_in("He met Gov. Ann Lee.", is_headline=False)]
    [('Ann Lee', 'person')]
    """
    sites = [match for match in _DOMAIN.finditer(plain) if _is_site(plain, match)]
    yield from (Name(match[0], "outlet") for match in sites)
    if is_loose(plain, is_headline=is_headline):
        yield from (Name(text, "heading", is_firm=False) for text in _headed(plain))
        return
    taken = [match.span() for match in sites]
    first = len(plain) - len(plain.lstrip(" \"'([-*"))
    for run in _runs(plain):
        if any(start < run.end and run.start < end for start, end in taken):
            continue
        if is_in_work(plain, run.start, run.end):
            continue
        is_initial = run.start <= first and len(_trimmed(run.words)) == len(run.words)
        speaks = bool(_SPEAKS.match(plain, run.end)) or bool(
            _SPOKEN.search(plain[max(0, run.start - 12) : run.start])
        )
        holds = not _PAST.search(plain[max(0, run.start - 10) : run.start])
        pieces = _pieces(run.words, is_joined=run.is_joined)
        yield from _groups(plain, run)
        for number, piece in enumerate(pieces):
            is_last = number == len(pieces) - 1
            yield replace(
                _told(plain, run, piece) if len(pieces) == 1 else piece,
                owner=piece.owner if holds else "",
                is_firm=not is_initial or number > 0 or bool(piece.title) or len(run.words) > 2,
                speaks=is_last and (speaks or (_is_open(piece) and acts(plain, run.end))),
                acronym=_acronym(plain, run.end, piece) if is_last else "",
            )


def _is_open(piece: Name) -> bool:
    """Return whether what a name does may tell that it is an actor: not an acronym's deeds."""
    return piece.kind == "unknown" and not piece.text.isupper()


def _headed(plain: str) -> Iterator[str]:
    """Yield what may be full names in a heading; only the text below can prove them."""
    for pair in _PAIR.finditer("" if plain.isupper() else plain):
        is_plain = pair[2] in gazetteer().not_names or pair[2] in gazetteer().heads
        if pair[1] in gazetteer().given_names and not is_plain:
            yield f"{pair[1]} {pair[2]}"


def _groups(plain: str, run: "_Run") -> Iterator[Name]:
    """Yield the people that an adjective and a word in small letters name: "Western nations"."""
    group = group_after(run.words[-1], plain, run.end)
    if group:
        known = gazetteer().known.get(group)
        yield Name(known or group, "known" if known else "group")


def _told(plain: str, run: "_Run", piece: Name) -> Name:
    """Return the name with the kind that the words around it tell, where its own do not."""
    if piece.kind != "unknown" or piece.title:
        return piece
    text = of_family(piece.text, plain, run.end)
    if text:
        return Name(text, "person")
    return replace(piece, kind=hinted(piece.text, plain, run.start, run.end))


def _is_site(plain: str, match: "re.Match[str]") -> bool:
    quoted = plain[match.start() - 1 : match.start()] in ("'", '"') and match.start() > 0
    named = _SITE_BEFORE.search(plain[max(0, match.start() - 20) : match.start()])
    return quoted or (named is not None)


def _acronym(plain: str, end: int, piece: Name) -> str:
    """Return the acronym in brackets after a name, if its letters open the name's words."""
    match = _DEFINES.match(plain, end)
    if match is None or " " not in piece.text:
        return ""
    letters = [c for c in match[1] if c.isupper()]
    initials = iter(c for c in piece.text if c.isupper())
    return match[1] if len(letters) > 1 and all(c in initials for c in letters) else ""


def _runs(plain: str) -> Iterator[_Run]:
    words: list[str] = []
    pending: list[str] = []  # lower-case words that may turn out to join two parts of a name
    start = end = reached = 0
    is_joined = is_closed = False
    for token in _TOKEN.finditer(plain):
        word, stop, closes = _word(token)
        is_open = 0 < len(words) < _LONGEST and not is_closed
        gap = plain[reached : token.start()]
        touches = is_open and gap in (" ", " & ")
        reached = stop
        if touches and gap == " " and _may_join(word, words, pending, plain[token.start() :][:80]):
            pending.append(word)
            continue
        is_capital = word[:1].isupper() or bool(_ARTICLE.match(word))
        if touches and is_capital:
            is_joined = is_joined or gap == " & " or bool(_JOINERS & {*pending})
            words += [*pending, *(["&"] if gap == " & " else []), word]
        else:
            if words:
                yield _Run(tuple(words), start, end, is_joined)
            words, is_joined = ([word], False) if is_capital else ([], False)
            start = token.start()
        pending, end, is_closed = [], stop, closes
    if words:
        yield _Run(tuple(words), start, end, is_joined)


def _word(token: "re.Match[str]") -> tuple[str, int, bool]:
    """Return the word without possessive or full stop, its end, and whether the run ends there."""
    word, is_stopped = token[0], False
    if word.endswith(".") and word not in _short_forms() and not _STOPS.fullmatch(word):
        word, is_stopped = word[:-1], True
    if word.endswith("'s"):
        word, is_stopped = word[:-2], True
    return word, token.start() + len(word), is_stopped


@functools.cache
def _short_forms() -> frozenset[str]:
    """Return the abbreviations with a full stop that may stand inside a name."""
    titles = (word for title in gazetteer().titles for word in title.split())
    return frozenset(word for word in titles if word.endswith(".")) | _SUFFIX


@functools.cache
def _first_parts() -> frozenset[str]:
    """Return what stands before "and" in the known names that have one."""
    return frozenset(known.split(" and ")[0] for known in gazetteer().known if " and " in known)


def _may_join(word: str, words: Sequence[str], pending: Sequence[str], rest: str) -> bool:
    """Return whether a lower-case word, the first of `rest`, may stand inside the name begun."""
    if word in _PARTICLES:
        return not pending or pending[-1] in _PARTICLES
    if word not in _JOINERS:
        is_panel = words[0] in _CHAMBERS and len(words) > 1 and bool(_PANEL.match(rest))
        is_split = is_panel or "of" in words or " ".join(words) in _first_parts()
        return word == "and" and is_split and not pending
    is_body = gazetteer().heads.get(words[-1]) == "organisation"
    return is_body and (word == "the") == (list(pending) == ["of"]) and len(pending) < 2


def _pieces(words: Sequence[str], *, is_joined: bool = False) -> list[Name]:
    """Return what a run of words names, from left to right."""
    words = _trimmed(words)
    if not words:
        return []
    whole = " ".join(words)
    if _PARTY.match(whole):
        return []
    if whole in gazetteer().known:
        return [Name(gazetteer().known[whole], "known")]
    opened = _opened(words, is_joined=is_joined)
    return _closed(words, is_joined=is_joined) if opened is None else opened


def _opened(words: Sequence[str], *, is_joined: bool) -> list[Name] | None:
    """Return the pieces of a run that an article or the acronym of a party opens, or ``None``."""
    if len(words) < 2:
        return None
    if words[0].isupper() and gazetteer().known.get(words[0], "").endswith(" Party"):
        return [*_pieces(words[:1]), *_pieces(words[1:], is_joined=is_joined)]
    return _pieces(words[1:], is_joined=is_joined) if words[0] in ("The", "U.S.", "US") else None


def _closed(words: Sequence[str], *, is_joined: bool) -> list[Name]:
    """Return the pieces of a run, told by its last word, a title or a given name."""
    whole = " ".join(words)
    kind = gazetteer().heads.get(words[-1], "")
    if len(words) > 1 and (kind or is_joined):
        return [] if kind == "other" else [Name(whole, kind or "organisation")]
    titled = _titled(words)
    if titled is not None:
        return titled
    if _is_full_name(words):
        return [Name(" ".join(words[:4]), "person")]
    if len(words) > 2 and words[0].isupper() and _is_full_name(words[1:]):
        return [*_pieces(words[:1]), *_pieces(words[1:])]  # "DA Ann Lee", "GOP hopeful"
    return _led(words)


def _is_full_name(words: Sequence[str]) -> bool:
    """Return whether a given name opens it and no word for a people or an idea closes it."""
    if len(words) < 2 or words[0] not in gazetteer().given_names:
        return False
    last = words[-1]
    is_surname = len(words) == 2 and last in _ADJECTIVE_SURNAMES
    return is_surname or not (last in gazetteer().demonyms or last in gazetteer().not_names)


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    """Return the words without days, months, openers and party adjectives at either end."""
    not_names = gazetteer().not_names
    while len(words) > 1 and " ".join(words) not in gazetteer().known:
        if not_names.get(words[0]) in ("day", "month", "opener") or _LED_BY.search(words[0]):
            words = words[1:]
        elif not_names.get(words[-1]) in ("day", "month") or words[-1].islower():
            words = words[:-1]
        elif _is_adjective(words[0]) and " ".join(words[1:]) in gazetteer().known:
            words = words[1:]
        else:
            break
    return words


def _is_adjective(word: str) -> bool:
    return word in gazetteer().not_names and word not in gazetteer().known


def _titled(words: Sequence[str]) -> list[Name] | None:
    """Return the pieces around the first title that stands before a name, or ``None``."""
    for start in range(len(words)):
        for length in (3, 2, 1):
            title = " ".join(words[start : start + length])
            if title not in gazetteer().titles or start + length > len(words):
                continue
            before, after = words[:start], words[start + length :]
            if not after and words[start - 1] in gazetteer().given_names:
                continue  # "Ann King": a surname like a title
            owner = " ".join(before)
            pieces = _pieces(before) if before else []
            if after:
                pieces += _persons(after, title, owner)
            return pieces
    return None


def _persons(words: Sequence[str], title: str, owner: str) -> list[Name]:
    inner = _titled(words)
    if inner is not None:  # "Rep. Speaker ...": a title after a title
        return inner
    name = " ".join(words[:4])
    entry = gazetteer().entries.get(gazetteer().known.get(name, ""))
    if entry is not None and entry.kind != "place":
        return [Name(entry.name, "known")]
    if words[0] in gazetteer().not_names and gazetteer().titles[title] != "polite":
        return _pieces(words[1:]) if len(words) > 1 else []
    return [Name(name, "person", title=title, owner=owner)]


def _led(words: Sequence[str]) -> list[Name]:
    """Return the pieces of a run that opens with a known name or an adjective of origin."""
    for length in range(len(words) - 1, 0, -1):
        known = gazetteer().known.get(" ".join(words[:length]))
        if known is not None:
            return [Name(known, "known"), *_pieces(words[length:])]
    for length in (2, 1):
        is_adjective = " ".join(words[:length]) in gazetteer().demonyms
        if is_adjective and len(words) >= length:
            pieces = _pieces(words[length:])
            is_one = len(pieces) == 1 and pieces[0].kind == "unknown" and len(words) == 2
            return [replace(pieces[0], text=" ".join(words))] if is_one else pieces
    if words[0] in gazetteer().not_names:
        return _pieces(words[1:])
    return [Name(" ".join(words[:4]), "unknown")]
