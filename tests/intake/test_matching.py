"""Headers match by name, whatever their order, width, brackets and stars."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pytest

from reform.datasets import Column, Dataset, datasets, header_key, header_note
from reform.intake import Options
from reform.intake.matching import match
from reform.profiles import Profile
from reform.readers import FileRefused, TextTable


class Heads(TextTable):
    """A table of which only the first rows matter."""

    def body(self, header_index: int, columns: Mapping[str, int]) -> Iterator[pa.Table]:
        """No rows."""
        return iter(())


def table(*rows: list[str]) -> Heads:
    return Heads(file="a.csv", sheet=None, kind="csv", head=list(rows))


ALIASES = [
    (dataset, column, header)
    for dataset in datasets().values()
    for column in dataset.columns
    for header in column.headers
]


@pytest.mark.parametrize(
    ("dataset", "column", "header"), ALIASES, ids=[f"{d.name}-{h}" for d, _, h in ALIASES]
)
def test_every_declared_header_finds_its_column(dataset: Dataset, column: Column, header: str) -> None:
    needed = [c for c in dataset.columns if c.required or any(c.name == group[0] for group in dataset.one_of)]
    heads = [header, *(c.header for c in needed if c.name != column.name)]
    found = match(table(heads), Options(dataset=dataset.name))
    assert found is not None
    assert found.headers[found.positions[column.name]] == header


SPELLINGS = [
    "办件编号",
    " 办件编号 ",
    "办件 编号",
    "*办件编号",
    "办件编号*",
    "办件编号：",
    "办件编号（必填）",
    "办件编号(18位)",
    "办　件　编　号",
    "办件编号\u200b",
    "Case_No",
    "case no",
    "CASE_NO",
    "ｃａｓｅ＿ｎｏ",
]


@pytest.mark.parametrize("header", SPELLINGS)
def test_a_header_is_known_in_any_dress(header: str) -> None:
    found = match(table(["受理时间", "事项名称", header]), Options())
    assert found is not None
    assert found.positions["case_no"] == 2


def test_no_two_columns_of_a_dataset_claim_the_same_header_first() -> None:
    for dataset in datasets().values():
        best = [header_key(header) for column in dataset.columns for header in (column.header, column.name)]
        assert len(best) == len(set(best)) or dataset.name == "ratings"


@pytest.mark.parametrize(
    ("header", "note"), [("承诺时限（工作日）", "工作日"), ("承诺时限(自然日)", "自然日"), ("承诺时限", "")]
)
def test_brackets_are_kept_as_a_note(header: str, note: str) -> None:
    assert header_key(header) == "承诺时限"
    assert header_note(header) == note


def test_the_header_may_stand_far_below_and_titles_do_not_confuse() -> None:
    rows = [["示例县办件编号一览"], *([""] for _ in range(30)), ["办件编号", "事项名称", "受理时间"]]
    found = match(table(*rows), Options())
    assert found is not None
    assert found.header_index == 31


def test_a_complete_reading_wins_over_one_with_more_columns() -> None:
    found = match(
        table(["办件编号", "特别程序种类", "开始日期", "事项名称", "受理部门", "结束时间"]), Options()
    )
    assert found is not None
    assert found.dataset.name == "pauses"


def test_a_profile_renames_and_its_constants_fill_in() -> None:
    profile = Profile(columns={header_key("zaak"): "case_no"}, constants={"item_name": "某"})
    found = match(table(["zaak", "受理时间"]), Options(profile))
    assert found is not None
    assert (found.dataset.name, found.missing) == ("cases", ())


def test_dropped_columns_are_those_nobody_declared() -> None:
    found = match(table(["办件编号", "", "姓名", "事项名称", "受理时间", "办件编号"]), Options())
    assert found is not None
    assert found.dropped == ["姓名", "办件编号"]


def test_one_familiar_word_is_no_dataset_and_two_are_an_incomplete_one() -> None:
    assert match(table(["部门", "数量"]), Options()) is None
    with pytest.raises(FileRefused) as refused:
        match(table(["办件编号", "事项名称"]), Options())
    assert refused.value.rule == "column_missing"
    assert refused.value.words["column"] == "受理时间"
