"""What packed files promise: every member is read, refused or skipped, within limits."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from medialens.errors import EmptyError, ReadError
from medialens.io import packed
from medialens.io.collection import load_collection
from medialens.io.files import Found
from medialens.io.packing import packing_of

CSV = b"outlet,text\nValley Post,The bridge is closed.\nCourier,The ferry sails.\n"
BOMB = b"outlet,text\nValley Post," + b"a " * 60_000_000


def zipped(path, *members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def tarred(path, *members, mode="w"):
    with tarfile.open(path, mode) as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def reasons(corpus):
    return dict(zip(corpus.rejects["source_file"], corpus.rejects["reason"], strict=True))


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_packed_file_is_read_under_the_name_it_has_unpacked(tmp_path, suffix, pack):
    path = tmp_path / f"articles.csv.{suffix}"
    path.write_bytes(pack(CSV))
    assert load_collection(path).articles["source_file"].unique().tolist() == ["articles.csv"]


def test_the_members_of_a_zip_are_read_like_the_files_of_a_folder(tmp_path):
    path = zipped(tmp_path / "a.zip", ("march/a.csv", CSV), ("b.txt", "The council met."))
    found = load_collection(path).articles["source_file"]
    assert set(found) == {"a.zip/march/a.csv", "a.zip/b.txt"}


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_is_read_however_it_is_packed(tmp_path, mode):
    path = tarred(tmp_path / "a.tar", ("a.csv", CSV), mode=mode)
    assert len(load_collection(path)) == 2


def test_a_format_given_holds_for_the_members(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.dat", CSV))
    assert len(load_collection(path, format="csv")) == 2


def test_the_suffix_of_a_packed_file_does_not_matter(tmp_path):
    path = zipped(tmp_path / "a.csv", ("a.csv", CSV))
    assert packing_of(Found(path, "a.csv")) == "zip"


def test_a_member_without_a_name_is_rejected(tmp_path):
    content = zipped(tmp_path / "a.zip", ("a.csv", CSV), ("x", CSV)).read_bytes()
    start = content.rindex(b"PK\x01\x02")  # the second member in the zip file's own list
    nameless = content[: start + 28] + b"\0\0" + content[start + 30 :].replace(b"x", b"", 1)
    end = nameless.rindex(b"PK\x05\x06")
    size = int.from_bytes(nameless[end + 12 : end + 16], "little") - 1
    nameless = nameless[: end + 12] + size.to_bytes(4, "little") + nameless[end + 16 :]
    (tmp_path / "a.zip").write_bytes(nameless)
    corpus = load_collection(tmp_path / "a.zip")
    assert reasons(corpus) == {"a.zip/": "the member has no name"}


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "C:\\a.csv"])
def test_a_member_that_leads_outside_is_rejected(tmp_path, name):
    corpus = load_collection(zipped(tmp_path / "a.zip", (name, CSV), ("b.csv", CSV)))
    assert list(reasons(corpus).values()) == ["the member's name leads outside the archive"]
    assert not (tmp_path.parent / "a.csv").exists()


def test_a_link_in_a_tar_is_rejected(tmp_path):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo("passwd.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        member = tarfile.TarInfo("a.csv")
        member.size = len(CSV)
        archive.addfile(member, io.BytesIO(CSV))
    assert "link" in reasons(load_collection(path))["a.tar/passwd.csv"]


def test_hidden_files_and_readmes_are_skipped_by_rule(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.csv", CSV), (".DS_Store", "x"), ("README.md", "Hello."))
    assert load_collection(path).skips["rule"].tolist() == ["no article by its name"] * 2


def test_a_damaged_member_does_not_lose_the_others(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.csv", CSV * 50), ("b.csv", CSV))
    content = bytearray(path.read_bytes())
    content[45] ^= 0xFF
    path.write_bytes(content)
    corpus = load_collection(path)
    assert "damaged" in reasons(corpus)["a.zip/a.csv"]
    assert len(corpus) == 2


def test_what_comes_before_the_end_of_a_cut_tar_is_kept_and_the_cut_is_told(tmp_path):
    path = tarred(tmp_path / "a.tar", ("a.csv", CSV), ("b.csv", CSV * 100))
    path.write_bytes(path.read_bytes()[:2200])
    corpus = load_collection(path)
    assert len(corpus) == 2
    assert "damaged" in reasons(corpus)["a.tar"]


def test_the_cut_of_a_gzip_file_is_told(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    lines = b"".join(b'{"outlet": "P%d", "text": "One ship sailed."}\n' % n for n in range(3000))
    path.write_bytes(gzip.compress(lines)[:-2000])
    corpus = load_collection(path)
    assert "a.jsonl.gz" in reasons(corpus)
    assert 0 < len(corpus) < 3000


def test_a_bomb_is_refused_at_the_limit(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(BOMB))
    with pytest.raises(ReadError, match=r"a\.csv\.gz unpacks to over 100,000,000 bytes"):
        load_collection(path)


def test_a_bomb_in_a_zip_is_refused_at_the_limit(tmp_path):
    with pytest.raises(ReadError, match=r"a\.zip unpacks to over"):
        load_collection(zipped(tmp_path / "a.zip", ("a.csv", BOMB)))


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "MEMBER_LIMIT", 3)
    path = zipped(tmp_path / "a.zip", *((f"{n}.txt", f"Day {n} passed.") for n in range(5)))
    with pytest.raises(ReadError, match="over 3 members"):
        load_collection(path)


def test_an_archive_within_archives_within_archives_is_refused(tmp_path):
    inner = zipped(tmp_path / "a.zip", ("a.csv", CSV)).read_bytes()
    middle = zipped(tmp_path / "b.zip", ("a.zip", inner)).read_bytes()
    outer = zipped(tmp_path / "c.zip", ("b.zip", middle))
    assert len(load_collection(tmp_path / "b.zip")) == 2
    with pytest.raises(EmptyError, match="packed within packed files"):
        load_collection(outer)


def test_a_file_that_is_no_gzip_after_its_first_bytes_is_refused(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(b"\x1f\x8b\x08 nothing")
    with pytest.raises(ReadError, match=r"a\.csv\.gz is a damaged gz file"):
        load_collection(path)
