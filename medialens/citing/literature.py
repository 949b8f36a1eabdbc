"""The literature that reports and studies cite: works, their references, and BibTeX entries."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from medialens.text.plain import one_line

# Key, authors, title, where; lines set in go on with the line before.
_WORKS = """\
angelopoulos2023
Angelopoulos, A. N. and Duchi, J. C. and Zrnic, T.
PPI++: Efficient prediction-powered inference
arXiv:2311.01453

benjamini1995
Benjamini, Y. and Hochberg, Y.
Controlling the false discovery rate: A practical and powerful approach to multiple testing
Journal of the Royal Statistical Society: Series B, 57(1), 289–300

broder1997
Broder, A. Z.
On the resemblance and containment of documents
Proceedings of Compression and Complexity of Sequences 1997, 21–29

cameron2008
Cameron, A. C. and Gelbach, J. B. and Miller, D. L.
Bootstrap-based improvements for inference with clustered errors
Review of Economics and Statistics, 90(3), 414–427

dunning1993
Dunning, T.
Accurate methods for the statistics of surprise and coincidence
Computational Linguistics, 19(1), 61–74

gries2008
Gries, S. T.
Dispersions and adjusted frequencies in corpora
International Journal of Corpus Linguistics, 13(4), 403–437

hamborg2021
Hamborg, F. and Donnay, K.
NewsMTSC: A dataset for (multi-)target-dependent sentiment classification in political news
  articles
Proceedings of the 16th Conference of the European Chapter of the Association for Computational
  Linguistics: Main Volume, 1663–1675

hardie2014
Hardie, A.
Log Ratio: An informal introduction
ESRC Centre for Corpus Approaches to Social Science (CASS), Lancaster University

hutto2014
Hutto, C. J. and Gilbert, E.
VADER: A parsimonious rule-based model for sentiment analysis of social media text
Proceedings of the International AAAI Conference on Web and Social Media, 8, 216–225

janssen1997
Janssen, A.
Studentized permutation tests for non-i.i.d. hypotheses and the generalized Behrens-Fisher problem
Statistics & Probability Letters, 36(1), 9–21

lijffijt2012
Lijffijt, J. and Gries, S. T.
Correction to Stefan Th. Gries' “Dispersions and adjusted frequencies in corpora”
International Journal of Corpus Linguistics, 17(1), 147–149

lijffijt2016
Lijffijt, J. and Nevalainen, T. and Säily, T. and Papapetrou, P. and Puolamäki, K. and Mannila, H.
Significance testing of word frequencies in corpora
Digital Scholarship in the Humanities, 31(2), 374–397

monroe2008
Monroe, B. L. and Colaresi, M. P. and Quinn, K. M.
Fightin' words: Lexical feature selection and evaluation for identifying the content of political
  conflict
Political Analysis, 16(4), 372–403

recasens2013
Recasens, M. and Danescu-Niculescu-Mizil, C. and Jurafsky, D.
Linguistic models for analyzing and detecting biased language
Proceedings of the 51st Annual Meeting of the Association for Computational Linguistics, 1650–1659

salton1988
Salton, G. and Buckley, C.
Term-weighting approaches in automatic text retrieval
Information Processing & Management, 24(5), 513–523

welch1947
Welch, B. L.
The generalization of “Student's” problem when several different population variances are involved
Biometrika, 34(1–2), 28–35

wilson1927
Wilson, E. B.
Probable inference, the law of succession, and statistical inference
Journal of the American Statistical Association, 22(158), 209–212
"""


@dataclass(frozen=True)
class Work:
    """A publication, as the reference list and BibTeX need it."""

    key: str
    authors: tuple[str, ...]
    title: str
    where: str

    @property
    def year(self) -> str:
        """The year of publication."""
        return self.key[-4:]

    @property
    def label(self) -> str:
        """Author and year, as they stand in a text."""
        names = [author.partition(",")[0] for author in self.authors]
        who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
        return f"{who} {self.year}"

    @property
    def reference(self) -> str:
        """One line of a reference list."""
        who = " and ".join(filter(None, (", ".join(self.authors[:-1]), self.authors[-1])))
        return f"{who} ({self.year}). {self.title}. {self.where}."


_WHERE = re.compile(
    r"(?P<name>.+?)(?:, (?P<volume>\d+)(?:\((?P<number>[\d–]+)\))?)?(?:, (?P<pages>\d+–\d+))?"
)
_TEX = {c: f"\\{c}" for c in "&%$#_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "“": "``",
    "”": "''",
    "−": "-",
}
_ACCENTS = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"'}


def _read_works(text: str) -> dict[str, Work]:
    blocks = re.sub(r"\n +", " ", text.strip()).split("\n\n")
    works = {}
    for key, authors, title, where in (block.split("\n") for block in blocks):
        works[key] = Work(key, tuple(authors.split(" and ")), title, where)
    return works


def work_entry(work: Work) -> str:
    """Return the BibTeX entry of a work."""
    found = _WHERE.fullmatch(work.where)
    place = found.groupdict() if found else {"name": work.where}
    name = str(place.pop("name"))
    kind, field = "misc", "howpublished"
    if name.startswith("Proceedings"):
        kind, field = "inproceedings", "booktitle"
    elif place.get("volume"):
        kind, field = "article", "journal"
    fields = {
        "author": " and ".join(work.authors),
        "title": work.title,
        "year": work.year,
        field: name,
        **{key: value for key, value in place.items() if value},
    }
    escaped = {key: tex(value) for key, value in fields.items()}
    return entry(kind, work.key, {**escaped, "title": f"{{{escaped['title']}}}"})


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return a BibTeX entry; fields without a value are left out."""
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def tex(value: str) -> str:
    r"""Return a value as LaTeX prints it, braces balanced.

    Examples
    --------
    >>> print(tex("50% of {Säily} & co_"))
    50\% of \textbraceleft{}S{\"a}ily\textbraceright{} \& co\_
    """
    text = unicodedata.normalize("NFC", one_line(value))
    return "".join(_TEX.get(c) or _accented(c) for c in text)


def _accented(c: str) -> str:
    apart = unicodedata.normalize("NFD", c)
    accent = _ACCENTS.get(apart[1:])
    return f"{{\\{accent}{apart[0]}}}" if accent else c


WORKS = _read_works(_WORKS)
