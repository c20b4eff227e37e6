"""What counties type, beyond the vectors: one table a kind of cell. What has two meanings is refused."""

from datetime import date, datetime
from typing import Any

import pytest

from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.categories import parse_choice, parse_code, parse_level, parse_text, parse_yes_no
from reform.ingest.parsers.dates import Month, parse_date
from reform.ingest.parsers.durations import Duration, parse_duration
from reform.ingest.parsers.numbers import parse_batch, parse_count, parse_depth
from reform.schema.messages import SENTENCES

# What a cell must become (or the rule it breaks), and the cells, parted by bars.
Table = list[tuple[Any, str]]

TODAY = date(2026, 11, 23)


def value(reading: Reading) -> Any:
    """The value of a cell, or the rule it breaks."""
    return reading.value if isinstance(reading, Parsed) else reading.rule


def cells(table: Table) -> list[tuple[str, Any]]:
    """Each cell with what it must become; ⏎ stands for a line break in a cell, ⇥ for a tab."""
    return [
        (text.replace("⏎", "\n").replace("⇥", "\t"), expected)
        for expected, texts in table
        for text in texts.replace("\n", "|").split("|")
    ]


# dates ----------------------------------------------------------------------------------------

DATES: Table = [
    (
        date(2024, 3, 5),
        """2024.03.05.|2024年三月五日|2024—03—05|2024\\3\\5|“2024-03-05”|(2024-3-5)
公元2024年3月5日|2024年3月5|贰零贰肆年叁月伍日|2024-Mar-05|05-3月 -24|05-3月-2024
2024－3－5|2024年3月5日;|\ufeff2024-03-05|2024-03-05\u200b""",
    ),
    (
        datetime(2024, 3, 5, 9, 30),
        """2024年3月5日上午9时30分|2024年3月5日9点半|2024年3月5日9:30分
2024 年 3 月 5 日 9 时 30 分|2024-03-05⏎09:30|2024-03-05⇥09:30
Tue Mar 05 09:30:00 CST 2024|2024-03-05 09:30:00.000|2024年3月5日早9:30
05-MAR-24 09.30.00.000000 AM|05-3月 -24 09.30.00.000000 上午""",
    ),
    (datetime(2024, 3, 5, 9, 7), "2024-3-5 9:7"),
    (datetime(2024, 3, 5), "2024/03/05 00:00:00.000|2024年3月5日 0:00:00"),
    (datetime(2024, 3, 5, 12), "45356.5|2024年3月5日中午12点"),
    (datetime(2024, 3, 5, 11, 30), "2024年3月5日中午11:30"),
    (datetime(2024, 3, 5, 13), "2024年3月5日中午1点"),
    (datetime(2024, 3, 5, 20), "2024年3月5日晚8点|2024年3月5日晚上8:00|2024-03-05 傍晚8:00"),
    (Month(2024, 3), "2024年3月底|2024年3月底前|2024年3月末|2024年叁月"),
    (Month(2024, 12), "2024年底|2024年底前|2024年末之前"),
    (None, "正在办理|尚未办结|未知|不详|1970-01-01|1970-01-01 08:00:00|9999-12-31|99991231"),
    ("date_ambiguous", "05-10月-24|2024-03-05 晚上12点|240305"),
    ("date_invalid", "2024年13月底"),
    ("clock_invalid", "2024-03-05 中午25:00"),
    (
        "date_unreadable",
        """民国113年3月5日|113.3.5|农历二月初五|二〇二四年二月廿五|2024年正月5日|1709620200
1709620200000|2024-03-05（补录）|2024-03-05前|自2024年3月5日起|2O24-03-05
2024年第一季度|2024年3月上旬|Date(2024,3,5)""",
    ),
    ("date_range", "2024-3-5、2024-3-6|2024年3月5、6日|2024.3.5－2024.3.8"),
    ("ditto_unclear", """〃|″|"|''|同上|同 上|同上栏|同左"""),
]


