"""Files read once for a check and a load: what was read stays, what hangs on the kept rows is judged anew."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reform.ingest.readers import Source, TextTable, open_tables
from reform.ingest.result import MARK_HEADER, Options
from reform.pipeline import load_messages, rebuild
from reform.pipeline.load import check, check_read, load
from reform.pipeline.reading import ReadFiles
from reform.storage import Warehouse
from tests.ingest.files import contents, text, workbook, zipped

TODAY = date(2026, 11, 23)
HEAD = ["办件编号", "事项名称", "受理部门", "受理时间", "办结时间"]
ROW = ["1", "食品经营许可", "县市场监督管理局", "2026-02-11", ""]
OTHER = ["1", "取水许可", "县水利局", "2026-03-11", ""]
BESIDE = ["2", "采矿许可", "县自然资源局", "2026-03-12", "某日"]
# A correction sheet with a second table of the number 1, a ditto, a total and a row of its own refused.
ROWS = [
    [*HEAD, MARK_HEADER],
    [*ROW, "0123456789-2"],
    [*OTHER[:2], OTHER[2], "2026-03-11", "", "0123456789-3"],
    ["3", "〃", "〃", "2026-03-12", "2026-03-20", "0123456789-4"],
    [*BESIDE, ""],
    ["合计", "", "", "", "", ""],
    ["1", "〃", "县水利局", "2026-04-11", "", "0123456789-5"],
]


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "w")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened."""
    names: list[str] = []

    def told(source: Source) -> list[TextTable]:
        names.append(source.name)
        return open_tables(source)

    monkeypatch.setattr("reform.pipeline.reading.open_tables", told)
    return names


@pytest.fixture
def read() -> Iterator[Any]:
    made: list[ReadFiles] = []

    def of(sources: Sequence[Source]) -> ReadFiles:
        made.append(ReadFiles(sources, Options(), TODAY))
        return made[-1]

    yield of
    for files in made:
        files.close()


def loaded(warehouse: Warehouse, sources: Sequence[Source], **options: Any) -> dict[str, Any]:
    return load_messages.as_json(load(warehouse, sources, Options(), today=TODAY, **options))


def source(*rows: list[str], name: str = "c.csv") -> Source:
    return Source(name, text([HEAD, *rows]))


def kept(warehouse: Warehouse) -> list[Any]:
    with warehouse.open() as connection:
        return connection.execute("select row_key, item_name from raw.cases order by all").fetchall()


def test_what_was_checked_is_loaded_without_another_look(
    warehouse: Warehouse, opened: list[str], read: Any, tmp_path: Path
) -> None:
    sources = [source(ROW), Source("甲.zip", zipped({"a.csv": text([HEAD, ["7", *ROW[1:]]])}))]
    files = read(sources)
    checked = load_messages.as_json(check_read(warehouse, files))
    told = loaded(warehouse, sources, checked=files)
    assert opened == ["c.csv", "甲.zip"]
    differing = {name for name in told if told[name] != checked[name]}
    assert differing == {"published", "snapshot"}
    assert kept(warehouse) == [("1", "食品经营许可"), ("7", "食品经营许可")]
    again = Warehouse(tmp_path / "again")
    assert loaded(again, sources) == told
    imports = [{path.name for path in place.imports.glob("*.parquet")} for place in (warehouse, again)]
    assert imports[0] == imports[1]


def test_what_was_published_meanwhile_counts(warehouse: Warehouse, opened: list[str], read: Any) -> None:
    files = read([source(ROW)])
    assert check_read(warehouse, files).balance.accepted_new == 1
    loaded(warehouse, [source(ROW)])
    assert check_read(warehouse, files).balance.unchanged == 1
    assert load(warehouse, [source(ROW)], Options(), today=TODAY, checked=files).balance.unchanged == 1
    assert opened == ["c.csv", "c.csv"]


def test_a_number_taken_meanwhile_is_refused(warehouse: Warehouse, read: Any, tmp_path: Path) -> None:
    files = read([source(ROW)])
    assert not check_read(warehouse, files).rejects
    for place in (warehouse, again := Warehouse(tmp_path / "again")):
        loaded(place, [source(OTHER, name="d.csv")])
    told = loaded(warehouse, [source(ROW)], checked=files)
    assert [reject["rule"] for reject in told["rejects"]] == ["number_of_another_row"]
    assert told == loaded(again, [source(ROW)])
    assert kept(warehouse) == [("1", "取水许可")]


def test_what_was_published_is_never_written_again(warehouse: Warehouse, read: Any) -> None:
    mixed = read([source(ROW, OTHER)])
    for _again in range(2):
        check_read(warehouse, mixed)
        loaded(warehouse, [], checked=mixed, accept_good=True)
    published = contents(warehouse.imports) or {}
    warehouse.undo()
    loaded(warehouse, [source(["1", "采矿许可", "县自然资源局", "2026-05-11", ""], name="d.csv")])
    assert check_read(warehouse, mixed).balance.rejected == 2
    assert (contents(warehouse.imports) or {}).items() >= published.items()
    loaded(warehouse, [], checked=mixed, accept_good=True)
    assert (contents(warehouse.imports) or {}).items() >= published.items()
    assert rebuild.rebuild(warehouse, check=True).did == "rebuilt"


