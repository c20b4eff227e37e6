"""Nothing about a person reaches the disk or a report: every byte the program writes is searched.

The files are full of people: in declared and undeclared columns, accepted and refused rows, headers, titles,
footers, comments, sheet names, file names and document properties, and in files that cannot be read.
"""

import io
import logging
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from tests.ingest.files import County, Rows, text, workbook, zipped
from tests.soak import SOAKING

NAME, ID, MOBILE, PHONE = "欧阳凌霄", "11010519491231002X", "13912345678", "0591-87654321"
MAIL, OLD_ID, HOME = "lingxiao@example.com", "110105491231002", "凌霄路七号八栋"
CARD, WECHAT, PASSPORT, CLERK = "6222021234567890128", "lingxiao_1949", "E87654321", "诸葛小明"
# Digits in what is loaded by the ordinary way must survive: a credit code is no person.
COMPANY = "91350100M000100Y43"
SECRETS = [NAME, ID, MOBILE, PHONE, MAIL, OLD_ID, HOME, CARD, WECHAT, PASSPORT, CLERK]
ENCODINGS = ("utf-8", "gb18030", "utf-16-le")

PERSON = f"联系人：{NAME}，住{HOME}，微信{WECHAT}，护照{PASSPORT}"
CASES: Rows = [
    [f"经办人：{CLERK} 电话{MOBILE}"],
    [
        "办件编号",
        "事项名称",
        "受理时间",
        "申请人姓名",
        "证件号码",
        "联系电话",
        "地址",
        f"备注{MOBILE}",
        "申请方式",
        "受理部门",
    ],
    [
        "P1",
        f"换证 {COMPANY} {ID}",
        "2026-01-05",
        NAME,
        ID,
        MOBILE,
        HOME,
        MAIL,
        "窗口",
        f"窗口（联系人：{CLERK}）",
    ],
    ["P2", f"换证（{PERSON}）", f"{ID} 2026", NAME, ID, MOBILE, HOME, MAIL, "窗口", ""],
    ["P3", "换证", "2026-01-06", NAME, ID, MOBILE, HOME, MAIL, f"电话{MOBILE}", ""],
    [
        "P4",
        f"换证（申请人：{NAME}）",
        f"由{NAME}女士提交",
        NAME,
        CARD,
        PHONE,
        HOME,
        MAIL,
        f"银行卡{CARD}",
        "",
    ],
    [f"填表人：{CLERK}", "", "", "", "", MOBILE],
]
RATINGS: Rows = [
    ["评价编号", "评价时间", "满意度", "评价内容", "评价人"],
    ["R1", "2026-01-05", "不满意", f"证号{ID}，旧证{OLD_ID}，请打{MOBILE}或{PHONE}，信箱{MAIL}", NAME],
    ["R2", "2026-01-06", "不满意", f"{PERSON}，卡号{CARD}，{CLERK}先生态度差", NAME],
    ["R3", "2026-01-07", f"{NAME}先生不满意", "", NAME],
]
STAGES: Rows = [
    ["事项编码", "阶段", "进入日期", "原因"],
    ["1", "X1", "2026-01-05", f"联系人{CLERK}，{MOBILE}"],
]
TABLES = {"办件": CASES, "评价": RATINGS, "阶段": STAGES}
HALF: Rows = [CASES[1], CASES[2]]


def full_of_people() -> bytes:
    """A workbook with people in every place a workbook has."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.set_properties({"author": CLERK, "manager": NAME, "comments": f"{ID} {MOBILE}", "title": PERSON})
        book.set_custom_property("经办电话", PHONE)
        for number, (name, rows) in enumerate(TABLES.items()):
            sheet = book.add_worksheet(f"{name}-{(NAME, MOBILE, CLERK)[number]}")
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(at, place, str(cell))
            sheet.write_comment(2, 1, f"问{CLERK} {MOBILE}", {"author": NAME})
            sheet.set_header(f"&C{PERSON}")
        hidden = book.add_worksheet("名单")
        hidden.hide()
        for at, row in enumerate([["姓名", "身份证号"], [NAME, ID], [CLERK, OLD_ID]]):
            hidden.write_row(at, 0, row)
        book.define_name(f"_{CLERK}", f"='办件-{NAME}'!$A$1")
    return data.getvalue()


def files(kind: str) -> dict[str, bytes]:
    """What a county sends, in one of three forms."""
    if kind == "xlsx":
        return {f"台账{MOBILE}-{NAME}.xlsx": full_of_people()}
    if kind == "csv":  # called .xls, as some systems do
        return {f"{name}{MOBILE}_{CLERK}.xls": text(rows, "gb18030") for name, rows in TABLES.items()}
    members = {f"{NAME}/{name}{MOBILE}.csv": text(rows) for name, rows in TABLES.items()}
    return {f"{ID} {CLERK}.zip": zipped(members)}


BAD: dict[str, bytes] = {
    "cut off": workbook({f"{NAME}": CASES})[:-500],
    "no text": text(HALF)[:-40] + b"\xff\xff\xb0\n" + text(HALF),
    "no header": text([[NAME, ID, MOBILE], [CLERK, OLD_ID, PHONE], [NAME, HOME, MAIL]]),
    "a column too few": text([[*CASES[1][:2], *CASES[1][3:]], CASES[2]]),
    "people for headers": text([["办件编号", "事项名称", NAME, ID, f"联系人：{CLERK}"], CASES[2][:5]]),
    "another member is bad": zipped({f"{NAME}.csv": text(CASES), f"{CLERK}{MOBILE}.xlsx": b"MZ\x90\0"}),
    "too many cells": text([CASES[1], [*CASES[2], NAME, ID, MOBILE]]),
    "quotation mark": text(CASES)[:-20] + f'"{NAME}{ID}'.encode(),
}


# the search -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Path]:
    """A folder for temporary files, searched at the end of every test with the logs."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    caplog.set_level(logging.DEBUG)
    yield folder
    assert people(folder) == []
    assert [secret for secret in SECRETS if secret in caplog.text] == []


