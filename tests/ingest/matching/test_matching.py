"""Headers match by name, whatever their order, width, brackets and stars."""

from dataclasses import replace

import pytest

from reform.common.text import clean
from reform.ingest.matching.matching import Match, match, match_all
from reform.ingest.readers import FileRefused
from reform.ingest.result import Options
from reform.schema.datasets import Column, Dataset, datasets, header_key, header_note
from reform.schema.profiles import Profile
from tests.ingest.heads import Heads, line, table


@pytest.mark.parametrize("dataset", datasets().values(), ids=datasets())
def test_every_declared_header_finds_its_column(dataset: Dataset) -> None:
    wrong = [
        header
        for column in dataset.columns
        for header in column.headers
        if not finds(dataset, column, header)
    ]
    assert wrong == []


def finds(dataset: Dataset, column: Column, header: str) -> bool:
    needed = [c for c in dataset.columns if c.required or any(c.name == group[0] for group in dataset.one_of)]
    heads = [header, *(c.header for c in needed if c.name != column.name)]
    found = match(table(heads), Options(dataset=dataset.name))
    place = found.positions.get(column.name) if found is not None else None
    return found is not None and place is not None and found.headers[place] == clean(header)


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


def matched(headers: str, options: Options | None = None) -> Match:
    found = match(table(line(headers)), options or Options())
    assert found is not None
    return found


def refused(headers: str) -> FileRefused:
    with pytest.raises(FileRefused) as problem:
        match(table(line(headers)), Options())
    return problem.value


def test_the_headers_a_dataset_was_known_by_are_told() -> None:
    labels = matched("序号 办件编号 事项名称 受理时间（欧阳凌霄）").labels
    assert set(labels.values()) == {"办件编号", "事项名称", "受理时间"}
    assert len(labels) == 3


def test_the_file_s_header_is_told_without_what_may_be_a_person() -> None:
    found = matched("办件编号(欧阳凌霄) 事项名称 受理时间（年月日） 欧阳凌霄")
    assert found.headers[0] == "办件编号(欧阳凌霄)"
    assert found.labels == {"case_no": "办件编号", "item_name": "事项名称", "accepted_at": "受理时间(年月日)"}
    assert found.dropped == ["第 4 列"] or found.dropped == ["column 4"]


DUPLICATES = {
    "办件编号 事项名称 受理时间 办结时间": [],
    "办件编号 事项名称 受理时间 办件编号": [("办件编号", 4, "办件编号")],
    "部门名称 办件编号 事项名称 受理时间 受理部门": [("部门名称", 1, "受理部门")],
    "办件编号 事项名称 受理时间 收件时间 申请时间": [("收件时间", 4, "申请时间")],
    "办件编号 事项名称 受理时间 序号 序号": [],
    "办件编号 事项名称 受理时间(工作日) 受理时间(自然日)": [("受理时间(自然日)", 4, "受理时间(工作日)")],
}


@pytest.mark.parametrize("headers", DUPLICATES)
def test_a_second_column_for_the_same_thing_is_told(headers: str) -> None:
    told = matched(headers).duplicates
    assert len(told) == len(DUPLICATES[headers])
    for said, (header, place, used) in zip(told, DUPLICATES[headers], strict=True):
        assert said.index(header) < said.index(str(place)) < said.rindex(used)


def test_a_table_that_holds_two_datasets_says_so() -> None:
    headers = "来源 办件编号 受理所属部门 事项名称 受理时间 办结时间 评价时间 评价结果"
    assert (matched(headers).dataset.name, matched(headers).others) == ("cases", ("ratings",))
    asked = matched(headers, Options(dataset="ratings"))
    assert (asked.dataset.name, asked.others) == ("ratings", ("cases",))
    assert matched("办件编号 事项编码 事项名称 受理时间").others == ()


def test_a_list_of_cases_without_its_dates_is_no_list_of_items() -> None:
    headers = "办件编号 事项编码 事项名称 受理部门 登记日"
    assert refused(headers).words["column"] == "受理时间"
    assert matched(headers, Options(dataset="items")).dataset.name == "items"
    assert matched("流水号 事项编码 事项名称 实施主体 批次").dataset.name == "items"


# several tables -------------------------------------------------------------------------------

