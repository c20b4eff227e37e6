"""What is refused: where it stands, why, and what becomes of the rest."""

from typing import Any

import pytest

from tests.ingest.files import CASES, ITEMS, County, Rows, contents, text, workbook

RATING_HEADS = ["评价编号", "评价时间", "满意度", "评价内容"]

# dataset rows, with one bad cell; column header; value; rule; words of the sentence in zh and en
CELLS: list[tuple[Rows, int, str, str | None, str, str, str]] = [
    (
        [CASES[0], ["A1", "1", "局", "03/05/2024", ""]],
        2,
        "受理时间",
        "03/05/2024",
        "date_ambiguous",
        "两",
        "two",
    ),
    (
        [CASES[0], ["A1", "1", "局", "2024年2月30日", ""]],
        2,
        "受理时间",
        "2024年2月30日",
        "date_invalid",
        "没有这一天",
        "no such day",
    ),
    ([CASES[0], ["A1", "1", "局", "3月5日", ""]], 2, "受理时间", "3月5日", "date_no_year", "年份", "year"),
    (
        [CASES[0], ["A1", "1", "局", "2026-11-24", ""]],
        2,
        "受理时间",
        "2026-11-24",
        "date_future",
        "2026-11-23",
        "2026-11-23",
    ),
    ([CASES[0], ["A1", "1", "局", "", ""]], 2, "受理时间", None, "required_missing", "空", "empty"),
    ([CASES[0], ["", "1", "局", "2026-01-05", ""]], 2, "办件编号", None, "required_missing", "空", "empty"),
    (
        [CASES[0], ["A1", "", "局", "2026-01-05", ""]],
        2,
        "事项编码",
        None,
        "one_of_missing",
        "事项名称",
        "事项名称",
    ),
    (
        [CASES[0], ["A1", "1", "局", "2026-01-06", "2026-01-05"]],
        2,
        "办结时间",
        "2026-01-05",
        "order_dates",
        "早于",
        "before",
    ),
    (
        [CASES[0], ["1.13708E+17", "1", "局", "2026-01-06", ""]],
        2,
        "办件编号",
        "1.13708E+17",
        "code_damaged",
        "文本",
        "text",
    ),
    (
        [["某县"], ITEMS[0], ["01", "某", "局", "末批", "", ""]],
        3,
        "批次",
        "末批",
        "batch_unreadable",
        "第一批",
        "第一批",
    ),
    (
        [ITEMS[0], ["01", "某", "局", "1", "县级3个工作日，市级5个工作日", ""]],
        2,
        "法定办结时限",
        "县级3个工作日，市级5个工作日",
        "duration_two_values",
        "两个",
        "Two",
    ),
    (
        [ITEMS[0], ["01", "某", "局", "1", "", "3月5日"]],
        2,
        "承诺办结时限",
        "3月5日",
        "duration_is_date",
        "日期",
        "date",
    ),
    (
        [RATING_HEADS, ["R1", "2026-01-05", "5", ""]],
        2,
        "满意度",
        "5",
        "level_coding_unknown",
        "--satisfaction",
        "--satisfaction",
    ),
    (
        [["办件编号", "特别程序种类", "开始日期"], ["A1", "午休", "2026-01-05"]],
        2,
        "特别程序种类",
        "午休",
        "unknown_word",
        "延长审批",
        "Extension",
    ),
    (
        [["日期", "是否工作日"], ["2027-01-01", "也许"]],
        2,
        "是否工作日",
        "也许",
        "yes_no_unreadable",
        "是",
        "是",
    ),
]


@pytest.mark.parametrize(
    ("rows", "row", "column", "value", "rule", "zh", "en"), CELLS, ids=[c[4] for c in CELLS]
)
def test_a_refused_cell_is_named_in_full(
    county: County, rows: Rows, row: int, column: str, value: str | None, rule: str, zh: str, en: str
) -> None:
    path = county.file("表.xlsx", workbook({"一月": rows}))
    for lang, words in (("zh", zh), ("en", en)):
        (reject,) = county.check(path, status=1, lang=lang)["rejects"]
        message = reject.pop("message")
        assert reject == {
            "file": "表.xlsx",
            "sheet": "一月",
            "row": row,
            "column": column,
            "value": value,
            "rule": rule,
        }
        assert words in message
        assert "{" not in message


MIXED: Rows = [
    *CASES,
    ["A4", "0001", "局", "2024年2月30日", "x"],
    ["A5", "0001", "局", "2026-01-05", "2026-01-06"],
]


def test_a_file_with_a_reject_is_refused_whole(county: County) -> None:
    report = county.load(county.file("a.csv", text(MIXED)), status=1)
    assert (report["published"], report["snapshot"], report["refused"]) == (False, None, True)
    assert report["balance"]["rejected"] == 1  # one row, two cells
    assert [(r["row"], r["column"]) for r in report["rejects"]] == [(5, "受理时间"), (5, "办结时间")]
    assert contents(county.warehouse.folder) is None


