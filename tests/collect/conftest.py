"""Local servers, settings that allow them, and hosts that do not wait."""

import pytest

from medialens.collect.politeness import Host
from medialens.collect.run import collect
from medialens.collect.settings import Feeds
from tests.collect.site import Site

LIMITS = {
    "contact": "desk@example.org", "delay": 0.0, "seconds": 2.0, "wait": 5.0,
    "max_bytes": 200_000, "retries": 1, "allow_private": ["127.0.0.1"],
}  # fmt: skip


@pytest.fixture
def site():
    made = Site()
    yield made
    made.close()


@pytest.fixture
def forbidden():
    """A server on another loopback address, which is not allowed."""
    made = Site("127.0.0.2")
    yield made
    made.close()


@pytest.fixture
def round_of(tmp_path):
    """Collect sources into a folder, without waiting; tell how long hosts were waited for."""

    def run(*sources, now=1_750_000_000.0, **limits):
        feeds = Feeds.model_validate({"defaults": LIMITS | limits, "source": list(sources)})
        waits = []

        def host(origin):
            return Host(origin, feeds.defaults, sleep=waits.append)

        done = collect(feeds, tmp_path / "press", host=host, now=lambda: now)
        done.waits = waits
        return done

    return run
