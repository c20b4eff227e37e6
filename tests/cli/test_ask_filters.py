"""A filter of ``ask`` narrows what it names, or is refused with what is known: never ignored in silence."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reform.metrics.query import Metric, find, indicators
from tests.ingest.files import County, text
from tests.ui.small import DEPARTMENT, OTHER, files

CASES = [
    ["办件编号", "事项编码", "受理部门", "申请方式", "受理时间", "办结时间"],
    ["A1", "0001", DEPARTMENT, "窗口", "2026-04-13 09:00:00", "2026-04-15 10:00:00"],
    ["A2", "0002", DEPARTMENT, "网上", "2026-04-13 09:00:00", "2026-04-20 10:00:00"],
    ["A3", "0003", OTHER, "网上", "2026-04-13 09:00:00", "2026-04-14 10:00:00"],
]
RATINGS = [
    ["评价编号", "办件编号", "满意度", "评价渠道", "评价时间"],
    ["R1", "A1", "非常满意", "二维码", "2026-04-16"],
    ["R2", "A2", "不满意", "短信", "2026-04-21"],
    ["R3", "A3", "满意", "短信", "2026-04-15"],
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> County:
    county = County(tmp_path_factory.mktemp("filters"))
    made = files() | {"cases.csv": text(CASES), "ratings.csv": text(RATINGS)}
    assert county.run("load", *(county.file(name, data) for name, data in made.items())).exit_code == 0
    return county


def asked(county: County, *given: str) -> tuple[Any, Any, list[str]]:
    """The value and its n; and what was said on the side."""
    result = county.run("ask", *given, "--format", "json", today="2026-04-22")
    assert result.exit_code == 0, result.output
    (row,) = json.loads(result.stdout)["rows"]
    return row["value"], row["n"], result.stderr.splitlines()


def refused(county: County, *given: str, lang: str = "zh") -> str:
    result: Result = county.run("ask", *given, lang=lang, today="2026-04-22")
    assert (result.exit_code, result.stdout) == (2, "")
    return " ".join(result.stderr.split())


def test_a_channel_of_a_case_narrows_cases(loaded: County) -> None:
    assert asked(loaded, "D03", "--channel", "1") == (2, 1, [])


def test_a_channel_of_a_rating_narrows_ratings(loaded: County) -> None:
    assert asked(loaded, "S03", "--rating-channel", "sms") == (50, 2, [])
    assert asked(loaded, "S03", "--rating-channel", "sms", "--rating-channel", "qr")[1:] == (3, [])


def test_what_is_only_a_channel_of_a_rating_is_read_as_one_and_said(loaded: County) -> None:
    value, n, (said,) = asked(loaded, "S03", "--channel", "sms")
    assert (value, n) == (50, 2)
    assert "sms" in said
    assert "--rating-channel" in said
    answer = loaded.json("ask", "S03", "--channel", "sms")
    assert answer["channel"] == said
    assert "channel" not in loaded.json("ask", "S03", "--rating-channel", "sms")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("given", "option", "known"),
    [
        (("S03", "--channel", "1"), "--rating-channel", "pc, mobile, qr"),
        (("S03", "--channel", "1", "--channel", "sms"), "--rating-channel", "pc, mobile, qr"),
        (("S06", "--channel", "窗口", "--rating-channel", "sms"), "--rating-channel", "pc, mobile, qr"),
        (("rows_ratings", "--channel", "1"), "--rating-channel", "pc, mobile, qr"),
        (("D03", "--rating-channel", "sms"), "--channel", "1, 2, 3, 4, 9"),
        (("D03", "--channel", "sms"), "--channel", "1, 2, 3, 4, 9"),
        (("rows_cases", "--rating-channel", "sms"), "--channel", "1, 2, 3, 4, 9"),
    ],
    ids=lambda part: "_".join(part) if isinstance(part, tuple) else "",
)
def test_the_channel_of_the_other_is_refused_with_the_option_that_is_known(
    loaded: County, given: tuple[str, ...], option: str, known: str, lang: str
) -> None:
    said = refused(loaded, *given, lang=lang)
    assert find(given[0]).code in said
    assert f"{option}: {known}" in said.replace("：", ": ")


OPTIONS = {
    "department": ("--department", DEPARTMENT),
    "domain": ("--domain", "市场准入"),
    "batch": ("--batch", "1"),
    "channel": ("--channel", "1"),
    "rating_channel": ("--rating-channel", "sms"),
}
UNKNOWN = [
    (metric, name) for metric in indicators().values() for name in OPTIONS if name not in metric.filters
]


@pytest.mark.parametrize(("metric", "name"), UNKNOWN, ids=lambda part: getattr(part, "code", part))
def test_a_filter_that_an_indicator_does_not_know_is_refused(
    tmp_path: Path, metric: Metric, name: str
) -> None:
    said = refused(County(tmp_path), metric.code, *OPTIONS[name])  # before anything is opened
    assert metric.code in said
    assert OPTIONS[name][0] in said
    channels = [known for known in metric.filters if known.endswith("channel")]
    told = channels if channels and name.endswith("channel") else metric.filters
    assert [known for known in told if f"--{known.replace('_', '-')}" not in said] == []


def test_departments_rated_knows_departments(loaded: County) -> None:
    """It has no split by department, as it counts them, and is narrowed by them all the same."""
    assert asked(loaded, "S11")[1] == 2
    assert asked(loaded, "S11", "--department", OTHER)[1] == 1


def test_an_unknown_channel_of_a_rating_is_said_with_what_is_near(loaded: County) -> None:
    value, n, (said,) = asked(loaded, "S03", "--rating-channel", "短消息")
    assert (value, n) == (None, 0)
    assert "短消息" in said
    assert "sms (" in said
