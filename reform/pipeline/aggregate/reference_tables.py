"""What is as small as the item list, worked out here by the ordinary models and lent to the engine.

The files of items, stages and departments come in as at any load, only that nothing is kept. The ways in
which the cases say their items and departments stand in for the cases.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.sql_files import model
from reform.ingest.columns import Circumstances, ColumnParser
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.models import build, built, calendar_table
from reform.pipeline import load
from reform.pipeline.aggregate.errors import ListsRefused
from reform.pipeline.merge import Merger
from reform.pipeline.progress import Progress
from reform.pipeline.reading import ReadFiles
from reform.schema.datasets import datasets

_WORDS = ("item_code", "item_name", "department")
_GIVEN = ("given_code", "given_name", "given_department")
_ITEMS = ("item_code", "statutory_days", "statutory_unit", "promised_days", "promised_unit")
_SUBJECTS = ("subject_id", "item_code", "transferred_on", "unmatched")


@dataclass(frozen=True)
class Lists:
    """``lent``: the small tables by name. ``item_words``: what a subject is called. ``refused``: rows of
    cases by what their item's or department's name breaks; ``lost``: how many of them in each state."""

    lent: dict[str, pa.Table]
    item_words: pa.Table
    refused: Counter[str]
    lost: Counter[str]

    @property
    def tables(self) -> dict[str, pa.Table]:
        """All small tables by name."""
        return {**self.lent, "item_words": self.item_words}


def take_in(
    connection: duckdb.DuckDBPyConnection,
    items: Sequence[Source],
    calendar: Source | None,
    today: date,
    progress: Progress,
) -> None:
    """The files into a scratch connection. Raises ``ListsRefused`` where a row or a file is refused."""
    built.create_tables(connection)
    given = [(items, Options()), ([calendar] if calendar else [], Options(dataset="calendar"))]
    for sources, options in given:
        with ReadFiles(sources, options, today, in_memory=True, progress=progress) as files:
            report = load.merge_all(files, Merger(connection, options))
        if report.refused:
            raise ListsRefused(report)


def look_up(
    connection: duckdb.DuckDBPyConnection, mentions: Sequence[Mapping[str, Any]], today: date
) -> Lists:
    """The small tables, from the files taken in and from the mentions."""
    said, refused, lost = _plain(mentions, today)
    connection.register("mentions", said)
    connection.execute(model("pipeline/aggregate/job/copy_mentions"))
    build.match_items(connection)
    calendar_table.write_calendar(connection)
    lent = {
        "calendar": connection.table("calendar").to_arrow_table(),
        "items": connection.table("items").select(*_ITEMS).to_arrow_table(),
        "transfer_spans": connection.table("transfer_spans").to_arrow_table(),
        "subjects": connection.table("subjects").select(*_SUBJECTS).to_arrow_table(),
        "subject_of": connection.sql(model("pipeline/aggregate/job/subject_lookup")).to_arrow_table(),
        "imports": pa.table({"import_id": pa.array([1], pa.int32()), "calendar": ["china"]}),
    }
    words = connection.table("subjects").select("subject_id", *_WORDS).to_arrow_table()
    return Lists(lent, words, refused, lost)


def _plain(mentions: Sequence[Mapping[str, Any]], today: date) -> tuple[pa.Table, Counter[str], Counter[str]]:
    """The mentions with their words as intake would keep them, and the cases of those it would refuse."""
    given = Circumstances(today, False, Options())
    columns = {name: pa.array([row[name] for row in mentions], pa.string()) for name in _WORDS}
    faults: dict[int, str] = {}
    plain: dict[str, pa.Array] = {}
    for name, text in columns.items():
        parsed = ColumnParser(datasets()["cases"].column(name), "", given).parse(text)
        plain[name] = parsed.values
        faults |= {row: f"{name} {why.rule}" for row, why in parsed.refused.items() if row not in faults}
    unsaid = pc.and_(pc.is_null(plain["item_code"]), pc.is_null(plain["item_name"]))
    for row in pc.indices_nonzero(unsaid).to_pylist():
        faults.setdefault(row, "item_code one_of_missing item_name")
    refused, lost = Counter[str](), Counter[str]()
    for row, fault in faults.items():
        refused[fault] += mentions[row]["n"]
        lost[mentions[row]["state"]] += mentions[row]["n"]
    good = pa.array([row not in faults for row in range(len(mentions))], pa.bool_())
    said = pa.table(plain | dict(zip(_GIVEN, columns.values(), strict=True)))
    return said.filter(good), refused, lost
