"""What the papers say of the county's problems, on counties whose cases are on two calendars."""

from datetime import date
from pathlib import Path

import pytest

from reform.metrics.query import Scope
from reform.reports.meeting_pack.chinese_prose import Words
from reform.reports.meeting_pack.problem_paragraphs import soon
from tests.ingest.files import Rows
from tests.metrics.two_calendars import MARKET, NATURAL, NATURAL_OPEN, OWN, OWN_OPEN, loaded
from tests.reports.meeting_pack.conftest import material_of

AS_OF = date(2026, 10, 31)
OWN_NEARLY_DUE: Rows = [OWN_OPEN[0], ["A9", "0001", MARKET, "2026-10-26", "", "2026-11-02"]]


@pytest.mark.parametrize(
    ("county", "sentence_part"),
    [
        ({"china": OWN, "natural": NATURAL_OPEN}, "两个自然日内"),
        ({"natural": NATURAL, "china": OWN_NEARLY_DUE}, "两个工作日内"),
        ({"china": OWN_OPEN, "natural": NATURAL_OPEN}, "两个自然日内"),  # its case on working days is late
        ({"china": OWN_NEARLY_DUE, "natural": NATURAL_OPEN}, "两日内"),
    ],
    ids=["completed-china", "completed-natural", "late-china", "both"],
)
def test_nearly_due_is_told_in_the_days_of_the_open_cases(
    tmp_path: Path, county: dict[str, Rows], sentence_part: str
) -> None:
    warehouse = loaded(tmp_path, **county).warehouse
    with warehouse.open() as connection:
        material = material_of(connection, warehouse.current() or "", Scope(AS_OF), is_sample=False)
        assert soon(Words(material)) == sentence_part
