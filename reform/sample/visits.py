"""How often an applicant came for a case, and whether the one window took it: asked of nobody at first."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reform.sample.calendar_arrays import NEVER, Days, Flags, day

KNOWN_FROM: Final = day(2024, 11, 1)  # the system asks for both since
NOT_ASKED: Final = 0.04  # of the cases since then
COUNTER, ONLINE_CHANNELS = 0, (1, 2)


def add(table: pd.DataFrame, asked: Days, one_window: Flags, slow: Flags, rng: np.random.Generator) -> None:
    """Adds ``visits`` and ``at_one_window`` (1, 0; −1 not known) to a chunk of cases.

    ``asked``: visits the item list asks for, ``one_window``, ``slow``: of the item; one entry a case. Who
    comes to the counter comes once at least, and again when something is missing: less often since the
    transfer. Online a visit remains where the list asks for one and the case needs it after all.
    """
    is_after = table["is_after"].to_numpy()
    channel = table["channel"].to_numpy()
    again = np.where(is_after, 0.1, 0.22) * np.where(slow, 1.9, 1.0)
    extra = _drawn(rng, again) + _drawn(rng, again / 4)
    online = np.isin(channel, ONLINE_CHANNELS) * _drawn(rng, np.full(len(table), 0.25)) * asked
    visits = np.where(channel == COUNTER, np.maximum(asked, 1) + extra, online)
    at_one_window = (channel == COUNTER) & one_window & (_drawn(rng, np.where(is_after, 0.92, 0.35)) > 0)
    known = (table["accepted"] >= KNOWN_FROM).to_numpy() & (rng.random(len(table)) >= NOT_ASKED)
    table["visits"] = np.where(known, visits, NEVER)
    table["at_one_window"] = np.where(known, at_one_window, NEVER)


def _drawn(rng: np.random.Generator, chance: NDArray[np.float64]) -> Days:
    return (rng.random(len(chance)) < chance).astype(np.int64)
