"""A file read by a library in a process of its own first, within limits, where the library may burst.

The sizes that an .xls and a Parquet file declare can lie, and calamine and Arrow believe them: memory runs
out inside the library, and that ends the process. So a process that may end reads the file first; what it
survives costs the server no more. Memory and time are limited by ``resource``; Windows has no such module,
and there only the time is limited and a crash kept away.

This file is also the program of that process: it must import nothing of ``reform``.
"""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

# How the process ends if not well; what else is wrong the reader says itself.
MEMORY, BOMB, SLOW, DAMAGED = 3, 4, 5, 6
BATCH_ROWS = 50_000
_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
_LIBRARIES = 256 << 20  # what Python and the library take themselves


def rehearse(
    kind: str, content: bytes | Path, *, memory: int, seconds: int, text: int, columns: Sequence[str] = ()
) -> int:
    """Read a file within limits; 0, or which limit it broke. ``columns``: of a Parquet file, those wanted."""
    command = [sys.executable, "-I", __file__, kind, str(memory), str(seconds), str(text), *columns]
    try:
        if isinstance(content, bytes):
            ended = _ended(command, seconds, input=content)
        else:
            with content.open("rb") as handle:
                ended = _ended(command, seconds, stdin=handle)
    except subprocess.TimeoutExpired:
        return SLOW
    # A library that ends the process believed what a damaged file says of itself.
    return ended if ended in (0, MEMORY, BOMB) else SLOW if ended == -_OUT_OF_TIME else DAMAGED


def _ended(command: list[str], seconds: int, **given: Any) -> int:
    nowhere = subprocess.DEVNULL
    return subprocess.run(
        command, stdout=nowhere, stderr=nowhere, timeout=4 * seconds, check=False, **given
    ).returncode


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    # Linux counts what is written to; addresses that libraries reserve, GBs of them, cost nothing.
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    most = memory + (_LIBRARIES if sys.platform == "linux" else 4 * _LIBRARIES)
    resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _file() -> BinaryIO | Any:
    """The file at the standard input, or all that comes from a pipe."""
    given = sys.stdin.buffer
    if given.seekable():
        return given
    import io

    return io.BytesIO(given.read())


def _parquet(text: int, columns: list[str]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_memory_pool(pa.system_memory_pool())  # the others reserve addresses by the GB
    pa.set_cpu_count(1)
    memory, seconds = map(int, sys.argv[2:4])
    _limit(memory, seconds)
    given = declared = 0
    try:
        file = pq.ParquetFile(_file())
        groups = map(file.metadata.row_group, range(file.metadata.num_row_groups))
        declared = sum(group.total_byte_size for group in groups)
        for batch in file.iter_batches(BATCH_ROWS, columns=columns, use_threads=False):
            size = sum(map(_text_in, batch.columns))
            given += size
            if given > text:
                return BOMB
            if size > memory:
                return MEMORY
    except (MemoryError, pa.ArrowMemoryError):
        return MEMORY if 4 * declared > memory else DAMAGED
    except Exception:
        return 0
    return 0


def _text_in(cells: Any) -> int:
    """Bytes of a column once each cell has its own text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_dictionary(cells.type):
        return int(cells.nbytes)
    texts = cells.dictionary.cast(pa.large_string())
    lengths = pc.binary_length(texts).take(cells.indices)
    return len(cells) * 4 + int(pc.sum(lengths).as_py() or 0)


def _workbook() -> int:
    from python_calamine import load_workbook

    memory, seconds = map(int, sys.argv[2:4])
    _limit(memory, seconds)
    try:
        book = load_workbook(_file())
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        for sheet in sheets:
            for _row in sheet.iter_rows():
                pass
    except MemoryError:
        return MEMORY
    except BaseException:  # a panic is none of Python's exceptions
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(_workbook() if sys.argv[1] == "xls" else _parquet(int(sys.argv[4]), sys.argv[5:]))
