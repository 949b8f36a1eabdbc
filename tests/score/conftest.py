"""Units made of sentences."""

import pytest

from medialens.schemas import UNITS


@pytest.fixture
def make_units():
    def make(sentences, name, *, voice="own"):
        return UNITS.table(
            {
                "article_id": f"a{number}",
                "sentence_id": 1,
                "zone": "body",
                "actor_id": name.lower(),
                "voice": voice,
                "start": sentence.index(name),
                "end": sentence.index(name) + len(name),
                "sentence": sentence,
                "segment": sentence,
                "target_start": sentence.index(name),
                "target_end": sentence.index(name) + len(name),
            }
            for number, sentence in enumerate(sentences)
        )

    return make
