"""The lessons as pages, made once for all tests that read or open them."""

import pytest


@pytest.fixture(scope="session")
def folder(tmp_path_factory, shared_cache):
    """All lessons that can be pages, and their index."""
    from medialens.classroom.pages import write_pages

    out = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIALENS_CACHE", str(shared_cache))
        write_pages(out)
    return out
