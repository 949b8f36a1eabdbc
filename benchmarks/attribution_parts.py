"""What each part of the search for reported speech brings: every part left out in turn.

FILE is coded as in `benchmarks.attribution`. A number is what F1 loses without the part, in
points: of all contents, of contents with the right speaker, of direct quotations, of those with
the speaker.
"""

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import medialens.annotate.clauses as clauses
import medialens.annotate.contents as contents
import medialens.annotate.reports as reports
import medialens.annotate.verbs as verbs
from benchmarks.attribution import Tally, attributions_of, judged
from training.rows import json_lines


def _nothing(*_: object) -> None:
    return None


def _none_found(*_: object) -> list[Any]:
    return []


def _whole_sentence(clause: Any, _: int) -> int:  # noqa: ANN401
    return len(clause.tokens)


PARTS = {
    "a quotation alone goes on with the speaker": [
        (reports._Paragraph, "_read_bare", _nothing),
        (reports._Paragraph, "_take_quotation_before", _nothing),
    ],
    "inverted: '...', said Lund": [(verbs, "_read_inverted", _nothing)],
    "a second verb of one subject": [(verbs, "_shared_subject", _nothing)],
    "participles: ..., adding that": [(verbs, "_read_participle", _nothing)],
    "quotations without a reporting word": [(reports, "_unlicensed", _none_found)],
    "according to": [(clauses, "_read_according", _nothing)],
    "where a content ends": [
        (module, "content_end", _whole_sentence) for module in (clauses, contents, verbs)
    ],
    "nouns: Lund's claim that": [(clauses, "_read_noun", _nothing)],
    "passives: it was said that, as told by": [
        (verbs, "_read_impersonal", _nothing),
        (verbs, "_read_by", _nothing),
    ],
    "labels: LUND: ...": [(reports, "_label", _nothing)],
    "reports inside quotations": [(reports, "_inside_reports", _none_found)],
}


def main() -> None:
    """Print the figures of the whole, and what is lost without each part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    records = json_lines(parser.parse_args().file)
    whole = _figures(judged(records, attributions_of(records)))
    print(f"{'everything':45}", *(f"{figure:6.1f}" for figure in whole), flush=True)
    for name, replaced in PARTS.items():
        with ExitStack() as stack:
            for owner, attribute, instead in replaced:
                stack.enter_context(patch.object(owner, attribute, instead))
            without = _figures(judged(records, attributions_of(records)))
        lost = (a - b for a, b in zip(whole, without, strict=True))
        print(f"{name:45}", *(f"{figure:+6.1f}" for figure in lost), flush=True)


def _figures(tallies: dict[str, Tally]) -> list[float]:
    return [
        200 * right / (tally.coded + tally.found)
        for tally in (tallies["all"], tallies["direct"])
        for right in (tally.right, tally.speaker)
    ]


if __name__ == "__main__":
    main()
