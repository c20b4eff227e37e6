"""Files whose cells repeat more than memory holds: one sentence, and the next file is read.

``make soak`` makes them larger and prints what each costs; twice the size may take twice the time.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reform.ingest.readers import limits
from reform.ingest.readers.budget import memory
from reform.ingest.readers.limited_process import MEMORY, rehearse
from tests.ingest.files import CASES, County, text
from tests.ingest.hurting import KINDS
from tests.soak import SOAKING
from tests.source import ROOT

MOST_MEMORY = 2048 * limits.MB
SCALES = (2, 4) if SOAKING else (1,)
# Reads all of a file and prints how that ended, the seconds, and the greatest memory of this process and of
# its children (getrusage would begin with that of the process it was forked from).
READ = """
import json, re, resource, sys, time
from pathlib import Path
from reform.ingest.readers import FileRefused, Source, open_tables
start, rule = time.process_time(), ""
try:
    for table in open_tables(Source(sys.argv[1], Path(sys.argv[1]))):
        for batch in table.body(0, {"a": 0}):
            pass
except FileRefused as refused:
    rule = refused.rule
children = resource.getrusage(resource.RUSAGE_CHILDREN)
own = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
seconds = time.process_time() - start + children.ru_utime + children.ru_stime
print(json.dumps([rule, seconds, (int(own) + children.ru_maxrss) * 1024]))
"""


def cost(path: Path) -> tuple[str, float, int]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rule, seconds, peak = json.loads(done.stdout)
    return rule, seconds, peak


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process's memory")
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_costs_what_it_may(tmp_path: Path, kind: str) -> None:
    """Memory of the process and of the one that reads first, together; time by the file's length."""
    name, make, rules = KINDS[kind]
    path, took = tmp_path / name, []
    for scale in SCALES:
        path.write_bytes(make(scale))
        size = path.stat().st_size / limits.MB
        rule, seconds, peak = cost(path)
        print(
            f"{kind}: {size:.2f} MB, {seconds:.1f} s ({seconds / size:.1f} s a MB), {peak / limits.MB:.0f} MB"
        )
        assert (rule in rules) if rules else not rule
        assert peak < MOST_MEMORY
        took.append(seconds)
    assert took[-1] < 4 * max(took[0], 1) or not SOAKING
    path.unlink()


@pytest.mark.parametrize(
    "kind", ["one text that many cells refer to", "a text that all rows of a Parquet file repeat"]
)
def test_the_commands_go_on_after_it(county: County, kind: str) -> None:
    name, make, rules = KINDS[kind]
    path = county.file(name, make(1))
    for command in ("check", "load"):
        report = county.json(command, path, status=1, lang="en")
        assert report["problems"][0]["rule"] in rules
        assert "Traceback" not in report["problems"][0]["message"]
    county.load(county.file("b.csv", text(CASES)))
    assert len(county.rows("cases")) == len(CASES) - 1


def test_a_budget_is_a_share_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reform.ingest.readers.budget._of_machine", lambda: 400 * limits.MB)
    assert memory() == 100 * limits.MB
    monkeypatch.setattr("reform.ingest.readers.budget._of_machine", lambda: 1 << 50)
    assert memory() == limits.MEMORY


def test_a_process_that_takes_too_much_is_ended() -> None:
    """The second wall holds though nothing was counted: a cell that fits in no memory given."""
    _name, make, _rules = KINDS["a cell of a Parquet file"]
    told = rehearse("parquet", make(1), memory=64 << 20, seconds=60, text=1 << 50, columns=["事项名称"])
    assert told == MEMORY


def test_what_is_damaged_is_left_to_the_reader() -> None:
    assert rehearse("xls", b"no workbook", memory=64 << 20, seconds=60, text=1 << 20) == 0
