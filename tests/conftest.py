"""Fixtures that every test may use."""

import os
import shutil

import pytest
from hypothesis import settings

os.environ["MEDIALENS_CACHE"] = "off"  # a test that wants a cache names its own

settings.register_profile("untimed", deadline=None)  # a busy computer fails no test
settings.load_profile("untimed")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium; where none is found the test is skipped, on a build server it fails."""
    named = os.environ.get("MEDIALENS_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    reason = f"no browser: none of {BROWSERS} is on the path; set MEDIALENS_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium):
    """Start a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        started = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory, worker_id):
    """Folder of what was read of articles: one for all workers of a run."""
    folder = tmp_path_factory.getbasetemp()
    return (folder if worker_id == "master" else folder.parent) / "cache"


@pytest.fixture(scope="module")
def remembering(shared_cache):
    """Read each article once in a run: for modules that leave annotation and scoring alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", str(shared_cache))
        yield


@pytest.fixture(scope="session")
def press(shared_cache):
    """The study of the bundled fictional press."""
    return analysed("valdory", shared_cache)


@pytest.fixture(scope="session")
def lesson(shared_cache):
    """The study of the bundled first lesson."""
    return analysed("first_lesson", shared_cache)


def analysed(name, cache):
    import medialens as ml

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", str(cache))
        return ml.analyse(ml.load(name))


@pytest.fixture
def hesitant(monkeypatch):
    """Name of a scorer: VADER, unsure where it reads the word perhaps."""
    from medialens.score import get_scorer, register_scorer, registry

    class Hesitant:
        name = "hesitant"
        describe = "VADER, unsure where it reads the word perhaps"

        def __call__(self, units):
            is_unsure = units["segment"].str.contains("perhaps")
            return get_scorer("vader_sentence")(units).assign(is_uncertain=is_unsure)

    monkeypatch.setattr(registry, "_FACTORIES", dict(registry._FACTORIES))
    register_scorer(Hesitant.name, Hesitant)
    return Hesitant.name


@pytest.fixture
def lone_article():
    """A corpus of one short article without catalogue, headline or date."""
    import medialens as ml
    from medialens.schemas import ARTICLES

    row = {
        "article_id": "a1", "outlet": "The Bell", "published_note": "no date", "language": "en",
        "title": "", "url": "", "author": "", "section": "", "source_file": "a.txt",
        "text": "Mayor Ines Hollis opened the new bridge on Monday. Hollis said that the old one "
        "was a disgrace. Critics called the price absurd.",
    }  # fmt: skip
    return ml.Corpus(ARTICLES.table([row]), name="One article", slug="one")
