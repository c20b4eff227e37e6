"""Facts and cube follow a few changed rows to what a full build gives; periods replaced, refusals settled."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reform import model
from reform.intake import Options
from reform.load import load
from reform.readers import Source
from reform.warehouse import Warehouse
from tests.intake.files import County, text

TODAY = date(2026, 11, 23)
DERIVED = (
    "cases",
    "ratings",
    "cube",
    "suspensions",
    "subjects",
    "subject_of",
    "items",
    "happened",
    "choices",
)

ITEMS = [
    ["事项编码", "事项名称", "原实施部门", "法定办结时限", "承诺办结时限"],
    ["0001", "食品经营许可", "县市场监督管理局", "20个工作日", "5个工作日"],
    ["0002", "施工许可", "县住房和城乡建设局", "15个工作日", "1.5个工作日"],
    ["0003", "采伐许可", "县林业局", "30个自然日", "即办"],
]
STAGES = [["事项编码", "阶段", "进入日期"], ["0001", "S4", "2026-03-01"], ["0002", "S5", "2026-05-06"]]
CASES = ["办件编号", "事项编码", "受理部门", "申请方式", "受理时间", "办结时间", "办结结果"]
PAUSES = ["办件编号", "种类", "开始日期", "结束日期"]
RATINGS = ["评价编号", "办件编号", "满意度", "评价时间"]


def day(n: int) -> str:
    return str(date(2026, 1, 5) + timedelta(n))


def case(
    number: int, item: int, start: int, took: int | None, channel: int = 1, result: str = "准予"
) -> list[str]:
    done = "" if took is None else day(start + took)
    return [
        f"A{number:04}",
        f"000{item}",
        "县政务中心",
        str(channel),
        day(start),
        done,
        result if done else "",
    ]


BASE = [case(n, 1 + n % 3, n % 200, n % 23 if n % 7 else None, 1 + n % 2) for n in range(400)]


def published(warehouse: Warehouse, name: str, rows: list[list[str]], **options: Any) -> None:
    report = load(warehouse, [Source(name, text(rows))], Options(**options), today=TODAY)
    assert not report.refused, [*report.problems, *report.rejects]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county of 400 cases with a few pauses and ratings."""
    warehouse = Warehouse(tmp_path_factory.mktemp("base") / "w")
    published(warehouse, "i.csv", ITEMS)
    published(warehouse, "s.csv", STAGES)
    published(warehouse, "c.csv", [CASES, *BASE])
    published(
        warehouse, "p.csv", [PAUSES, *[[f"A{n:04}", "2", day(n), day(n + 3)] for n in range(0, 100, 9)]]
    )
    published(
        warehouse,
        "r.csv",
        [RATINGS, *[[f"R{n}", f"A{n:04}", "满意", day(n % 200 + 30)] for n in range(0, 200, 5)]],
    )
    return warehouse.folder


def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    return {name: sorted(connection.execute(f"from {name}").fetchall(), key=repr) for name in DERIVED}


def differs_from_a_full_build(warehouse: Warehouse, copy: Path) -> list[str]:
    """The derived tables that come out differently when everything is derived anew."""
    shutil.copyfile(warehouse.path(str(warehouse.current())), copy)
    with duckdb.connect(str(copy)) as connection:
        followed = tables(connection)
        model.derive(connection)
        anew = tables(connection)
    return [name for name in DERIVED if followed[name] != anew[name]]


