"""Kept rows with the names of their departments: every row once, by the name on its day."""

from contextlib import closing
from pathlib import Path

import duckdb

from reform.models import build

NAMES = """
insert into department_names values
    ('旧名', '2020-01-01', '2025-06-30', '甲局', true, false),
    ('旧名', '2025-07-01', '2099-12-31', '乙局', true, true)
"""
ROWS = """
insert into raw.ratings (rating_no, department, rated_at) values
    ('P1', '旧名', '2025-06-30 10:00'),
    ('P2', '旧名', '2025-07-01 00:00');
insert into raw.handoffs (handoff_no, department, pushed_on) values
    ('T1', '旧名', '2025-06-30'),
    ('T2', '旧名', null)
"""


def test_a_moment_is_of_its_day_and_a_row_without_a_day_of_now(tmp_path: Path) -> None:
    build.blank(tmp_path / "county.duckdb")
    with closing(duckdb.connect(str(tmp_path / "county.duckdb"))) as connection:
        connection.execute(NAMES)
        connection.execute(ROWS)
        rated = connection.table("named_ratings").project("rating_no, department").order("1").fetchall()
        pushed = connection.table("named_handoffs").project("handoff_no, department").order("1").fetchall()
    assert rated == [("P1", "甲局"), ("P2", "乙局")]
    assert pushed == [("T1", "甲局"), ("T2", "乙局")]
