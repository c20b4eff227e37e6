"""What a file is by its content, and archives of files."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter

from reform.common.i18n import speaking
from reform.ingest.readers import FileRefused, Source, limits, open_tables
from reform.ingest.readers.file_type import KINDS
from reform.schema.messages import SENTENCES
from tests.privileges import as_anybody

CSV = "编号,名称\n1,甲\n".encode()
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100)


def ole(*streams: str) -> bytes:
    """The start of an OLE file with these names in its directory."""
    entries = b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + entries


def xlsx() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.add_worksheet("表").write_column(0, 0, ["编号", "001"])
    return data.getvalue()


def packed(**members: bytes) -> bytes:
    return packed_names({name.replace("__", "."): data for name, data in members.items()})


def packed_names(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive_file:
        for name, data in members.items():
            archive_file.writestr(name, data)
    return out.getvalue()


def raw_zip(members: list[tuple[bytes, bytes]], flags: int = 0) -> bytes:
    """A stored zip built by hand, its names any bytes: Python itself always writes flagged UTF-8."""
    body, directory = b"", b""
    for name, data in members:
        sizes = struct.pack("<IIIHH", zlib.crc32(data), len(data), len(data), len(name), 0)
        head = struct.pack("<HHHHH", 20, flags, 0, 0, 0x5821) + sizes
        directory += (
            b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        )
        body += b"PK\3\4" + head + name + data
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


def refusal(data: bytes | Path, name: str = "a.xlsx") -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        open_tables(Source(name, data))
    return caught.value


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
        (b"GIF89a\1\0", "gif"),
        (b"BM6\0\0\0\0\0", "bmp"),
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"ID3\4\0\0", "sound"),
        (b"MZ\x90\0\3\0", "program"),
        (b"<html><p>1</p><table><tr><td> </td></tr></table></html>", "web"),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?><Workbook/>", "xml"),
        (b"<?xml version='1.0'?><feed/>", "xml"),
        (b"\xff\xfe" + "<HTML>".encode("utf-16-le"), "web"),
        (ole("WordDocument"), "word"),
        (ole("PowerPoint Document"), "powerpoint"),
        (ole("something"), "office"),
        (packed_names({"[Content_Types].xml": b"", "word/document.xml": b""}), "word"),
        (packed_names({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "powerpoint"),
    ],
)
def test_what_is_no_table(data: bytes, kind: str) -> None:
    refused = refusal(data)
    assert (refused.rule, refused.words) == ("file_not_table", {"kind": KINDS[kind]})
    with speaking("en"):
        assert KINDS[kind] in refused.sentence


def test_headers_that_look_like_signatures() -> None:
    for header in ("BM", "MZ", "ID3"):
        (table,) = open_tables(Source("a.csv", f"{header},名称\n1,甲\n".encode()))
        assert table.head[0] == [header, "名称"]


def test_content_not_extension() -> None:
    assert open_tables(Source("a.csv", xlsx()))[0].kind == "xlsx"
    assert open_tables(Source("a.xls", CSV))[0].kind == "csv"


def test_empty_encrypted_damaged() -> None:
    assert refusal(b"").rule == "file_empty"
    assert refusal(ole("EncryptionInfo", "EncryptedPackage")).rule == "file_encrypted"
    assert refusal(ole("Workbook")).rule == "file_damaged"
    for size in range(4, len(xlsx()) - 1, 97):
        assert refusal(xlsx()[:size]).rule == "file_damaged"


def test_unreadable_paths(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").words == {"reason": "there is no such file"}
    assert refusal(tmp_path).words == {"reason": "it is a folder"}
    (tmp_path / "empty.csv").touch()
    assert refusal(tmp_path / "empty.csv").rule == "file_empty"
    (tmp_path / "closed.csv").write_bytes(CSV)
    (tmp_path / "closed.csv").chmod(0)
    with as_anybody():
        assert refusal(tmp_path / "closed.csv").words == {"reason": "permission denied"}


def test_archive_members_in_order_and_without_litter(tmp_path: Path) -> None:
    path = tmp_path / "办件.zip"
    path.write_bytes(
        packed_names(
            {
                "2024年/b.csv": CSV,
                "2024年/a.xlsx": xlsx(),
                "2024年/": b"",
                "__MACOSX/2024年/._a.xlsx": b"x",
                ".DS_Store": b"x",
                "2024年/~$a.xlsx": b"x",
                "照片.png": PNG,
            }
        )
    )
    found = open_tables(Source(path.name, path))
    assert [(table.file, table.sheet) for table in found] == [
        ("办件.zip/2024年/a.xlsx", "表"),
        ("办件.zip/2024年/b.csv", None),
    ]
    assert found[1].head[1] == ["1", "甲"]


@pytest.mark.parametrize("code", ["gbk", "utf-8"])
def test_archive_names_without_the_utf8_flag(code: str) -> None:
    (table,) = open_tables(Source("办件.zip", raw_zip([("2024年3月.csv".encode(code), CSV)])))
    assert table.file == "办件.zip/2024年3月.csv"


def test_archive_refusals() -> None:
    assert refusal(raw_zip([(b"a.csv", CSV)], flags=1)).rule == "file_encrypted"
    assert refusal(packed(letter__pdf=b"%PDF-1.7")).rule == "file_no_table"
    assert refusal(packed()).rule == "file_no_table"
    assert refusal(packed(a__csv=CSV, photo__xlsx=PNG)).file == "a.xlsx/photo.xlsx"
    assert refusal(packed(a__csv=CSV, empty__csv=b"")).rule == "file_empty"
    nested = refusal(packed_names({"x/inner.zip": packed(a__csv=CSV)}))
    assert (nested.rule, nested.words) == ("file_nested", {"member": "x/inner.zip"})


def test_archive_with_a_damaged_member() -> None:
    data = raw_zip([(b"a.csv", CSV)])
    assert refusal(data.replace(CSV, CSV[:-2] + b"xx", 1)).rule == "file_damaged"


def test_archive_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED", 3 * limits.MB)
    refused = refusal(packed(a__csv=CSV * 100_000, b__csv=CSV * 100_000))
    assert (refused.rule, refused.words) == ("file_too_large", {"limit": 3})


def test_every_refusal_has_a_sentence() -> None:
    with speaking("en"):
        assert "2048 MB" in FileRefused("file_too_large", {"limit": 2048}, file="a.zip").sentence
    assert {"file_empty", "file_not_table", "file_encrypted", "file_nested", "sheet_too_large"} <= set(
        SENTENCES
    )
