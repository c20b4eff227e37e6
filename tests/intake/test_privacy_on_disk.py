"""Nothing about a person reaches the disk: every byte and every cell of a warehouse is searched."""

import io
from pathlib import Path

import duckdb
import pytest

from tests.intake.files import County, text, workbook, zipped

NAME, ID, MOBILE, PHONE = "欧阳凌霄", "11010519491231002X", "13912345678", "0591-87654321"
MAIL, OLD_ID, HOME = "lingxiao@example.com", "110105491231002", "凌霄路七号八栋"
# Digits in what is loaded by the ordinary way must survive: a credit code is no person.
COMPANY = "91350100M000100Y43"
SECRETS = [NAME, ID, MOBILE, PHONE, MAIL, OLD_ID, HOME]


def people(folder: Path) -> list[str]:
    """The secrets found in the bytes or the tables of a warehouse."""
    found = [
        f"{secret} in {path.name}"
        for path in folder.rglob("*")
        if path.is_file()
        for secret in SECRETS
        for encoding in ("utf-8", "gb18030", "utf-16-le")
        if secret.encode(encoding) in path.read_bytes()
    ]
    for path in folder.rglob("*.duckdb"):
        everything = dump(path)
        found += [f"{secret} in a table" for secret in SECRETS if secret in everything]
        assert COMPANY in everything  # the search sees what is there
    return found


def dump(path: Path) -> str:
    """Every table of a snapshot as text."""
    out = io.StringIO()
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal"
        ).fetchall()
        for schema, table in tables:
            out.write(repr(connection.execute(f'select * from "{schema}"."{table}"').fetchall()))
    return out.getvalue()


CASES = [
    [f"经办人：{NAME} 电话{MOBILE}"],
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
    ],
    ["P1", f"换证 {COMPANY} {ID}", "2026-01-05", NAME, ID, MOBILE, HOME, MAIL, "窗口"],
    ["P2", "换证", f"{ID} 2026", NAME, ID, MOBILE, HOME, MAIL, "窗口"],
    ["P3", "换证", "2026-01-06", NAME, ID, MOBILE, HOME, MAIL, f"电话{MOBILE}"],
    [f"填表人：{NAME}", "", "", "", "", MOBILE],
]
RATINGS = [
    ["评价编号", "评价时间", "满意度", "评价内容", "评价人"],
    ["R1", "2026-01-05", "不满意", f"证号{ID}，旧证{OLD_ID}，请打{MOBILE}或{PHONE}，信箱{MAIL}", NAME],
]
STAGES = [["事项编码", "阶段", "进入日期", "原因"], ["1", "X1", "2026-01-05", f"联系 {MOBILE}"]]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "zip"])
def test_no_byte_of_a_person_is_written(county: County, kind: str) -> None:
    tables = {"办件": CASES, "评价": RATINGS, "阶段": STAGES}
    if kind == "xlsx":
        files = {f"台账{MOBILE}.xlsx": workbook({f"{name}{ID[:18]}": rows for name, rows in tables.items()})}
    elif kind == "csv":
        files = {f"{name}{MOBILE}.csv": text(rows, "gb18030") for name, rows in tables.items()}
    else:
        files = {f"{ID}.zip": zipped({f"{name}{MOBILE}.csv": text(rows) for name, rows in tables.items()})}
    paths = [county.file(name, data) for name, data in files.items()]
    result = county.run("load", *paths, "--accept-good")
    assert result.exit_code == 0, result.output
    assert people(county.warehouse.folder) == []
    assert not any(secret in result.output for secret in SECRETS)
    assert county.query("select count(*) from rejects") == [(2,)]
    comment = county.rows("ratings")[0]["comment"]
    assert comment == "证号〔已隐去〕,旧证〔已隐去〕,请打〔已隐去〕或〔已隐去〕,信箱〔已隐去〕"
    assert not list(county.folder.glob("*.tmp"))


def test_what_is_dropped_is_named_and_what_is_hidden_is_counted(county: County) -> None:
    report = county.check(county.file("a.csv", text(CASES[1:3])))
    assert report["dropped_columns"] == ["地址", "备注〔已隐去〕", "申请人姓名", "联系电话", "证件号码"]
    assert report["tables"][0]["scrubbed"] == 1
