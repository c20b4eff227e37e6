"""What sticks in the transfer: how far the items have come, what stands aside, whose plan was moved."""

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import bottlenecks, common
from reform.ui.components import chart_card, table_columns
from reform.ui.context import st
from reform.ui.context.view import palette

# What a move of a plan owes and does not have.
LACKS = {
    "record": mark("no record"),
    "both": mark("no reason, no approval"),
    "reason": mark("no reason"),
    "approval": mark("no approval"),
}


def funnel(stages: pd.DataFrame) -> None:
    """Items that have come at least as far as each stage; those aside in a sentence."""
    title = bottlenecks.funnel_title(stages)
    with chart_card.card(
        title, _("Items that have reached at least the stage, of the items to be transferred")
    ):
        chart_card.chart(charts.stage_funnel(stages[~stages["is_aside"]], palette()), key="funnel", alt=title)
        st.markdown(bottlenecks.aside_sentence(stages))
        chart_card.below(
            stages.assign(label=table_columns.coded("stage", stages["stage"])),
            {
                "stage": _("Code"),
                "label": _("Stage"),
                "reached": _("Reached"),
                "here": _("Standing there"),
                "total": _("Items to be transferred"),
            },
            key="funnel",
            title=_("Stage funnel"),
            codes=["stage_funnel", "T02", "T11"],
        )


def handovers(flags: pd.DataFrame) -> None:
    """The five handover flags of the transferred items."""
    caption = _("Transferred items with each of the five handovers, n / N")
    if flags.empty:
        with chart_card.card(_("No item is transferred yet"), caption):
            chart_card.nothing(_("No handover to show"), _("Load the items and stages on the page Files."))
        return
    title = bottlenecks.handover_title(flags)
    with chart_card.card(title, caption, height="content"):
        chart_card.chart(charts.handovers(flags, palette()), key="handovers", alt=title)
        chart_card.below(
            flags.assign(label=table_columns.coded("stage", flags["flag"])),
            {
                "label": _("Handover"),
                "have": _("Handed over"),
                "lacking": _("Lacking"),
                "transferred": _("Transferred"),
            },
            key="handovers",
            title=_("Handovers"),
            codes=["handovers", "T04"],
        )


def cycle(t07: pd.Series, batches: pd.DataFrame) -> None:
    """Working days from sorting out to operation, by batch."""
    title = bottlenecks.cycle_title(t07)
    known = batches[batches["value"].notna()]
    with chart_card.card(title, _("Mean working days from S1 to S7 by batch, n items in operation")):
        if known.empty:
            chart_card.nothing(
                _("No transfer is complete"), _("An item counts once it has entered S1 and then S7.")
            )
            return
        labels = common.batch_labels(known)
        chart_card.chart(
            charts.bars(
                labels,
                list(known["value"]),
                palette(),
                texts=[
                    _("{mean} (n = {n})").format(mean=formatting.number(mean, 1), n=formatting.number(n))
                    for mean, n in zip(known["value"], known["n"], strict=True)
                ],
            ),
            key="cycle",
            alt=title,
        )
        chart_card.below(
            known.assign(label=labels),
            {"label": _("Batch"), "value": _("Mean"), "p50": "P50", "n": "n", "left_out": _("Left out")},
            key="cycle",
            title=_("Transfer time"),
            codes=["T07"],
            config=table_columns.numbers(1, "value", "p50"),
        )


def set_aside(t11: pd.Series, rows: pd.DataFrame) -> None:
    """Items returned, postponed or left out, each with reason and paper."""
    with chart_card.card(
        bottlenecks.aside_title(t11),
        _("Returned, postponed and left-out items with reason and paper, at the as-of date"),
    ):
        if rows.empty:
            chart_card.nothing(
                _("No item stands aside"), _("No item is returned, postponed or left out in this selection.")
            )
            return
        chart_card.table(
            rows.assign(stage=table_columns.coded("stage", rows["stage"])),
            {
                "stage": _("State"),
                "item_name": _("Item"),
                "department": _("Original department"),
                "stage_on": _("Since"),
                "stage_reason": _("Reason"),
                "stage_document": _("Paper"),
                "item_code": _("Item code"),
            },
            key="set_aside",
            title=_("Returned, postponed, left out"),
            codes=["set_aside", "T11"],
            config=table_columns.dates("stage_on"),
        )
        chart_card.definitions(["T11", "set_aside"], key="set_aside")


def plan_changes(t12: pd.Series, rows: pd.DataFrame) -> None:
    """Every move of a plan as a record; what nobody accounts for stands first."""
    with chart_card.card(
        bottlenecks.plan_title(t12),
        _(
            "Every move of a plan: {changes} recorded on {share} items, {approval} without an approval; "
            "those that lack something first"
        ).format(
            changes=formatting.number(t12["changes"]),
            share=formatting.share(t12["numerator"], t12["denominator"]),
            approval=formatting.number(t12["without_approval"]),
        ),
    ):
        if rows.empty:
            chart_card.nothing(
                _("No plan was moved"), _("Load the plan changes on the page Files once a plan is moved.")
            )
            return
        chart_card.table(
            rows.assign(
                missing=table_columns.said(LACKS, rows["missing"]),
                batch=[formatting.batch(value) for value in rows["batch"]],
            ),
            {
                "missing": _("Lacks"),
                "item_name": _("Item"),
                "department": _("Original department"),
                "original_planned_on": _("First plan"),
                "from_on": _("Moved from"),
                "to_on": _("Moved to"),
                "days_moved": _("Moved by (working days)"),
                "actual_on": _("Actual day"),
                "reason": _("Reason"),
                "approved_by": _("Approved by"),
                "document": _("Paper"),
                "changed_on": _("Decided on"),
                "planned_on": _("Plan now"),
                "batch": _("Batch"),
                "item_code": _("Item code"),
            },
            key="plan_changes",
            title=_("Plan changes"),
            codes=["plan_change_list", "T12"],
            height=360,
            config=table_columns.dates(
                "original_planned_on", "changed_on", "from_on", "to_on", "planned_on", "actual_on"
            ),
        )
        chart_card.definitions(["T12", "plan_change_list"], key="plan_changes")
