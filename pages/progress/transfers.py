"""事项划转: by batch, domain and department against the plan, then every item."""

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import common
from reform.ui.components import chart_card, kpi_cards, table_columns, worklists
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette, target_value, view
from reform.ui.layout import page_frame
from reform.ui.sections import bottlenecks, headlines

with page_frame.title(_("Item transfer")):
    pass
t01, t02, t03, t04, t05, t06, t10 = (one(code) for code in ("T01", "T02", "T03", "T04", "T05", "T06", "T10"))

if not t03["n"]:
    chart_card.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
    st.stop()

kpi_cards.strip(
    [
        kpi_cards.KpiFigure(
            "T02",
            _("Transferred"),
            formatting.number(t02["value"]),
            _("items"),
            _("{share} = {rate}; handling items {more}").format(
                share=formatting.share(t02["value"], t03["denominator"]),
                rate=formatting.rate(t03["value"]),
                more=formatting.share(t02["handling_items"], t01["handling_items"]),
            ),
        ),
        kpi_cards.KpiFigure(
            "T05",
            _("Against plan"),
            formatting.number(t05["value"], 2, signed=True),
            _("percentage points"),
            common.against_plan(t05["numerator"]),
            status.progress(t05["value"], t06["value"], view().settings),
        ),
        kpi_cards.KpiFigure(
            "T04",
            _("In place"),
            formatting.rate(t04["value"]),
            "",
            _("{share} in operation with all five handovers").format(
                share=formatting.share(t04["numerator"], t04["denominator"])
            ),
        ),
        kpi_cards.KpiFigure(
            "T06",
            _("Overdue"),
            formatting.number(t06["value"]),
            _("items"),
            _("past their planned day, not transferred"),
        ),
        kpi_cards.KpiFigure(
            "T10",
            _("Departments"),
            formatting.share(t10["numerator"], t10["denominator"]),
            "",
            _("have handed over items"),
        ),
    ],
    codes=["T01", "T02", "T03", "T04", "T05", "T06", "T10"],
)

curve, batches = ask("transfer_curve"), ask("batches")
projected = headlines.projected()
with chart_card.card(
    common.transfer_title(t05, t06),
    _("Cumulative items; dotted the current plan, solid the actual, dashed the projection. {said}").format(
        said=projected.said
    ),
):
    chart_card.chart(
        charts.transfer_curve(curve, batches, palette(), projected.band),
        key="curve",
        alt=formatting.sentences([common.transfer_title(t05, t06), *projected.sentences]),
    )
    chart_card.below(
        lambda: table_columns.with_projection(curve, projected.band),
        table_columns.CURVE(),
        key="curve",
        title=_("Transfer curve"),
        codes=["T02", "transfer_scope"],
        config=table_columns.dates(),
    )

left, right = st.columns(2)
for place, dimension, title in ((left, "batch", _("By batch")), (right, "domain", _("By domain"))):
    rows = table_columns.with_transferred(ask("T05", by=(dimension,)).dropna(subset=[dimension]))
    labels = (
        common.batch_labels(rows)
        if dimension == "batch"
        else [code_lists.label("domain", code) for code in rows["domain"]]
    )
    finding = _("{title}: {finding}").format(title=title, finding=common.furthest_behind(rows, labels))
    with (
        place,
        chart_card.card(finding, _("Share transferred; amber is what is missing to the plan to date")),
    ):
        chart_card.chart(
            charts.planned_against_actual(rows, labels, palette(), target_value("T03")),
            key=f"by_{dimension}",
            alt=finding,
        )
        chart_card.below(
            rows.assign(label=labels),
            table_columns.PROGRESS(("label", title)),
            key=f"by_{dimension}",
            title=title,
            codes=["T03", "T05"],
            config=table_columns.numbers(2, "value"),
        )

rows = table_columns.with_transferred(ask("T05", by=("department",)).dropna(subset=["department"]))
rows = rows.assign(gap=rows["planned"] - rows["numerator"]).sort_values(
    ["gap", "denominator"], ascending=False, ignore_index=True
)
with chart_card.card(
    common.department_title(rows), _("Share transferred by original department, furthest behind first")
):
    shown = table_columns.first_or_all(rows, 12, key="departments")
    chart_card.chart(
        charts.planned_against_actual(shown, list(shown["department"]), palette(), target_value("T03")),
        key="by_department",
        alt=common.department_title(rows),
    )
    chart_card.below(
        rows,
        table_columns.PROGRESS(("department", _("Department"))),
        key="by_department",
        title=_("By department"),
        codes=["T03", "T05"],
        config=table_columns.numbers(2, "value"),
    )

wide, narrow = st.columns(2)
with wide:
    bottlenecks.funnel(ask("stage_funnel"))
with narrow:
    bottlenecks.handovers(ask("handovers"))
    bottlenecks.cycle(one("T07"), ask("T07", by=("batch",)))
bottlenecks.set_aside(one("T11"), ask("set_aside"))
bottlenecks.plan_changes(one("T12"), ask("plan_change_list"))

worklists.items(ask("item_table"))
