"""A SQLite file that many write and more read: a connection a call, and faults as words.

In WAL mode readers wait for nobody and writers for each other, some thousandths of a second each. The file
is put in place complete, because the change to WAL mode is the one step that does not wait for its turn.
"""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock

from reform.common.sql_files import model

TIMEOUT = 30.0  # seconds to wait for other writers

_CLOSED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH", "SQLITE_IOERR")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
# the file, the index beside it that has no room, a file that may not grow further
_FULL = ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

Answer = TypeVar("Answer")


class StoreFault(Exception):
    """The file is ``damaged``, ``closed`` (to this user), ``full`` or ``busy``; of the ``closed`` and the
    ``full`` the disk may fail instead."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class Store:
    """One file, whose statements stand in ``storage/<name of the file>.sql``."""

    path: Path

    def write(self, statement: str, bound: Mapping[str, Any]) -> int:
        """Run a statement that adds a row and return the row's number; the first one makes the file."""
        with _faults():
            if not self.path.exists():
                self._begin()
            with closing(self._connect()) as connection:
                return connection.execute(self._sql(statement), bound).lastrowid or 0

    def ask(self, question: str, bound: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a question; none while there is no file."""
        with _faults():
            if not self.path.exists():
                return []
            return self._read(lambda held: held.execute(self._sql(question), bound or {}).fetchall())

    def check(self) -> None:
        """Read every page of the file; raises ``StoreFault`` when one is damaged."""
        if self.ask("check") not in ([], [("ok",)]):
            raise StoreFault("damaged")

    def copy(self, target: Path) -> None:
        """Write the state of now into one new file, while others go on writing.

        Raises ``OSError`` where the disk of the new file is full: nothing is wrong with this one.
        """
        try:
            with _faults(), closing(sqlite3.connect(target)) as copy:
                self._read(lambda held: held.backup(copy))
        except StoreFault as problem:
            if problem.fault != "full":
                raise
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from problem

    def _read(self, act: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What comes of reading the file.

        SQLite writes a little beside the file to read it. On a full disk it keeps that in memory, in a folder
        that may only be read it does so in a copy.
        """
        for alone in (False, True):
            try:
                with closing(self._connect()) as connection:
                    if alone:
                        connection.execute(self._sql("alone"))
                    return act(connection)
            except sqlite3.OperationalError as problem:
                if why(problem) not in ("closed", "full"):
                    raise
                if alone and os.access(self.path.parent, os.W_OK):
                    raise
        with tempfile.TemporaryDirectory() as elsewhere:
            for path in self.path.parent.glob(f"{self.path.name}*"):
                shutil.copyfile(path, Path(elsewhere) / path.name)
            with closing(Store(Path(elsewhere) / self.path.name)._connect()) as connection:
                return act(connection)

    def _connect(self) -> sqlite3.Connection:
        """To the file that is there. Every statement is a transaction of its own."""
        address = f"{self.path.resolve().as_uri()}?mode=rw"
        return sqlite3.connect(address, uri=True, timeout=TIMEOUT, isolation_level=None)

    def _begin(self) -> None:
        """Make the file elsewhere and put it in place: whoever sees it can use it."""
        folder = self.path.parent
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock"), timeout=TIMEOUT):
            if self.path.exists():
                return
            draft = self.path.with_suffix(".building")
            # of a beginning that was killed, or of a file that was moved away
            _remove(*folder.glob(f"{draft.name}*"), *folder.glob(f"{self.path.name}-*"))
            try:
                with closing(sqlite3.connect(draft)) as connection:
                    connection.executescript(self._sql("schema"))
                os.replace(draft, self.path)
            except (sqlite3.Error, OSError):
                _remove(*folder.glob(f"{draft.name}*"))
                raise

    def _sql(self, name: str) -> str:
        return model(f"storage/{self.path.stem}/{name}")


def _remove(*files: Path) -> None:
    for file in files:
        file.unlink()


@contextmanager
def _faults() -> Iterator[None]:
    """SQLite's and the system's errors as one word; what a trigger refuses is a wrong call."""
    try:
        yield
    except sqlite3.IntegrityError as problem:
        raise ValueError(str(problem)) from problem
    except sqlite3.Error as problem:
        raise StoreFault(why(problem)) from problem
    except UnicodeDecodeError as problem:  # not even SQLite's own message could be read
        raise StoreFault("damaged") from problem
    except TimeoutError as problem:
        raise StoreFault("busy") from problem
    except OSError as problem:
        raise StoreFault("full" if problem.errno in _NO_ROOM else "closed") from problem


def why(problem: sqlite3.Error) -> str:
    """An error of SQLite as one of the four faults."""
    name: str = getattr(problem, "sqlite_errorname", None) or ""
    if name in _FULL:
        return "full"
    if name.startswith(_CLOSED):
        return "closed"
    return "busy" if name.startswith(_BUSY) else "damaged"
