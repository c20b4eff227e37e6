"""〃 and 同上 mean the cell above; where there is none, the cell is refused with a sentence."""

from datetime import date
from functools import cache

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.ditto_marks import Dittos
from reform.ingest.matching.matching import Match, match
from reform.ingest.readers import Source, open_tables
from reform.ingest.result import Options
from tests.ingest.files import County, Rows, text, workbook

HEADS = ["办件编号", "事项名称", "受理部门", "申请方式", "受理时间"]


@cache
def matched() -> Match:
    (table,) = open_tables(Source("a.csv", text([HEADS, ["A", "某", "局", "窗口", "2026-01-05"]])))
    found = match(table, Options())
    assert found is not None
    return found


def column(name: str, cells: list[str | None]) -> pa.Table:
    """A batch in which one column holds these cells."""
    given = {other: pa.nulls(len(cells), pa.string()) for other in matched().positions}
    return pa.table({**given, name: pa.array(cells, pa.string())})


def filled(name: str, *batches: list[str | None]) -> list[str | None]:
    """A column after its dittos were filled, batch after batch."""
    dittos = Dittos(matched())
    return [cell for cells in batches for cell in dittos.fill(column(name, cells)).column(name).to_pylist()]


SPELLINGS = """〃|″|"|＂|〞|“|”|''|〃〃|""|同上|同 上|同上栏|同上一行|同前|仝上|ditto| 〃 |同上。|″ ″
\u3000同上|\u200b同上""".replace("\n", "|")


@pytest.mark.parametrize("ditto", SPELLINGS.split("|"))
def test_every_spelling_means_the_cell_above(ditto: str) -> None:
    assert filled("department", ["市监局", ditto, ditto, "住建局", ditto]) == [
        *["市监局"] * 3,
        *["住建局"] * 2,
    ]


@pytest.mark.parametrize(
    "cell", ["同上海市", "同意", "“同上”", "上", "〃1", "'0001", "同左", "见上", "", "同上级"]
)
def test_what_only_looks_like_one_stays(cell: str) -> None:
    assert filled("department", ["市监局", cell]) == ["市监局", cell]


def test_it_reaches_over_batches_but_not_over_a_blank() -> None:
    assert filled("department", ["市监局", "〃"], ["〃", "〃"], [], ["〃"]) == ["市监局"] * 5
    assert filled("department", ["市监局", None, "〃", "〃"], ["〃"]) == ["市监局", None, "〃", "〃", "〃"]
    assert filled("department", ["〃", "市监局", "〃"]) == ["〃", "市监局", "市监局"]


def test_the_number_of_a_case_cannot_be_that_of_the_case_above() -> None:
    assert filled("case_no", ["A1", "同上"]) == ["A1", "同上"]


def test_a_batch_without_dittos_is_handed_on_as_it_is() -> None:
    batch = column("department", ["市监局", "住建局", None])
    assert Dittos(matched()).fill(batch) is batch
    sliced = column("department", ["〃", "市监局", "〃", "住建局"]).slice(1, 2)
    assert Dittos(matched()).fill(sliced).column("department").to_pylist() == ["市监局", "市监局"]


@given(st.lists(st.sampled_from(["市监局", "住建局", "〃", "同上", None])), st.integers(0, 20))
def test_how_the_rows_are_split_makes_no_difference(cells: list[str | None], at: int) -> None:
    assert filled("department", cells[:at], cells[at:]) == filled("department", cells)


ROWS: Rows = [
    HEADS,
    ["A1", "食品经营许可", "县市监局", "窗口", "2026-01-05"],
    ["A2", "同上", "〃", "″", '"'],
    ["小计", "", "", "", ""],
    ["A3", "同上", "同上", "网上", "2026-01-06"],
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_with_dittos_loads_as_it_is_meant(county: County, kind: str) -> None:
    data = text(ROWS) if kind == "csv" else workbook({"a": ROWS})
    county.load(county.file(f"a.{kind}", data))
    kept = [
        (r["item_name"], r["department"], r["channel"], r["accepted_at"][:10]) for r in county.rows("cases")
    ]
    assert kept == [
        ("食品经营许可", "县市监局", "1", "2026-01-05"),
        ("食品经营许可", "县市监局", "1", "2026-01-05"),
        ("食品经营许可", "县市监局", "2", str(date(2026, 1, 6))),
    ]


def test_a_ditto_with_nothing_above_is_refused_with_a_sentence(county: County) -> None:
    rows = [HEADS, ["A1", "某", "〃", "同上", "同上"], ["同上", "某", "局", "同左", "2026-01-05"]]
    report = county.check(county.file("a.csv", text(rows)), status=1)
    assert {(r["row"], r["column"], r["rule"]) for r in report["rejects"]} == {
        (2, "受理部门", "ditto_unclear"),
        (2, "申请方式", "ditto_unclear"),
        (2, "受理时间", "ditto_unclear"),
        (3, "办件编号", "ditto_unclear"),
        (3, "申请方式", "ditto_unclear"),
    }


def test_in_a_comment_it_is_a_comment(county: County) -> None:
    heads = ["评价编号", "评价时间", "满意度", "评价内容"]
    rows = [heads, ["R1", "2026-01-05", "满意", "很好"], ["R2", "同上", "同上", "同上"]]
    county.load(county.file("r.csv", text(rows)))
    assert [(r["level"], r["comment"]) for r in county.rows("ratings")] == [(2, "很好"), (2, "同上")]
