"""The judge of attributions, on one sentence whose counts can be made by hand."""

import pytest

from benchmarks.attribution import Found, Words, attributions_of, judged, stretches

TEXT = "Olaf Berg said that the harbor was closed. “It is closed for good,” he added."
RECORD = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 9]], "content": [[15, 41]]},
        {"source": [[68, 70]], "content": [[43, 67]]},
    ],
}


def test_our_attributions_of_a_plain_text_are_right():
    """One indirect and one direct report, both with their speakers."""
    tallies = judged([RECORD], attributions_of([RECORD]))
    every, direct = tallies["all"], tallies["direct"]
    assert (every.coded, every.found, every.right, every.speaker) == (2, 2, 2, 2)
    assert (direct.coded, direct.found, direct.right, direct.speaker) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("found", "right", "speaker"),
    [
        (Found((15, 41), (0, 9)), 1, 1),
        (Found((15, 41), (68, 70)), 1, 0),
        (Found((15, 41), None), 1, 0),
        (Found((31, 41), (0, 9)), 0, 0),
    ],
)
def test_content_and_speaker_are_judged_apart(found, right, speaker):
    """Seven words are coded; two of them alone are too few."""
    tally = judged([RECORD], {"a": [found]})["all"]
    assert (tally.right, tally.speaker) == (right, speaker)


def test_an_unclosed_curly_mark_runs_to_the_end_of_its_paragraph():
    text = "“One two three\n“Four five six.” He left."
    assert [text[a:b] for a, b in stretches(text)] == ["“One two three", "“Four five six.”"]


def test_a_span_that_ends_inside_a_word_holds_the_word():
    words = Words("One two three")
    assert words.inside([(4, 6)]) == {1}
    assert words.inside([(3, 4)]) == set()
