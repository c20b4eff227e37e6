"""The fictional county's data, any size, from a seed. Its name is 示例县, and it says 示例数据 everywhere.

``write`` makes the files a county would send, with all the ugliness of real ones; ``tables`` makes the
same rows as DataFrames in the datasets' columns. What is true of them is known: the reform's effect
(``TRUE_EFFECT``), the slow department, the bad month, the items that are late.
"""

from pathlib import Path

import pandas as pd

from reform.sample import county, dataframes, files, transfers
from reform.sample.cases import TRUE_EFFECT
from reform.sample.county import BUREAU, COUNTY, SLOW_DEPARTMENT

__all__ = ["BUREAU", "CASES", "COUNTY", "SEED", "SLOW_DEPARTMENT", "TRUE_EFFECT", "tables", "write"]

CASES = 60_000
SEED = 20231101


def tables(cases: int = CASES, seed: int = SEED) -> dict[str, pd.DataFrame]:
    """items, stages, cases, pauses and ratings as DataFrames with the datasets' column names and codes.

    Beyond the declared columns: ``items.fate`` and ``items.signed_on`` (day of S4), ``cases.used``
    (working days, what is paused left out) and ``cases.is_after`` (accepted on or after the transfer).
    All rows are in memory: meant for sizes a test or a notebook holds.
    """
    items = transfers.plan(county.items(seed), seed)
    chunks = list(dataframes.chunks(items, cases, seed))

    return {
        "items": dataframes.items(items),
        "stages": dataframes.stages(transfers.stages(items, seed)),
        "cases": pd.concat([chunk.cases for chunk in chunks], ignore_index=True),
        "pauses": pd.concat([chunk.pauses for chunk in chunks], ignore_index=True),
        "ratings": pd.concat([chunk.ratings for chunk in chunks], ignore_index=True),
    }


def write(folder: Path, cases: int = CASES, seed: int = SEED) -> list[Path]:
    """The whole county as files in ``folder``; the same arguments give the same bytes. Returns the paths.

    Needs memory for a few chunks of cases only, whatever ``cases`` is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return files.write(folder, cases, seed)
