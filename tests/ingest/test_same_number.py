"""A number that comes again: a correction of its row, or another row that happens to be numbered alike."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline import merge, rebuild
from reform.pipeline.load import check
from reform.schema.datasets import datasets
from reform.storage import Warehouse
from tests.ingest.files import CASES, County, text, workbook, zipped
from tests.soak import tries

FIELD = Path(__file__).parent / "field"
A, B = (str(FIELD / f"04_same_numbers_dept_{name}.csv") for name in "AB")
HEAD = ["办件编号", "事项名称", "受理部门", "受理时间", "办结时间"]
ROW = ["1", "食品经营许可", "县市场监督管理局", "2026-02-11", ""]
OTHER = ["1", "取水许可", "县水利局", "2026-03-11", ""]


def profile(county: County, name: str, body: str) -> str:
    return county.file(f"{name}.toml", body.encode())


def told(report: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(reject["row"], reject["column"], reject["rule"]) for reject in report["rejects"]]


# the two departments --------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), [(A, B), (B, A)])
def test_two_departments_that_number_alike_are_refused_by_row(
    county: County, first: str, second: str
) -> None:
    county.load(first)
    expected = [(row, "办件编号", "number_of_another_row") for row in (2, 3, 4)]
    assert told(county.check(second, status=1)) == expected
    report = county.load(second, status=1)
    assert told(report) == expected
    message = report["rejects"][0]["message"]
    for word in (f"{Path(first).name}", "第 2 行", "事项名称、受理部门、受理时间", "source"):
        assert word in message
    assert len(county.rows("cases")) == 3
    assert county.query("select count(*) from history.cases") == [(0,)]


def test_in_one_load_too(county: County) -> None:
    assert told(county.load(A, B, status=1))[0] == (2, "办件编号", "number_of_another_row")


MIXED = [HEAD, ROW, [*ROW[:4], "2026-02-24"], OTHER, [*ROW[:4], "2026-02-25"]]


def parquet(rows: list[list[str]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))), sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("c.csv", text(MIXED)),
        ("c.xlsx", workbook({"a": MIXED})),
        ("c.zip", zipped({"c.csv": text(MIXED)})),
        ("c.parquet", parquet(MIXED)),
    ],
)
def test_within_one_file(county: County, name: str, data: bytes) -> None:
    path = county.file(name, data)
    report = county.load(path, status=1)
    assert told(report) == [(4, "办件编号", "number_twice")]
    assert "第 2 行" in report["rejects"][0]["message"]
    report = county.load(path, "--accept-good")
    balance = report["balance"]
    assert (balance["accepted_new"], balance["accepted_correction"], balance["rejected"]) == (1, 2, 1)
    assert [row["completed_at"] for row in county.rows("cases")] == ["2026-02-25T00:00:00"]
    assert rebuild.rebuild(county.warehouse, check=True).differing == []


def test_a_profile_that_names_its_source_keeps_them_apart(county: County) -> None:
    water = profile(county, "water", 'source = "水利局"')
    county.load(A)
    assert county.load(B, "--profile", water)["balance"]["accepted_new"] == 3
    numbers = [row["case_no"] for row in county.rows("cases")]
    assert numbers == ["1", "2", "3", "水利局·1", "水利局·2", "水利局·3"]
    assert not county.load(B, "--profile", water)["published"]
    pauses = [["办件编号", "特别程序种类", "开始日期", "结束日期"], ["1", "2", "2026-03-12", "2026-03-16"]]
    county.load(county.file("p.csv", text(pauses)), "--profile", water)
    assert {row["case_no"]: row["paused_days"] for row in county.rows("cases") if row["paused_days"]} == {
        "水利局·1": 2
    }
    assert rebuild.rebuild(county.warehouse, check=True).differing == []


def test_a_source_named_later_makes_no_case_two(county: County) -> None:
    county.load(A)
    named = profile(county, "market", 'source = "市监局"')
    for command in (county.check, county.load):
        assert {rule for _, _, rule in told(command(A, "--profile", named, status=1))} == {
            "number_without_source"
        }
    assert county.load(B, "--profile", profile(county, "water", 'source = "水利局"'))["published"]


def test_another_profile_is_another_source_unless_all_is_alike(county: County) -> None:
    one, two = (profile(county, name, f'title = "{name}"') for name in ("one", "two"))
    county.load(county.file("1.csv", text([HEAD, ROW])), "--profile", one)
    done = county.file("2.csv", text([HEAD, [*ROW[:4], "2026-02-24"]]))
    assert county.load(done, "--profile", two)["balance"]["accepted_correction"] == 1
    spelt = county.file("3.csv", text([HEAD, [*ROW[:2], "县市监局", ROW[3], "2026-02-25"]]))
    assert county.load(spelt, "--profile", one)["balance"]["accepted_correction"] == 1
    alike = county.file("4.csv", text([HEAD, ["1", ROW[1], "县市监局", "2026-02-13", ""]]))
    report = county.load(alike, "--profile", two, status=1)
    assert told(report) == [(2, "办件编号", "number_of_another_source")]
    assert "受理时间" in report["rejects"][0]["message"]


def test_a_department_spelt_otherwise_is_no_other(county: County) -> None:
    county.load(county.file("1.csv", text([HEAD, ROW])))
    spelt = ["1", "食品经营", "市监局", "2026-02-12", ""]
    assert county.load(county.file("2.csv", text([HEAD, spelt])))["balance"]["accepted_correction"] == 1


def test_refused_rows_load_once_the_first_is_taken_back(county: County) -> None:
    county.load(A)
    county.load(B, status=1)
    assert county.run("undo").exit_code == 0
    assert county.load(B)["balance"]["accepted_new"] == 3
    assert county.load(A, status=1)["refused"]


def test_what_an_older_program_took_for_corrections_is_built_again_alike(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(merge, "strangers", lambda *_: {})
        county.load(A)
        assert county.load(B)["balance"]["accepted_correction"] == 3
    assert rebuild.rebuild(county.warehouse, check=True).differing == []
    assert told(county.load(A, status=1))[0][2] == "number_of_another_row"


# what is declared -----------------------------------------------------------------------------

# Their key is what they are: the county's own code or place in a list, a day, or all that tells rows apart.
NO_NUMBER = {
    *("assessments", "calendar", "case_counts", "centre", "credit_grades", "credit_measures", "departments"),
    *("hall", "interface_calls", "interface_items", "item_versions", "milestones", "notices", "pauses"),
    *("plan_changes", "sheet_lines", "stages", "steps", "targets"),
}


@pytest.mark.parametrize("name", sorted(datasets()))
def test_what_makes_a_row_the_same_is_weighed_for_every_dataset(name: str) -> None:
    dataset = datasets()[name]
    assert bool(dataset.identity) != (name in NO_NUMBER)
    assert len(dataset.identity) in (0, 2, 3, 4)
    assert {dataset.column(part).name for part in dataset.identity}.isdisjoint({dataset.number})


# against a slow oracle ------------------------------------------------------------------------

PARTS = st.tuples(
    st.sampled_from("12"), st.sampled_from("甲乙"), st.sampled_from("丙丁"), st.sampled_from("56")
)
FILES = st.lists(st.lists(PARTS, min_size=1, max_size=6), min_size=1, max_size=3)


def strangers(files: list[list[tuple[str, ...]]]) -> list[tuple[int, int]]:
    """Row by row: which are refused, by file and row."""
    kept: dict[str, tuple[str, ...]] = {}
    refused = []

    def differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return all(a != b for a, b in zip(one[1:], other[1:], strict=True))

    for number, rows in enumerate(files):
        for key in {row[0] for row in rows}:
            own = [(at, row) for at, row in enumerate(rows) if row[0] == key]
            anchor = kept.get(key, own[0][1])
            good = [(at, row) for at, row in own if not differ(row, anchor)]
            refused += [(number, at) for at, row in own if differ(row, anchor)]
            if good:
                refused += [(number, at) for at, row in good if differ(row, good[-1][1])]
                kept[key] = good[-1][1]
    return sorted(refused)


@tries(6)
@given(files=FILES)
def test_as_an_oracle_says(files: list[list[tuple[str, ...]]], tmp_path_factory: Any) -> None:
    sources = [
        Source(
            f"{n}.csv",
            text([HEAD, *[[a, f"许可{b}", f"县{c}局", f"2026-01-0{d}", ""] for a, b, c, d in rows]]),
        )
        for n, rows in enumerate(files)
    ]
    report = check(Warehouse(tmp_path_factory.mktemp("none")), sources, Options(), today=date(2026, 11, 23))
    found = sorted((int(reject.file[0]), reject.row - 2) for reject in report.rejects)
    assert found == strangers(files)


def test_a_chain_of_corrections_comes_again_unchanged(county: County) -> None:
    """Each shares something with the one before, and with the last: so the same file twice is unchanged."""
    chain = [[*CASES[0]], ["9", "0001", "甲局", "2026-01-05", ""], ["9", "0001", "乙局", "2026-01-06", ""],
             ["9", "0001", "乙局", "2026-01-07", "2026-01-08"]]  # fmt: skip
    path = county.file("c.csv", text(chain))
    assert county.load(path)["balance"]["accepted_correction"] == 2
    assert not county.load(path)["published"]
