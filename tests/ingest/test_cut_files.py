"""A file that was cut says so itself: its last row is short, or it names more rows than it holds."""

import json
import re
from typing import Any

import pytest

from reform.ingest.readers import Source, open_tables
from tests.ingest.files import CASES, County, Rows, text, workbook
from tests.ingest.hostile import with_parts

LINES = text(CASES).decode().rstrip().splitlines()
WHOLE = "\n".join(LINES)


def warned(county: County, data: bytes, name: str = "a.csv", *, lang: str = "zh") -> list[dict[str, Any]]:
    """What the check report warns of, whether or not rows are refused."""
    result = county.run("check", county.file(name, data), "--format", "json", lang=lang)
    assert result.exit_code in (0, 1), result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["tables"][0]["warned"]
    return [said for said in found if said["rule"] in ("file_cut", "page_cut", "rows_said")]


# a web page -----------------------------------------------------------------------------------

CELLS = "".join(
    f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [*CASES, ["A4", *CASES[-1][1:]]]
)
TABLE = f"<table>{CELLS}</table>"
PAGE = f"<html><body>{TABLE}</body></html>"


@pytest.mark.parametrize(
    "ending",
    [
        "</td></tr></table></body></html>",
        "</tr></table></body></html>",
        "</table></body></html>",
        "</html>",
        ">",
    ],
)
@pytest.mark.parametrize("name", ["a.xls", "a.html"])
def test_a_page_that_ends_too_early_is_told_with_its_last_row(county: County, ending: str, name: str) -> None:
    (said,) = warned(county, PAGE.removesuffix(ending).encode(), name, lang="en")
    assert (said["rule"], said["rows"], said["examples"]) == ("page_cut", 1, [5])
    assert "cut off" in said["message"]


@pytest.mark.parametrize("ending", ["</td></tr></table>", "</tr></table>", "</table>"])
def test_a_bare_table_that_ends_too_early_is_told(county: County, ending: str) -> None:
    (said,) = warned(county, TABLE.removesuffix(ending).encode(), "a.xls")
    assert (said["rule"], said["examples"]) == ("page_cut", [5])


def test_a_page_is_told_cut_inside_a_row(county: County) -> None:
    at = PAGE.index("<td>A4")
    for end in (at + 2, at + 4, at + 6, at + 12, at + 30):
        (said,) = warned(county, PAGE[:end].encode(), "a.xls")
        assert (said["rule"], said["examples"]) == ("page_cut", [5])


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        TABLE,
        PAGE.upper(),
        f"<html><body><table><tr><td>{TABLE}</td></tr></table></body></html>",
        f"<style>td {{}}</style><body>{TABLE}",
        # rows and cells need no end, nor does a table where the page has one
        PAGE.replace("</td>", "").replace("</tr>", ""),
        PAGE.replace("</table>", ""),
        f"{PAGE}\r\n<!-- made by a program -->",
    ],
    ids=["page", "table", "upper case", "nested", "no html", "no row ends", "no table end", "comment"],
)
def test_a_page_that_is_closed_is_not_doubted(county: County, page: str) -> None:
    assert warned(county, page.encode(), "a.xls") == []


# the last row --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "last", ["A4,0002,县住房和城乡建设局,2026-09-30", "A4,0002,县住房和城", "A4,", "A4", "2026"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_short_last_row_without_a_line_end_is_told(county: County, last: str, encoding: str) -> None:
    (said,) = warned(county, f"{WHOLE}\n{last}".encode(encoding), lang="en")
    assert (said["rule"], said["rows"], said["examples"]) == ("file_cut", 1, [5])
    assert "cut off" in said["message"]


@pytest.mark.parametrize(
    "data",
    [
        WHOLE,  # many programs write no last line end
        f"{WHOLE}\nA4,0002,县住房和城乡建设局,2026-09-30\n",
        f"{WHOLE}\n合计",
        f"{WHOLE}\n共3条记录",
        f"{WHOLE}\n填表人：某",
        f"{WHOLE}\n  ",
        f"{WHOLE}\n,,",
        f"{WHOLE}\n\x1a",
        # every row ends before a last column that has but a header
        "\n".join([LINES[0] + ",备注", *LINES[1:]]),
    ],
    ids=[
        "whole",
        "line end",
        "total",
        "footer",
        "signed",
        "spaces",
        "blank",
        "mark of the end",
        "all rows alike",
    ],
)
def test_a_file_that_ends_as_files_do_is_not_doubted(county: County, data: str) -> None:
    assert warned(county, data.encode()) == []


