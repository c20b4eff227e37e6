"""What can work through all cases: DuckDB on this machine, Spark on as many as there are.

An engine does what is as big as the cases and nothing else. It is handed the small tables, runs the models by
their names and gives rows back; every model it runs is written so that DuckDB and Spark read it alike.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import pyarrow as pa

from reform.common.errors import ReformError
from reform.schema.datasets import Dataset


class EngineFailed(ReformError):
    """What an engine cannot do."""


class Engine(Protocol):
    """How an engine is worked with. All of it may raise ``EngineFailed``."""

    def give(self, dataset: Dataset, places: Sequence[str]) -> None:
        """Make the view ``given_<dataset>`` of the declared columns of Parquet files; without places, one
        without rows."""

    def lend(self, name: str, table: pa.Table) -> None:
        """Put a small table there under a name."""

    def run(self, step: str) -> None:
        """Run a model."""

    def ask(self, step: str) -> list[dict[str, Any]]:
        """The few rows a model asks for."""

    def counts(self) -> Iterator[pa.Table]:
        """The rows of the cube, in parts that fit into memory."""

    def close(self) -> None:
        """Leave nothing behind."""
