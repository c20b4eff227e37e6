"""Every line of the assessment sheet with its figure and score, and the sheet for download."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import scorecard
from reform.metrics.query import Scope, indicators
from reform.metrics.scorecard import MeasuredValue, Scored, Total
from reform.reports.insights import problems
from reform.ui.components import chart_card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import numbers
from reform.ui.context import filters, st, url_params
from reform.ui.context.view import metric_of, one, view

# Columns of the sheet as handed in; the table on screen adds units and sources.
TAKEN = (
    "line_no section line points indicator name way full_at zero_at value unit score lost remark evidence "
    "owner"
)
SHOWN = TAKEN.replace(" unit", "") + " address file sheet source_row"


def county() -> Scope:
    """The reader's scope without filters on a part of the county."""
    return replace(
        view().scope, departments=None, domains=None, batches=None, channels=None, rating_channels=None
    )


def figure(code: str) -> MeasuredValue | None:
    """The answer of an indicator for the whole county; None for an unknown code."""
    metric = indicators().get(code)
    if metric is None:
        return None
    value = one(code, scope=county())["value"]
    return MeasuredValue(None if formatting.is_missing(value) else float(value), metric.better)


def uses(scored: Sequence[Scored]) -> list[str]:
    """The questions the sheet rests on, to mark stale data."""
    asked = (each.line.indicator for each in scored if not each.line.by_hand)
    return ["sheet_list", *(code for code in dict.fromkeys(asked) if code in indicators())]


def show(rows: pd.DataFrame, scored: Sequence[Scored], whole: Total) -> None:
    """Show the table, and the sheet with its sum for download."""
    sheet = _sheet(rows, scored)
    cells: dict[str, list[Any]] = {
        "indicator": [None if each.line.by_hand else _to_rows(each.line.indicator) for each in scored],
        "value": [problems.figure(each.value, _declared(each, "unit") or "") for each in scored],
        "address": [scorecard.address_in(each.line.evidence) for each in scored],
    }
    summed = {
        "line": _("Sum"),
        "points": whole.points,
        "score": whole.got,
        "lost": whole.lost,
        "remark": problems.sheet_title(whole),
    }
    taken = pd.concat([sheet, pd.DataFrame([summed])], ignore_index=True)
    headers = _headers(TAKEN)
    with chart_card.card(
        problems.sheet_title(whole),
        _(
            "Every line with its figure, thresholds and score, cut off after two decimals, never rounded up; "
            "the code leads to the rows behind the figure. Excel takes away the sheet with its sum."
        ),
    ):
        chart_card.table(
            sheet.assign(**cells),
            _headers(SHOWN),
            key="sheet",
            title=_("Self-assessment"),
            codes=uses(scored),
            height=560,
            config={
                **numbers(2, "score", "lost"),
                "indicator": st.column_config.LinkColumn(
                    display_text=rf"[?&]{url_params.OF}=([^&]*)", help=_("The rows behind this figure")
                ),
            },
            taken=taken[list(headers)].rename(columns=headers),
        )


def _headers(names: str) -> dict[str, str]:
    return columns(
        names,
        indicator=_("Indicator"),
        name=_("Indicator's name"),
        way=_("How it is scored"),
        full_at=_("Full points at"),
        zero_at=_("No points at"),
        value=_("Figure now"),
        score=_("Score"),
        remark=_("Remark"),
        owner=_("Owned by"),
    )


def _to_rows(code: str | None) -> str | None:
    """The address of the rows behind an indicator, over the whole county."""
    query = {name: values for name, values in url_params.query().items() if name not in filters.LISTS}
    return f"rows?{urlencode({url_params.OF: code} | query, doseq=True)}" if code else None


def _sheet(rows: pd.DataFrame, scored: Sequence[Scored]) -> pd.DataFrame:
    """The sheet as it is handed in: the list with figures, scores, reasons and evidence filled in."""
    cells = [
        {
            "indicator": None if each.line.by_hand else each.line.indicator,
            "name": _declared(each, "name"),
            "way": code_lists.label("scoring", each.line.way),
            "value": each.value,
            "unit": _declared(each, "unit"),
            "score": each.score,
            "lost": each.lost,
            "remark": _remark(each),
            "evidence": each.line.evidence or _counted(each),
        }
        for each in scored
    ]
    filled_in: dict[str, Any] = {name: [cell[name] for cell in cells] for name in cells[0]}
    return rows.assign(**filled_in)


def _declared(scored: Scored, what: str) -> str | None:
    """The name or the unit of the indicator that scores a line."""
    code = scored.line.indicator or ""
    if code not in indicators() or scored.line.by_hand:
        return None
    return either(getattr(metric_of(code, county()), what))


def _remark(scored: Scored) -> str | None:
    """Why a line is blank, or that nothing shows its score."""
    if scored.why is not None:
        return scored.why.words
    return _("nothing shows it") if scored.unproved else None


def _counted(scored: Scored) -> str | None:
    """The evidence of a score given by an indicator: numerator, denominator and day."""
    code = scored.line.indicator
    if scored.line.by_hand or scored.value is None or code is None:
        return None
    row = one(code, scope=county())
    return _("{code}: {share}, as of {day}").format(
        code=code,
        share=formatting.share(row["numerator"], row["denominator"]),
        day=formatting.day(view().scope.as_of),
    )
