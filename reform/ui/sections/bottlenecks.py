"""Bottlenecks of the transfer: stages reached, items set aside, plans moved."""

from functools import partial

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.insights import bottlenecks, common
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, in_words, numbers
from reform.ui.context.view import ask, one

# What a moved plan must have and lacks.
LACKS = {
    "record": mark("no record"),
    "both": mark("no reason, no approval"),
    "reason": mark("no reason"),
    "approval": mark("no approval"),
}


def funnel() -> Card:
    """Items that have reached each stage; those set aside in a sentence."""
    stages = ask("stage_funnel")
    return Card(
        key="funnel",
        title=bottlenecks.funnel_title(stages),
        caption=_("Items that have reached at least the stage, of the items to be transferred"),
        rows=stages.assign(label=coded("stage", stages["stage"])),
        drawn=stages[~stages["is_aside"]],
        columns=columns(
            "stage label reached here total",
            stage=_("Code"),
            label=_("Stage"),
            total=_("Items to be transferred"),
        ),
        table=_("Stage funnel"),
        codes=["stage_funnel", "T02", "T11"],
        chart=charts.stage_funnel,
        note=bottlenecks.aside_sentence(stages),
    )


def handovers() -> Card:
    """The five handover flags of the transferred items."""
    flags = ask("handovers")
    return Card(
        key="handovers",
        title=bottlenecks.handover_title(flags) if len(flags) else _("No item is transferred yet"),
        caption=_("Transferred items with each of the five handovers, n / N"),
        card_height="content" if len(flags) else "stretch",
        rows=flags.assign(label=coded("stage", flags["flag"])),
        columns=columns("label have lacking transferred", label=_("Handover")),
        table=_("Handovers"),
        codes=["handovers", "T04"],
        chart=charts.handovers,
        empty=(_("No handover to show"), _("Load the items and stages on the page Files.")),
    )


def cycle() -> Card:
    """Working days from sorting out to operation, by batch."""
    rows = ask("T07", by=("batch",))
    rows = rows[rows["value"].notna()]
    texts = charts.sentences(_("{value} (n = {n})"), rows, value=1)
    return Card(
        key="cycle",
        title=bottlenecks.cycle_title(one("T07")),
        caption=_("Mean working days from S1 to S7 by batch, n items in operation"),
        rows=rows.assign(label=common.batch_labels(rows), text=texts),
        columns=columns("label value p50 n left_out", label=_("Batch"), value=_("Mean"), n="n"),
        table=_("Transfer time"),
        codes=["T07"],
        config=numbers(1, "value", "p50"),
        chart=partial(charts.bars, by="label", value="value"),
        empty=(_("No transfer is complete"), _("An item counts once it has entered S1 and then S7.")),
    )


def set_aside() -> Card:
    """Items returned, postponed or left out, each with reason and document."""
    rows = ask("set_aside")
    return Card(
        key="set_aside",
        title=bottlenecks.aside_title(one("T11")),
        caption=_("Returned, postponed and left-out items with reason and paper, at the as-of date"),
        rows=rows.assign(stage=coded("stage", rows["stage"])),
        columns=columns(
            "stage item_name department stage_on stage_reason stage_document item_code",
            stage=_("State"),
            department=_("Original department"),
        ),
        table=_("Returned, postponed, left out"),
        codes=["set_aside", "T11"],
        definitions=["T11", "set_aside"],
        empty=(
            _("No item stands aside"),
            _("No item is returned, postponed or left out in this selection."),
        ),
    )


def plan_changes() -> Card:
    """Every moved plan; first those without a reason or document."""
    rows, t12 = ask("plan_change_list"), one("T12")
    caption = _(
        "Every move of a plan: {changes} recorded on {share} items, {without_approval} without an approval; "
        "those that lack something first"
    )
    return Card(
        key="plan_changes",
        title=bottlenecks.plan_title(t12),
        caption=formatting.filled(caption, t12),
        rows=rows.assign(
            missing=in_words(LACKS, rows["missing"]),
            batch=[formatting.batch(value) for value in rows["batch"]],
        ),
        columns=columns(
            "missing item_name department original_planned_on from_on to_on days_moved actual_on reason "
            "approved_by document changed_on planned_on batch item_code",
            department=_("Original department"),
            from_on=_("Moved from"),
            to_on=_("Moved to"),
            changed_on=_("Decided on"),
            planned_on=_("Plan now"),
        ),
        table=_("Plan changes"),
        codes=["plan_change_list", "T12"],
        height=360,
        definitions=["T12", "plan_change_list"],
        empty=(
            _("No plan was moved"),
            _("Load the plan changes on the page Files once a plan is moved."),
        ),
    )
