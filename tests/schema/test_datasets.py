"""A dataset is one file: what a new declaration brings about, and what no declaration may say."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from reform.schema import datasets as declarations
from reform.schema.datasets import datasets
from tests.source import ROOT

DRILLS = """
name = "drills"
title = "应急演练台账 | Drills"
description = "每次演练 | Each drill"
row = "一次演练 | a drill"
owner = "县应急管理局 | Emergency bureau"
max_age = 31
period = "held_on"
key = ["drill_no"]
events = ["held_on"]
coverage = { first = "held_on", last = ["held_on"] }

[[column]]
name = "drill_no"
header = "演练编号"
type = "code"
required = true
description = "编号 | Number"

[[column]]
name = "held_on"
header = "演练日期"
type = "date"
required = true
description = "哪一天 | Which day"

[[column]]
name = "people"
header = "演练人数"
type = "count"
description = "多少人 | How many people"
"""
FILE = "演练编号,演练日期,演练人数\nY1,2026-10-08,30\nY2,2026年10月9日,12\n"


def declared(folder: Path, text: str) -> Path:
    """A folder with one declaration."""
    folder.mkdir()
    (folder / "drills.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_new_dataset_is_one_file(tmp_path: Path) -> None:
    folder, work, file = declared(tmp_path / "declared", DRILLS), tmp_path / "w", tmp_path / "drills.csv"
    work.mkdir()
    file.write_text(FILE, encoding="utf-8")
    command = [sys.executable, "-m", "tests.schema.new_dataset_child", str(folder), str(work), str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    for command_name in ("check", "load"):
        (table,) = told[command_name]["tables"]
        assert (table["dataset"], table["balance"]["accepted_new"]) == ("drills", 2)
    assert [(row["drill_no"], row["held_on"], row["people"]) for row in told["rows"]] == [
        ("Y1", "2026-10-08", 30),
        ("Y2", "2026-10-09", 12),
    ]
    (coverage,) = told["coverage"]
    assert (coverage["rows"], coverage["first_on"], coverage["last_on"]) == (2, "2026-10-08", "2026-10-09")
    (freshness,) = told["health_freshness"]
    assert (freshness["rows"], freshness["happened_on"]) == (2, "2026-10-09")
    assert told["last_day"] == [{"last_on": "2026-10-09"}]
    assert told["template"] == ["演练编号", "演练日期", "演练人数"]
    assert "应急演练台账 — 每次演练" in told["expanders"]
    assert ["drill_no", "held_on", "people"] in told["columns"]
    assert told["undone"]["rows"] == []
    assert [row["rows"] for row in told["undone"]["coverage"]] == [0]


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('"drills"', '"drills; drop table raw.cases"', "is no name"),
        ('"people"', '"people\\" from raw.cases --"', "is no name"),
        ('events = ["held_on"]', 'events = ["held"]', "no column held"),
        ('period = "held_on"', 'period = "month"', "no column month"),
        ('last = ["held_on"]', 'last = ["ended_on"]', "no column ended_on"),
        ('key = ["drill_no"]', 'key = ["number"]', "no column number"),
        ('events = ["held_on"]', 'departments = ["office"]', "no column office"),
        ('events = ["held_on"]', 'key_fallback = ["code"]', "no column code"),
        ('events = ["held_on"]', 'identity = ["where"]', "no column where"),
        ('events = ["held_on"]', 'one_of = [["people", "cars"]]', "no column cars"),
        ('events = ["held_on"]', 'in_order = [["held_on", "left_on"]]', "no column left_on"),
        ('events = ["held_on"]', 'not_counted_if = "cancelled"', "no column cancelled"),
        ('type = "count"', 'type = "count"\ninferred_from = "words"', "no column words"),
        ('type = "count"', 'type = "count"\nunit_of = "amount"', "no column amount"),
        ('type = "date"', 'type = "date"\nmonth_as = "last"', "no month_as 'last'"),
    ],
)
def test_a_declaration_names_its_own_columns(
    tmp_path: Path, right: str, wrong: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert right in DRILLS
    folder = declared(tmp_path / "declared", DRILLS.replace(right, wrong, 1))
    monkeypatch.setattr(declarations, "FOLDERS", (folder,))
    with pytest.raises(ValueError, match=named):
        datasets()


def test_every_dataset_has_a_place_of_its_own() -> None:
    places = [dataset.order for dataset in datasets().values()]
    assert places == sorted(set(places))
    assert all(map(math.isfinite, places))
