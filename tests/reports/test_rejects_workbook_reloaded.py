"""What was refused comes back corrected: the whole way round; what is dangerous or personal stays out."""

from pathlib import Path
from typing import Any

import pytest

from reform.ingest.parsers.categories import parse_code, parse_level, parse_text, parse_yes_no
from reform.ingest.parsers.dates import parse_date
from reform.ingest.parsers.durations import parse_duration
from reform.ingest.parsers.numbers import parse_count
from reform.ingest.result import Options
from reform.reports import rejects_workbook
from reform.reports.rejects_workbook.row_sheets import neutral
from reform.schema.profiles import Profile
from tests.ingest.files import CASES, ITEMS, County, Rows, text, workbook
from tests.reports.corrected_workbooks import (
    DATED,
    RED,
    UGLY,
    cells,
    checked,
    comments,
    everything,
    handed_back,
    made,
    texts,
)

LONG = "排队太久。" * 100
MOBILE = "13912345678"


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path)


# the whole way round --------------------------------------------------------------------------

UGLY_GOOD: Rows = [
    CASES[0],
    [DATED, "0001", "局", "2024-02-29", "2024-03-01"],
    ["A2", "0001", "局", "2026-01-06", "2026-01-07"],
    ["A3", "0001", "局", "2026-01-06", ""],
    ["A4", "0001", "局", "2026-01-06", ""],
]
TWO_GOOD: Rows = [
    *CASES,
    ["A8", "0001", "局", "2026-01-09", ""],
    ["A9", "0002", "局", "2026-02-03", "2026-02-04"],
]
NEW_ITEM = ["0003", "民办学校设立", "县教育局", "第三批", "30个工作日", "5个工作日"]
RATINGS: Rows = [["评价编号", "评价时间", "满意度", "评价内容"], ["R1", "2026-01-05", "满意", "-"]]
RUNS = "=1+cmd|' /C calc'!A1"

# files; what a clerk types into which cell; the same rows as they should have been
ROUNDS: dict[str, tuple[dict[str, bytes], dict[str, str], dict[str, bytes]]] = {
    "a title, undeclared columns, GB18030": (
        {"丑.csv": text(UGLY, "gb18030")},
        {
            "丑!F2": "2024-02-29",
            "丑!G2": "2024-03-01",
            "丑!G3": "2026-01-07",
            "丑!D4": "0001",
        },
        {"a.csv": text(UGLY_GOOD)},
    ),
    "two datasets, two sheets of one": (
        {
            "办件.xlsx": workbook(
                {
                    "一月": [["填报单位：某局"], [], *CASES, ["A8", "0001", "局", "某日", ""]],
                    "二月": [*CASES[:1], ["A9", "0002", "局", "2026-02-03", "某日"]],
                    "清单": [*ITEMS, [*NEW_ITEM[:3], "末批", "30个工作日", "法定20日，承诺5日"]],
                }
            )
        },
        {"一月!D2": "2026-01-09", "二月!E2": "2026-02-04", "清单!D2": "第三批", "清单!F2": "5个工作日"},
        {"a.csv": text(TWO_GOOD), "b.csv": text([*ITEMS, NEW_ITEM])},
    ),
    "long texts, and such as run": (
        {
            "r.csv": text(
                [*RATINGS, ["R2", "x", "满意", LONG], ["R3", "x", "差", RUNS], ["R4", "x", "满意", "-"]]
            )
        },
        {"r!B2": "2026-01-06", "r!B3": "2026-01-06", "r!C3": "不满意", "r!B4": "2026-01-06"},
        {
            "r.csv": text(
                [
                    *RATINGS,
                    ["R2", "2026-01-06", "满意", LONG],
                    ["R3", "2026-01-06", "不满意", RUNS],
                    ["R4", "2026-01-06", "满意", "-"],
                ]
            )
        },
    ),
    "two header rows, a unit in the lower": (
        {
            "i.csv": text(
                [
                    ["事项", "", "", "时限", ""],
                    ["事项编码", "事项名称", "实施机关", "法定办结时限(自然日)", "承诺办结时限"],
                    ["0001", "食品经营许可", "县局", "20", "末批"],
                ]
            )
        },
        {"i!E2": "5个工作日"},
        {
            "i.csv": text(
                [
                    ["事项编码", "事项名称", "实施机关", "法定办结时限(自然日)", "承诺办结时限"],
                    ["0001", "食品经营许可", "县局", "20", "5个工作日"],
                ]
            )
        },
    ),
    "bare days of the 1904 system": (
        {"a.xlsx": workbook({"x": [CASES[0], ["A1", "0001", "局", 43894, "x"]]}, date_1904=True)},
        {"x!E2": "2024-03-06"},
        {"a.csv": text([CASES[0], ["A1", "0001", "局", "2024-03-05", "2024-03-06"]])},
    ),
}


@pytest.mark.parametrize("case", ROUNDS)
def test_corrected_rows_load_as_if_they_had_never_been_wrong(tmp_path: Path, case: str) -> None:
    files, typed, good = ROUNDS[case]
    county, other = at(tmp_path / "ours"), at(tmp_path / "theirs")
    back = county.folder / "核对报告.xlsx"
    paths = [county.file(name, data) for name, data in files.items()]
    first = county.load(*paths, "--accept-good", "--report", str(back))
    back.write_bytes(handed_back(back.read_bytes(), typed))
    second = county.load(str(back))
    assert second["balance"]["read"] == second["balance"]["accepted_new"] == first["balance"]["rejected"] > 0
    assert [place["sheet"] for place in second["ignored"]] == ["核对报告"]
    other.load(*(other.file(name, data) for name, data in good.items()))
    for dataset in {table["dataset"] for table in first["tables"]}:
        assert kept(county, dataset) == kept(other, dataset)


