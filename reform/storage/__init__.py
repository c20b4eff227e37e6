"""DuckDB snapshots: build a new file, check it, publish it by an atomic rename, open it read-only.

A warehouse is a folder:

- ``imports/<sha256>.parquet``: the accepted rows of every import, named by their content;
- ``snapshots/<id>.duckdb`` with its manifest ``<id>.json`` (parent, files, when, checksum) beside it;
- ``snapshots/<id>.started`` while a load runs, ``<id>.unfinished`` after one that never ended;
- ``CURRENT``, a small file that names the published snapshot; writing it is the moment of publication;
- ``names.json``: the names people gave to snapshots.

Readers never wait for a loader, and a crash at any instant leaves the last good snapshot in place. A
snapshot that is no longer what was written is not served: the one before it is, and ``troubles`` says so.
"""

from reform.storage.snapshots import (
    DamagedManifest,
    Draft,
    NameTaken,
    NothingToUndo,
    Snapshot,
    Start,
    StateGone,
    UnknownSnapshot,
)
from reform.storage.troubles import Trouble
from reform.storage.warehouse import KEEP, Warehouse
from reform.storage.warehouse_reader import NOTHING, Damaged, NothingIntact

__all__ = [
    "KEEP",
    "NOTHING",
    "Damaged",
    "DamagedManifest",
    "Draft",
    "NameTaken",
    "NothingIntact",
    "NothingToUndo",
    "Snapshot",
    "Start",
    "StateGone",
    "Trouble",
    "UnknownSnapshot",
    "Warehouse",
]