def test_a_temporary_file_is_copied_not_linked(warehouse: Warehouse, read: Any) -> None:
    """A link keeps the owner and the access list that the temporary folder gave."""
    files = read([source(ROW)])
    check_read(warehouse, files)
    loaded(warehouse, [], checked=files)
    (rows,) = warehouse.imports.glob("*.parquet")
    assert rows.stat().st_nlink == 1


def test_rows_take_the_place_of_a_file_left_there(read: Any, tmp_path: Path) -> None:
    """Also where the file left there is the same one."""
    (file,) = read([source(ROW)])
    (table,) = file.tables
    before = table.rows.read_bytes()
    place = tmp_path / "imports" / "1.parquet.building"
    place.parent.mkdir()
    place.hardlink_to(table.rows)
    table.put(place)
    assert (place.read_bytes(), table.rows.read_bytes()) == (before, before)
    assert not place.samefile(table.rows)


@pytest.mark.parametrize(
    "file",
    [
        Source("c.csv", text(ROWS)),
        Source("c.xlsx", workbook({"说明": [["填写说明"]], "办件": ROWS})),
        Source("c.zip", zipped({"a.csv": text([["甲"], ["1"]]), "b.csv": text(ROWS)})),
    ],
    ids=lambda file: file.name,
)
def test_rows_refused_later_are_told_in_their_place(
    warehouse: Warehouse, file: Source, monkeypatch: pytest.MonkeyPatch, read: Any
) -> None:
    told = check(warehouse, [file], Options(), today=TODAY)
    (table,) = told.tables
    assert [(reject.row, reject.name, reject.rule) for reject in told.rejects] == [
        (3, "case_no", "number_twice"),
        (5, "completed_at", "date_unreadable"),
        (7, "case_no", "number_twice"),
    ]
    rows = {row.row: row.cells for row in table.result.refused_rows}
    assert list(rows) == [3, 5, 7]
    assert rows[7]["item_name"] == BESIDE[1]  # the ditto's
    assert (table.result.read, table.result.skipped, table.result.rejected) == (6, 1, 3)
    assert table.result.broken == {"number_twice": 2, "date_unreadable": 1}
    assert list(table.result.marks) == [2, 4]
    monkeypatch.setattr("reform.ingest.rejects.MOST_TOLD", 2)
    fewer = check(warehouse, [file], Options(), today=TODAY)
    assert [reject.row for reject in fewer.rejects] == [3, 5]
    assert fewer.tables[0].result.rejected == 3
    files = read([file])
    assert [check_read(warehouse, files).rejects for _again in range(2)] == [fewer.rejects] * 2


def test_a_file_refused_is_refused_once_read(warehouse: Warehouse, opened: list[str], read: Any) -> None:
    files = read([Source("a.png", b"\x89PNG\r\n\x1a\n" + bytes(9)), Source("read.md", b"x")])
    first, second = (check_read(warehouse, files) for _again in range(2))
    assert [problem.rule for problem in first.problems] == ["file_not_table"]
    assert second.problems == first.problems
    assert [left.file for left in first.ignored] == ["read.md"]
    assert opened == ["a.png"]


@pytest.mark.parametrize("kept_before", [False, True])
def test_a_file_that_goes_meanwhile_is_a_problem_of_its_own(
    warehouse: Warehouse, read: Any, tmp_path: Path, kept_before: bool
) -> None:
    """Its rows are refused for what they are beside others: to tell them it is read once more."""
    if kept_before:
        loaded(warehouse, [source(ROW, name="d.csv")])
    before = contents(warehouse.folder)
    gone = tmp_path / "c.csv"
    gone.write_bytes(text([HEAD, *([] if kept_before else [ROW]), OTHER]))
    files = read([Source("c.csv", gone), source(["7", *ROW[1:]], ["8", *ROW[1:]], name="e.csv")])
    list(files)
    gone.unlink()
    for report in (
        check_read(warehouse, files),
        check_read(warehouse, files),
        load(warehouse, [], Options(), today=TODAY, checked=files, accept_good=True),
    ):
        assert [(problem.file, problem.rule) for problem in report.problems] == [("c.csv", "file_unreadable")]
        assert [(table.result.file, table.balance.accepted_new) for table in report.tables] == [("e.csv", 2)]
    assert contents(warehouse.folder) == before


def test_nothing_is_left_of_it(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with ReadFiles([source(ROW, OTHER)], Options(), TODAY) as files:
        check_read(warehouse, files)
        assert list((tmp_path / "temporary").rglob("*.parquet"))
    assert list((tmp_path / "temporary").iterdir()) == []
    loaded(warehouse, [source(ROW)])
    assert not [name for name in contents(warehouse.folder) or () if "reform-" in name]
    assert not list(warehouse.imports.glob("*.building"))
