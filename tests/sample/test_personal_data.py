"""The sample's files hold invented persons where a county's would hold real ones; none is kept."""

import pytest

from reform.storage import Warehouse

PLANTED = ("张某", "李某", "13800138000", "13800000000")


@pytest.mark.parametrize("table", ["surveys", "letters", "outreach", "trainings", "exams", "assessments"])
def test_nothing_personal_is_kept(county: Warehouse, table: str) -> None:
    with county.open() as connection:
        kept = connection.table(f"raw.{table}").fetchall()
    assert kept
    assert [planted for planted in PLANTED if planted in str(kept)] == []