def at(folder: Path) -> County:
    folder.mkdir()
    return County(folder)


def kept(county: County, dataset: str) -> list[dict[str, Any]]:
    """The rows kept, without where they came from."""
    apart = {"source_row", "import_id"}
    rows = [{name: row[name] for name in row if name not in apart} for row in county.rows(dataset)]
    return sorted(rows, key=str)


def test_an_uncorrected_workbook_is_refused_like_the_file(county: County) -> None:
    path = str(county.folder / "back.xlsx")
    first = county.check(county.file("丑.csv", text(UGLY)), "--report", path, status=1)["rejects"]
    again = county.check(path, status=1)["rejects"]
    told = [[(reject[part]) for part in ("column", "value", "rule")] for reject in first]
    assert [[(reject[part]) for part in ("column", "value", "rule")] for reject in again] == told


def test_a_foreign_header_comes_back_under_its_profile(county: County) -> None:
    profile = county.file("p.toml", b'[columns]\n"kase" = "case_no"\n"begun" = "accepted_at"\n')
    rows = [["kase", "事项编码", "begun"], ["K1", "0001", "x"]]
    back = county.folder / "back.xlsx"
    county.check(county.file("a.csv", text(rows)), "--profile", profile, "--report", str(back), status=1)
    back.write_bytes(handed_back(back.read_bytes(), {"a!C2": "2026-01-05"}))
    assert county.load(str(back), "--profile", profile)["balance"]["accepted_new"] == 1


def test_a_saved_profile_knows_its_headers_again(tmp_path: Path) -> None:
    rows = [["kase", "begun", "事项编码", "部门", "意见"], ["K1", "x", "0001", "局", "无"]]
    columns = {"kase": "case_no", "begun": "accepted_at", "事项编码": "item_code"}
    headers = frozenset({*columns, "部门", "意见"})
    saved = Profile(name="mine", title="我的", dataset="cases", columns=columns, headers=headers)
    options = Options(saved=(saved,))
    first = checked(tmp_path, {"a.csv": text(rows)}, options)
    assert first.tables[0].result.profile == "我的"
    back = handed_back(rejects_workbook.workbook(first), {"a!B2": "2026-01-05"})
    again = checked(tmp_path, {"back.xlsx": back}, options)
    assert again.tables[0].result.profile == "我的"
    assert again.balance.accepted_new == 1


# dangerous and personal -----------------------------------------------------------------------

PARSERS = (parse_text, parse_code, parse_date, parse_duration, parse_level, parse_count, parse_yes_no)
WORDS = ["-", "—", "-1", "+86 10", "=1+1", '="0001"', "@x", "-x", "+x", "'=x", "'", "-A1", "是", "5-7天", "/"]


@pytest.mark.parametrize("word", WORDS)
def test_what_cannot_run_reads_as_before(word: str) -> None:
    assert [parse(neutral(word)) for parse in PARSERS] == [parse(word) for parse in PARSERS]


@pytest.mark.parametrize("word", ["=1+1", "=cmd|' /C calc'!A1", "+cmd", "-cmd", "@SUM(A1)", "-1+cmd|x"])
def test_what_would_run_from_a_csv_does_not(word: str) -> None:
    assert neutral(word) == f"'{word}"


@pytest.mark.parametrize("word", ["-", "-1", "+5", "5-7", "—", "a=b"])
def test_what_runs_nothing_stays(word: str) -> None:
    assert neutral(word) == word


def test_nothing_personal_is_in_the_workbook(tmp_path: Path) -> None:
    name, card = "欧阳凌霄", "11010519491231002X"
    heads = ["评价编号", "评价时间", "满意度", "评价内容", "评价人", f"备注{MOBILE}"]
    ratings = [
        heads,
        ["R1", "x", "满意", f"请打{MOBILE}，{card}", name, MOBILE],
        ["R2", card, "好", "", name, ""],
    ]
    data = made(tmp_path, {f"台账{MOBILE}.xlsx": workbook({f"评价{card}": ratings})})
    assert not [secret for secret in (name, card, MOBILE) if secret in everything(data)]
    assert "请打〔已隐去〕" in everything(data)


SURPLUS = ["P1", "换证", "局", "2026-01-05", "欧阳凌霄", "多", "余"]


def test_a_row_that_slipped_shows_nothing_of_an_undeclared_column(tmp_path: Path) -> None:
    """A comma too many moves every cell after it: what stands under 办结时间 is the applicant."""
    heads = ["办件编号", "事项名称", "受理部门", "受理时间", "办结时间", "申请人"]
    data = made(tmp_path, {"a.csv": text([heads, SURPLUS, ["P2", "换证", "局", "2026-01-05", "", "某"]])})
    assert "欧阳凌霄" not in everything(data)
    (_head, row) = texts(data)["a"]
    assert row[:-1] == ["", "", "", "", ""]
    assert "原表第 2 行" in comments(data, "a")["A2"]
    assert cells(data, "a")["A2"].fill == RED


def test_a_row_that_slipped_in_a_file_of_declared_columns_is_shown(tmp_path: Path) -> None:
    heads = ["评价编号", "评价时间", "满意度", "评价内容"]
    data = made(tmp_path, {"a.csv": text([heads, ["R1", "2026-01-05", "满意", "快", "好"]])})
    assert texts(data)["a"][1][:-1] == ["R1", "2026-01-05", "满意", "快"]
    assert list(comments(data, "a")) == ["A2"]
