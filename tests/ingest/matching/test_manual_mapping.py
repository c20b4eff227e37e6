"""Columns mapped by hand: nearest first, samples without people, and a profile that reads the file."""

import pytest

from reform.ingest.matching import manual_mapping
from reform.ingest.matching.header_rows import Heading
from reform.ingest.matching.matching import match
from reform.ingest.readers import FileRefused
from reform.ingest.result import Options
from reform.schema.datasets import Dataset, datasets
from tests.ingest.heads import line, table

CASES = datasets()["cases"]
ROWS = [
    "某局报送 - - - - -",
    "办件编码 业务名称 开始受理时间 申请人 经办13912345678 办结时间",
    "A1 换证 2026-01-05 欧阳凌霄 甲 2026-01-06",
    "A2 换证电话13912345678 2026-01-06 张三 乙 -",
    "A3 领证 2026-01-06 李四 丙 -",
    "A4 补证 2026-01-07 王五 丁 -",
]
TABLE = table(*map(line, ROWS))


def heading() -> Heading:
    found = manual_mapping.guesses(TABLE)
    return found[manual_mapping.best_heading(CASES, found, Options())]


def names(places: list[int]) -> list[str]:
    return [heading().names[place] for place in places]


def test_the_likely_header_row_and_dataset_come_first() -> None:
    assert heading().last == 1
    assert manual_mapping.likely(manual_mapping.guesses(TABLE), Options())[0].name == "cases"
    strange = [line("甲 乙 丙"), line("单位 数量 备注"), line("1 2 3")]
    found = manual_mapping.guesses(table(*strange))
    assert [guess.last for guess in found] == [0, 1, 2]
    assert manual_mapping.best_heading(CASES, found, Options()) == 1


@pytest.mark.parametrize(
    ("column", "nearest"),
    [("case_no", "办件编码"), ("accepted_at", "开始受理时间"), ("completed_at", "办结时间")],
)
def test_the_nearest_header_is_offered_first_and_no_personal_one(column: str, nearest: str) -> None:
    offered = names(manual_mapping.offered(CASES.column(column), heading()))
    assert offered[0] == nearest
    assert sorted(offered) == sorted(["办件编码", "业务名称", "开始受理时间", "办结时间"])


def test_samples_are_few_scrubbed_and_of_no_person() -> None:
    shown = [manual_mapping.samples(TABLE, heading(), place) for place in range(6)]
    assert shown[0] == ["A1", "A2", "A3"]
    assert shown[1] == ["换证", "换证电话〔已隐去〕", "领证"]
    assert shown[2] == ["2026-01-05", "2026-01-06", "2026-01-07"]
    assert shown[3] == shown[4] == []
    assert shown[5] == ["2026-01-06"]


CHOSEN = {"case_no": 0, "item_name": 1, "accepted_at": 2}


def test_a_mapping_reads_the_file_by_itself_the_next_time() -> None:
    made = manual_mapping.profile("某系统 13912345678", CASES, heading(), CHOSEN)
    assert made.title == "某系统 〔已隐去〕"
    assert made.headers == frozenset(line("办件编码 业务名称 开始受理时间 申请人 办结时间"))
    with pytest.raises(FileRefused):
        match(TABLE, Options())
    found = match(TABLE, Options(saved=(made,)))
    assert found is not None
    assert (found.header_index, found.positions) == (1, CHOSEN)
    assert found.options.profile == made


def test_a_profile_holds_no_cell_and_no_person() -> None:
    said = str(manual_mapping.profile("某系统", CASES, heading(), CHOSEN))
    assert not any(cell in said for row in ROWS[2:] for cell in line(row) if cell)
    assert "139" not in said


PROBLEMS = [
    # chosen, title, words of each sentence
    (CHOSEN, "某系统", []),
    (CHOSEN, "  ", [[]]),
    ({"case_no": 0, "item_name": 1}, "某系统", [["受理时间"]]),
    ({"case_no": 0, "accepted_at": 2}, "某系统", [["事项编码", "事项名称"]]),
    ({**CHOSEN, "item_code": 0}, "某系统", [["办件编码", "办件编号", "事项编码"]]),
    ({}, "", [["办件编号", "受理时间"], ["事项编码"], []]),
]


@pytest.mark.parametrize(("chosen", "title", "words"), PROBLEMS)
def test_what_is_still_to_do_is_said(chosen: dict[str, int], title: str, words: list[list[str]]) -> None:
    said = manual_mapping.problems(title, CASES, heading(), chosen)
    assert len(said) == len(words)
    for sentence, expected in zip(said, words, strict=True):
        assert all(word in sentence for word in expected)


@pytest.mark.parametrize("dataset", datasets().values(), ids=lambda dataset: dataset.name)
def test_every_column_that_must_be_there_is_asked_for(dataset: Dataset) -> None:
    asked = {column.name for column in manual_mapping.needed(dataset)}
    assert asked >= {column.name for column in dataset.columns if column.required}
    assert asked >= {name for group in dataset.one_of for name in group}
