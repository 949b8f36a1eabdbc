"""Hedges, boosters and marked words, where they lower, raise or keep away."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from medialens.text.normal import searchable

_ASKED = 24  # characters before a mark that can give it another sense
_AFTER = 24
# Forms of the certainty list in another sense. < and > stand at the form's two ends.
_OTHER_SENSE = re.compile(
    r"\b(?:make|makes|making|made) <sure>|\b(?:be|being)(?: \w+)? <sure>|<shows?> up"
    # "show", "prove" and the like raise certainty only over a clause
    r"|<(?:show|shows|showed|shown|showing|demonstrat\w+|establish\w*|prove|proves|proved|proven"
    r"|proving)>(?! (?:that|how|why|to be|clearly|beyond|again and again))"
    r"|(?:n't|not|never|to|cannot|must|can|could|will) (?:\w+ )?"
    r"<(?:clear|show|shows|prove|proves|demonstrate|certain|sure|absolutely)>(?! not)"
    # how often and how easily, not how sure
    r"|\b(?:more|most|less|least|as) <(?:likely|possible|probable)>|<likely> as\b"
    r"|\b(?:as|if|soon as|where|wherever|whenever) <possible>"
    r"|\b(?:little|no|without(?: a)?) <doubt>|<doubts?> on\b"
    r"|(?:n't|not|never)(?: \w+)? <(?:possible|guaranteed|obvious|certain)>"
    r"|are <guaranteed> \w|<confirmed> or\b"
    r"|\b(?:is|are|was|were) <apparent>|\bto <confirm>"
    # duties, proposals and abilities
    r"|<supposed> to\b|<suggest(?:ed|ing)>(?! (?:that|it|he|she|they|the|there|a|in)\b)"
    r"|<may> not\b|\bma(?:ke|kes|de|king) it <possible>|<said to> (?:us|me|him|her|them)\b"
    r"|\b(?:i|you|he|she|we|they|who|so that|so(?: \w+){1,3}|until(?: \w+){1,3}) <could>"
    r"|<could> only"
    r"|<may> (?:apply|appeal|request|vote|file|seek|renew|reapply|petition)\b"
    # what others believe is no doubt of the writer
    r"|(?<!\bi )(?<!\bwe )<(?:believe|believes|believed|believing)>|<believe> in\b",
    re.IGNORECASE,
)
# Words that show that somebody is quoted near, though no report was recognized.
_SPEAKS = re.compile(
    r"\b(?:tweet(?:ed|s)?|descri(?:bed|bes|bing)|call(?:ed|s|ing)\b|challenged|consider(?:s|ed)?"
    r"|refer(?:red|s|ring) to|refers?|label(?:ed|led|s)|say(?:s|ing)?|said|told|telling|asked"
    r"|warn(?:ed|s)?|claim(?:ed|s|ing)?|express(?:ed|es)?|implor\w+|urg(?:ed|es|ing)"
    r"|scold(?:ed|s)?|wrote|writes|argu(?:ed|es|ing)|according to|words? of|coined"
    r"|rul(?:ed|es|ing)|thinks?|quot(?:ed|es|ing)|dubbed|known as|termed|denounc\w+"
    r"|slamm?(?:ed|s)|brag\w*|boast\w*|signal(?:ed|s)|detail(?:s|ed)|determin(?:ed|es)"
    r"|references? to|condemn\w*|put it|naming|acknowledg\w+|op-ed"
    r"|accus(?:ed|es|ing)|admission|attack(?:ed|s)|explain\w*|dictum|comments?|statements?"
    r"|remarks?|speech|speaker|declar\w+|chants?|postured|(?:him|her)self as|known by|concerns?"
    r"|promis\w+|vow(?:ed|s|ing)?|insist\w*|phrase|slogan|term|named?|titled|entitled|RT)\b"
    r"|['’]s words|SEE ALSO|JUST WATCHED|^[^\"“'‘]{2,40}: ",
)
# Distance is kept from a word that the sentence uses: after an article, a possessive or "of".
_USED = re.compile(
    r"(?:\b(?:an?|the|this|that|these|those|his|her|its|their|our|your|my|of)|['’]s) ?$",
    re.IGNORECASE,
)
_SHOWN = re.compile(  # what is written on something, or is a figure or a vote
    r"^\W*(?:buttons?|signs?|shirts?|headlines?|captions?|votes?|figures?|tags?|links?)\b", re.I
)
_LETTER = re.compile(r"^\W*\w\W*$")


def find_marks(articles: pd.DataFrame, certainty: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield hedges and boosters, without forms that mean something else where they stand."""
    marks = certainty[certainty["kind"].isin(("hedge", "booster"))]
    texts = articles.set_index("article_id")[["title", "text"]]
    names = ["article_id", "sentence_id", "zone", "start", "end", "surface"]
    for row in marks.to_dict("records"):
        title, text = texts.loc[row["article_id"]]
        source = title if row["zone"] == "headline" else text
        before = source[max(0, row["start"] - _ASKED) : row["start"]]
        around = f"{before}<{row['surface']}>{source[row['end'] : row['end'] + _AFTER]}"
        if not _OTHER_SENSE.search(searchable(around)):
            rule = str(row["surface"]).lower()
            yield {**{n: row[n] for n in names}, "family": row["kind"], "rule": rule}


def find_scare_quotes(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    marked: pd.DataFrame,
    attributions: pd.DataFrame,
) -> Iterator[dict[str, Any]]:
    """Yield marked words without a speaker; no names, and not where anybody is quoted near."""
    key = ["article_id", "sentence_id"]
    counts = marked.groupby(key).size()
    quoted = set(attributions[key].itertuples(index=False, name=None))
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    spans = sentences[sentences["zone"] != "headline"].set_index(key)[["start", "end"]]
    for row in marked[marked["kind"] == "scare"].to_dict("records"):
        place = (row["article_id"], row["sentence_id"])
        words = str(row["words"])
        is_dull = _is_name(words) or _LETTER.match(words) is not None
        if place in quoted or counts[place] > 1 or is_dull or row["zone"] == "headline":
            continue  # headlines quote in marks and leave the speaker out
        text = texts[row["article_id"]]
        start, end = spans.loc[place]
        is_used = _USED.search(text[start : row["start"]]) and not _SHOWN.match(text[row["end"] :])
        if is_used and not _SPEAKS.search(text[start:end]):
            yield {
                **{name: row[name] for name in (*key, "zone", "start", "end")},
                "surface": words,
                "family": "scare quotes",
                "rule": "marks without a speaker",
            }


def _is_name(words: str) -> bool:
    """Return whether all longer words have a capital, as in the title of a show or a bill."""
    long = [word for word in words.split() if len(word) > 3]
    return words.isupper() or (bool(long) and all(word[0].isupper() for word in long))
