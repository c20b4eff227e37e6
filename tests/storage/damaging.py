"""Files of a warehouse that are read back, and ways of damaging them behind the program's back."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

DEEP = b'{"a": ' * 20_000 + b"1" + b"}" * 20_000

Damage = Callable[[bytes], bytes]


def _entries(content: bytes) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(content)
    return held


def _each(value: Any) -> Damage:
    """Every entry is something else."""
    return lambda content: json.dumps(dict.fromkeys(_entries(content), value)).encode()


def _another_id(content: bytes) -> bytes:
    held = _entries(content)
    return json.dumps({("000999" if key == "000001" else key): said for key, said in held.items()} | {
        name: other for name, other in (("id", "000002"), ("import_id", 77)) if name in held
    }).encode()  # fmt: skip


def _nested(content: bytes) -> bytes:
    """As deep as the parser just lets through."""
    inner: Any = "x"
    for _level in range(400):
        inner = [inner]
    return json.dumps({key: inner for key in _entries(content)}).encode()


DAMAGES: dict[str, Damage] = {
    "deep": lambda _content: DEEP,
    "nested": _nested,
    "list": lambda content: b"[" + content + b"]",
    "number": lambda _content: b"7",
    "null": lambda _content: b"null",
    "empty": lambda _content: b"",
    "without keys": lambda _content: b"{}",
    "cut": lambda content: content[: len(content) // 2],
    "not utf-8": lambda content: content.replace(b'"', b'"\xff\xfe', 1),
    "half a character": lambda content: json.dumps(
        {key: "\ud800" if isinstance(said, str) else said for key, said in _entries(content).items()}
    ).encode(),
    "another id": _another_id,
    "numbers": _each(5),
    "texts": _each("x"),
    "nulls": _each(None),
    "lists": _each([1, {"a": [2]}]),
    "tables": _each({"a": 1}),
}


# files ----------------------------------------------------------------------------------------


def _json(path: str) -> Callable[[Path, Damage], None]:
    def spoil(folder: Path, damage: Damage) -> None:
        replaced(folder / path, damage((folder / path).read_bytes()))

    return spoil


def replaced(path: Path, content: bytes) -> None:
    """Other content in a file's place; what it is linked to stays as it is."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _record(folder: Path, damage: Damage) -> None:
    path = sorted((folder / "imports").glob("*.json"))[0]
    replaced(path, damage(path.read_bytes()))


def _record_of_right_name(folder: Path, damage: Damage) -> None:
    """The damaged record lies where its own sum says, and the manifest names it."""
    manifest = folder / "snapshots" / "000004.json"
    held = _entries(manifest.read_bytes())
    content = damage((folder / "imports" / f"{held['imports'][-1]}.json").read_bytes())
    held["imports"][-1] = hashlib.sha256(content).hexdigest()
    (folder / "imports" / f"{held['imports'][-1]}.json").write_bytes(content)
    replaced(manifest, json.dumps(held).encode())


def _journal(folder: Path, damage: Damage) -> None:
    path = folder / "journal.sqlite"
    content = path.read_bytes()
    replaced(path, content)
    with closing(sqlite3.connect(path)) as connection:
        fields = damage(b'{"text": "x", "met_on": "2026-03-01"}').decode(errors="surrogateescape")
        connection.execute(
            "insert into entries (written_at, kind, subject, author, fields) values (?, ?, ?, ?, ?)",
            ("2026-11-23T01:30:00+00:00", "decision", "1/1", "王", fields.encode(errors="surrogateescape")),
        )
        connection.execute("create table spoilt as select * from entries")
        connection.commit()


def _log(folder: Path, damage: Damage) -> None:
    path = folder / "logs" / "reform.log"
    lines = path.read_bytes().splitlines(keepends=True)
    replaced(path, b"".join(damage(line) + b"\n" for line in lines))


def _start(folder: Path, damage: Damage) -> None:
    told = b'{"id": "000009", "started_at": "2026-11-23T09:00:00", "files": ["a.csv"], "rows": []}'
    (folder / "snapshots" / "000009.unfinished").write_bytes(damage(told))


def _profile(folder: Path, damage: Damage) -> None:
    (path,) = (folder / "profiles").glob("*.toml")
    table = json.dumps({"title": "x", "headers": "x", "columns": "x", "dataset": "cases"}).encode()
    replaced(path, damage(table).replace(b'": ', b'" = '))


FILES: dict[str, Callable[[Path, Damage], None]] = {
    "manifest": _json("snapshots/000004.json"),
    "older manifest": _json("snapshots/000001.json"),
    "names": _json("names.json"),
    "record": _record,
    "record of the right name": _record_of_right_name,
    "journal": _journal,
    "log": _log,
    "start": _start,
    "profile": _profile,
}


def linked(folder: Path, target: Path) -> Path:
    """A copy of a warehouse that takes no room; the journal and the logs are written in place."""

    def copy(source: str, path: str) -> None:
        if source.endswith((".duckdb", ".parquet", ".json")):
            os.link(source, path)
        else:
            shutil.copyfile(source, path)

    shutil.copytree(folder, target, copy_function=copy)
    return target
