"""Dates: all forms seen in exports; two readings are refused, never guessed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.common.text import clean
from reform.ingest.parsers import Parsed, Refused
from reform.ingest.parsers.chinese_numerals import to_digits, to_int
from reform.ingest.parsers.dates import Month, parse_date
from reform.schema.messages import SENTENCES

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2024, 3, 5)
HALF_PAST_TWO = datetime(2024, 3, 5, 14, 30)

DAYS = """2024年3月5日|2024 年 3 月 5 日|2024/3/5|2024-03-05|2024.03.05|20240305|20240305.0|2024—3—5
2024 3 5|2024年3月5日（星期二）|2024年3月5日周二|2024-03-05 星期二|2024年3月5日上午
'2024-3-5|="2024-3-5"|2024-03-05\u200b|24年3月5日|24-3-5|24/3/5|5-Mar-24|5 March 2024
05Mar2024|Mar 5, 2024|March 5th, 2024|二0二四年三月五日|2024.3.5.|３／２５／２０２４
25/3/2024|45356.0"""
TWENTY_FIFTH = {"３／２５／２０２４", "25/3/2024"}


@pytest.mark.parametrize("text", DAYS.replace("\n", "|").split("|"))
def test_days(text: str) -> None:
    reading = parse_date(text)
    assert isinstance(reading, Parsed)
    assert reading.value == (date(2024, 3, 25) if text in TWENTY_FIFTH else DAY)
    assert not isinstance(reading.value, datetime)


MOMENTS = """2024-03-05T14:30|2024/3/5 14:30|2024年3月5日14时30分|2024年3月5日14:30
2024年3月5日 下午2:30|2024-3-5 2:30 PM|2024-03-05 14:30:00.999
２０２４－０３－０５　１４：３０|2024年3月5日（星期二）下午2时30分
2024年3月5日下午两点三十分|20240305 143000|2024-03-05 下午14:30|5-Mar-2024 14:30
2024-03-05T14:30:00+08:00|20240305T143000Z"""


@pytest.mark.parametrize("text", MOMENTS.replace("\n", "|").split("|"))
def test_moments(text: str) -> None:
    reading = parse_date(text)
    assert isinstance(reading, Parsed)
    assert reading.value == HALF_PAST_TWO
    assert reading.value.tzinfo is None


@pytest.mark.parametrize(
    ("text", "there", "written"),
    [
        (
            "2011-10-11 13:42:22.688000+02:00",
            datetime(2011, 10, 11, 19, 42, 22),
            datetime(2011, 10, 11, 13, 42, 22),
        ),
        ("2011-10-11 13:42:22 UTC", datetime(2011, 10, 11, 21, 42, 22), datetime(2011, 10, 11, 13, 42, 22)),
        ("2011-10-11 13:42:22 GMT+1", datetime(2011, 10, 11, 20, 42, 22), datetime(2011, 10, 11, 13, 42, 22)),
        ("2011-10-11T13:42:22Z", datetime(2011, 10, 11, 21, 42, 22), datetime(2011, 10, 11, 13, 42, 22)),
        ("2011-10-11 22:00:00 -0500", datetime(2011, 10, 12, 11), datetime(2011, 10, 11, 22)),
    ],
)
def test_offsets(text: str, there: datetime, written: datetime) -> None:
    assert parse_date(text, zone=SHANGHAI) == Parsed(there)
    assert parse_date(text) == Parsed(written, ("offset_dropped",))


@pytest.mark.parametrize(
    ("text", "month"),
    [("2024年3月", 3), ("2024年3月份", 3), ("2024.3", 3), ("2024-03", 3), ("2024.10", 10), ("202403", 3)],
)
def test_months(text: str, month: int) -> None:
    assert parse_date(text) == Parsed(Month(2024, month), ("month_precision",))


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("", "blank"),
        (" \u3000", "blank"),
        ("——", "blank"),
        ("／", "blank"),
        ("无", "blank"),
        ("NULL", "blank"),
        ("待定", "pending"),
        ("在办", "pending"),
        ("长期有效", "open_ended"),
        ("1900-01-00", "zero_date"),
        ("1900/1/0 00:00:00", "zero_date"),
        ("0000-00-00", "zero_date"),
        ("1899-12-30", "zero_date"),
        ("0", "zero_date"),
    ],
)
def test_cells_that_say_nothing(text: str, flag: str) -> None:
    assert parse_date(text, today=DAY) == Parsed(None, (flag,))


REFUSED = {
    "date_ambiguous": """03/05/2024|3/5/2024|3/5/2024 9:05|05-03-24|24/03/05|3/5/24|12 3 5|2024.1|200305
