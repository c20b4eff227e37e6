"""Files that are no tables: one clear sentence, exit status 1, nothing written, never a traceback."""

import os
import struct
import zlib

import pytest

from tests.ingest.files import CASES, ITEMS, County, contents, text, workbook, zipped


def picture() -> bytes:
    """A real PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def protected() -> bytes:
    """What Excel writes for a workbook with a password: an OLE file with an encrypted package in it."""
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    return (
        header + b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in names) + b"\0" * 512
    )


WITHOUT_NUMBER = [["受理编码号", "事项编码", "受理时间"], ["A1", "0001", "2026-01-05"]]

# name, bytes, rule, word of the sentence in zh and en
FILES: dict[str, tuple[str, bytes, str, str, str]] = {
    "0 bytes": ("空.xlsx", b"", "file_empty", "0 字节", "0 bytes"),
    "picture": ("照片.xlsx", picture(), "file_not_table", "图片", "picture (PNG)"),
    "pdf": ("文件.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file_not_table", "PDF", "PDF"),
    "program": ("a.xls", b"MZ\x90\0\x03\0\0\0", "file_not_table", "程序", "program"),
    "letter": ("a.docx", zipped({"word/document.xml": b"<w/>"}), "file_not_table", "Word", "Word"),
    "password": ("密.xlsx", protected(), "file_encrypted", "密码", "password"),
    "truncated": ("断.xlsx", workbook({"a": ITEMS})[:-400], "file_damaged", "损坏", "damaged"),
    "half": ("半.xlsx", workbook({"a": ITEMS})[:2000], "file_damaged", "损坏", "damaged"),
    "bytes": ("乱.csv", b"a,b\n1,\xb0\xff\xff2\n", "file_encoding", "2", "Line 2"),
    "empty sheet": ("空表.xlsx", workbook({"a": []}), "file_no_rows", "", "No row of data"),
    "header alone": ("表头.xlsx", workbook({"a": ITEMS[:1]}), "file_no_rows", "", "No row of data"),
    "header and total": (
        "合计.csv",
        text([ITEMS[0], ["合计"] + [""] * 5]),
        "file_no_rows",
        "",
        "No row of data",
    ),
    "blank csv": ("空白.csv", b"\r\n \r\n", "file_no_rows", "", "No row of data"),
    "no number": ("缺.csv", text(WITHOUT_NUMBER), "column_missing", "办件编号", "Nearest: "),
    "no item": (
        "缺.csv",
        text([["办件编号", "受理时间"], ["A", "2026-01-05"]]),
        "column_missing",
        "事项编码",
        "事项编码",
    ),
    "other table": (
        "食堂.xlsx",
        workbook({"a": [["菜名", "价格"], ["豆腐", 3]]}),
        "sheet_unknown",
        "请按模板修改表头",
        "as in a template",
    ),
    "empty zip": ("空.zip", zipped({"照片.png": picture()}), "file_no_table", "", "no table"),
    "zip in zip": ("套.zip", zipped({"内.zip": zipped({"a.csv": b"a"})}), "file_nested", "内.zip", "内.zip"),
    "bad member": (
        "坏.zip",
        zipped({"a.xlsx": picture(), "b.csv": text(ITEMS)}),
        "file_not_table",
        "图片",
        "picture",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_gets_one_sentence(county: County, case: str) -> None:
    name, data, rule, zh, en = FILES[case]
    path = county.file(name, data)
    for lang, command, words in (("zh", "check", zh), ("en", "load", en)):
        report = county.json(command, path, status=1, lang=lang)
        assert [problem["rule"] for problem in report["problems"]] == [rule]
        assert words in report["problems"][0]["message"]
        said = county.run(command, path, lang=lang)
        assert said.exit_code == 1
        assert len(said.stdout.splitlines()) == 2  # the sentence, and that nothing was written
        assert "Traceback" not in said.output
    assert contents(county.warehouse.folder) is None


def test_the_sentences_are_in_one_language(county: County) -> None:
    for name, data, rule, _zh, _en in FILES.values():
        said = county.run("check", county.file(name, data), lang="zh").stdout
        assert not {"The", "file", "workbook", "No"} & set(said.replace(":", " ").split()), rule


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("没有这个文件", "文件夹")), ("en", ("no such file", "folder"))]
)
def test_paths_that_are_no_files(county: County, lang: str, words: tuple[str, str]) -> None:
    report = county.load(str(county.folder / "没有.csv"), str(county.folder), status=1, lang=lang)
    for problem, word in zip(report["problems"], words, strict=True):
        assert problem["rule"] == "file_unreadable"
        assert word in problem["message"]
    assert contents(county.warehouse.folder) is None


def test_a_bad_file_stops_the_good_one_beside_it_and_what_is_loaded_stays(county: County) -> None:
    county.load(county.file("i.csv", text(ITEMS)))
    before = contents(county.warehouse.folder)
    report = county.load(county.file("c.csv", text(CASES)), county.file("p.xlsx", picture()), status=1)
    assert report["balance"]["accepted_new"] == 3  # would have been
    assert contents(county.warehouse.folder) == before


def test_a_missing_column_names_what_is_there_and_what_is_near(county: County) -> None:
    heads = ["办件编码", "事项编码", "受理时间"]
    report = county.check(county.file("a.csv", text([heads, ["A", "1", "2026-01-05"]])), status=1)
    message = report["problems"][0]["message"]
    assert "办件编码、事项编码、受理时间" in message
    assert message.index("办件编号") < message.index("办件编码")


def test_the_dataset_asked_for_is_the_only_one_looked_for(county: County) -> None:
    report = county.check(county.file("a.csv", text(ITEMS)), "--dataset", "cases", status=1)
    assert report["problems"][0]["rule"] in ("column_missing", "sheet_unknown")


def test_a_table_without_a_header_never_shows_its_people(county: County) -> None:
    rows = [
        ["张三丰", "11010519491231002X", "13800138000"],
        ["李四光", "440524188001010014", "0591-87654321"],
    ]
    result = county.run("load", county.file("无表头.csv", text(rows)))
    assert result.exit_code == 1
    for secret in ("11010519491231002X", "13800138000", "440524188001010014", "87654321"):
        assert secret not in result.output


def test_a_name_that_is_no_utf8_is_no_obstacle(county: County) -> None:
    """Old archive tools on Linux leave file names in GBK bytes."""
    name = os.fsdecode("办件".encode("gbk") + b".csv")
    try:
        path = county.file(name, text(CASES))
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    report = county.load(path)
    assert report["published"]
    assert report["tables"][0]["file"].endswith(".csv")
