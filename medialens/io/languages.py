"""Languages: ISO 639-1 codes from what a file says, or from the words of its articles."""

import re
from collections import Counter
from collections.abc import Sequence

_LOOKED_AT = 1_000  # characters
_SHORT = 20  # words: below, detection is a guess and the collection's majority is taken
_WIDE_SHORT = 60  # characters: the same for scripts that do not part words by blanks

# ISO 639-2 codes and names of the languages that news collections state in words.
_SPOKEN = """
en eng english|fr fra fre french français|de deu ger german deutsch|es spa spanish español
it ita italian italiano|pt por portuguese português|nl nld dutch nederlands|pl pol polish polski
cs ces cze czech čeština|sv swe swedish svenska|da dan danish dansk|fi fin finnish suomi
no nor norwegian norsk|ru rus russian русский|uk ukr ukrainian українська|el ell gre greek ελληνικά
tr tur turkish türkçe|ar ara arabic العربية|he heb hebrew עברית|hi hin hindi हिन्दी
zh zho chi chinese 中文|ja jpn japanese 日本語|ko kor korean 한국어|th tha thai ไทย
ro ron rum romanian română|hu hun hungarian magyar|bg bul bulgarian български
hr hrv croatian hrvatski|sr srp serbian српски|sk slk slo slovak slovenčina|lv lav latvian latviešu
lt lit lithuanian lietuvių|et est estonian eesti
sl slv slovenian slovene slovenščina|ga gle irish gaeilge
fa fas per persian farsi|ur urd urdu|id ind indonesian|vi vie vietnamese|ca cat catalan català
"""
_CODES = {
    word: words.split()[0]
    for words in re.split(r"[|\n]", _SPOKEN.strip())
    for word in words.split()
}


def language_code(stated: str) -> str:
    """Return the ISO 639-1 code that `stated` means, or an empty string.

    Examples
    --------
    >>> language_code("en-GB"), language_code("Deutsch"), language_code("klingon")
    ('en', 'de', '')
    """
    word = stated.strip().casefold()
    if word in _CODES:
        return _CODES[word]
    code = re.fullmatch(r"([a-z]{2,3})([-_][a-z0-9]+)*", word)
    if not code:
        return ""
    return _CODES.get(code[1], code[1] if len(code[1]) == 2 else "")


class Languages:
    """Fill in the language of texts whose source does not state it.

    A text of under 20 words takes the language met most often so far in the collection.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def fill(self, stated: Sequence[str], texts: Sequence[str]) -> list[str]:
        """Return a language for each text: the one stated, or the one detected.

        Parameters
        ----------
        stated : sequence of str
            ISO 639-1 codes, empty where the source does not say.
        texts : sequence of str
            The texts, in the same order. The first 1,000 characters are looked at.

        Returns
        -------
        list of str
            One code per text. The same for the same input; nothing is loaded if all are stated.
        """
        found = [
            code or ("" if _is_short(text) else _detect(text))
            for code, text in zip(stated, texts, strict=True)
        ]
        self._counts.update(code for code in found if code)
        if not self._counts:
            return [_detect(text) for text in texts]
        majority = min(self._counts, key=lambda code: (-self._counts[code], code))
        return [code or majority for code in found]


def _is_short(text: str) -> bool:
    opening = text[:_LOOKED_AT]
    return len(opening.split()) < _SHORT and (opening.isascii() or len(opening) < _WIDE_SHORT)


def _detect(text: str) -> str:
    from py3langid import classify

    code, _ = classify(text[:_LOOKED_AT])
    return str(code)
