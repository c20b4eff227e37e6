"""Golden record of the running program, for the time of a move: nothing a user gets may change.

``python -m tools.golden_record write FILE`` records the sample county; ``compare FILE`` asks everything
again and lists what differs. Recorded: every indicator and list at three as-of dates, whole and by each of
its dimensions; the JSON of ``check`` and ``load``; the digest; numbers and words of the meeting pack; the
help of every command.
"""

import hashlib
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pandas as pd
from click.testing import CliRunner

from reform import ROOT
from reform.cli import COMMANDS, main
from reform.metrics.query import FOLDERS, Metric, Scope, ask, metrics_of
from reform.pipeline.county import SAMPLE_READ_ON, county
from reform.storage import Warehouse

DAYS = (date(2024, 9, 30), date(2025, 12, 31), date(2026, 10, 31))
MOST_LINES = 40
# What tells when and where a command ran, not what it answered.
PASSING = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^,\"\s<]*|\"seconds\": [\d.]+|[0-9a-f]{64}|"
    + re.escape(tempfile.gettempdir())
    + r"/[^\"\s]*"
)
# The parts of an office file that hold its words and numbers.
SAID = re.compile(r"(document|slide\d+|sheet\d+|sharedStrings)\.xml$")
Record = dict[str, str]


def record() -> Record:
    """Everything asked once, by the name of what was asked."""
    with tempfile.TemporaryDirectory() as folder:
        return {**dict(_answers()), **dict(_commands(Path(folder))), **dict(_helps())}


def _answers() -> Iterator[tuple[str, str]]:
    """What every indicator and list answers, as CSV; an answer of many rows as its digest."""
    shown = county(Warehouse(ROOT / "data" / "warehouse"))
    with shown.warehouse.open(shown.snapshot) as connection:
        for metric in _metrics():
            for day in DAYS:
                for by in ((), *((dimension,) for dimension in metric.by)):
                    frame = ask(connection, metric, Scope(day), by)
                    yield f"{metric.file} {day} {by}", _short(_rows(frame))


def _rows(frame: pd.DataFrame) -> str:
    """An answer as CSV in one order; a sum of fractions ends differently by the order of adding."""
    lines = PASSING.sub("…", frame.to_csv(index=False, float_format="%.9g")).splitlines()
    return "\n".join([lines[0], *sorted(lines[1:])])


def _metrics() -> list[Metric]:
    return [metric for kind in FOLDERS for metric in metrics_of(kind).values()]


def _commands(folder: Path) -> Iterator[tuple[str, str]]:
    files = sorted(path for path in (ROOT / "tests").rglob("field/*") if path.is_file())
    sample = [str(path) for path in sorted((ROOT / "data" / "sample").iterdir())]
    for lang in ("zh", "en"):
        home = folder / lang
        for file in files:
            for command in ("check", "load"):
                words = (command, "--format", "json", str(file))
                yield f"{lang} {command} {file.name}", _run(home / file.stem, lang, *words)
        yield f"{lang} check sample", _run(home / "sample", lang, "check", "--format", "json", *sample)
        yield f"{lang} digest", _run(home / "none", lang, "digest", "--as-of", str(DAYS[-1]))
        out = home / "brief"
        yield f"{lang} brief", _run(home / "none", lang, "brief", "--as-of", str(DAYS[-1]), "--out", str(out))
        yield from ((f"{lang} brief {path.name}", _short(_text(path))) for path in sorted(out.iterdir()))


def _run(home: Path, lang: str, *words: str) -> str:
    """What a command says and its exit status, without what passes."""
    options = ["--warehouse", str(home), "--lang", lang, "--today", SAMPLE_READ_ON.isoformat()]
    result = CliRunner().invoke(main, [*options, *words])
    said = f"{result.exit_code}\n{result.stdout}\n{result.stderr}".replace(str(ROOT), "")
    return PASSING.sub("…", said)


def _helps() -> Iterator[tuple[str, str]]:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None, name
        yield f"help {name}", command.get_help(click.Context(command, info_name=name))


def _text(path: Path) -> str:
    """Words and numbers of an office file; of another only its kind, for it holds the day it was drawn."""
    if path.suffix not in (".xlsx", ".docx", ".pptx"):
        return path.suffix
    with zipfile.ZipFile(path) as parts:
        names = sorted(name for name in parts.namelist() if SAID.search(name))
        said = "\n".join(re.sub(r"<[^>]+>", " ", parts.read(name).decode()) for name in names)
    return re.sub(r"\d+\.\d{6,}", lambda number: f"{float(number[0]):.6f}", said)


def _short(text: str) -> str:
    lines = text.splitlines()
    if len(lines) <= MOST_LINES and len(text) < 10_000:
        return text
    return f"{len(lines)} lines {hashlib.sha256(text.encode()).hexdigest()}"


def differences(before: Record, after: Record) -> list[str]:
    """What was asked and is answered otherwise, or only in one of the two."""
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def run(action: str, file: Path) -> int:
    """Write or compare; 0 where nothing differs."""
    now = record()
    if action == "write":
        file.write_text(json.dumps(now, ensure_ascii=False, indent=1), encoding="utf-8")
        print(f"{len(now)} answers")
        return 0
    before = json.loads(file.read_text(encoding="utf-8"))
    found = differences(before, now)
    for name in found:
        print(f"{name}\n- {before.get(name, '')[:2000]}\n+ {now.get(name, '')[:2000]}")
    print(f"{len(now)} answers, {len(found)} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], Path(sys.argv[2])))
