"""Files made to hurt: bounded memory and time, one clear sentence, nothing expanded, fetched or unpacked."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reform.ingest.readers import Source, limits
from tests.ingest.files import CASES, ITEMS, County, contents, text, workbook, zipped
from tests.ingest.hostile import FILES
from tests.source import ROOT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """All of them on disk, each in a folder of its own, until the last test is done."""
    paths = {}
    for case, (name, make, _rule, _words) in FILES.items():
        paths[case] = tmp_path_factory.mktemp("hostile") / name
        paths[case].write_bytes(make())
    yield paths
    for path in paths.values():
        path.unlink()


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_gets_one_sentence(county: County, made: dict[str, Path], case: str) -> None:
    _name, _make, rule, words = FILES[case]
    report = county.check(str(made[case]), status=1, lang="en")
    assert [problem["rule"] for problem in report["problems"]] == [rule]
    assert words in report["problems"][0]["message"]
    assert contents(county.warehouse.folder) is None


MOST_MEMORY = 300 * limits.MB
# Opens every file given and reads all of it; prints the peak of its own memory in KB (getrusage would
# begin with that of the process it was forked from).
READ = """
import re, sys
from pathlib import Path
from reform.ingest.readers import FileRefused, Source, open_tables
for name in sys.argv[1:]:
    try:
        for table in open_tables(Source(name, Path(name))):
            for batch in table.body(0, {"a": 0}):
                pass
    except FileRefused:
        pass
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def peak(script: str, *paths: Path) -> int:
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux tells the peak of a process's memory")
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout) * 1024


def test_hostile_files_stay_small_in_memory(made: dict[str, Path]) -> None:
    """Files that would unpack to many GB, and one that is 100 MB itself."""
    assert peak(READ, *made.values()) < MOST_MEMORY


def test_the_measure_measures(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text(CASES))
    assert peak(f"held = b'x' * {MOST_MEMORY}\n{READ}", path) > MOST_MEMORY


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "etc/passwd.csv"),
        ("/etc/cron.d/办件.csv", "etc/cron.d/办件.csv"),
        ("..\\..\\a.csv", "a.csv"),
        ("办件\x1b[31m\u202e\n.csv", "办件[31m .csv"),
        ("长" * 300 + ".csv", "长" * 80 + "~" + "长" * 35 + ".csv"),
    ],
)
def test_names_in_archives_lead_nowhere(county: County, name: str, shown: str) -> None:
    before = contents(county.folder)
    path = county.file("a.zip", zipped({name: text(CASES)}))
    report = county.check(path)
    assert [table["file"] for table in report["tables"]] == [f"a.zip/{shown}"]
    assert set(contents(county.folder) or ()) == {"a.zip", *(before or ())}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in folders")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_file_gets_one_sentence(county: County, kind: str) -> None:
    """Reading a pipe would wait for whoever writes into it."""
    path = county.folder / "a.csv"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        socket.socket(socket.AF_UNIX).bind(str(path))
    for command in ("check", "load"):
        report = county.json(command, str(path), status=1, lang="en")
        assert "a pipe, a device or a socket" in report["problems"][0]["message"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
@pytest.mark.parametrize(
    "name", [b"a\xff\xfe.csv", b"a\x1b[2J\x07\n.csv"], ids=["no UTF-8", "control characters"]
)
def test_a_file_of_an_unwritable_name_is_told_of(county: County, name: bytes) -> None:
    path = os.fsencode(county.folder) + b"/" + name
    with open(path, "wb") as handle:
        handle.write(text(CASES))
    for command in ("check", "load"):
        report = county.json(command, os.fsdecode(path))
        assert report["tables"][0]["file"].isprintable()
    for log in (county.warehouse.folder / "logs").rglob("*.jsonl"):
        assert all(json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())


def test_names_are_printable() -> None:
    """Of an upload too: half of a pair is what browsers make of damaged names."""
    assert Source("办件\ud800\x1b[31m\u202e\n.csv", b"").name == "办件\ufffd[31m .csv"


FORMULA = "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "html"])
def test_formulas_are_text(county: County, kind: str) -> None:
    rows = [*ITEMS[:1], ["0001", FORMULA, "县局", "第一批", "20", "5"]]
    data = {
        "csv": lambda: text(rows),
        "xlsx": lambda: workbook({"a": rows}),
        "html": lambda: (
            "<table>" + "".join(f"<tr><td>{'<td>'.join(map(str, row))}</tr>" for row in rows) + "</table>"
        ).encode(),
    }[kind]()
    county.load(county.file("a.xls", data))
    assert county.rows("items")[0]["item_name"] == FORMULA
