"""Where a report comes from: facts of the collection, versions of what made it."""

import json
import platform

import pytest

from medialens.citing.provenance import collection_facts, versions
from medialens.corpus import Corpus
from medialens.schemas import ARTICLES


def test_versions_name_python_and_every_package_that_shapes_the_figures():
    found = versions()
    assert found["python"] == platform.python_version()
    assert {"medialens", "numpy", "pandas", "scipy", "matplotlib"} < set(found)
    assert all(isinstance(version, str) and version for version in found.values())


def test_facts_count_articles_outlets_and_languages_in_order(corpus):
    facts = collection_facts(corpus)
    assert facts["n_articles"] == 8
    assert list(facts["outlets"].items()) == [
        ("Harbour Post", 4),
        ("Northern Wire", 3),
        ("Valley Mail", 1),
    ]
    assert facts["languages"] == {"en": 8}
    assert (facts["first"], facts["last"]) == ("2026-03-01", "2026-03-08")
    assert (facts["name"], facts["slug"]) == ("Harbour debate", "harbour-debate")
    assert (facts["licence"], facts["n_rejected"], facts["n_skipped"]) == ("CC0", 0, 0)


def test_facts_are_json_and_tell_nothing_of_the_place(corpus, tmp_path):
    text = json.dumps(collection_facts(corpus), allow_nan=False)
    assert str(tmp_path.parent) not in text


def test_facts_do_not_depend_on_the_order_of_the_articles(corpus):
    turned = Corpus(
        ARTICLES.table(corpus.articles[::-1].to_dict("records")),
        name=corpus.name,
        slug=corpus.slug,
        licence=corpus.licence,
    )
    assert collection_facts(turned) == collection_facts(corpus)


def test_articles_without_dates_give_no_period(lone_article):
    facts = collection_facts(lone_article)
    assert facts["first"] is facts["last"] is None


@pytest.mark.parametrize("language", ["", None])
def test_a_language_that_is_not_known_is_said_to_be_unknown(language):
    rows = [{"article_id": "a", "outlet": "O", "title": "t", "text": "x", "language": language}]
    assert collection_facts(Corpus(ARTICLES.table(rows), name="n"))["languages"] == {"unknown": 1}
