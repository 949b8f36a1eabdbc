"""An article is drawn as its text, every stretch marked by whose words it is. All is invented."""

import html
import re
from pathlib import Path

import pandas as pd
import pytest

import medialens as ml
from medialens.annotate.segments import find_segments
from medialens.errors import UnknownNameError
from medialens.reading import Reading, Span
from medialens.report.html import clean
from medialens.report.recorder import Recorder
from medialens.report.templates import read
from medialens.schemas import ACTORS, ARTICLES, ATTRIBUTIONS
from medialens.text.words import words

TITLE = "Berg: Norland lost"
TEXT = (
    "Rain fell. “Norland is lost for good,” Olaf Berg said.\n\n"
    "Ana Ruiz said Berg claimed that Norland ruined the port. "
    "Berg said the deal was “easy, though not easy enough”."
)
HOSTILE = "<svg/onload=alert(1)>\u202e</bdi><script>alert(1)</script>\"'"


def study_of(text, title=""):
    row = {"article_id": "a1", "outlet": "The Courier", "published": "2026-03-02", "title": title,
           "text": text, "language": "en"}  # fmt: skip
    people = [
        ml.Actor("berg", "Olaf Berg", "person", (ml.Form("Berg"),)),
        ml.Actor("ruiz", "Ana Ruiz", "person", (ml.Form("Ruiz"),)),
    ]
    return ml.analyse(ml.Corpus(ARTICLES.table([row])), actors=people, scorer="vader_sentence")


@pytest.fixture(scope="module")
def reading():
    """An article with own, quoted, retold and twice removed words."""
    return study_of(TEXT, TITLE).read("a1")


def drawn(page):
    """The headline and the paragraphs of a drawing, as a reader who sees it reads them."""
    bare = re.sub(r'<span class="ml-unseen">.*?</span>', "", page)
    bare = re.sub(r"<sup.*?</sup>", "", bare)
    parts = re.findall(r'<(?:h3|p) dir="auto">(.*?)</(?:h3|p)>', bare)
    return [html.unescape(re.sub(r"<[^>]+>", "", part)) for part in parts]


def test_no_letter_of_the_article_is_lost_or_added(reading):
    """What stands between the marks is the headline and the paragraphs."""
    assert drawn(reading.html) == [TITLE, *TEXT.split("\n\n")]


def test_every_drawn_word_stands_in_one_segment(press):
    """Over a whole collection: the words drawn are as many as the segments and the list count."""
    for article_id in press.corpus.articles["article_id"].head(40):
        found = press.read(article_id)
        n_drawn = sum(len(words(part)) for part in drawn(found.html))
        assert n_drawn == found.segments["n_words"].sum() == found.voices["n_words"].sum()


def test_a_study_reads_its_articles_from_its_segments(press):
    """The segments of one article are those rows of the whole collection's."""
    article_id = press.corpus.articles["article_id"][3]
    whole = press.segments
    alone = whole[whole["article_id"] == article_id].reset_index(drop=True)
    pd.testing.assert_frame_equal(press.read(article_id).segments, alone)


def test_an_article_that_is_not_there_is_named(press):
    with pytest.raises(UnknownNameError, match="article 'nothing' is not known"):
        press.read("nothing")


def test_the_outlets_own_words_stand_without_mark(reading):
    assert '<p dir="auto">Rain fell. <span class="ml-voice' in reading.html


def test_each_voice_is_numbered_and_said_to_begin_and_end(reading):
    """A number for the eye, the name and the end for a screen reader."""
    assert '<sup class="ml-tag" dir="ltr">1<span class="ml-unseen"> <bdi>Olaf Berg</bdi>, ' in (
        reading.html
    )
    voices = len(re.findall(r'<sup class="ml-tag" dir="ltr">', reading.html))
    assert reading.html.count("(end of ") == voices == 5


def test_a_source_of_a_source_has_two_lines_and_both_names(reading):
    """Depth is a class of its own, and the words before it name the chain."""
    assert 'class="ml-voice ml-voice-3 ml-depth-2"' in reading.html
    assert "<bdi>Ana Ruiz quoting Olaf Berg</bdi>, retold: " in reading.html
    assert 'title="The Courier → Ana Ruiz → Olaf Berg: retold"' in reading.html


def test_spaces_at_the_ends_of_a_voice_stand_outside_of_its_mark():
    """No line is drawn under the space before another voice begins."""
    page = study_of("“Rain,” Berg said, “and Ruiz said Norland lost” again.").read("a1").html
    begins = re.findall(r'</sup><span class="ml-said[^"]*">(.)', page)
    ends = re.findall(r'(.)</span><span class="ml-unseen"> \(end of', page)
    assert len(begins) > 1
    assert not any(letter.isspace() for letter in [*begins, *ends])


def test_words_reported_without_quotation_marks_are_dotted_and_quoted_words_are_not(reading):
    assert '<span class="ml-said">“Norland is lost for good,”</span>' in reading.html
    assert '<span class="ml-said ml-ambiguous">the deal was </span>' in reading.html
    assert '<span class="ml-said">“easy, though not easy enough”</span>' in reading.html


def test_the_list_names_each_voice_with_its_words_and_share(reading):
    """The outlet first, the others in order of appearance; the shares add up to one."""
    table = reading.voices
    assert table["chain"].tolist() == [
        "The Courier",
        "Olaf Berg",
        "Ana Ruiz",
        "Ana Ruiz → Olaf Berg",
    ]
    assert table["number"].tolist() == [0, 1, 2, 3]
    assert table["share"].sum() == pytest.approx(1)
    assert "<bdi>The Courier</bdi>, in its own words</span> " in reading.html
    assert '<span class="ml-count">4 words, 12 %, all retold</span>' in reading.html


