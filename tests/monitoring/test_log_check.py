"""The doctor says where a line of the record of operations is missing, and never fails on what it finds."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from reform.common.i18n import speaking
from reform.monitoring import health
from reform.monitoring.checks import CheckContext
from reform.monitoring.checks.system import log
from reform.storage import Warehouse, event_log

TIMES = [datetime(2026, 10, 1, hour, tzinfo=UTC) for hour in range(9, 13)]
NO_TIME = b'{"at": "x", "event": "load", "after": ""}\n'


@pytest.mark.parametrize(
    ("kept", "where"),
    [([0, 2, 3], "between {0} and {2}"), ([1, 2, 3], "before {1}"), ([0, 1], "after {1}"), ([], "all of it")],
)
def test_where_a_line_is_missing_is_said(tmp_path: Path, kept: list[int], where: str) -> None:
    for at in TIMES:
        assert event_log.event(tmp_path, "load", now=at)
    context = cast(CheckContext, SimpleNamespace(warehouse=Warehouse(tmp_path)))
    assert health.run(log, context).count == 0
    file = tmp_path / "logs" / "reform.log"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(NO_TIME + b"".join(lines[n] for n in kept))
    with speaking("en"):
        found = health.run(log, context)
    times = [f"{at.astimezone():%Y-%m-%d %H:%M:%S}" for at in TIMES]
    assert (found.count, where.format(*times) in found.sentence) == (1, True)
