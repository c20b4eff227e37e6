"""A county whose cases come from two sources that count their days on different calendars."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reform.metrics.query import indicators
from tests.ingest.files import CASES, ITEMS, County, Rows, text, workbook

MARKET, HOUSING = "县市场监督管理局", "县住房和城乡建设局"
MARCH = "2026-03-02", "2026-03-12"  # 8 working days, 10 natural ones
# One item handled by both sources, another by the one that counts natural days alone.
NATURAL: Rows = [
    CASES[0],
    ["N1", "0001", MARKET, *MARCH],
    ["N2", "0002", HOUSING, *MARCH],
    ["N3", "0002", HOUSING, "2026-03-02", "2026-03-06"],
]
OWN: Rows = [CASES[0], ["A1", "0001", MARKET, *MARCH], ["A2", "0001", MARKET, "2026-05-11", "2026-05-13"]]
# Fewer working days than natural ones: the case due last is not the one with the most days left.
OWN_OPEN: Rows = [[*CASES[0], "应办结时间"], ["A1", "0001", MARKET, "2026-10-12", "", "2026-10-29"]]
NATURAL_OPEN: Rows = [
    OWN_OPEN[0],
    ["N1", "0002", HOUSING, "2026-10-12", "", "2026-10-23"],
    ["N2", "0002", HOUSING, "2026-10-26", "", "2026-11-02"],
]


def loaded(folder: Path, **calendars: Rows) -> County:
    county = County(folder)
    county.load(county.file("items.xlsx", workbook({"事项": ITEMS})))
    for calendar, rows in calendars.items():
        profile = county.file(f"{calendar}.toml", f'calendar = "{calendar}"\n'.encode())
        county.load(county.file(f"{calendar}.csv", text(rows)), "--profile", profile)
    return county


# What stays in working days whatever the profile: limits, and what is on the official calendar.
OFFICIAL = re.compile(
    r"法定工作日|以工作日计|单位相同|^法定 [0-9]+ 工作日$"
    r"|(D02|D15|D16[abc]|S13b|T07)\b.*工作日\)?$|^(法定合计|压缩)[0-9]+个工作日|(到正式运行|企业开办)平均"
    r"|^(备案|核准|审批)（　　）个工作日|^从(申请到每个环节办完|受理到批复)的平均工作日"
)


def left_in_working_days(said: Iterable[str]) -> set[str]:
    """The clauses that say 工作日, without those of limits and of what is on the official calendar."""
    official = {
        clause
        for metric in indicators().values()
        if not metric.calendars
        for text in (metric.name, metric.definition, metric.source)
        for clause in _clauses(text.partition(" | ")[0])
    }
    return {
        clause
        for text in said
        for clause in _clauses(text)
        if not OFFICIAL.search(clause) and not any(known in clause for known in official)
    }


def _clauses(text: str) -> Iterator[str]:
    parts = (part.strip() for part in re.split(r"[，；：。\n]| ÷ ", text))
    return (part for part in parts if "工作日" in part)
