"""Which parts of the articles are counted."""

import pytest

from medialens.compare.keywords import compare_keywords
from medialens.compare.stretches import find_stretches
from medialens.schemas import COPIES, SEGMENTS, SENTENCES


@pytest.fixture
def sentences():
    return SENTENCES.table(
        [{"article_id": "a0", "sentence_id": n, "zone": zone, "start": start, "end": end}
         for n, (zone, start, end) in enumerate(
             [("headline", 0, 5), ("lead", 0, 10), ("body", 11, 30)])]
    )  # fmt: skip


def segments(*rows):
    return SEGMENTS.table(
        {"article_id": "a0", "zone": zone, "start": start, "end": end, "voice": voice}
        for zone, start, end, voice in rows
    )


def test_without_a_voice_every_sentence_is_a_stretch(sentences):
    assert find_stretches(sentences).to_numpy().tolist() == [
        ["a0", "headline", 0, 5], ["a0", "text", 0, 10], ["a0", "text", 11, 30],
    ]  # fmt: skip


def test_the_own_and_the_quoted_voice_share_out_each_sentence(sentences):
    """A report that runs on from the first sentence into the second."""
    found = segments(("headline", 0, 5, "own"), ("text", 0, 4, "own"),
                     ("text", 4, 20, "named"), ("text", 20, 30, "own"))  # fmt: skip
    own, quoted = (
        find_stretches(sentences, found, voice=voice)[["zone", "start", "end"]].to_numpy().tolist()
        for voice in ("own", "quoted")
    )
    assert own == [["headline", 0, 5], ["text", 0, 4], ["text", 20, 30]]
    assert quoted == [["text", 4, 10], ["text", 11, 20]]


def test_keywords_of_the_own_voice_leave_out_what_is_quoted(make_articles):
    """Storm stands only in what others say."""
    articles = make_articles("AB", text=["flood. storm", "calm. storm"])
    voices = SEGMENTS.table(
        {"article_id": article, "zone": "text", "start": start, "end": end, "voice": voice}
        for article, at in (("a0", 6), ("a1", 5))
        for start, end, voice in ((0, at, "own"), (at, at + 6, "named"))
    )
    sentences = SENTENCES.table(
        {"article_id": article, "sentence_id": 1, "zone": "lead", "start": 0, "end": 20}
        for article in ("a0", "a1")
    )
    own = find_stretches(sentences, voices, voice="own")
    options = {"min_count": 1, "min_articles": 1, "permutations": 0}
    table = compare_keywords(articles, COPIES.table(), target="A", stretches=own, **options)
    assert table["term"].tolist() == ["calm", "flood"]


def test_a_voice_without_segments_is_refused(sentences):
    with pytest.raises(ValueError, match="needs the segments"):
        find_stretches(sentences, voice="own")
