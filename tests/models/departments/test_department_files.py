"""Departments' names through the files: one mapping heals what was loaded, undo unheals it, in any order."""

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reform.metrics.query import find
from reform.models.departments import resolve
from tests.ingest.files import ITEMS, County, Rows, text, workbook

OURS: Rows = [["名称", "标准名称", "自", "至", "作废"]]
CASES: Rows = [
    ["办件编号", "事项编码", "事项名称", "受理部门", "受理时间", "办结时间"],
    ["A1", "", "施工许可", "规建办", "2017-03-01", "2017-03-02"],
    ["A2", "", "施工许可", "县住建局", "2026-03-02", "2026-03-03"],
    ["A3", "", "无名许可", "规建办", "2026-03-02", "2026-03-03"],
    ["A4", "", "无名许可", "县住建局", "2026-03-02", "2026-03-03"],
    ["A5", "", "无名许可", "", "2026-03-02", ""],
    ["A6", "0001", "", "县工商局", "2018-03-01", "2018-03-02"],
    ["A7", "0001", "", "县工商局", "2021-03-01", "2021-03-02"],
]
RATINGS: Rows = [
    ["评价编号", "事项", "被评部门", "满意度", "评价时间"],
    ["R1", "无名许可", "规建办", "满意", "2018-04-16"],
    ["R2", "无名许可", "规建办", "满意", "2026-04-16"],
    ["R3", "无名许可", "", "满意", "2026-04-16"],
]
# Two items of one name: which one a case is about, its department says.
LIST: Rows = [*ITEMS, ["0003", "施工许可", "县水利局", "第二批", "15个工作日", "即办"]]
MAPPING: Rows = [
    *OURS,
    ["规建办", "县住房和城乡建设局", "", "2020-12-31", ""],
    ["规建办", "县水利局", "2021-01-01", "", ""],
]


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path)


def given(county: County) -> dict[str, str]:
    return {
        "list": county.file("items.xlsx", workbook({"事项": LIST})),
        "cases": county.file("cases.csv", text(CASES)),
        "ratings": county.file("ratings.csv", text(RATINGS)),
        "mapping": county.file("对照.csv", text(MAPPING)),
    }


def state(county: County) -> dict[str, Any]:
    """What follows from the rows: each case's department, item and item's department; the queue."""
    queue = find("unknown_departments").sql
    return {
        "cases": {
            row["case_no"]: (row["department"], row["item_code"], row["item_department"])
            for row in county.rows("cases")
        },
        "ratings": county.query(
            "select rating_no, department from ratings inner join subjects using (subject_id) order by 1"
        ),
        "queue": county.query(queue),
    }


BUILDER, WATER, MARKET = "县住房和城乡建设局", "县水利局", "县市场监督管理局"


def test_one_mapping_heals_what_was_loaded_and_undo_unheals_it(county: County) -> None:
    files = given(county)
    county.load(files["list"], files["cases"], files["ratings"])
    before = state(county)
    assert before["cases"] == {
        "A1": ("规建办", None, "规建办"),
        "A2": (BUILDER, "0002", BUILDER),
        "A3": ("规建办", None, "规建办"),
        "A4": (BUILDER, None, BUILDER),
        "A5": (None, None, None),
        "A6": (MARKET, "0001", MARKET),
        "A7": ("县工商局", "0001", MARKET),
    }
    assert before["queue"] == [
        ("规建办", None, None, 0, 2, 2),
        ("县工商局", date(2020, 1, 1), None, 0, 1, 0),
    ]
    raw = county.query("select case_no, department from raw.cases order by 1")

    assert county.load(files["mapping"])["tables"][0]["dataset"] == "departments"
    after = state(county)
    assert after["cases"] == before["cases"] | {
        "A1": (BUILDER, "0002", BUILDER),
        "A3": (WATER, None, WATER),
    }
    assert dict(after["ratings"]) == {"R1": BUILDER, "R2": WATER, "R3": None}
    assert [name for name, *_ in after["queue"]] == ["县工商局"]
    assert county.query("select case_no, department from raw.cases order by 1") == raw

    county.run("undo")
    assert state(county) == before


def test_a_row_taken_back_no_longer_holds(county: County) -> None:
    files = given(county)
    county.load(files["list"], files["cases"], files["ratings"])
    before = state(county)
    county.load(files["mapping"])
    county.load(county.file("撤.csv", text([*OURS, *([*row[:4], "是"] for row in MAPPING[1:])])))
    assert state(county) == before


@pytest.mark.parametrize("order", list(itertools.permutations(["list", "cases", "ratings", "mapping"]))[::8])
def test_the_order_of_loading_does_not_matter(tmp_path: Path, county: County, order: tuple[str, ...]) -> None:
    files = given(county)
    for name in order:
        county.load(files[name])
    (tmp_path / "at once").mkdir()
    at_once = County(tmp_path / "at once")
    at_once.load(*files.values())
    assert state(county) == state(at_once)


def test_every_case_and_rating_has_exactly_one_subject(county: County) -> None:
    county.load(*given(county).values())
    for table, day in (("cases", "accepted_at"), ("ratings", "rated_at")):
        item = "item_name" if table == "cases" else "item"
        matches = county.query(
            f"""
            select count(subject_of.subject_id) from raw.{table} as source
            left join subject_of
                on given_code is not distinct from item_code and given_name is not distinct from {item}
                and given_department is not distinct from source.department
                and cast({day} as date) between from_on and to_on
            group by source.row_key
            """
        )
        assert set(matches) == {(1,)}


BAD: list[tuple[str, list[str], str]] = [
    ("ends before it begins", ["甲办", "住建局", "2020-01-01", "2019-01-01", ""], "order_dates"),
    ("no department", ["甲办", "", "", "", ""], "required_missing"),
    ("no such day", ["甲办", "住建局", "2020-13-01", "", ""], "date_invalid"),
]


@pytest.mark.parametrize(("row", "rule"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_wrong_row_is_refused_with_a_reason(county: County, row: list[str], rule: str) -> None:
    report = county.check(county.file("对照.csv", text([*OURS, row])), status=1)
    assert [reject["rule"] for reject in report["rejects"]] == [rule]


def test_the_table_as_a_file_loads_again(county: County) -> None:
    county.load(given(county)["mapping"])
    rows = county.rows("departments")
    assert [row["standard"] for row in rows] == [BUILDER, WATER]
    made = resolve.as_file(rows).to_csv(index=False).encode()
    assert county.load(county.file("again.csv", made))["balance"]["unchanged"] == 2
