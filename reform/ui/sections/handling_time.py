"""How cases are handled: shares by item beside shares by case, items before and after their transfer."""

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import common
from reform.ui.components import chart_card, kpi_cards, table_columns
from reform.ui.context.view import ask, one, palette, unit


def shares() -> None:
    """What is counted by item beside what is counted by case, and what guards the clock."""
    d01, d01b, d10, d11, d12, d14 = (one(code) for code in ("D01", "D01b", "D10", "D11", "D12", "D14"))
    figures = [
        kpi_cards.rate(
            "D10",
            _("At once, by item"),
            _("{share} items").format(share=formatting.share(d10["numerator"], d10["denominator"])),
        ),
        kpi_cards.rate(
            "D11",
            _("At once, by case"),
            _("{share} cases").format(share=formatting.share(d11["numerator"], d11["denominator"])),
        ),
        kpi_cards.rate(
            "D12",
            _("Done the same day"),
            _("{share} cases").format(share=formatting.share(d12["numerator"], d12["denominator"])),
        ),
        kpi_cards.rate(
            "D14",
            _("Clock stopped"),
            _("{share} cases by a special procedure; {extended} extended").format(
                share=formatting.share(d14["numerator"], d14["denominator"]),
                extended=formatting.number(d14["extended"]),
            ),
        ),
        kpi_cards.rate(
            "D01b",
            _("Mean reduction"),
            _("each of {n} items counts once; over their sums {rate}").format(
                n=formatting.number(d01b["n"]), rate=formatting.rate(d01["value"])
            ),
        ),
    ]
    kpi_cards.strip(figures, ["D10", "D11", "D12", "D14", "D01b", "D01"], key="shares")


def before_and_after(d06: pd.Series) -> None:
    """The same items before and after their transfer, by department."""
    title = common.before_after_title(d06, unit("D06"))
    sides = ask("D06", by=("department",)).dropna(subset=["department"])
    sides = sides.sort_values("n", ascending=False, ignore_index=True)
    with chart_card.card(
        title,
        _(
            "Items with at least 5 completed cases on each side ({items} items, {n} cases "
            "after); busiest departments"
        ).format(items=formatting.number(d06["items"]), n=formatting.number(d06["n"])),
    ):
        if sides.empty:
            chart_card.nothing(
                _("Too few cases on both sides of a transfer to compare"),
                _("An item needs at least 5 completed cases before its transfer and 5 after it."),
            )
            return
        shown = table_columns.first_or_all(sides, 12, key="sides")
        chart_card.chart(
            charts.before_and_after(shown, list(shown["department"]), palette(), days=unit("D06")),
            key="sides",
            alt=title,
        )
        chart_card.below(
            sides,
            {
                "department": _("Department"),
                "mean_before": _("Before the transfer"),
                "mean_after": _("After the transfer"),
                "value": _("Change"),
                "items": _("Items"),
                "n": _("Cases after"),
            },
            key="sides",
            title=_("Before and after the transfer"),
            codes=["D06", "D05c"],
            config=table_columns.numbers(2, "mean_before", "mean_after", "value"),
        )
