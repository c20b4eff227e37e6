"""However a number of a person is written, no byte the program writes holds it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reform.common.actor import Actor
from reform.ingest.readers import Source, grid
from reform.storage import event_log
from reform.storage.journal import Journal
from tests import markup, persons
from tests.ingest.files import County, workbook
from tests.ingest.test_privacy_on_disk import CASES, said, said_in

WAYS = persons.written()
# One number in many ways would be a county's own, one after another.
IN_CODES = [one.text for one in WAYS if one.kind not in ("mobile", "bank_card", "paper", "chat")]
LONG = sorted({one.secret for one in WAYS if len(persons.bare(one.secret)) >= 7})


def in_any_way(folder: Path) -> list[str]:
    """The secrets found below a folder, in whatever way. Short ones are anywhere by chance."""
    return [
        f"{secret} in {place} of {path.name}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for place, data in said_in(path).items()
        for secret in persons.holds(data.decode(errors="ignore"), LONG)
    ]


def test_no_way_of_writing_any_kind_is_written_or_said(
    county: County, caplog: pytest.LogCaptureFixture
) -> None:
    """In every text and code of every dataset, and typed: tables, Parquet, records, rejects, journal, logs,
    exports."""
    sources = [
        *markup.county([one.text for one in WAYS]),
        *(Source(f"c_{one.name}", one.data) for one in markup.county(IN_CODES, in_codes=True)),
    ]
    out = county.folder / "out"
    out.mkdir()
    paths = [county.file(one.name, bytes(one.content())) for one in sources]
    loaded = county.run("load", *paths, "--accept-good", "--report", str(out / "检查.xlsx"))
    assert loaded.exit_code == 0, loaded.output
    journal = Journal(county.warehouse.folder)
    for one in WAYS:
        journal.write("note", f"甲 {one.text}", {"text": one.text}, Actor(), datetime.now(UTC))
        event_log.event(county.warehouse.folder, "load", file=one.text, who=one.text)
    asked = [("rows", "ratings"), ("history",), ("journal",), ("ask", "problem_list")]
    words = loaded.output + "".join(said(county, *arguments) for arguments in asked)
    assert persons.holds(words + caplog.text, LONG) == []
    assert in_any_way(county.warehouse.folder) + in_any_way(out) == []
    with county.warehouse.open() as connection:
        kept = {name: len(connection.table(f"raw.{name}").fetchall()) for name in ("ratings", "problems")}
    assert kept == dict.fromkeys(kept, len(WAYS))  # hidden, not refused: else nothing was searched
    assert county.query("select count(*) > 20 from rejects") == [(True,)]


def test_what_a_refused_file_had_written_is_gone(
    county: County, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Codes are judged batch by batch: one may be chance and is taken; ten more refuse the file."""
    monkeypatch.setattr(grid, "BATCH_ROWS", 3)
    ids = [(first := f"3609812015{n:02}12{n:03}") + persons.check_digit(first) for n in range(1, 12)]
    rows = [CASES[1], *([code, "换证", "2026-01-05", *[""] * 7] for code in ids)]
    path = county.file("a.xlsx", workbook({"办件": rows}))
    words = said(county, "load", path) + said(county, "load", path, "--accept-good")
    assert "column_personal" in words
    assert persons.holds(words + caplog.text, ids) == []
    for found in county.warehouse.folder.rglob("*"):
        assert found.is_dir() or persons.holds(repr(said_in(found)), ids) == [], found
