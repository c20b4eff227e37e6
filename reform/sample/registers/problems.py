"""The county's five problems, five counter-measures with their milestones, and its assessment sheet.

Their rows stand in registers.toml. Known to be true: ``LATE`` milestones are late, ``SOON`` are due within 10
working days, one has no day and one is done with nothing to show it; ``NOT_SCORED`` points of the sheet
cannot be scored yet.
"""

from pathlib import Path
from typing import Final

import pandas as pd

from reform.sample.registers.register_writer import Register

FILES: Final = ("问题清单.xlsx", "对策清单.xlsx", "对策节点.csv", "考核指标表.xlsx")
LATE, SOON, NOT_SCORED = 4, 3, 10.0


def write(folder: Path, _items: pd.DataFrame, _seed: int) -> list[Path]:
    """The four files."""
    return [Register(file).write(folder) for file in FILES]
