"""A county whose cases come from two sources that count their days on different calendars."""

from pathlib import Path

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


def loaded(folder: Path, **calendars: Rows) -> County:
    county = County(folder)
    county.load(county.file("items.xlsx", workbook({"事项": ITEMS})))
    for calendar, rows in calendars.items():
        profile = county.file(f"{calendar}.toml", f'calendar = "{calendar}"\n'.encode())
        county.load(county.file(f"{calendar}.csv", text(rows)), "--profile", profile)
    return county
