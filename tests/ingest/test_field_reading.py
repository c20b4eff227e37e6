"""Files as they really come: each gives the right value or a refusal that names the true reason."""

from pathlib import Path
from typing import Any

import pytest

from reform.pipeline import rebuild
from tests.ingest.files import County, text, workbook

FIELD = Path(__file__).parent / "field"


def field(name: str) -> str:
    return str(next(FIELD.glob(f"{name}*")))


def told(report: dict[str, Any]) -> list[tuple[int, str | None, str]]:
    return [(reject["row"], reject["column"], reject["rule"]) for reject in report["rejects"]]


# moments --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["05_utc_moments.csv", "05_utc_moments_same.parquet"])
def test_utc_moments_are_told_by_chinas_clocks(county: County, name: str) -> None:
    county.load(str(FIELD / name))
    rows = {row["case_no"]: (row["completed_at"][:10], row["on_time"]) for row in county.rows("cases")}
    assert rows == {"B1": ("2026-02-27", False), "B2": ("2026-03-01", True)}


def test_a_moved_moment_is_told(county: County) -> None:
    noticed = {(one["column"], one["flag"], one["cells"]) for one in
               county.check(field("05_utc_moments.csv"))["tables"][0]["noticed"]}  # fmt: skip
    assert noticed == {("accepted_at", "zone_moved", 2), ("completed_at", "zone_moved", 2)}
    assert "北京时间" in county.run("check", field("05_utc_moments.csv")).stdout
    own = [["办件编号", "事项名称", "受理时间"], ["B1", "a", "2026-02-11T16:00:00+08:00"]]
    assert county.check(county.file("own.csv", text(own)))["tables"][0]["noticed"] == []


def test_the_profiles_zone_goes_first(county: County) -> None:
    profile = county.file("utc.toml", b'time_zone = "UTC"')
    county.load(field("05_utc_moments.csv"), "--profile", profile)
    assert {row["completed_at"][:10] for row in county.rows("cases")} == {"2026-02-26", "2026-02-28"}


def test_a_zone_in_words_and_the_end_of_a_day(county: County) -> None:
    report = county.load(field("20"), "--accept-good")
    assert told(report) == [(3, "受理时间", "clock_midnight")]
    assert [row["accepted_at"] for row in county.rows("cases")] == ["2026-02-12T00:00:00"]


# cells ----------------------------------------------------------------------------------------


def test_hollow_stars(county: County) -> None:
    report = county.load(field("11"), "--accept-good")
    assert told(report) == [(4, "满意度", "stars_hollow")]
    assert county.query("select rating_no, level from ratings order by 1") == [
        ("P1", 1),
        ("P2", 3),
        ("P4", 5),
    ]


def test_what_machines_write_for_nothing(county: County) -> None:
    report = county.load(field("13"), "--accept-good")
    assert told(report) == [(3, "事项编码", "one_of_missing")]
    assert {row["department"] for row in county.rows("cases")} == {None}


# headers --------------------------------------------------------------------------------------


def limits(county: County) -> list[tuple[Any, ...]]:
    return county.query(
        "select statutory_days, statutory_unit, promised_days, promised_unit "
        "from raw.items order by item_code"
    )


def test_limits_below_one_merged_header(county: County) -> None:
    report = county.load(field("12_"))
    assert report["dropped_columns"] == []
    assert limits(county) == [(20, "wd", 5, "wd"), (30, "wd", 10, "wd")]


def test_a_number_and_its_unit_below_one_header(county: County) -> None:
    county.load(field("12c"))
    (first, second) = limits(county)
    assert first == (3, "month", 48, "hour")
    assert second[:3] == (20, "wd", 5)


def test_the_same_with_merged_cells(county: County) -> None:
    rows = [line.split(",") for line in Path(field("12c")).read_text(encoding="utf-8").splitlines()]
    merge = {"a": [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)]}
    county.load(county.file("m.xlsx", workbook({"a": rows}, merge=merge)))
    assert limits(county)[0] == (3, "month", 48, "hour")


def test_merges_lost_in_a_csv_are_told(county: County) -> None:
    (warned,) = county.check(field("14"))["tables"][0]["warned"]
    assert (warned["rule"], warned["rows"], warned["examples"]) == ("department_blank", 3, [3, 4, 6])
    assert "原实施部门为空" in county.run("check", field("14")).stdout