changed_cases = st.lists(
    st.builds(
        case,
        st.integers(0, 420),
        st.integers(1, 3),
        st.integers(0, 250),
        st.none() | st.integers(0, 60),
        st.integers(1, 2),
        st.sampled_from(["准予", "不予", "撤回"]),
    ),
    max_size=12,
)
changed_pauses = st.lists(
    st.builds(
        lambda n, kind, start, took: [
            f"A{n:04}",
            kind,
            day(start),
            "" if took is None else day(start + took),
        ],
        st.integers(0, 410),
        st.sampled_from("12"),
        st.integers(0, 220),
        st.none() | st.integers(0, 20),
    ),
    max_size=6,
)
changed_ratings = st.lists(
    st.builds(
        lambda n, c, level, on: [f"R{n}", f"A{c:04}", level, day(on)],
        st.integers(0, 210),
        st.integers(0, 405),
        st.sampled_from(["非常满意", "不满意", "默认好评"]),
        st.integers(0, 260),
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=changed_cases, pauses=changed_pauses, ratings=changed_ratings)
def test_following_equals_a_full_build(
    base: Path,
    tmp_path_factory: pytest.TempPathFactory,
    cases: list[list[str]],
    pauses: list[list[str]],
    ratings: list[list[str]],
) -> None:
    folder = tmp_path_factory.mktemp("follow")
    shutil.copytree(base, folder / "w")
    warehouse = Warehouse(folder / "w")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "derive", lambda *_: pytest.fail("the facts were built anew"))
        for name, rows in (
            ("r.csv", [RATINGS, *ratings]),
            ("c.csv", [CASES, *cases]),
            ("p.csv", [PAUSES, *pauses]),
        ):
            if rows[1:]:
                published(warehouse, name, rows)
    assert differs_from_a_full_build(warehouse, folder / "copy.duckdb") == []