Mar-24|2024-03-05 上午12:30""",
    "date_invalid": """2024年2月30日|2023-02-29|2024.13.1|2024-13|31/31/2024|20241301""",
    "clock_invalid": "2024-03-05 14:60|2024-03-05 下午0:30|2024-03-05 25:00",
    "clock_midnight": "2024-03-05 24:00|2024-03-05 24:00:00|2024年3月5日24时",
    "date_no_year": "3月5日|3-5|3.5|3月|5-Mar",
    "date_month_only": "2024年3月 14:30",
    "date_range": """2024年3月5日至3月8日|2024.3.5-3.8|2024-03-05~2024-03-08|2024-03-05 2024-03-08
2024年3月5日至今|2024-03-05 09:00-11:00|3月5日至8日|20240305-20240308
2024年3月5日9:00至2024年3月8日17:00""",
    "cell_error": "#REF!|#N/A|#####|Err:502",
    "date_unreadable": """2024|5日|明天|2024年3月初|2024年3月5日前|19000|90000|1709620200000|一百二十
12345678901234567""",
}


@pytest.mark.parametrize(
    ("text", "rule"),
    [(text, rule) for rule, texts in REFUSED.items() for text in texts.replace("\n", "|").split("|")],
)
def test_refused(text: str, rule: str) -> None:
    assert parse_date(text) == Refused(rule)
    assert rule in SENTENCES


def test_the_future_is_refused_only_where_it_cannot_be() -> None:
    assert parse_date("2024-03-05 23:59", today=DAY) == Parsed(datetime(2024, 3, 5, 23, 59))
    assert parse_date("2024-03-06", today=DAY) == Refused("date_future", {"today": "2024-03-05"})
    assert parse_date("2024年3月", today=DAY) == Parsed(Month(2024, 3), ("month_precision",))
    assert parse_date("2024年4月", today=DAY) == Refused("date_future", {"today": "2024-03-05"})
    assert parse_date("2042-03-05") == Parsed(date(2042, 3, 5))


def test_serials_round_to_the_second() -> None:
    assert parse_date("45356.99999999") == Parsed(datetime(2024, 3, 6), ("excel_serial",))
    assert parse_date("43894", date1904=True) == parse_date("45356")


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("二十", 20),
        ("十五", 15),
        ("两", 2),
        ("一百二十", 120),
        ("一百零五", 105),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("三千零八十", 3080),
        ("一九九八", 1998),
        ("壹拾贰", 12),
        ("一百五", None),
        ("七八", None),
        ("十百", None),
        ("", None),
    ],
)
def test_numerals(numeral: str, number: int | None) -> None:
    assert to_int(numeral) == number


def test_numerals_in_text() -> None:
    assert to_digits("二十个工作日") == "20个工作日"
    assert to_digits("七八个工作日") == "七八个工作日"


@given(
    day=st.dates(date(1954, 10, 3), date(2099, 12, 31)).filter(lambda day: day != date(1970, 1, 1)),
    spelling=st.sampled_from(
        ["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d %b %Y", "%b %d, %Y"]
    ),
)
def test_any_day_round_trips(day: date, spelling: str) -> None:
    assert parse_date(day.strftime(spelling)) == Parsed(day)


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    )
)
def test_any_moment_round_trips(moment: datetime) -> None:
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    for text in (moment.isoformat(), f"{moment:%Y%m%d%H%M%S}", f"{moment:%Y年%m月%d日%H时%M分%S秒}"):
        assert parse_date(text) == Parsed(moment)
    aware = moment.replace(tzinfo=UTC).astimezone(SHANGHAI)
    assert parse_date(aware.isoformat(), zone=ZoneInfo("UTC")) == Parsed(moment)
    reading = parse_date(f"{serial:.10f}")
    assert isinstance(reading, Parsed)
    assert datetime.combine(reading.value, datetime.min.time()) == moment or reading.value == moment


@given(st.text() | st.text(alphabet="0123456789年月日-/.: 至T+Z二〇三五十上下午AMPMar#"))
def test_never_raises(text: str) -> None:
    for reading in (parse_date(text), parse_date(text, today=DAY, date1904=True, zone=SHANGHAI)):
        assert isinstance(reading, Parsed) or reading.rule in SENTENCES


@given(st.text(alphabet=st.characters(exclude_categories=("M", "Cs", "Cf"))))
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
