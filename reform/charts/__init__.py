"""DataFrame → plotly figure. No data access, no rules; colours come from the palette of the theme."""

from reform.charts.base import bars
from reform.charts.days import (
    before_and_after,
    days_distribution,
    limits_by_unit,
    monthly_days,
    monthly_rate,
    three_limits,
)
from reform.charts.palette import DARK, LIGHT, Palette
from reform.charts.transfers import planned_against_actual, sparkline, transfer_curve

__all__ = [
    "DARK",
    "LIGHT",
    "Palette",
    "bars",
    "before_and_after",
    "days_distribution",
    "limits_by_unit",
    "monthly_days",
    "monthly_rate",
    "planned_against_actual",
    "sparkline",
    "three_limits",
    "transfer_curve",
]