ITEMS, CASES = "事项编码 事项名称 批次", "办件编号 事项名称 受理时间"
HALF, NOTHING = "办件编号 事项名称 办结时间", "菜名 价格"


def sheets(*headers: str, files: str = "") -> list[Heads]:
    return [
        table(line(names), file=files[n : n + 1] or "a", sheet=f"s{n}") for n, names in enumerate(headers)
    ]


def test_each_sheet_finds_its_dataset_and_what_is_left_out_has_its_reason() -> None:
    tables = [*sheets(CASES, HALF, NOTHING, ITEMS, CASES), table([], ["", ""], file="a", sheet="blank")]
    matching = match_all(tables, Options())
    assert [(t.sheet, m.dataset.name) for t, m in matching.found] == [
        ("s0", "cases"),
        ("s3", "items"),
        ("s4", "cases"),
    ]
    (half, reason), (other, none) = matching.left_out
    assert (half.sheet, other.sheet, none) == ("s1", "s2", None)
    assert reason is not None
    assert reason.words["column"] == "受理时间"


@pytest.mark.parametrize(
    ("tables", "rule", "sheet"),
    [
        (sheets(HALF, NOTHING), "column_missing", "s0"),
        (sheets(NOTHING, HALF), "column_missing", "s1"),
        (sheets(CASES, HALF, files="ab"), "column_missing", "s1"),  # another member of the archive
        (sheets(NOTHING), "sheet_unknown", "s0"),
        (sheets("", NOTHING, "甲"), "sheet_unknown", "s1"),
        (sheets("", ""), "file_no_rows", "s0"),
    ],
)
def test_where_nothing_can_be_read_one_sentence_says_why(tables: list[Heads], rule: str, sheet: str) -> None:
    with pytest.raises(FileRefused) as problem:
        match_all(tables, Options())
    assert (problem.value.rule, problem.value.sheet) == (rule, sheet)


# saved profiles -------------------------------------------------------------------------------

STRANGE = "单号 业务名称 开始受理 经办 欧阳凌霄"
SAVED = Profile(
    name="甲",
    title="甲",
    dataset="cases",
    columns={"单号": "case_no", "业务名称": "item_name", "开始受理": "accepted_at"},
    headers=frozenset({"单号", "业务名称", "开始受理", "经办"}),
)


def test_a_saved_profile_is_used_by_itself_for_its_headers_in_any_order() -> None:
    for headers in (STRANGE, "欧阳凌霄 开始受理 经办 业务名称 单号", "张三 开始受理 经办 业务名称 单号"):
        found = matched(headers, Options(saved=(SAVED,), satisfaction="gb"))
        assert found.options.profile.title == "甲"
        assert found.options.coding == "gb"
        assert {found.headers[place] for place in found.positions.values()} == {
            "单号",
            "业务名称",
            "开始受理",
        }


OTHERWISE = {
    "another header": (STRANGE + " 备注", Options(saved=(SAVED,))),
    "one header less": (STRANGE.replace(" 经办", ""), Options(saved=(SAVED,))),
    "another dataset asked for": (STRANGE, Options(saved=(SAVED,), dataset="pauses")),
    "a profile chosen": (STRANGE, Options(Profile(name="乙"), saved=(SAVED,))),
    "none saved": (STRANGE, Options()),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_a_saved_profile_is_not_used_where(case: str) -> None:
    headers, options = OTHERWISE[case]
    try:
        found = match(table(line(headers)), options)
    except FileRefused:
        found = None
    assert found is None


def test_a_saved_profile_says_all_there_is() -> None:
    headers = "办件编号 事项名称 受理时间 来源"
    names = {"办件编号": "case_no", "事项名称": "item_name", "受理时间": "accepted_at"}
    profile = replace(SAVED, columns=names, headers=frozenset(headers.split()))
    assert "channel" in matched(headers).positions
    assert set(matched(headers, Options(saved=(profile,))).positions) == set(names.values())


def test_a_saved_profile_that_lacks_a_column_by_now_is_passed_over() -> None:
    stale = replace(SAVED, columns={"办件编号": "case_no"}, headers=frozenset(CASES.split()))
    assert matched(CASES, Options(saved=(stale,))).options.profile == Profile()
