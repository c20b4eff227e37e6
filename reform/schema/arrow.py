"""The rows of a dataset as Arrow sees them."""

import pyarrow as pa

from reform.schema.datasets import Dataset


def schema(dataset: Dataset) -> pa.Schema:
    """The accepted rows of a dataset as Arrow sees them."""
    stored = {"VARCHAR": pa.string(), "DOUBLE": pa.float64(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_()}
    stored |= {"DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us")}
    fields = [(f.name, stored[f.type]) for f in dataset.fields]
    return pa.schema([("row_key", pa.string()), ("source_row", pa.int64()), *fields])