def test_a_quoted_line_end_is_no_last_row(county: County) -> None:
    quoted = WHOLE + '\nA4,0002,"县住房和城乡\n建设局",2026-09-30,"\n"'
    assert warned(county, quoted.encode()) == []


@pytest.mark.parametrize("rows", [1, 60_000])
def test_the_last_row_is_known_by_its_number_in_any_block(rows: int) -> None:
    data = "a,b,c\n" + "1,2,3\n" * rows + "4,5"
    (table,) = open_tables(Source("a.csv", data.encode()))
    assert table.cut_row is None
    assert sum(len(batch) for batch in table.body(0, {"a": 0})) == rows + 1
    assert table.cut_row == rows + 2


# the number of rows ---------------------------------------------------------------------------

SAID = [
    "共{}条",
    "共 {} 条记录",
    "总共{}条，每页20条",
    "第1页，共3页，共{}条",
    "合计 {} 条",
    "合计：{}条",
    "总记录数：{}",
    "（{} 行受影响）",
    "Total: {} rows",
    "({} rows)",
    "{} rows selected.",
]


@pytest.mark.parametrize("said", SAID)
def test_a_footer_that_names_another_number_of_rows_is_told(county: County, said: str) -> None:
    rows = [*CASES, [said.format("1,123"), "", "", "", ""]]
    (told,) = warned(county, text(rows), lang="en")
    assert (told["rule"], told["rows"], told["examples"]) == ("rows_said", 1120, [5])
    assert "1,123" in told["message"]
    assert "3 were read" in told["message"]
    assert warned(county, text([*CASES, [said.format("3"), "", "", "", ""]])) == []


def with_serial(rows: Rows, *below: list[str]) -> Rows:
    numbered = [[str(n) if n else "序号", *row] for n, row in enumerate(rows)]
    return [*numbered, *([*row, *[""] * (6 - len(row))] for row in below)]


@pytest.mark.parametrize("below", [["合计", "4条"], ["合计：", "", "4条"], ["共4条"], ["", "", "", "共4条"]])
def test_the_number_may_stand_in_any_cell_that_is_read(county: County, below: list[str]) -> None:
    (told,) = warned(county, text(with_serial(CASES, below)))
    assert (told["rule"], told["rows"]) == ("rows_said", 1)
    (told,) = warned(county, workbook({"a": with_serial(CASES, below)}), "a.xlsx")
    assert (told["rule"], told["rows"]) == ("rows_said", 1)


def test_a_cut_row_of_which_only_its_serial_number_is_left_is_told(county: County) -> None:
    (told,) = warned(county, text(with_serial(CASES)) + b"4")
    assert (told["rule"], told["examples"]) == ("file_cut", [5])


def test_a_title_may_name_it_too(county: County) -> None:
    (told,) = warned(county, text([["办件明细（共12条）"], *CASES]))
    assert (told["rule"], told["rows"], told["examples"]) == ("rows_said", 9, [1])
    assert warned(county, text([["办件明细", "", "共3条"], *CASES])) == []


def test_refused_rows_were_read_too(county: County) -> None:
    assert warned(county, text([*CASES, ["A4", "0002", "", "", ""], ["共4条", "", "", "", ""]])) == []


@pytest.mark.parametrize(
    "below",
    [
        [["本页小计2条"], ["共3条"]],
        [["共2条"], ["共1条"]],  # at the foot of each page
        [["合计", "", "25"]],
        [["合计", "25件"]],  # a sum of what the rows count
        [["注：共有2条路线"]],
        [["第1页，共2页"]],
    ],
)
def test_other_numbers_are_no_number_of_rows(county: County, below: list[list[str]]) -> None:
    assert warned(county, text(with_serial(CASES, *below))) == []


@pytest.mark.parametrize("last", ["<dimension ref='A1:E90'/>", "<dimension ref='A1'/>"])
def test_the_extent_a_sheet_declares_is_no_sign(county: County, last: str) -> None:
    """Programs count formatted rows in it, or write A1; and a workbook cut off is damaged, not short."""
    declared = {
        "xl/worksheets/sheet1.xml": lambda xml: re.sub(rb'<dimension ref="[^"]*"/>', last.encode(), xml)
    }
    data = with_parts(workbook({"a": CASES}), declared)
    assert warned(county, data, "a.xlsx") == []


def test_both_are_told_on_loading(county: County) -> None:
    report = county.load(county.file("a.csv", f"共12条\n{WHOLE}\nA4,0002,某局,2026-09-30".encode()))
    assert [said["rule"] for said in report["tables"][0]["warned"]] == ["file_cut", "rows_said"]
    assert len(county.rows("cases")) == 4
