"""The county's list of problems and its assessment sheet taken in: what is refused, and in which words."""

from pathlib import Path

import pytest

from tests.ingest.files import County, Rows, text

PROBLEMS: Rows = [["问题编号", "问题名称", "问题衡量指标"], ["1", "划转不到位", "T04、划转完成率"]]
SHEET: Rows = [["考核指标编号", "考核内容", "考核分值", "计分指标"], ["1.1", "划转", "8", "T03"]]


@pytest.mark.parametrize(
    ("rows", "cell", "rule", "lang", "said"),
    [
        (PROBLEMS, "T04、T40", "unknown_indicator", "zh", "T04 划转到位率"),
        (PROBLEMS, "T04、T40", "unknown_indicator", "en", "T04 In-place rate"),
        (SHEET, "划转率", "unknown_indicator", "zh", "T03 划转完成率"),
        (SHEET, "T03、T04", "one_indicator", "zh", "T03 划转完成率、T04 划转到位率"),
    ],
)
def test_a_word_that_is_no_indicator_stops_the_row_and_names_near_ones(
    tmp_path: Path, rows: Rows, cell: str, rule: str, lang: str, said: str
) -> None:
    county = County(tmp_path)
    wrong = [*rows, ["2", *(["另一条"] if rows is PROBLEMS else ["另一条", "5"]), cell]]
    (reject,) = county.check(county.file("a.csv", text(wrong)), status=1, lang=lang)["rejects"]
    assert (reject["row"], reject["rule"], reject["value"]) == (3, rule, cell)
    assert said in reject["message"]


def test_codes_are_kept_as_the_dictionary_writes_them(tmp_path: Path) -> None:
    county = County(tmp_path)
    county.load(county.file("a.csv", text(PROBLEMS)))
    assert county.query("select indicators from raw.problems") == [("T04、T03",)]
