"""Times as they are usually written, a whole column at once and without Python: 2024-03-05 09:07:00,
2024/3/5 9:07, 2024.3.5, 2024年3月5日.

Arrow alone reads a column of nothing but ISO times. Where one cell is anything else DuckDB reads the usual
ones, so that a day that cannot be, or a word, costs its own row and not all the others'.
"""

from functools import cache

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.database import scratch
from reform.common.sql_files import model

KIND = pa.timestamp("us")
_CLOCK = r"([01]?\d|2[0-3]):\d\d(:\d\d)?"  # 24:00 is refused as by the parser of one cell
_USUAL = (
    rf"^[12]\d{{3}}(-\d\d?-\d\d?|/\d\d?/\d\d?)([ T]{_CLOCK})?$"
    rf"|^[12]\d{{3}}(\.\d\d?\.\d\d?|年\d\d?月\d\d?日)( {_CLOCK})?$"
)


def usual_moments(text: pa.Array) -> pa.Array:
    """The times (µs) of the cells that are written the usual way and can be; null for all others."""
    times = _iso(text)
    if times is not None:
        return times
    usual = pc.if_else(pc.match_substring_regex(text, _USUAL), text, pa.scalar(None, pa.string()))
    with _engine().cursor() as connection:
        connection.register("given", pa.table({"cell": usual}))
        return connection.sql(model("ingest/timestamps")).to_arrow_table()["moment"].combine_chunks()


def _iso(text: pa.Array) -> pa.Array | None:
    """What Arrow reads, to the second; None where one cell is anything else, or leaves out the minutes."""
    if pc.any(pc.equal(pc.binary_length(text), len("2024-03-05 09")), min_count=0).as_py():
        return None
    try:
        return text.cast(pa.timestamp("s")).cast(KIND)
    except pa.ArrowInvalid:
        return None


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """One thread keeps the rows in their order."""
    return scratch(threads=1)
