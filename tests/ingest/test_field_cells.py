"""Files as counties sent them: a cell means what is seen in Excel, or is refused with a sentence."""

from pathlib import Path
from typing import Any

import pytest

from tests.ingest.files import County, text

FIELD = Path(__file__).parent / "field"


def sent(county: County, name: str) -> str:
    path = next(path for path in sorted(FIELD.iterdir()) if path.name.startswith(name))
    return county.file(path.name, path.read_bytes())


def loaded(county: County, name: str, dataset: str, *columns: str) -> list[tuple[Any, ...]]:
    """The columns of a file that is accepted whole."""
    assert county.check(sent(county, name))["rejects"] == []
    county.load(sent(county, name))
    return [tuple(row[column] for column in columns) for row in county.rows(dataset)]


def refused(county: County, name: str) -> list[tuple[Any, ...]]:
    """Row, column, value and rule of what is refused; alike in ``check`` and ``load``, in both languages."""
    path = sent(county, name)
    for lang in ("zh", "en"):
        checked = county.check(path, status=1, lang=lang)["rejects"]
        assert county.load(path, status=1, lang=lang)["rejects"] == checked
        assert all("{" not in reject["message"] for reject in checked)
    return [(reject["row"], reject["column"], reject["value"], reject["rule"]) for reject in checked]


def test_percent_formats_are_percent(county: County) -> None:
    assert loaded(county, "01_", "targets", "indicator", "value") == [
        ("D04", 70),
        ("D07", 99),
        ("O01", 95),
        ("S06", 100),
        ("T04", 95),
    ]
    assert loaded(county, "01b", "sheet_lines", "full_at", "zero_at") == [(99, 90), (95, None)]


def test_formulas_that_were_never_computed_are_refused(county: County) -> None:
    assert refused(county, "02_") == [
        (2, "办结时间", "=…", "formula_uncomputed"),
        (3, "办结时间", "=…", "formula_uncomputed"),
    ]
    assert refused(county, "02c") == [(2, "接待人次", "=…", "formula_uncomputed")]


def test_the_sentence_of_a_formula_says_what_to_do(county: County) -> None:
    for lang, words in (("zh", "用 Excel 打开文件并保存"), ("en", "Open the file in Excel, save it")):
        (reject,) = county.check(sent(county, "02c"), status=1, lang=lang)["rejects"]
        assert words in reject["message"]


def test_codes_cut_by_excel_are_refused(county: County) -> None:
    # The value looks like a person's ID number, and is hidden like one.
    hidden = "〔已隐去〕"
    assert refused(county, "03_") == [(row, "办件编号", hidden, "codes_cut") for row in range(2, 7)]


CUT, OTHER, WHOLE = "360981202602120000", "360981202602130000", "360981202602120001"


@pytest.mark.parametrize(
    ("column", "codes", "is_refused"),
    [
        ("case_no", [CUT], False),  # one in a thousand ends so
        ("case_no", [CUT, OTHER], True),
        ("case_no", [CUT, OTHER, "A1"], True),
        ("case_no", [CUT, OTHER, WHOLE], False),
        ("case_no", [f'="{CUT}"', f'="{OTHER}"'], False),
        ("case_no", ["360981202602120", "360981202602130"], False),  # 15 digits are all there
        ("item_code", [CUT, CUT], False),  # many cases of one item
        ("item_code", [CUT, OTHER], True),
    ],
)
def test_codes_are_cut_where_all_end_in_zeros(
    county: County, column: str, codes: list[str], is_refused: bool
) -> None:
    rows = [["办件编号", "事项编码", "受理时间"]]
    for number, code in enumerate(codes):
        rows.append([code, "1", "2026-02-12"] if column == "case_no" else [f"A{number}", code, "2026-02-12"])
    report = county.check(county.file("a.csv", text(rows)), status=int(is_refused))
    assert {reject["rule"] for reject in report["rejects"]} == ({"codes_cut"} if is_refused else set())


def test_codes_made_by_a_format_are_the_codes(county: County) -> None:
    county.load(sent(county, "07_leading_zeros_by_format"))
    balance = county.load(sent(county, "07_leading_zeros_same_cases.csv"))["balance"]
    assert (balance["unchanged"], balance["accepted_new"], balance["accepted_correction"]) == (2, 0, 0)
    assert [row["case_no"] for row in county.rows("cases")] == ["000123", "JA000007"]


def test_months_are_read_as_if_typed(county: County) -> None:
    ends = [(f"X{n}", "2026-09-30") for n in range(1, 5)] + [("X5", "2026-09-01")]
    assert loaded(county, "06_month", "items", "item_code", "planned_on") == ends
    balance = county.load(sent(county, "06_same"))["balance"]
    assert balance["accepted_new"] == 0
    assert [(row["item_code"], row["planned_on"]) for row in county.rows("items")] == ends
    county.load(sent(county, "06_stages"))
    (answer,) = county.json("ask", "T06", "--as-of", "2026-09-15")["rows"]
    assert answer["value"] == 1


def test_a_year_or_a_month_alone_is_no_day(county: County) -> None:
    assert refused(county, "06c") == [
        (2, "计划完成日期", "2026年", "date_unreadable"),
        (3, "计划完成日期", "12月", "date_no_year"),
    ]


def test_units_of_a_format_count(county: County) -> None:
    columns = ("statutory_days", "statutory_unit", "promised_days", "promised_unit")
    assert loaded(county, "08_", "items", *columns) == [
        (20, "wd", 5, "wd"),
        (3, "month", 48, "hour"),
        (30, "cd", 0.5, "d"),
        (24, "month", 7, "cd"),
    ]


def test_footnote_marks_are_no_digits(county: County) -> None:
    columns = ("statutory_days", "promised_days", "planned_on", "visits")
    assert loaded(county, "09_", "items", *columns) == [(20, 5, "2026-09-01", 1)] * 2
    assert "脚注标记" in county.run("check", sent(county, "09_")).stdout


def test_struck_out_text_does_not_count(county: County) -> None:
    assert loaded(county, "10_", "items", "statutory_days", "promised_days") == [(15, 3)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_left_out_is_told(county: County, lang: str) -> None:
    said = county.run("check", sent(county, "10_"), lang=lang).stdout
    assert {"zh": "删除线", "en": "struck out"}[lang] in said