def test_what_the_article_does_not_have_is_not_explained():
    """Without reported words, neither two lines nor dots are spoken of."""
    page = study_of("Rain fell.").read("a1").html
    assert "Two lines" not in page
    assert "Dotted" not in page
    assert "2 words, 100 %" in page


def test_an_empty_article_is_read_without_words():
    """One voice, the outlet's, with nothing to say."""
    article = ARTICLES.table([{"article_id": "a", "outlet": "o", "title": "", "text": ""}])
    found = Reading(article.iloc[0], find_segments(article, ATTRIBUTIONS.table(), ACTORS.table()))
    assert found.voices[["chain", "n_words", "share"]].to_numpy().tolist() == [["o", 0, 0.0]]
    assert drawn(found.html) == []
    assert "nan" not in found.html.casefold()


def test_as_text_every_reported_stretch_stands_in_brackets_with_its_number(reading):
    shown = repr(reading)
    assert "Rain fell. [1: “Norland is lost for good,”] Olaf Berg said." in shown
    assert "[3] Ana Ruiz → Olaf Berg: 4 words, 12 %" in shown


def test_the_drawing_passes_the_allow_list_unharmed(reading):
    """Nothing in it needs style, script or an attribute that a report removes."""
    assert html.unescape(clean(reading.html)) == html.unescape(reading.html)


def test_every_class_of_the_drawing_has_a_rule(reading):
    used = set(" ".join(re.findall(r'class="([^"]+)"', reading.html)).split())
    style = read("content.css")
    assert {"ml-voice", "ml-depth-1"} == {name for name in used if f".{name} " not in style}


def test_hostile_articles_are_drawn_as_text():
    """Headline, text, outlet and source phrase are data."""
    row = {"article_id": "a", "outlet": HOSTILE, "title": HOSTILE, "text": HOSTILE}
    said = {"article_id": "a", "attribution_id": 0, "zone": "body", "start": 0, "end": 9,
            "source": HOSTILE, "voice": "named", "depth": 1, "type": "direct"}  # fmt: skip
    article = ARTICLES.table([row])
    segments = find_segments(article, ATTRIBUTIONS.table([said]), ACTORS.table())
    page = Reading(article.iloc[0], segments).html
    assert not re.search(r"<(?:svg|script)", page)
    assert page.count("<bdi>") == page.count("</bdi>")
    assert html.unescape(clean(page)) == html.unescape(page)


def test_in_a_notebook_it_brings_the_style_of_the_report(reading):
    """A study may be read without a report's recorder."""
    shown = reading._repr_html_()
    assert shown.startswith("<style>")
    assert ".ml-ambiguous" in shown
    assert shown.endswith(reading.html)


def test_a_report_shows_the_article_and_keeps_its_segments(reading, shown, tmp_path):
    """Under a name of its own, as any table."""
    run = Recorder(tmp_path, show=shown)
    run.reading("one-article", reading)
    kept = pd.read_parquet(tmp_path / "tables/one-article.parquet")
    assert kept["n_words"].sum() == reading.segments["n_words"].sum()
    assert 'id="table-one-article"' in shown.html
    assert 'href="tables/one-article.csv"' in shown.html
    assert drawn(shown.html) == drawn(reading.html)
    (entry,) = run.record["tables"]
    assert entry["caption"] == f"Whose words: {TITLE}"


LOOK = """() => {
  const style = name => getComputedStyle(document.querySelector(name));
  return {
    dotted: style('.ml-words .ml-ambiguous').textDecorationStyle,
    quoted: style('.ml-words .ml-said:not(.ml-ambiguous)').textDecorationStyle,
    lines: ['1', '2'].map(n => parseFloat(style(`.ml-words .ml-depth-${n} .ml-said`)
      .borderBottomWidth)),
    unseen: style('.ml-unseen').clipPath,
    width: document.documentElement.scrollWidth,
    beside: document.querySelector('.ml-legend').offsetLeft
      > document.querySelector('.ml-words').offsetLeft + 100,
  };
}"""


@pytest.mark.browser
@pytest.mark.parametrize(("width", "is_beside"), [(390, False), (1200, True)])
def test_marks_are_told_apart_without_color_at_any_width(
    reading, browser, tmp_path, width, is_beside
):
    """Dots, lines and the list's place, as a browser draws them."""
    style = "".join(read(name) for name in ("tokens.css", "content.css", "page.css"))
    path = Path(tmp_path) / "page.html"
    page = f'<meta charset="utf-8"><style>{style}</style><main>{clean(reading.html)}</main>'
    path.write_text(f"<!doctype html>{page}", encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900})
    tab = context.new_page()
    tab.goto(path.as_uri())
    look = tab.evaluate(LOOK)
    context.close()
    assert (look["dotted"], look["quoted"]) == ("dotted", "solid")
    assert look["lines"][0] == 0 < look["lines"][1]
    assert look["unseen"] == "inset(50%)"
    assert look["width"] == width
    assert look["beside"] is is_beside


def test_words_that_are_looked_for_are_marked_through_every_voice():
    """A sentence keeps its voices; its marked pieces put together are the sentence."""
    study = study_of(TEXT, TITLE)
    wanted = TEXT[TEXT.index("Ana Ruiz") : TEXT.index(" Berg said the deal")]
    start = TEXT.index(wanted)
    marked = study.read("a1", found=Span("text", start, start + len(wanted)))
    pieces = re.findall(r'<mark class="ml-found">(.*?)</mark>', marked.html)
    assert len(pieces) > 2
    assert "".join(pieces).replace(" ", "") == wanted.replace(" ", "")
    assert drawn(marked.html) == drawn(study.read("a1").html)