def test_refusing_leaves_a_loaded_warehouse_byte_for_byte(county: County) -> None:
    county.load(county.file("i.csv", text(ITEMS)))
    before = contents(county.warehouse.folder)
    good, bad = county.file("good.csv", text(CASES)), county.file("bad.csv", text(MIXED))
    assert county.load(good, bad, status=1)["published"] is False
    assert contents(county.warehouse.folder) == before


def test_the_good_rows_can_be_accepted(county: County) -> None:
    report = county.load(county.file("a.csv", text(MIXED)), "--accept-good")
    assert report["published"]
    assert [row["case_no"] for row in county.rows("cases")] == ["A1", "A2", "A3", "A5"]
    assert county.query("select row_no, column_header, value, rule from rejects order by column_header") == [
        (5, "办结时间", "x", "date_unreadable"),
        (5, "受理时间", "2024年2月30日", "date_invalid"),
    ]
    assert county.query("select read, accepted_new, rejected from imports") == [(5, 4, 1)]


def test_what_is_refused_beyond_the_most_told_is_counted(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reform.ingest.rejects.MOST_TOLD", 2)
    monkeypatch.setattr(
        "reform.ingest.readers.delimited.BLOCK", 128
    )  # so that later parts of the file tell nothing
    rows = [CASES[0], *([f"A{n:09}", "0001", "局", "2024-13-01", ""] for n in range(40))]
    report = county.check(county.file("a.csv", text(rows)), status=1)
    assert report["balance"]["rejected"] == 40
    assert [reject["row"] for reject in report["rejects"]] == [2, 3]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_accepting_none_of_the_rows_does_not_claim_they_are_loaded(county: County, lang: str) -> None:
    path = county.file("a.csv", text([CASES[0], ["A1", "1", "局", "x", ""]]))
    said = county.run("load", path, "--accept-good", lang=lang).stdout
    assert (
        said.splitlines()[-1]
        == {
            "zh": "没有写入任何数据：没有一行既合格、又有变化。",
            "en": "Nothing was written: no row is both good and new.",
        }[lang]
    )
    assert county.warehouse.current() is None


def test_a_corrected_file_loads_after_its_good_rows(county: County) -> None:
    county.load(county.file("a.csv", text(MIXED)), "--accept-good")
    fixed = [*MIXED[:4], ["A4", "0001", "局", "2024-02-29", "2024-03-01"], MIXED[5]]
    balance = county.load(county.file("a.csv", text(fixed)))["balance"]
    assert (balance["accepted_new"], balance["unchanged"]) == (1, 4)


CODINGS: list[tuple[list[str], list[int | None]]] = [
    (["--satisfaction", "gb"], [1, 5]),
    (["--satisfaction", "stars"], [5, 1]),
    (["--profile", "PROFILE"], [5, 1]),
    (["--profile", "PROFILE", "--satisfaction", "gb"], [1, 5]),  # said on the spot, it wins
]


@pytest.mark.parametrize(("given", "levels"), CODINGS)
def test_satisfaction_digits_need_a_coding(county: County, given: list[str], levels: list[int]) -> None:
    profile = county.file("mine.toml", b'satisfaction = "stars"\n')
    rows = [RATING_HEADS, ["R1", "2026-01-05", "1", ""], ["R2", "2026-01-05", "5", ""]]
    path = county.file("r.csv", text(rows))
    assert {r["rule"] for r in county.check(path, status=1)["rejects"]} == {"level_coding_unknown"}
    county.load(path, *(profile if word == "PROFILE" else word for word in given))
    assert [row["level"] for row in county.rows("ratings")] == levels


@pytest.mark.parametrize("word", ["五星", "★★★★★", "非常满意", "Very satisfied"])
def test_satisfaction_in_words_needs_none(county: County, word: str) -> None:
    county.check(county.file("r.csv", text([RATING_HEADS, ["R1", "2026-01-05", word, ""]])))


def test_the_words_of_a_report_read_well(county: County) -> None:
    path = county.file("表.xlsx", workbook({"一月": [*MIXED[:4], ["", "1", "局", "x", ""]]}))
    said: dict[str, Any] = {
        lang: county.run("load", path, lang=lang).stdout.splitlines() for lang in ("zh", "en")
    }
    account = "rows read 4 = new 3 + corrections 0 + unchanged 0 + rejected 1 + skipped"
    assert said["en"][1] == f"  {account} (blank, subtotal, footer) 0"
    assert said["zh"][0] == "表.xlsx [一月] → 办件明细"
    assert said["en"][0] == "表.xlsx [一月] → Cases"
    assert said["en"][-2].startswith(
        "✗ 表.xlsx [一月] row 5 column 办件编号: The cell is empty, but every row needs it."
    )
    assert said["en"][-3].startswith("✗ 表.xlsx [一月] row 5 column 受理时间 “x”: This is not a date.")
    assert said["zh"][-3].startswith("✗ 表.xlsx [一月] 第 5 行 “受理时间”列 “x”: 这不是日期。")
