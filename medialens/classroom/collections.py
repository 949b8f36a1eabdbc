"""The collection that a lesson reads, with its answer key or without it."""

import csv
import io
import json
from pathlib import Path

from medialens.classroom.truth import PLACES, TRUTH, hedge_places
from medialens.datasets import load
from medialens.io.atomic import write_text_atomic
from medialens.io.named import path_of
from medialens.io.settings import SETTINGS_NAME

SHOWN = ("id", "outlet", "date", "title", "author", "section", "url", "text")
NOTE = """\
# {name}

Invented: the country, the people, the outlets and all articles. {n} articles for lessons, without
the answer key. Licence: CC BY 4.0. Cite as: *{name}*, distributed with medialens.
"""


def write_collection(name: str, folder: Path, *, with_key: bool) -> list[Path]:
    """Write an invented collection into a folder, to be handed out.

    Parameters
    ----------
    name : str
        A bundled collection.
    folder : Path
        Where to; made if it is not there.
    with_key : bool
        Whether the answer key and the data card, which tells what was planted, go with it. Without
        them, a list of places without answers stands in for the key in the lesson on hedges.

    Returns
    -------
    list of Path
        The files that were written.

    Notes
    -----
    The event of an article belongs to the key. It is left out for both, so that teachers and
    students see the same events: those that the machine finds.
    """
    source = path_of(name)
    folder.mkdir(parents=True, exist_ok=True)
    corpus = load(name)
    texts = {
        SETTINGS_NAME: (source / SETTINGS_NAME).read_text("utf-8"),
        **{path.name: _lines(path) for path in sorted(source.glob("*.jsonl"))},
        **{path.name: _rows(path) for path in sorted(source.glob("*.csv"))},
    }
    places = hedge_places(name)
    if with_key:
        texts |= {file: (source / file).read_text("utf-8") for file in ("README.md", TRUTH)}
    else:
        (folder / TRUTH).unlink(missing_ok=True)
        texts["README.md"] = NOTE.format(name=corpus.name, n=len(corpus.articles))
    if not with_key and not places.empty:
        texts[PLACES] = json.dumps({"hedges": places.to_dict("records")}, indent=1) + "\n"
    for file, text in texts.items():
        write_text_atomic(folder / file, text)
    return [folder / file for file in texts]


def _lines(path: Path) -> str:
    """Return the records of a JSON Lines file, without what belongs to the key."""
    records = map(json.loads, path.read_text("utf-8").splitlines())
    kept = ({key: record[key] for key in SHOWN if key in record} for record in records)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in kept)


def _rows(path: Path) -> str:
    """Return the rows of a CSV file, without what belongs to the key."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    out = io.StringIO()
    writer = csv.DictWriter(
        out, [key for key in rows[0] if key in SHOWN], extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
