"""Pages are read in the letters that browsers show, or not at all."""

import pytest

from medialens.io.page_encoding import NoPageError, decode_page


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "“Café” – fermé"),
        ("gb2312", "gb18030", "镕基说：桥已关闭"),
        ("shift_jis", "cp932", "①橋は閉鎖された"),
        ("euc-kr", "cp949", "똠방각하 다리"),
        ("iso-8859-9", "cp1254", "Köprü kapalı"),
        ("tis-620", "cp874", "สะพานปิด"),
        ("big5", "big5hkscs", "橋已關閉"),
        ("windows-1251", "cp1251", "Мост закрыт"),
        ("iso-2022-jp", "iso2022_jp", "橋は閉鎖された"),
        ("utf-16", "utf-8", "Café"),
    ],
)
def test_a_declared_name_means_what_it_means_to_browsers(declared, encoding, text):
    page = f'<meta charset="{declared}">{text}'
    assert decode_page(page.encode(encoding))[0] == page


def test_the_server_speaks_before_the_page():
    content = '<meta charset="cp1252">Мост'.encode("koi8-r")
    assert decode_page(content, declared="koi8-r")[0].endswith("Мост")


def test_a_byte_order_mark_speaks_before_all():
    content = '<meta charset="cp1252">Café'.encode("utf-16")
    assert decode_page(content)[0] == '<meta charset="cp1252">Café'


@pytest.mark.parametrize("declared", ["x-user-defined", "rot13", "zlib", "unicode_escape", "utf-8"])
def test_what_no_browser_knows_or_does_not_fit_is_refused(declared):
    with pytest.raises(NoPageError, match=declared):
        decode_page(f'<meta charset="{declared}">Café'.encode("cp1252"))


def test_a_broken_letter_among_many_is_replaced_and_told():
    text, notes = decode_page(b'<meta charset="utf-8">' + "ж".encode() * 60 + b"\xd0<p>")
    assert text.endswith("ж\ufffd<p>")
    assert notes == ("broken letters replaced by U+FFFD",)


def test_a_stated_encoding_is_the_only_one_tried():
    with pytest.raises(NoPageError, match="not in the encoding ascii"):
        decode_page("Café".encode(), stated="ascii")
