"""Two sources that count their days on different calendars: no figure puts these days together."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from reform.common import i18n
from reform.metrics.query import Scope, indicators
from reform.reports.insights import common, item
from reform.reports.meeting_pack import files
from reform.reports.meeting_pack.chart_list import pictures
from reform.reports.meeting_pack.progress_report import report
from reform.reports.meeting_pack.reform_study import study
from reform.reports.meeting_pack.slides import presentation
from reform.reports.meeting_pack.tables import tables
from reform.reports.meeting_pack.workbook import workbook
from tests.ingest.files import County
from tests.metrics.two_calendars import HOUSING, NATURAL, OWN, left_in_working_days, loaded
from tests.reports.meeting_pack.conftest import material_of
from tests.reports.office_files import texts

# Start-ups, projects, items and letters.
OFFICIAL = {"D02", "D15", "D16a", "D16b", "D16c", "S13b", "T07"}
COUNTS = {"n", "left_out", "provisional", "items"}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> County:
    return loaded(tmp_path_factory.mktemp("mixed"), china=OWN, natural=NATURAL)


@pytest.fixture(scope="module")
def natural(tmp_path_factory: pytest.TempPathFactory) -> County:
    return loaded(tmp_path_factory.mktemp("natural"), natural=NATURAL)


def rows(county: County, *asked: str) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = county.json("ask", *asked)["rows"]
    return answer


@pytest.mark.parametrize("code", ["D03", "D05", "D05b", "D04"])
def test_days_of_two_calendars_have_no_mean_and_no_sum(mixed: County, code: str) -> None:
    (row,) = rows(mixed, code)
    assert row["n"] == (3 if code == "D04" else 5)
    assert {name for name, figure in row.items() if figure is not None} <= COUNTS


def test_a_group_on_one_calendar_keeps_its_figures(mixed: County) -> None:
    by_month = {row["month"]: (row["value"], row["n"]) for row in rows(mixed, "D03", "--by", "month")}
    assert by_month == {"2026-03-01": (None, 4), "2026-05-01": (2.0, 1)}
    by_item = {row["item_code"]: (row["value"], row["n"]) for row in rows(mixed, "D03", "--by", "item")}
    assert by_item == {"0001": (None, 3), "0002": (7.0, 2)}
    assert rows(mixed, "D03", "--department", HOUSING)[0]["p90"] == 9.4
    assert rows(mixed, "D03", "--from", "2026-04-01")[0]["numerator"] == 2


def test_only_the_cases_an_indicator_counts_decide(mixed: County) -> None:
    """Promised cases are those of item 0001; of the other, which is 即办, all are on one calendar."""
    (row,) = rows(mixed, "three_limits")
    assert (row["n"], row["used"], row["statutory"]) == (3, None, None)
    assert rows(mixed, "D04", "--from", "2026-04-01")[0]["value"] is not None
    assert rows(mixed, "D07")[0]["value"] is not None  # cases, not days


def test_a_histogram_over_two_calendars_has_no_bar(mixed: County, natural: County) -> None:
    assert rows(mixed, "days_distribution") == []
    assert len(rows(natural, "days_distribution")) == 2


def test_one_calendar_alone_gives_every_figure(natural: County) -> None:
    (row,) = rows(natural, "D03")
    assert (row["value"], row["n"]) == (8.0, 3)


def test_the_command_says_which_calendars_meet(mixed: County, natural: County) -> None:
    said = mixed.json("ask", "D03", lang="en")["calendars"]
    assert "official working days (2 cases), natural days (3 cases)" in said
    assert "Filter to what one source handles" in said
    assert said in mixed.run("ask", "D03", "--by", "month", lang="en").stderr
    for county, asked in ((mixed, ["D03", "--department", HOUSING]), (mixed, ["D07"]), (natural, ["D03"])):
        assert "calendars" not in county.json("ask", *asked)


def test_the_unit_is_that_of_the_calendar(mixed: County, natural: County) -> None:
    units = {
        "natural days": (natural, ["D03"]),
        "days": (mixed, ["D03"]),
        "working days": (mixed, ["D03", "--from", "2026-04-01"]),
        "%": (natural, ["D04"]),
    }
    for unit, (county, asked) in units.items():
        assert county.json("ask", *asked)["unit"] == unit
    assert mixed.json("ask", "D03", "--department", HOUSING)["unit"] == "natural days"
    assert natural.json("ask", "D02")["unit"] == "working days"  # limits of the list


def test_papers_leave_a_blank_and_say_why(mixed: County) -> None:
    with mixed.warehouse.open() as connection, i18n.speaking("zh"):
        snapshot = mixed.warehouse.current() or ""
        material = material_of(connection, snapshot, Scope(date(2026, 5, 31)), is_sample=False)
        shown, listed = pictures(material), tables(material)
        assert presentation(material, shown) and workbook(material, listed)
        assert "limits" not in {picture.key for picture in shown}
        for paper in (report, study):
            _data, words = paper(material)
            assert "法定工作日（2 件）、自然日（1 件）" in words.missing["实际提速率（D04）"]
            assert not any(text == "nan" for text, _value in words.numbers)
    assert "3 件按来源系统的日历计，非法定工作日" in material.source()


@pytest.mark.parametrize("as_of", [date(2026, 3, 31), date(2026, 5, 31)])  # a month with cases, one without
def test_what_leaves_the_house_says_natural_days(natural: County, as_of: date) -> None:
    with natural.warehouse.open() as connection, i18n.speaking("zh"):
        material = material_of(connection, natural.warehouse.current() or "", Scope(as_of), is_sample=False)
        made = {
            kind: texts(files.KINDS[kind].make(material)) for kind in ("slides", "report", "study", "tables")
        }
        (figures,) = (table.frame for table in tables(material) if table.key == "figures")
    units = dict(zip(figures["代码"], figures["单位"], strict=True))
    counted = {code for code, metric in indicators().items() if metric.calendars} - {"D04"}
    assert {code for code, unit in units.items() if unit == "自然日"} == counted
    assert {code for code, unit in units.items() if unit == "工作日"} == OFFICIAL
    for kind, said in made.items():
        assert left_in_working_days(said) - {"工作日"} == set(), kind  # the unit of the official ones
        assert any("自然日" in text and "5/7" not in text for text in said), kind


@pytest.mark.parametrize(
    ("unit", "said"), [("工作日", "8.0 个工作日"), ("自然日", "8.0 个自然日"), ("天数", "8.0 天")]
)
def test_a_finding_says_its_days(unit: str, said: str) -> None:
    limits = pd.DataFrame([{"statutory": 20.0, "used": 12.0}])
    weeks = pd.DataFrame({"n": [2], "mean": [8.0]})
    d06 = pd.Series({"value": -8.0, "mean_before": 20.0})
    with i18n.speaking("zh"):
        assert said in common.limits_title(limits, unit)
        assert said.replace("8.0", "8.00") in item.weeks_title(weeks, unit)
        assert said.replace("8.0", "8.00") in common.before_after_title(d06, unit)


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        ({"china"}, "累计节省工作日（法定口径） | Working days saved (statutory basis)"),
        ({"natural"}, "累计节省自然日（法定口径） | Natural days saved (statutory basis)"),
        ({"china", "natural"}, "累计节省天数（法定口径） | Days saved (statutory basis)"),
        (set(), "累计节省工作日（法定口径） | Working days saved (statutory basis)"),
    ],
)
def test_a_name_says_its_days(kinds: set[str], name: str) -> None:
    assert indicators()["D05"].counted_on(kinds).name == name
    assert indicators()["D02"].counted_on(kinds) == indicators()["D02"]  # limits of the list


def test_every_indicator_in_working_days_of_cases_declares_their_calendars() -> None:
    """Start-ups, projects, items and letters are on the official calendar, whatever a profile says."""
    in_days = {code for code, metric in indicators().items() if "工作日" in metric.unit}
    declared = {code for code, metric in indicators().items() if metric.calendars}
    assert declared == in_days - OFFICIAL | {"D04"}
