"""Facts and cube follow a few changed rows to what a full build gives; periods replaced, refusals settled."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.models import build, built
from reform.pipeline.assertions import failures
from reform.pipeline.load import load
from reform.storage import Warehouse
from tests.ingest.files import text
from tests.soak import tries
from tools.benchmarks.proof import DERIVED

TODAY = date(2026, 11, 23)
ITEMS = [
    ["事项编码", "事项名称", "原实施部门", "法定办结时限", "承诺办结时限"],
    ["0001", "食品经营许可", "县市场监督管理局", "20个工作日", "5个工作日"],
    ["0002", "施工许可", "县住房和城乡建设局", "15.7个工作日", "1.3个工作日"],
    ["0003", "采伐许可", "县林业局", "30个自然日", "即办"],
]
STAGES = [["事项编码", "阶段", "进入日期"], ["0001", "S4", "2026-03-01"], ["0002", "S5", "2026-05-06"]]
CASES = [
    "办件编号",
    "事项编码",
    "受理部门",
    "申请方式",
    "受理时间",
    "办结时间",
    "办结结果",
    "实际跑动次数",
    "是否综窗受理",
]
PAUSES = ["办件编号", "种类", "开始日期", "结束日期"]
RATINGS = ["评价编号", "办件编号", "满意度", "评价时间"]


def day(n: int) -> str:
    return str(date(2026, 1, 5) + timedelta(n))


def case(
    number: int,
    item: int,
    start: int,
    took: int | None,
    channel: int = 1,
    result: str = "准予",
    visits: str = "",
    one_window: str = "",
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
        visits,
        one_window,
    ]


BASE = [
    case(n, 1 + n % 3, n % 200, n % 23 if n % 7 else None, 1 + n % 2, visits=str(n % 3), one_window="是")
    for n in range(400)
]


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
        build.build_all(connection)
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
        st.sampled_from(["", "0", "1", "2"]),
        st.sampled_from(["", "是", "否"]),
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
    max_size=9,
)
changed_ratings = st.lists(
    st.builds(
        lambda n, c, level, on: [f"R{n}", f"A{c:04}", level, day(on)],
        st.integers(0, 210),
        st.integers(0, 405),
        st.sampled_from(["非常满意", "不满意", "默认好评"]),
        st.integers(0, 260),
    ),
    max_size=9,
)


@tries(4)
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
        patch.setattr(build, "build_all", lambda *_: pytest.fail("the facts were built anew"))
        for name, rows in (
            ("r.csv", [RATINGS, *ratings]),
            ("c.csv", [CASES, *cases]),
            ("p.csv", [PAUSES, *pauses]),
        ):
            if rows[1:]:  # a known number on another matter is refused, the other rows stay
                load(warehouse, [Source(name, text(rows))], Options(), today=TODAY, accept_good=True)
    assert differs_from_a_full_build(warehouse, folder / "copy.duckdb") == []


def count_builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows with every full build."""
    built: list[str] = []
    derive = build.build_all

    def counting(*given: Any) -> None:
        built.append("anew")
        derive(*given)

    monkeypatch.setattr(build, "build_all", counting)
    return built


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("item list", [ITEMS[0], ["0001", "食品经营许可", "县市场监督管理局", "20个工作日", "3个工作日"]]),
        ("stage", [STAGES[0], ["0003", "S4", "2026-06-01"]]),
        (
            "unknown item",
            [CASES, ["A0001", "9999", "县政务中心", "1", "2026-02-02", "2026-02-03", "", "", ""]],
        ),
        ("new spelling", [CASES, ["A0001", "0002", "别的部门", "1", "2026-02-02", "2026-02-03", "", "", ""]]),
        ("many cases", [CASES, *[case(n, 1, 100, 5) for n in range(80)]]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_followed_is_built_anew(
    base: Path, tmp_path: Path, name: str, rows: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(base, tmp_path / "w")
    warehouse = Warehouse(tmp_path / "w")
    builds = count_builds(monkeypatch)
    published(warehouse, "x.csv", rows)
    assert builds == ["anew"]
    assert differs_from_a_full_build(warehouse, tmp_path / "copy.duckdb") == []


def test_other_models_build_anew(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(base, tmp_path / "w")
    builds = count_builds(monkeypatch)
    monkeypatch.setattr(built, "fingerprint", lambda: "of another program")
    published(Warehouse(tmp_path / "w"), "c.csv", [CASES, case(1, 1, 7, 7)])
    assert builds == ["anew"]


def followed(base: Path, tmp_path: Path, *files: tuple[str, list[list[str]]]) -> Warehouse:
    """The county after these files, each of which the facts followed to what a full build gives."""
    shutil.copytree(base, tmp_path / "w")
    warehouse = Warehouse(tmp_path / "w")
    for name, rows in files:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(build, "build_all", lambda *_: pytest.fail("the facts were built anew"))
            published(warehouse, name, rows)
        assert differs_from_a_full_build(warehouse, tmp_path / "copy.duckdb") == []
    return warehouse


def test_fractions_add_up_the_same_in_any_order(base: Path, tmp_path: Path) -> None:
    alike = [
        case(500 + n, 2, 110, 2) for n in range(30)
    ]  # limits of 15.7 and 1.3 days, in one cell of the cube
    longer = [case(500 + n, 2, 110, 30) for n in range(0, 30, 4)]
    followed(base, tmp_path, ("c.csv", [CASES, *alike]), ("d.csv", [CASES, *longer]))


def test_a_cell_that_counts_nothing_any_more_goes(base: Path, tmp_path: Path) -> None:
    alone = [CASES, case(500, 1, 240, 1)]
    withdrawn = [CASES, case(500, 1, 240, 1, result="撤回")]
    warehouse = followed(base, tmp_path, ("c.csv", alone), ("d.csv", withdrawn))
    with warehouse.open() as connection:
        assert connection.execute("select count(*) from cube where completed = 0").fetchall() == [(0,)]


def test_a_pause_that_came_before_its_case(base: Path, tmp_path: Path) -> None:
    pause = [PAUSES, ["A0500", "2", day(101), day(103)]]
    warehouse = followed(base, tmp_path, ("p.csv", pause), ("c.csv", [CASES, case(500, 1, 100, 9)]))
    with warehouse.open() as connection:
        paused = connection.execute("select paused_days from cases where case_no = 'A0500'").fetchall()
        stray = connection.execute("select rows from coverage where dataset = 'stray_pauses'").fetchall()
    assert (paused, stray) == ([(1,)], [(0,)])


def test_a_way_to_say_an_item_that_only_others_use_still(base: Path, tmp_path: Path) -> None:
    # A0001 is said of another item; the file does not say its old one, cases that did not change do
    followed(base, tmp_path, ("c.csv", [CASES, case(1, 1, 7, 7)]))


def test_a_way_to_say_an_item_that_nobody_uses_any_more(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(base, tmp_path / "w")
    warehouse = Warehouse(tmp_path / "w")
    alone = case(500, 1, 100, 9)
    published(warehouse, "c.csv", [CASES, [*alone[:2], "别的部门", *alone[3:]]])
    builds = count_builds(monkeypatch)
    published(warehouse, "d.csv", [CASES, alone])
    assert builds == ["anew"]
    assert differs_from_a_full_build(warehouse, tmp_path / "copy.duckdb") == []


@pytest.mark.parametrize(
    "kept_twice", ["models/assertions/unique_cases", "pipeline/merge/unique_changed_cases"]
)
def test_a_case_kept_twice_is_found(base: Path, tmp_path: Path, kept_twice: str) -> None:
    shutil.copy(Warehouse(base).path(str(Warehouse(base).current())), tmp_path / "copy.duckdb")
    with duckdb.connect(str(tmp_path / "copy.duckdb")) as connection:
        connection.execute(
            "create temp table changed_rows (dataset varchar, row_key varchar, import_id integer)"
        )
        connection.execute("insert into changed_rows values ('cases', 'A0007', 3), ('cases', 'A0008', 3)")
        assert failures(connection, kept_twice) == []
        connection.execute("insert into raw.cases select * from raw.cases where case_no = 'A0007'")
        assert failures(connection, kept_twice) == ["cases lost: 1", "a case kept twice: 2"]
