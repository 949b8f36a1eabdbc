"""Boilerplate goes paragraph by paragraph, with a note; what may be the article's stays."""

import pytest

from medialens.io.boilerplate import without_boilerplate


@pytest.mark.parametrize(
    ("paragraph", "note"),
    [
        ("Advertisement", "advertisement label removed"),
        ("Anzeige", "advertisement label removed"),
        ("Share this article", "share line removed"),
        ("Partager sur Facebook", "share line removed"),
        ("Read more", "read-more line removed"),
        ("Lesen Sie auch: Eine Stadt ohne Brücke", "read-more line removed"),
        ("À lire aussi : Une ville sans pont", "read-more line removed"),
        ("Sign up for our daily newsletter", "newsletter sign-up removed"),
        ("Suscríbete a nuestra newsletter", "newsletter sign-up removed"),
        ("We use cookies to improve your visit.", "cookie notice removed"),
        ("Wir verwenden Cookies auf dieser Seite.", "cookie notice removed"),
        ("© 2025 Stell Post. All rights reserved.", "copyright line removed"),
        ("Photo: Ada Quill", "photo credit removed"),
        ("Ada Quill / Reuters", "photo credit removed"),
        ("Leave a comment", "comment prompt removed"),
        ("(END)", "page furniture removed"),
    ],
)
def test_a_paragraph_of_the_sites_is_removed_and_told(paragraph, note):
    assert without_boilerplate(f"One.\n{paragraph}\nTwo.") == ("One.\nTwo.", (note,))


@pytest.mark.parametrize(
    "paragraph",
    [
        "“We use cookies,” the minister said.",
        "Sites that use cookies must say so, the court ruled.",
        "Share prices fell on Monday.",
        "The advertisement ran for a week.",
        "Sign up sheets were full by noon in the town hall.",
        "Related parties were heard on Tuesday.",
        "More people crossed the bridge on foot.",
        "The photo: a bridge without a river.",
        "Read more books, the teacher told the class on Monday.",
        "Bild: Kanzler plant Rücktritt",
        "Comments by the mayor caused a stir.",
    ],
)
def test_a_sentence_of_the_article_stays(paragraph):
    assert without_boilerplate(paragraph) == (paragraph, ())


def test_links_below_a_heading_of_links_go_with_it():
    text = "One.\nRelated stories\nA tower falls\nA river dries\nTwo.\nA tower falls"
    found = without_boilerplate(text, {"A tower falls", "A river dries"})
    assert found == ("One.\nTwo.\nA tower falls", ("related links removed",))
