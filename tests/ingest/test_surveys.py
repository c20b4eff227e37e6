"""A survey's digits run both ways: none is taken for a level or a score before somebody says which."""

from pathlib import Path

import pytest

from tests.ingest.files import County, text

HEAD = ["问卷编号", "答卷编号", "答卷日期", "题目"]


def survey(county: County, header: str, cell: str) -> str:
    """A survey of one answer."""
    return county.file("s.csv", text([[*HEAD, header], ["W1", "1", "2026-05-11", "效率", cell]]))


@pytest.mark.parametrize(
    ("header", "cell", "rule"),
    [
        ("满意程度", "5", "level_coding_unknown"),
        ("评分", "5", "level_coding_unknown"),  # of five, of ten, of a hundred: nobody knows
        ("评分", "85", "unknown_word"),
        ("百分制得分", "120", "score_out_of_range"),
        ("百分制得分", "", "one_of_missing"),
    ],
)
def test_what_is_refused(tmp_path: Path, header: str, cell: str, rule: str) -> None:
    county = County(tmp_path)
    report = county.check(survey(county, header, cell), status=1)
    assert {reject["rule"] for reject in report["rejects"]} == {rule}


@pytest.mark.parametrize("number", ["13800138000", "138-0013-8000", "8613800138000"])
def test_who_answered_is_no_phone_number(tmp_path: Path, number: str) -> None:
    county = County(tmp_path)
    rows = [[*HEAD, "满意程度"], ["W1", number, "2026-05-11", "效率", "满意"]]
    report = county.check(county.file("s.csv", text(rows)), status=1)
    (reject,) = report["rejects"]
    assert reject["rule"] == "code_is_phone"
    assert "0138" not in str(report)


def test_a_bare_score_column_is_not_a_score(tmp_path: Path) -> None:
    """得分 alone says neither of how many nor which way: nothing of it is kept."""
    county = County(tmp_path)
    report = county.check(survey(county, "得分", "4"), status=1)
    assert [problem["rule"] for problem in report["problems"]] == ["column_missing"]


@pytest.mark.parametrize(
    ("header", "cell", "options", "kept"),
    [
        ("满意程度", "非常满意", [], (1, None)),
        ("满意程度", "5", ["--satisfaction", "stars"], (1, None)),
        ("满意程度", "5", ["--satisfaction", "gb"], (5, None)),
        ("百分制得分（分）", "88.5", [], (None, 88.5)),
    ],
)
def test_what_is_kept(
    tmp_path: Path, header: str, cell: str, options: list[str], kept: tuple[int | None, float | None]
) -> None:
    county = County(tmp_path)
    county.load(survey(county, header, cell), *options)
    (row,) = county.rows("surveys")
    assert (row["level"], row["score"]) == kept
