"""The accepted rows of every import as a Parquet file of their own, named by its content.

They are the truth a snapshot is built from: written once, never changed, and enough to build any
snapshot again.
"""

import hashlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reform.datasets import Dataset
from reform.intake.rows import schema

_REPEATING = {"text", "choice", "code", "count", "batch", "depth", "level", "yes_no", "duration"}


class RowsFile:
    """A Parquet file being written, batch by batch, while the next batch is being read."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        repeating = [c.name for c in dataset.columns if c.type in _REPEATING and c.name not in dataset.key]
        self._writer = pq.ParquetWriter(
            path,
            schema(dataset),
            compression="zstd",
            compression_level=1,
            use_dictionary=[name for name in repeating if name in schema(dataset).names],
        )
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._writing: Future[None] | None = None

    def keep(self, batch: pa.Table) -> None:
        """Take one batch; an error of the disk comes up with the next call."""
        self._wait()
        self._writing = self._pool.submit(self._writer.write_table, batch)

    def close(self) -> str:
        """Finish the file. Returns the SHA-256 of its content."""
        try:
            self._wait()
        finally:
            self._pool.shutdown()
            self._writer.close()
        with self.path.open("rb+") as handle:
            os.fsync(handle.fileno())
            return hashlib.file_digest(handle, "sha256").hexdigest()

    def _wait(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()