@pytest.mark.parametrize(("text", "expected"), cells(DATES))
def test_dates(text: str, expected: Any) -> None:
    assert value(parse_date(text, today=TODAY)) == expected


# durations ------------------------------------------------------------------------------------

DURATIONS: Table = [
    (
        (20, "wd", "fixed"),
        """20工作日内|不超过20个工作日|自受理之日起20个工作日|限20个工作日|20个工作日限时办结
“20个工作日”|20个工作日、|承诺件（20个工作日）|20天（工作日）|20日（按工作日计算）
20（工作日）|20⏎个工作日|\ufeff20个工作日|20个工作日（工作日）""",
    ),
    ((10, "wd", "fixed"), "10个工作日（不含公示）|10个工作日(公示期除外)"),
    ((3, "d", "range"), "1—3天|1～3日|一到三天"),
    ((0.5, "d", "fixed"), "半天|0.5日"),
    ((0.5, "wd", "fixed"), "半个工作日"),
    ((1.5, "wd", "fixed"), "1个半工作日|1个工作日半|一个半工作日"),
    ((1.5, "d", "fixed"), "1天半|一天半"),
    ((60, "cd", "fixed"), "60天(自然日)|60日（日历日）|60个日历天|60天(均为自然日)"),
    ((7, "cd", "fixed"), "1周|一周|1个星期"),
    ((3, "month", "fixed"), "3个月|三个月内"),
    ((24, "hour", "fixed"), "24小时|24h"),
    ((0, "wd", "immediate"), "当场|现场办结|当时办结|立即|即时件|即办制|0|零|0.0"),
    ((0, "wd", "same_day"), "即日办结|当天|当日办结"),
    ((None, None, "none"), "无限期|无|不设时限|法律未规定时限"),
    ((None, None, "missing"), "None|NA|null|未填写|待核实|待补充"),
    ("duration_two_units", "20个工作日(自然日)|5自然日（工作日）"),
    (
        "duration_two_values",
        """5个工作日/3个工作日|1/2天|5或7个工作日|20→5|个人3个工作日，企业5个工作日
20个工作日（含公示5个工作日）""",
    ),
    (
        "duration_unreadable",
        """一般5个工作日|次日|T+1|5个工作日以上|<5个工作日|廿个工作日|是|新办5个工作日""",
    ),
    ("duration_is_date", "2024年|1999年|5月7日"),
    ("ditto_unclear", "同上|〃|见上"),
]


@pytest.mark.parametrize(("text", "expected"), cells(DURATIONS))
def test_durations(text: str, expected: Any) -> None:
    read = value(parse_duration(text))
    assert ((read.value, read.unit, read.kind) if isinstance(read, Duration) else read) == expected


# numbers --------------------------------------------------------------------------------------

COUNTS: Table = [
    (0, "0次|零次|零跑动|零次跑动|一次也不跑|不见面审批|免跑腿|无需到现场|〇"),
    (1, "1 次|１|1.0|1次。|只跑一次|跑1次|1次（领证）|1趟|“1”|约1次|01"),
    (1234, "1,234|１，２３４|1 234"),
    (None, "—|无|/|"),
    ("number_too_large", "2147483648|12345678901"),
    ("number_unreadable", "1.2万|0-1次|1次/2次|至少1次|1,2|若干|待定"),
    ("number_negative", "-1|(1)"),
    ("number_fraction", "1.5"),
    ("ditto_unclear", "同上|〃"),
]
BATCHES: Table = [
    (1, "第一批划转|第一批次划转事项|第①批|壹|首批|“第一批”"),
    (None, "待定|未定|无"),
    ("batch_unreadable", "第一、二批|第三批（待定）|2024年第一批|0"),
]
DEPTHS: Table = [
    (5, "Ⅳ|Ⅳ级（全程网办）|全流程网办|全程网办(四级)|[3,4,5]|3^4^5"),
    (1, "Ⅰ级"),
    ("depth_unreadable", "全程网办（Ⅱ级）|Ⅱ级(全程网办)|五级|网上办理|1-5"),
]


