"""The pieces of work beside their peers, on tiny texts, with peers that cost nothing."""

import json
import re
from importlib import import_module
from importlib.util import find_spec

import pytest

from benchmarks.peers import __main__ as command
from benchmarks.peers.pieces import PIECES, Piece
from benchmarks.peers.records import read_texts, write_texts
from benchmarks.peers.table import Line, lines, markdown
from benchmarks.peers.texts import HALVES, brought, bundled_news, invented
from benchmarks.timing import Lap, Side, Timed
from medialens import load

OURS = [(name, piece.ours) for name, piece in PIECES.items() if name != "report"]
QUICK_PEERS = ("pandas", "textblob", "vaderSentiment", "polars", "scikit-learn", "datasketch")
FAKES = "tests.benchmarks.fake_work"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Thirty articles of some hundred words."""
    path = tmp_path_factory.mktemp("texts")
    write_texts(invented(30, 9000), bundled_news()[:3], path)
    return path


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch):
    monkeypatch.setenv("MEDIALENS_CACHE", "off")


def work_of(side, folder):
    module, name = side.work.split(":")
    return getattr(import_module(module), name)(folder)


def test_the_same_seed_writes_the_same_texts():
    one, again, other = invented(4, 400), invented(4, 400), invented(4, 400, seed=2)
    assert one == again
    assert one != other


def test_invented_texts_have_the_size_and_the_halves_that_were_asked_for():
    records = invented(20, 8000)
    n_words = sum(len(record["text"].split()) for record in records)
    assert 8000 <= n_words < 9000
    assert [record["outlet"] for record in records] == [HALVES[0]] * 10 + [HALVES[1]] * 10


def test_texts_come_back_from_both_files(folder):
    records = read_texts(folder)
    for name in ("articles.jsonl", "articles.csv"):
        articles = load(folder / name).articles
        assert set(articles["text"]) == {record["text"] for record in records}
        assert set(articles["outlet"]) == set(HALVES)


def test_a_collection_that_is_brought_along_is_halved_by_date(folder):
    records = brought(folder / "articles.csv")
    assert [record["outlet"] for record in records].count(HALVES[0]) == 15
    assert len(bundled_news()) > 50


@pytest.mark.parametrize(("name", "side"), OURS, ids=[name for name, _ in OURS])
def test_every_piece_of_ours_runs(name, side, folder, monkeypatch):
    """On tiny texts, in this process."""
    monkeypatch.setattr("benchmarks.peers.keyness.MIN_COUNT", 3)
    monkeypatch.setattr("benchmarks.speed.N_OURS", 8)
    done = work_of(side, folder)()
    assert done["seconds"] > 0 if isinstance(done, dict) else done >= 1


@pytest.mark.parametrize(
    "side",
    [s for piece in PIECES.values() for s in piece.peers if s.package in QUICK_PEERS],
    ids=lambda side: side.work,
)
def test_a_peer_that_is_installed_runs(side, folder):
    module = {"scikit-learn": "sklearn"}.get(side.package, side.package)
    if find_spec(module) is None:
        pytest.skip(f"{side.package} is not installed")
    done = work_of(side, folder)()
    assert done["seconds"] > 0 if isinstance(done, dict) else done >= 1


def timed(name, *laps, absent=""):
    side = Side(name, f"{FAKES}:first")
    return Timed(side, [Lap(*lap[:2], lap[0], *lap[2:]) for lap in laps], "1.0", absent)


def line_of(ours, peer, asked=0.0, **options):
    piece = Piece("work", ours.side, {peer.side: asked}, **options)
    (line,) = lines(piece, ours, [peer])
    return line


def test_a_line_tells_ratios_and_whether_they_are_as_asked():
    ours, peer = timed("we", (1.0, 1, 200.0, 10.0)), timed("they", (3.0, 1, 300.0, 40.0))
    line = line_of(ours, peer, asked=2.0, lighter=2.0)
    assert (line.times_faster, line.times_lighter, line.is_met) == ((3.0, 3.0), 4.0, True)
    assert line_of(ours, peer, asked=4.0).is_met is False
    assert line_of(ours, peer, asked=2.0, lighter=5.0).is_met is False
    assert line_of(ours, peer).is_met is None


def test_units_are_compared_one_by_one():
    ours, peer = timed("we", (2.0, 1000, 9.0, 1.0)), timed("they", (1.0, 100, 9.0, 1.0))
    line = line_of(ours, peer, unit="words")
    assert (line.our_seconds, line.peer_seconds) == ((2.0, 2.0), (10.0, 10.0))
    assert "per 1,000 words" in markdown([line])


@pytest.mark.parametrize("side", ["ours", "peer"])
def test_an_absent_side_stands_in_the_table(side):
    absent = "not installed: pip install it (no it)"
    here, gone = timed("here", (1.0, 1, 9.0, 1.0)), timed("gone", absent=absent)
    line = line_of(*((here, gone) if side == "peer" else (gone, here)), asked=3.0)
    assert line.is_met is None
    assert absent in markdown([line])


def test_the_table_is_markdown():
    row = Line("work", "", "we", (1.0, 1.5), "they 1.0", (2.0, 3.0), (2.0, 2.0), asked=1.0)
    table = markdown([row]).splitlines()
    assert len({line.count("|") for line in table}) == 1
    assert re.search(r"\| 1 / 1.5 +\| they 1.0 +\| 2 / 3 ", table[2])


def test_the_command_prints_the_table_and_writes_it(tmp_path, capsys, monkeypatch):
    """With two sides that cost nothing, one of which is absent."""
    sides = [Side(name, f"{FAKES}:{name}", "pip") for name in ("first", "second", "absent")]
    piece = Piece("nothing", sides[0], {sides[1]: 0.0, sides[2]: 1.0})
    monkeypatch.setitem(PIECES, "counting", piece)
    file = tmp_path / "found.json"
    arguments = ["--articles", "4", "--words", "400", "--rounds", "2", "--only", "counting"]
    command.main([*arguments, "--json", str(file)])
    printed = capsys.readouterr().out
    assert "4 articles" in printed
    assert "not installed" in printed
    found = json.loads(file.read_text("utf-8"))
    assert [line["laps"] for line in found["lines"]] == [2, 0]
    assert found["machine"]["cores"] >= 1
    assert found["settings"]["seed"] == "1"
