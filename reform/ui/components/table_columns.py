"""Column headers of the tables on the pages, and the small frames the cards draw."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.ui.context import st


def CURVE() -> dict[str, str]:
    """Headers of the transfer curve."""
    return {
        "day": _("Day"),
        "planned": _("Planned"),
        "first_planned": _("First plan"),
        "transferred": _("Transferred"),
        "low": _("Projected, 15 of 100 below"),
        "middle": _("Projected, even odds"),
        "high": _("Projected, 85 of 100 below"),
        "total": _("Items"),
    }


def LIMITS(*first: tuple[str, str]) -> dict[str, str]:
    """Headers of the three limits, after the columns that name the rows."""
    return {
        **dict(first),
        "statutory": _("Statutory"),
        "promised": _("Promised"),
        "used": _("Actual"),
        "n": _("Cases"),
    }


def RATES(*first: tuple[str, str]) -> dict[str, str]:
    """Headers of an indicator's rows, after the columns that name them."""
    return {
        **dict(first),
        "value": _("Figure"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "n": "n",
    }


def PROGRESS(*first: tuple[str, str]) -> dict[str, str]:
    """Headers of units against their plan, after the columns that name them."""
    return {
        **dict(first),
        "denominator": _("Items"),
        "planned": _("Planned by now"),
        "numerator": _("Transferred"),
        "value": _("Transfer rate (%)"),
    }


def dates(*names: str) -> dict[str, Any]:
    """Column settings that show days as days."""
    return {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in ("day", *names)}


def numbers(digits: int, *names: str) -> dict[str, Any]:
    """Column settings for figures with so many decimals."""
    return {name: st.column_config.NumberColumn(format=f"%.{digits}f") for name in names}


def coded(name: str, column: pd.Series) -> list[Any]:
    """Codes as a reader sees them; what is missing stays missing."""
    return [code_lists.label(name, code) if isinstance(code, str) else None for code in column]


def said(words: Mapping[Any, str], column: pd.Series) -> list[Any]:
    """The same for words of the program (see ``i18n.mark``)."""
    return [None if formatting.is_missing(value) else _(words[value]) for value in column]


def bar(name: str, most: float) -> dict[str, Any]:
    """A column drawn as a quiet bar with its figure."""
    return {
        name: st.column_config.ProgressColumn(format="%d", min_value=0, max_value=most or 1, width="medium")
    }


# frames of the headline cards -----------------------------------------------------------------


def weekly_transfers(curve: pd.DataFrame) -> pd.DataFrame:
    """Items transferred at each week's end up to the as-of date: week, value."""
    past = curve[curve["transferred"].notna()]
    return pd.DataFrame({"week": past["day"], "value": past["transferred"].astype(float)})


def weekly_sum(weeks: pd.DataFrame, whole: Any) -> pd.DataFrame:
    """A running sum over weeks: week, value; none where the ``whole`` has no sum."""
    known = weeks[weeks["week"].notna() & weeks["value"].notna() & (not formatting.is_missing(whole))]
    return pd.DataFrame({"week": known["week"], "value": known["value"].astype(float).cumsum()})


def weekly_satisfied(weeks: pd.DataFrame) -> pd.DataFrame:
    """Share of satisfied ratings over the ratings so far: week, value in %.

    The first twentieth of the ratings is left out: over few ratings the share only jumps.
    """
    known = weeks[weeks["week"].notna()]
    satisfied, valid = known["numerator"].cumsum(), known["denominator"].cumsum()
    shares = pd.DataFrame({"week": known["week"], "value": (100 * satisfied / valid).astype(float)})
    enough: pd.DataFrame = shares[valid >= valid.max() / 20]
    return enough


# frames of the pages --------------------------------------------------------------------------


def with_transferred(rows: pd.DataFrame) -> pd.DataFrame:
    """T05's rows read as transferred of base: numerator items transferred, value the rate in %."""
    transferred = rows["numerator"] + rows["planned"]
    return rows.assign(numerator=transferred, value=100 * transferred / rows["denominator"])


def with_projection(curve: pd.DataFrame, band: pd.DataFrame | None) -> pd.DataFrame:
    """The curve's weeks and, after the as-of date, the projection's: low, middle, high."""
    if band is None:
        return curve.assign(low=None, middle=None, high=None)
    both = curve.assign(day=pd.to_datetime(curve["day"])).merge(
        band.iloc[1:].assign(day=pd.to_datetime(band["day"].iloc[1:])), on="day", how="outer"
    )
    return both.assign(total=both["total"].ffill())


def first_or_all(rows: pd.DataFrame, most: int, *, key: str) -> pd.DataFrame:
    """The first rows of a long list, all of them at a click."""
    if len(rows) <= most:
        return rows
    everything = st.toggle(
        _("show all {n}").format(n=formatting.number(len(rows))), key=f"all_{key}", persist_state="page"
    )
    return rows if everything else rows.head(most)
