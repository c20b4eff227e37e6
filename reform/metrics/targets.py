"""Which target holds for a figure: by indicator, the reader's departments and the as-of date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.formatting import is_missing
from reform.common.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Target:
    """A target in its indicator's unit, the paper that set it, and whom it is for (None: the county)."""

    value: float
    document: str | None = None
    department: str | None = None


def find(
    rows: pd.DataFrame, code: str, departments: Sequence[str] | None, standard: float | None = None
) -> Target | None:
    """The target of a figure over these departments (None: all).

    ``rows``: the list ``targets_now``. One department alone goes by its own target where it has one, else by
    the county's; several departments have none in common, so the county's holds. ``standard`` is what the
    settings say where no target is loaded.
    """
    loaded: dict[str | None, Target] = {}
    columns = (rows[name] for name in ("indicator", "value", "document", "department"))
    for indicator, value, document, department in zip(*columns, strict=True):
        if str(indicator).upper() == code.upper():
            target = Target(float(value), _text(document), _text(department))
            loaded.setdefault(target.department, target)
    alone = departments[0] if departments and len(departments) == 1 else None
    found = loaded.get(alone) or loaded.get(None)
    return Target(standard) if found is None and standard is not None else found


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def sentence(value: Any, target: Target, unit: str, better: str) -> str:
    """Target and gap in words: reached or not, by how much, and the paper it stands in.

    ``unit`` and ``better`` are the indicator's; a rate's gap is in percentage points.
    """
    wanted = (
        formatting.rate(target.value, 0)
        if unit == "%"
        else formatting.number(target.value, _digits(target.value))
    )
    source = _(" ({document})").format(document=target.document) if target.document else ""
    said = _("target {wanted}{source}").format(wanted=wanted, source=source)
    if is_missing(value) or better == "neither":
        return said
    ahead = (value - target.value) * (1 if better == "higher" else -1)
    if round(ahead, 2) == 0:
        return _("{said}: reached").format(said=said)
    gap = _("{n} points") if unit == "%" else _("{n}")
    gap = gap.format(n=formatting.number(abs(ahead), 2))
    result = _("{said}: reached, {gap} better") if ahead > 0 else _("{said}: {gap} short")
    return result.format(said=said, gap=gap)


def _digits(value: float) -> int:
    return 0 if float(value).is_integer() else 2