@pytest.mark.parametrize(("text", "expected"), cells(COUNTS))
def test_counts(text: str, expected: Any) -> None:
    assert value(parse_count(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cells(BATCHES))
def test_batches(text: str, expected: Any) -> None:
    assert value(parse_batch(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cells(DEPTHS))
def test_depths(text: str, expected: Any) -> None:
    assert value(parse_depth(text)) == expected


# words ----------------------------------------------------------------------------------------

YES_NO: Table = [
    (True, "✓|√|✔|☑|Y|1|1.0|是的|对|是。|√是 □否|☑是☐否"),
    (False, "×|✗|✘|☒|X|n|0|不是|□是 √否"),
    ("yes_no_unreadable", "○|●|部分|是/否|2|-1|待定"),
    ("ditto_unclear", "〃|同上"),
]
LEVELS: Table = [
    (
        1,
        """非常满意|特别满意|很 满 意|非常⏎满意|非常满意！|非常满意（5星）|5星（非常满意）
5-非常满意|1非常满意|1、非常满意|五星|★★★★★""",
    ),
    (2, "满意。|较为满意|4、满意|2 满意"),
    (5, "特别不满意|非常不满意（1星）"),
    (None, "默认五星|超时默认好评|不评价|超时未评|拒绝评价"),
    ("level_coding_unknown", "1|５|5.0|①"),
    ("unknown_word", """好评|差评|优|合格|3-非常满意|1星（非常满意）|满意/基本满意|4.5星|半星|100|6"""),
]
CHOICES: Table = [
    ("1", "窗口|1|1.0|01|1-窗口办理|1.窗口办理|1窗口|窗口办理（现场）|“窗口”|窗口。"),
    ("unknown_word", "窗口/网上|1-网上|1,2|传真|-1"),
    ("ditto_unclear", "同上|同右"),
]
CODES: Table = [
    (
        "0001",
        """'0001|="0001"|＝“0001”|"0001"|`0001|００01|00 01|0001.0|0001.00|0001\u200b
\ufeff0001""",
    ),
    ("1E5", "1E5"),
    ("20240101000000120", "20240101000000120"),
    (
        "code_damaged",
        """1.13708E+30|1.1370830004335211e+30|3.60102E+17|3.60102e17|1E+17|1137083000433521.0
1137083000433520000000000000000|+1.5E+10|3.60102E-05""",
    ),
    (None, "待定|待编码|暂无编码|无|—|'"),
    ("ditto_unclear", """同上|〃|"|''|同左"""),
]


@pytest.mark.parametrize(("text", "expected"), cells(YES_NO))
def test_yes_no(text: str, expected: Any) -> None:
    assert value(parse_yes_no(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cells(LEVELS))
def test_levels(text: str, expected: Any) -> None:
    assert value(parse_level(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cells(CHOICES))
def test_choices(text: str, expected: Any) -> None:
    assert value(parse_choice(text, "channel")) == expected


@pytest.mark.parametrize(("text", "expected"), cells(CODES))
def test_codes(text: str, expected: Any) -> None:
    assert value(parse_code(text)) == expected


def test_a_ditto_is_a_remark_in_prose_only() -> None:
    assert parse_text("同上") == Refused("ditto_unclear")
    assert parse_text("同上", prose=True) == Parsed("同上")
    assert parse_text("#REF!", prose=True) == Refused("cell_error")


def test_every_refusal_has_its_sentence() -> None:
    tables = (DATES, DURATIONS, COUNTS, BATCHES, DEPTHS, YES_NO, LEVELS, CHOICES, CODES)
    rules = {key for table in tables for key, _cells in table if isinstance(key, str) and "_" in key}
    assert rules <= SENTENCES.keys()