def count_builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows with every full build."""
    built: list[str] = []
    derive = model.derive

    def counting(*given: Any) -> None:
        built.append("anew")
        derive(*given)

    monkeypatch.setattr(model, "derive", counting)
    return built


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("item list", [ITEMS[0], ["0001", "食品经营许可", "县市场监督管理局", "20个工作日", "3个工作日"]]),
        ("stage", [STAGES[0], ["0003", "S4", "2026-06-01"]]),
        ("unknown item", [CASES, ["A0001", "9999", "县政务中心", "1", "2026-02-02", "2026-02-03", ""]]),
        ("new spelling", [CASES, ["A0001", "0001", "别的部门", "1", "2026-02-02", "2026-02-03", ""]]),
        ("many cases", [CASES, *[case(n, 1, 100, 5) for n in range(80)]]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_followed_is_built_anew(
    base: Path, tmp_path: Path, name: str, rows: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(base, tmp_path / "w")
    warehouse = Warehouse(tmp_path / "w")
    built = count_builds(monkeypatch)
    published(warehouse, "x.csv", rows)
    assert built == ["anew"]
    assert differs_from_a_full_build(warehouse, tmp_path / "copy.duckdb") == []


def test_other_models_build_anew(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(base, tmp_path / "w")
    built = count_builds(monkeypatch)
    monkeypatch.setattr(model, "fingerprint", lambda: "of another program")
    published(Warehouse(tmp_path / "w"), "c.csv", [CASES, case(1, 1, 7, 7)])
    assert built == ["anew"]


# a period replaced -----------------------------------------------------------------------------

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path)
    county.load(county.file("i.csv", text(ITEMS)))
    rows = [case(1, 1, 20, 3), case(2, 1, 30, 3), case(3, 2, 40, 3), case(4, 2, 60, 3)]
    county.load(county.file("c.csv", text([CASES, *rows])))
    return county


def numbers(county: County) -> list[str]:
    return [row["case_no"] for row in county.rows("cases")]


def test_a_period_is_replaced_whole(county: County, tmp_path: Path) -> None:
    """A0002 and A0003 were accepted in February; the new export of February holds A0003 and A0005."""
    again = county.file("2月.csv", text([CASES, case(3, 2, 40, 5), case(5, 1, 41, 2)]))
    checked = county.check(again, "--replace", "2026-02")
    report = county.load(again, "--replace", "2026-02")
    for said in (checked, report):
        (table,) = said["tables"]
        assert table["withdrawn"] == 1
        assert table["balance"] == {
            "read": 2,
            "accepted_new": 1,
            "accepted_correction": 1,
            "unchanged": 0,
            "rejected": 0,
            "skipped": 0,
        }
    assert numbers(county) == ["A0001", "A0003", "A0004", "A0005"]
    gone = county.query("select case_no, replaced_by from history.cases order by all")
    assert gone == [("A0002", 3), ("A0003", 3)]
    assert differs_from_a_full_build(county.warehouse, tmp_path / "copy.duckdb") == []
    county.run("undo")
    assert numbers(county) == ["A0001", "A0002", "A0003", "A0004"]


def test_a_period_is_replaced_by_days(county: County) -> None:
    again = county.file("x.csv", text([CASES, case(2, 1, 30, 3)]))
    report = county.load(again, "--replace", "2026-02-10..2026-02-28")
    assert (report["published"], report["tables"][0]["withdrawn"]) == (True, 1)
    assert numbers(county) == ["A0001", "A0002", "A0004"]


def test_a_refused_row_replaces_nothing(county: County) -> None:
    bad = [*case(3, 2, 40, 5)]
    bad[4] = "2026.13.1"
    again = county.file("2月.csv", text([CASES, bad, case(5, 1, 41, 2)]))
    report = county.load(again, "--replace", "2026-02", "--accept-good", status=1)
    assert report["refused"]
    assert numbers(county) == ["A0001", "A0002", "A0003", "A0004"]


def test_a_table_without_a_day_has_no_period(county: County) -> None:
    report = county.load(county.file("i2.csv", text(ITEMS)), "--replace", "2026-02", status=1)
    assert [problem["rule"] for problem in report["problems"]] == ["no_period"]


@pytest.mark.parametrize(
    "period", ["2026", "2026-13", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "二月"]
)
def test_a_period_that_is_none_is_wrong_use(county: County, period: str) -> None:
    result = county.run("load", str(county.file("x.csv", text([CASES]))), "--replace", period)
    assert result.exit_code == 2
    assert period in result.output


# refusals that come back corrected ---------------------------------------------------------------


def waiting(county: County) -> list[tuple[Any, ...]]:
    return county.query("select row_no, rule from rejects where resolved_by is null order by all")


def test_a_refused_row_is_settled_by_its_key(county: County) -> None:
    bad = case(9, 1, 50, 3)
    bad[4] = "2026.13.1"
    first = county.load(county.file("3月.csv", text([CASES, bad, case(8, 1, 51, 3)])), "--accept-good")
    assert first["published"]
    assert waiting(county) == [(2, "date_invalid")]
    again = county.load(county.file("改.csv", text([CASES, case(9, 1, 50, 3)])))
    assert again["tables"][0]["resolved"] == 1
    assert waiting(county) == []
    county.run("undo")
    assert waiting(county) == [(2, "date_invalid")]


def test_a_row_that_is_still_wrong_goes_on_waiting(county: County) -> None:
    bad = case(9, 1, 50, 3)
    bad[4] = "2026.13.1"
    county.load(county.file("3月.csv", text([CASES, bad, case(8, 1, 51, 3)])), "--accept-good")
    worse = [*bad]
    worse[4] = "2026.14.1"
    county.load(county.file("4月.csv", text([CASES, worse, case(7, 1, 51, 3)])), "--accept-good")
    assert waiting(county) == [(2, "date_invalid"), (2, "date_invalid")]


# cases of items in no list -----------------------------------------------------------------------


def test_a_case_of_an_unknown_item_is_kept_and_told(county: County) -> None:
    stray = case(9, 1, 50, 3)
    stray[1] = "7777"
    path = county.file("x.csv", text([CASES, stray, case(8, 1, 51, 3)]))
    assert county.check(path)["tables"][0]["unmatched"] == 1
    assert county.load(path)["tables"][0]["unmatched"] == 1
    assert {row["case_no"] for row in county.rows("cases") if row["unmatched"]} == {"A0009"}