def people(folder: Path) -> list[str]:
    """The secrets found below a folder: in names, bytes, members of archives, tables."""
    return [found for path in sorted(folder.rglob("*")) if path.is_file() for found in people_in(path)]


def people_in(path: Path) -> list[str]:
    return [
        f"{secret} in {place} of {path.name}"
        for place, data in said_in(path).items()
        for secret in SECRETS
        if any(secret.encode(encoding) in data for encoding in ENCODINGS)
    ]


def said_in(path: Path) -> dict[str, bytes]:
    """What a file says: its name, its bytes, and what is packed in them."""
    places = {"its name": path.name.encode(), "its bytes": path.read_bytes()}
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            places |= {f"member {name}": name.encode() + archive.read(name) for name in archive.namelist()}
    if path.suffix == ".duckdb":
        places["a table"] = dump(path).encode()
    if path.suffix == ".parquet":
        places["a row"] = repr(pq.read_table(path).to_pylist()).encode()
    return places


def dump(path: Path) -> str:
    """Every table and view of a snapshot as text."""
    out = io.StringIO()
    with duckdb.connect(str(path), read_only=True) as connection:
        for schema, table in connection.execute(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall():
            out.write(repr(connection.execute(f'select * from "{schema}"."{table}"').fetchall()))
    return out.getvalue()


def said(county: County, *arguments: str) -> str:
    """What a command says, as text and as JSON, each in another language."""
    runs = [county.run(*arguments, lang="zh"), county.run(*arguments, "--format", "json", lang="en")]
    return "".join(run.output + run.stderr for run in runs)


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "found"
    folder.mkdir()
    (folder / "a.csv").write_bytes(NAME.encode("gb18030") + MOBILE.encode("utf-16-le"))
    (folder / "b.xlsx").write_bytes(full_of_people())
    with duckdb.connect(str(folder / "c.duckdb")) as connection:
        connection.execute(f"create table t as select '{ID}' as a")
    found = people(folder)
    assert {f"{NAME} in its bytes of a.csv", f"{MOBILE} in its bytes of a.csv"} <= set(found)
    assert f"{ID} in a table of c.duckdb" in found
    assert any("b.xlsx" in one and CLERK in one for one in found)


# whole files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsx", "csv", "zip"])
def test_no_byte_of_a_person_is_written_or_said(county: County, kind: str) -> None:
    paths = [county.file(name, data) for name, data in files(kind).items()]
    out = county.folder / "out"
    out.mkdir()
    words = said(county, "check", *paths) + said(county, "load", *paths)
    assert people(county.warehouse.folder) == []  # refused whole
    result = county.run("load", *paths, "--accept-good", "--report", str(out / "检查.xlsx"))
    assert result.exit_code == 0, result.output
    words += result.output + said(county, "load", *paths, "--accept-good") + said(county, "history")
    assert [secret for secret in SECRETS if secret in words] == []
    assert people(county.warehouse.folder) + people(out) == []
    assert COMPANY in "".join(dump(path) for path in county.warehouse.folder.rglob("*.duckdb"))
    assert county.query("select count(distinct (import_id, row_no)) from rejects") == [(4,)]
    comments = {row["rating_no"]: row["comment"] for row in county.rows("ratings")}
    assert comments["R1"] == "证号〔已隐去〕,旧证〔已隐去〕,请打〔已隐去〕或〔已隐去〕,信箱〔已隐去〕"
    assert comments["R2"].count("〔已隐去〕") == 6


SUFFIXES = ("csv", "xlsx", "zip")
CALLED = [(case, SUFFIXES[n % 3]) for n, case in enumerate(BAD)]


@pytest.mark.parametrize(
    ("case", "suffix"), [(case, suffix) for case in BAD for suffix in SUFFIXES] if SOAKING else CALLED
)
def test_a_file_that_fails_says_nothing_about_people(county: County, case: str, suffix: str) -> None:
    county.load(county.file("好.csv", text([CASES[1], ["P9", "换证", "2026-01-05", *[""] * 7]])))
    path = county.file(f"{NAME}{MOBILE}.{suffix}", BAD[case])
    words = (
        said(county, "check", path) + said(county, "load", path) + said(county, "load", path, "--accept-good")
    )
    assert [secret for secret in SECRETS if secret in words] == []
    assert people(county.warehouse.folder) == []


def test_a_path_that_leads_nowhere_is_not_repeated(county: County) -> None:
    words = said(county, "check", str(county.folder / f"{NAME}{ID}.xlsx"))
    assert [secret for secret in SECRETS if secret in words] == []


def test_what_is_dropped_is_named_and_what_is_hidden_is_counted(county: County) -> None:
    report = county.check(county.file("a.csv", text(CASES[1:3])))
    assert report["dropped_columns"][:2] == ["地址", "备注〔已隐去〕"] or "地址" in report["dropped_columns"]
    assert len(report["dropped_columns"]) == 5
    assert report["tables"][0]["scrubbed"] == 2
