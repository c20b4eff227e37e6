"""Columns and cells of the tables on the pages, and the small frames the cards draw."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from pandas.api.types import infer_dtype, is_datetime64_any_dtype

from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.ui.components.column_headers import columns
from reform.ui.context import st


def curve() -> dict[str, str]:
    """Columns of the transfer curve."""
    return columns(
        "day planned first_planned transferred low middle high total", low=_("Projected, 15 of 100 below")
    )


def figures(names: str, **own: str) -> dict[str, str]:
    """Columns of an indicator's rows, after those that name them."""
    return columns(f"{names} value numerator denominator n", n="n", **own)


def progress(by: str, header: str) -> dict[str, str]:
    """Columns of units against their plan, after the one that names them."""
    return columns(
        f"{by} denominator planned numerator value",
        denominator=_("Items"),
        planned=_("Planned by now"),
        numerator=_("Transferred"),
        value=_("Transfer rate (%)"),
        **{by: header},
    )


def dates(*names: str) -> dict[str, Any]:
    """Column settings that show days as days."""
    return {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in names}


def days_of(rows: pd.DataFrame, names: Iterable[str]) -> dict[str, Any]:
    """Column settings for those of the columns that hold days."""
    return dates(*(name for name in names if _holds_days(name, rows[name])))


def _holds_days(name: str, column: pd.Series) -> bool:
    if is_datetime64_any_dtype(column):
        return True
    return name.endswith("_on") and infer_dtype(column, skipna=True) != "string"


def numbers(digits: int, *names: str) -> dict[str, Any]:
    """Column settings for figures with ``digits`` decimals."""
    return {name: st.column_config.NumberColumn(format=f"%.{digits}f") for name in names}


def coded(name: str, column: pd.Series) -> list[Any]:
    """Codes replaced by their labels; missing stays missing."""
    return [code_lists.label(name, code) if isinstance(code, str) else None for code in column]


def in_words(words: Mapping[Any, str], column: pd.Series) -> list[Any]:
    """Marked words (see ``i18n.mark``) in the language of the screen; missing stays missing."""
    return [None if formatting.is_missing(value) else _(words[value]) for value in column]


def bar(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    """Column settings that draw a bar beside each figure; the largest fills the cell."""
    most = rows[name].max()
    longest = 1.0 if formatting.is_missing(most) else float(most) or 1.0
    return {
        name: st.column_config.ProgressColumn(format="%d", min_value=0, max_value=longest, width="medium")
    }


# frames of the headline cards -----------------------------------------------------------------


def weekly_transfers(curve: pd.DataFrame) -> pd.DataFrame:
    """Items transferred at each week's end up to the as-of date: week, value."""
    past = curve[curve["transferred"].notna()]
    return pd.DataFrame({"week": past["day"], "value": past["transferred"].astype(float)})


def weekly_sum(weeks: pd.DataFrame, whole: Any) -> pd.DataFrame:
    """A running sum over weeks: week, value; none where the ``whole`` has no sum."""
    counted = weeks[weeks["week"].notna() & weeks["value"].notna() & (not formatting.is_missing(whole))]
    return pd.DataFrame({"week": counted["week"], "value": counted["value"].astype(float).cumsum()})


def weekly_satisfied(weeks: pd.DataFrame) -> pd.DataFrame:
    """Share of satisfied ratings over the ratings so far: week, value in %.

    Weeks before 5% of the ratings are in are left out: a share of few ratings varies too much.
    """
    weeks = weeks[weeks["week"].notna()]
    satisfied, valid = weeks["numerator"].cumsum(), weeks["denominator"].cumsum()
    shares = pd.DataFrame({"week": weeks["week"], "value": (100 * satisfied / valid).astype(float)})
    enough: pd.DataFrame = shares[valid >= valid.max() / 20]
    return enough


# frames of the pages --------------------------------------------------------------------------


def with_transferred(rows: pd.DataFrame) -> pd.DataFrame:
    """T05's rows with the transferred items as numerator and the transfer rate in % as value."""
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


def named_departments(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by department; a missing one is named unknown."""
    return rows.assign(department=rows["department"].fillna(_("unknown department")))


def where_measured(rows: pd.DataFrame, value: str = "value") -> pd.DataFrame:
    """The rows, or none where no row has the value."""
    return rows if rows[value].notna().any() else rows.head(0)


def first_or_all(rows: pd.DataFrame, most: int, *, key: str) -> pd.DataFrame:
    """The first rows of a long list; all of them on click."""
    if len(rows) <= most:
        return rows
    everything = st.toggle(
        _("show all {n}").format(n=formatting.number(len(rows))), key=f"all_{key}", persist_state="page"
    )
    return rows if everything else rows.head(most)
