"""Whatever a county types, in any file: every row is accounted for, and the facts do not hang on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.ingest.matching.matching import match_all
from reform.ingest.readers import Source, open_tables
from reform.ingest.result import IngestResult, Options
from reform.ingest.table import TableReader
from reform.pipeline.load import load
from reform.pipeline.load_report import LoadReport
from reform.schema.datasets import datasets, header_key
from reform.storage import Warehouse
from tests.ingest import generated, rendered, typed_rows
from tests.ingest.files import zipped
from tests.ingest.generated import Table
from tests.ingest.rendered import KINDS, Kind, Packed
from tests.ingest.typed import TODAY
from tests.ingest.typed_rows import Draw
from tests.soak import tries


@st.composite
def spoilt_tables(draw: Draw) -> Table:
    """A table of any dataset with good and bad rows."""
    dataset = draw(st.sampled_from(sorted(typed_rows.MAKERS)))
    rows = [draw(typed_rows.spoilt(dataset, row)) for row in draw(typed_rows.rows(dataset, 7))]
    table: Table = draw(generated.tables(dataset, rows))
    return table


def taken(source: Source) -> list[tuple[IngestResult, list[dict[str, Any]]]]:
    """What intake makes of every table of a file, and the rows it hands on."""
    found = []
    for table, m in match_all(open_tables(source), Options()).found:
        reader = TableReader(table, m, TODAY)
        rows = [row for batch in reader for row in batch.to_pylist()]
        found.append((reader.result, rows))
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@tries(12)
@given(table=spoilt_tables(), packed=st.booleans())
def test_every_row_arrives_or_is_named(kind: Kind, table: Table, packed: bool) -> None:
    name = f"表.{kind.extension}"
    data = kind.write({"表一": table})
    source = Source("包.zip", zipped({name: data})) if packed else Source(name, data)
    ((account, kept),) = taken(source)
    assert account.dataset == table.dataset
    wanted = table.accepted
    assert [{name: row[name] for name in wanted[0]} for row in kept] == wanted if wanted else kept == []
    assert sorted((r.row, str(r.name), r.rule) for r in account.rejects) == sorted(table.refused)
    heads = dict(zip(table.head.columns, table.head.names, strict=True))
    for reject in account.rejects:
        assert reject.file == (f"包.zip/{name}" if packed else name)
        assert reject.sheet == ("表一" if kind.sheets else None)
        assert header_key(reject.column or "").endswith(header_key(heads[reject.name]))
    refused = len({row for row, _name, _rule in table.refused})
    assert (account.read, account.rejected, account.skipped) == (len(table.lines), refused, table.skipped)


# loads ----------------------------------------------------------------------------------------

FACTS = [
    "cases",
    "unfinished",
    "ratings",
    "accepted_cube",
    "visited_cube",
    "cube",
    "suspensions",
    "subjects",
    "subject_of",
    "items",
    "dataset_days",
    "choices",
    "case_rows",
]


def key(dataset: str, values: dict[str, Any]) -> tuple[Any, ...]:
    declared = datasets()[dataset]
    return tuple(values[name] for name in declared.key_fallback or declared.key)


def outcomes(dataset: str, table: Table, kept: dict[Any, Any]) -> dict[str, int]:
    """The account a table must come to. ``kept``: key → values, brought up to date."""
    counted = {"new": 0, "correction": 0, "unchanged": 0}
    told: dict[Any, list[Any]] = {}
    for line in table.lines:
        if line.is_good:
            values = typed_rows.stored(line.cells)
            told.setdefault(key(dataset, values), []).append(values)
    for row_key, versions in told.items():
        before = kept.get(row_key)
        stays = before == versions[-1]
        for version in versions:
            changed = "correction" if version != before and not stays else "unchanged"
            counted["new" if before is None else changed] += 1
            before = version
        kept[row_key] = before
    return {
        "read": len(table.lines),
        "accepted_new": counted["new"],
        "accepted_correction": counted["correction"],
        "unchanged": counted["unchanged"],
        "rejected": len({row for row, _name, _rule in table.refused}),
        "skipped": table.skipped,
    }


def loaded(warehouse: Warehouse, files: Sequence[Packed]) -> LoadReport:
    sources = [file.source for file in files]
    return load(warehouse, sources, Options(), today=TODAY, accept_good=True)


@st.composite
def deliveries(draw: Draw) -> list[Packed]:
    """Files with one table each of some datasets: good and bad rows, and some of them in several versions."""
    chosen = draw(st.lists(st.sampled_from(sorted(typed_rows.MAKERS)), min_size=2, max_size=4, unique=True))
    found = []
    for dataset in chosen:
        rows = draw(typed_rows.versions(dataset, draw(typed_rows.rows(dataset, 8))))
        found.append(draw(generated.tables(dataset, [draw(typed_rows.spoilt(dataset, row)) for row in rows])))
    files: list[Packed] = draw(rendered.packed(found))
    return files


@tries(4)
@given(files=deliveries())
def test_the_books_balance_and_the_same_files_again_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, files: list[Packed]
) -> None:
    warehouse = Warehouse(tmp_path_factory.mktemp("w") / "w")
    report = loaded(warehouse, files)
    places = {place: table for file in files for place, table in file.places.items()}
    kept: dict[str, dict[Any, Any]] = {}
    accounts = {}
    for told in report.tables:
        place = told.result.file, told.result.sheet
        dataset = places[place].dataset
        accounts[place] = outcomes(dataset, places[place], kept.setdefault(dataset, {}))
        assert told.balance.as_dict() == accounts[place]
    assert accounts.keys() == places.keys()
    assert report.balance.as_dict() == {
        name: sum(one[name] for one in accounts.values()) for name in report.balance.as_dict()
    }
    assert (report.snapshot is None) == (not any(kept.values()))
    if report.snapshot is None:
        return
    with warehouse.open() as connection:
        for dataset, rows in kept.items():
            names = list(next(iter(rows.values()), {"row_key": None}))
            found = connection.execute(f"select {', '.join(names)} from raw.{dataset}").fetchall()
            assert sorted(found, key=repr) == sorted(map(tuple, map(dict.values, rows.values())), key=repr)
    again = loaded(warehouse, files)
    assert (again.snapshot, warehouse.current()) == (None, report.snapshot)
    assert again.balance.unchanged == sum(
        one["accepted_new"] + one["accepted_correction"] + one["unchanged"] for one in accounts.values()
    )


# facts ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ways:
    """The same rows, delivered plainly and in one of many ways: load by load."""

    plain: list[Packed]
    loads: list[list[Packed]]


@st.composite
def ways(draw: Draw) -> Ways:
    """Rows of all datasets without two versions of any: each dataset in parts, which come in any order."""
    plain, parts = [], []
    for dataset in typed_rows.MAKERS:
        rows = draw(typed_rows.rows(dataset, 12))
        plain.append(generated.plain_table(dataset, rows))
        rows = draw(st.permutations(rows))
        cuts = sorted({0, len(rows), *draw(st.lists(st.integers(0, len(rows)), max_size=2))})
        for start, end in pairwise(cuts):
            parts.append(draw(generated.tables(dataset, rows[start:end])))
    files = draw(rendered.packed(draw(st.permutations(parts))))
    cuts = sorted({0, len(files), *draw(st.lists(st.integers(0, len(files)), max_size=2))})
    return Ways(
        [rendered.alone(f"{table.dataset}", KINDS[0], table) for table in plain],
        [files[start:end] for start, end in pairwise(cuts)],
    )


def facts(warehouse: Warehouse) -> dict[str, list[Any]]:
    with warehouse.open() as connection:
        return {name: sorted(connection.execute(f"from {name}").fetchall(), key=repr) for name in FACTS}


@tries(2)
@given(ways=ways())
def test_the_facts_do_not_depend_on_the_way(tmp_path_factory: pytest.TempPathFactory, ways: Ways) -> None:
    folder = tmp_path_factory.mktemp("ways")
    plain, other = Warehouse(folder / "plain"), Warehouse(folder / "other")
    assert loaded(plain, ways.plain).snapshot
    for files in ways.loads:
        report = loaded(other, files)
        assert (report.problems, report.rejects) == ([], [])
    wanted, found = facts(plain), facts(other)
    assert [name for name in wanted if found[name] != wanted[name]] == []
    assert loaded(other, ways.plain).snapshot is None
