"""Time limits: 无 is not 0, 即办 is 0, two limits in one cell are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.parsers import Parsed, Refused
from reform.ingest.parsers.durations import Duration, parse_duration
from reform.schema.messages import SENTENCES

FIXED: list[tuple[str, float, str, tuple[str, ...]]] = [
    ("15个工作日内办结", 15, "wd", ()),
    ("法定20个工作日", 20, "wd", ()),
    ("承诺办结时限：20个工作日", 20, "wd", ()),
    ("(法定)20个工作日", 20, "wd", ()),
    ("20(工作日)", 20, "wd", ()),
    ("不超过5个工作日", 5, "wd", ()),
    ("20 个 工 作 日", 20, "wd", ()),
    ("5 working days", 5, "wd", ()),
    ("30 days", 30, "d", ("unit_ambiguous",)),
    ("24小时", 24, "hour", ()),
    ("30分钟", 0.5, "hour", ("fractional",)),
    ("1年", 12, "month", ("calendar_days",)),
    ("半年", 6, "month", ("cn_numeral", "calendar_days")),
    ("半个工作日", 0.5, "wd", ("cn_numeral", "fractional")),
    ("一个半月", 1.5, "month", ("cn_numeral", "calendar_days", "fractional")),
    ("20个工作日,不含公示", 20, "wd", ("special_excluded_note",)),
    ("20个工作日不含公示7个工作日", 20, "wd", ("special_excluded_note",)),
    ("20个工作日（特殊情况可延长10个工作日）", 20, "wd", ("extension_note",)),
    ("20个工作日（情况复杂的）", 20, "wd", ("note",)),
    ("20", 20, "unknown", ("unit_missing",)),
]


@pytest.mark.parametrize(("text", "value", "unit", "flags"), FIXED)
def test_fixed(text: str, value: float, unit: str, flags: tuple[str, ...]) -> None:
    assert parse_duration(text) == Parsed(Duration(value, unit, "fixed"), flags)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", Duration(0, "wd", "immediate")),
        ("即时办结", Duration(0, "wd", "immediate")),
        ("立等可取", Duration(0, "wd", "immediate")),
        ("即办（0个工作日）", Duration(0, "wd", "immediate")),
        ("即办件（1个工作日）", Duration(1, "wd", "immediate")),
        ("0小时", Duration(0, "hour", "immediate")),
        ("当天办结", Duration(0, "wd", "same_day")),
        ("", Duration(None, None, "missing")),
        ("xx个工作日", Duration(None, None, "missing")),
        ("无期限", Duration(None, None, "none")),
        ("法律、法规均无明确规定", Duration(None, None, "none")),
        ("3个工作日-5个工作日", Duration(5, "wd", "range")),
        ("三至五个工作日", Duration(5, "wd", "range")),
    ],
)
def test_kinds(text: str, expected: Duration) -> None:
    reading = parse_duration(text)
    assert isinstance(reading, Parsed)
    assert reading.value == expected


def test_the_column_names_the_unit_only_where_the_cell_does_not() -> None:
    assert parse_duration("20", default_unit="wd") == Parsed(Duration(20, "wd", "fixed"), ("unit_missing",))
    assert parse_duration("20日", default_unit="wd") == Parsed(
        Duration(20, "d", "fixed"), ("unit_ambiguous",)
    )
    assert parse_duration("20(自然日)", default_unit="wd") == Parsed(
        Duration(20, "cd", "fixed"), ("calendar_days",)
    )


REFUSED = {
    "duration_two_values": """县级3个工作日，市级5个工作日|20个工作日（承诺5个工作日）|公示7日、审批5个工作日
3个工作日至1个月""",
    "duration_sum": "3+2|公示7日加审批5个工作日",
    "duration_is_date": """2024-03-05|2024-03-05 00:00:00|5-Mar|Mar-05|4000|2024年3月5日""",
    "duration_unreadable": """县级3个工作日|超过5个工作日|约20个工作日|七八个工作日|2 0个工作日|7-5|-5|20时限
无（即办）|9999999个工作日""",
    "cell_error": "#REF!|#N/A",
}


@pytest.mark.parametrize(
    ("text", "rule"),
    [(text, rule) for rule, texts in REFUSED.items() for text in texts.replace("\n", "|").split("|")],
)
def test_refused(text: str, rule: str) -> None:
    assert parse_duration(text) == Refused(rule)
    assert rule in SENTENCES


@given(st.integers(1, 3650), st.sampled_from(["个工作日", "工作日", " 个工作日内", "个工作日以内"]))
def test_any_working_days_round_trip(days: int, unit: str) -> None:
    assert parse_duration(f"{days}{unit}") == Parsed(Duration(days, "wd", "fixed"))


@given(
    st.text() | st.text(alphabet="0123456789个工作自然日月年小时半即办当场无法定承诺-~至+（），。.二十不含")
)
def test_never_raises(text: str) -> None:
    for reading in (parse_duration(text), parse_duration(text, default_unit="wd")):
        assert isinstance(reading, Refused) or isinstance(reading.value, Duration)
