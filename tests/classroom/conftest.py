"""The lessons as pages, made once for all tests that read or open them."""

import pytest


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """All lessons that can be pages, and their index."""
    from medialens.classroom.pages import write_pages

    out = tmp_path_factory.mktemp("pages")
    write_pages(out)
    return out