def test_a_list_without_departments_is_not_told_of(county: County) -> None:
    rows = [["事项编码", "事项名称", "原实施部门"], ["X1", "a", ""], ["X2", "b", ""]]
    assert county.check(county.file("i.csv", text(rows)))["tables"][0]["warned"] == []


def test_cells_that_do_not_say_where_they_stand(county: County) -> None:
    report = county.check(field("15"), status=1)
    assert told(report) == [(3, "办结时间", "cell_error")]
    assert report["tables"][0]["hidden"]["rows"] == 1


def test_what_is_hidden_is_told_everywhere(county: County) -> None:
    for command in ("check", "load"):
        printed = county.run(command, field("16")).stdout
        assert "隐藏的工作表" in printed
        assert "1 个隐藏行" in printed
        county.run("undo")
    hidden = [table["hidden"] for table in county.check(field("16"))["tables"]]
    assert hidden == [{"sheet": False, "rows": 1, "columns": 0}, {"sheet": True, "rows": 0, "columns": 0}]


# files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "rule"), [("17", "zip_backslashes"), ("18", "file_encoding_mixed")])
def test_a_refusal_names_the_true_reason(county: County, name: str, rule: str) -> None:
    (problem,) = county.check(field(name), status=1)["problems"]
    assert problem["rule"] == rule
    assert name == "17" or "第 3 行" in problem["message"]


def test_one_line_of_utf8_among_gb18030_is_refused_too(county: County) -> None:
    lines = ["办件编号,事项名称,受理时间", "B1,食品经营许可,2026-02-12", "B2,药品零售许可,2026-02-12"]
    mixed = b"\n".join(line.encode("utf-8" if n == 2 else "gb18030") for n, line in enumerate(lines))
    (problem,) = county.check(county.file("m.csv", mixed), status=1)["problems"]
    assert (problem["rule"], "第 3 行" in problem["message"]) == ("file_encoding_mixed", True)
    plain = "\n".join(lines).encode("gb18030")
    assert county.check(county.file("g.csv", plain))["balance"]["accepted_new"] == 2


def test_a_space_before_the_quotation_mark(county: County) -> None:
    county.load(field("19"))
    found = [(row["case_no"], row["item_name"], row["department"]) for row in county.rows("cases")]
    assert found == [("B1", "食品, 经营许可", "县市场监督管理局")]


# departments ----------------------------------------------------------------------------------

APART = [
    ["县城市管理局", "县综合行政执法局"],
    ["县工信局", "县科工信局"],
    ["县数据局", "县行政审批局"],
    ["县自然资源局", "县规划局"],
]


def shown(county: County) -> dict[str, str | None]:
    found = county.query("select item_code, department from items order by item_code")
    return dict(found)


def test_departments_side_by_side_are_kept_apart_and_asked_about(county: County) -> None:
    assert county.check(field("21"))["departments_kept_apart"] == APART
    assert county.load(field("21"))["departments_kept_apart"] == APART
    departments = shown(county)
    assert len({departments[f"X{n}"] for n in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)}) == 11
    assert {departments[f"X{n}"] for n in range(13, 18)} == {None}
    assert "同一个部门吗" in county.run("check", field("21")).stdout
    assert rebuild.rebuild(county.warehouse, check=True).differing == []


def test_alone_in_the_list_they_are_one_with_the_other_spellings(county: County) -> None:
    head = ["事项编码", "事项名称", "原实施部门"]
    county.load(county.file("i.csv", text([head, ["1", "a", "县城管局"], ["2", "b", "县城市管理局"]])))
    assert len(set(shown(county).values())) == 1


@pytest.mark.parametrize("first", [True, False])
def test_the_countys_table_decides_whichever_comes_first(county: County, first: bool) -> None:
    table = county.file("d.csv", text([["原名称", "标准名称"], ["县数据局", "县行政审批局"]]))
    files = [table, field("21")] if first else [field("21"), table]
    for path in files:
        report = county.load(path)
    assert report["departments_kept_apart"] == [names for names in APART if "县数据局" not in names]
    departments = shown(county)
    assert departments["X4"] == departments["X5"] == "县行政审批局"
    assert departments["X1"] != departments["X3"]
