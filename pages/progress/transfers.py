"""事项划转: by batch, domain and department against the plan, then every item."""

from reform import charts, codes, findings, states, wording
from reform.i18n import gettext as _
from reform.ui import cards, frame, headlines, lists, panel, st, sticking, tables
from reform.ui.view import ask, one, palette, target_value, view

with frame.title(_("Item transfer")):
    pass
t01, t02, t03, t04, t05, t06, t10 = (one(code) for code in ("T01", "T02", "T03", "T04", "T05", "T06", "T10"))

if not t03["n"]:
    panel.nothing(_("No item list is loaded"), _("Load the items and stages on the page Files."))
    st.stop()

cards.strip(
    [
        cards.Figure(
            "T02",
            _("Transferred"),
            wording.number(t02["value"]),
            _("items"),
            _("{share} = {rate}; handling items {more}").format(
                share=wording.share(t02["value"], t03["denominator"]),
                rate=wording.rate(t03["value"]),
                more=wording.share(t02["handling_items"], t01["handling_items"]),
            ),
        ),
        cards.Figure(
            "T05",
            _("Against plan"),
            wording.number(t05["value"], 2, signed=True),
            _("percentage points"),
            findings.against_plan(t05["numerator"]),
            states.progress(t05["value"], t06["value"], view().settings),
        ),
        cards.Figure(
            "T04",
            _("In place"),
            wording.rate(t04["value"]),
            "",
            _("{share} in operation with all five handovers").format(
                share=wording.share(t04["numerator"], t04["denominator"])
            ),
        ),
        cards.Figure(
            "T06",
            _("Overdue"),
            wording.number(t06["value"]),
            _("items"),
            _("past their planned day, not transferred"),
        ),
        cards.Figure(
            "T10",
            _("Departments"),
            wording.share(t10["numerator"], t10["denominator"]),
            "",
            _("have handed over items"),
        ),
    ],
    codes=["T01", "T02", "T03", "T04", "T05", "T06", "T10"],
)

curve, batches = ask("transfer_curve"), ask("batches")
projected = headlines.projected()
with panel.card(
    findings.transfer_title(t05, t06),
    _("Cumulative items; dotted the current plan, solid the actual, dashed the projection. {said}").format(
        said=projected.said
    ),
):
    panel.chart(
        charts.transfer_curve(curve, batches, palette(), projected.band),
        key="curve",
        alt=wording.sentences([findings.transfer_title(t05, t06), *projected.sentences]),
    )
    panel.below(
        lambda: tables.with_projection(curve, projected.band),
        tables.CURVE(),
        key="curve",
        title=_("Transfer curve"),
        codes=["T02", "transfer_scope"],
        config=tables.dates(),
    )

left, right = st.columns(2)
for place, dimension, title in ((left, "batch", _("By batch")), (right, "domain", _("By domain"))):
    rows = tables.with_transferred(ask("T05", by=(dimension,)).dropna(subset=[dimension]))
    labels = (
        findings.batch_labels(rows)
        if dimension == "batch"
        else [codes.label("domain", code) for code in rows["domain"]]
    )
    finding = _("{title}: {finding}").format(title=title, finding=findings.furthest_behind(rows, labels))
    with (
        place,
        panel.card(finding, _("Share transferred; amber is what is missing to the plan to date")),
    ):
        panel.chart(
            charts.planned_against_actual(rows, labels, palette(), target_value("T03")),
            key=f"by_{dimension}",
            alt=finding,
        )
        panel.below(
            rows.assign(label=labels),
            tables.PROGRESS(("label", title)),
            key=f"by_{dimension}",
            title=title,
            codes=["T03", "T05"],
            config=tables.numbers(2, "value"),
        )

rows = tables.with_transferred(ask("T05", by=("department",)).dropna(subset=["department"]))
rows = rows.assign(gap=rows["planned"] - rows["numerator"]).sort_values(
    ["gap", "denominator"], ascending=False, ignore_index=True
)
with panel.card(
    findings.department_title(rows), _("Share transferred by original department, furthest behind first")
):
    shown = tables.first_or_all(rows, 12, key="departments")
    panel.chart(
        charts.planned_against_actual(shown, list(shown["department"]), palette(), target_value("T03")),
        key="by_department",
        alt=findings.department_title(rows),
    )
    panel.below(
        rows,
        tables.PROGRESS(("department", _("Department"))),
        key="by_department",
        title=_("By department"),
        codes=["T03", "T05"],
        config=tables.numbers(2, "value"),
    )

wide, narrow = st.columns(2)
with wide:
    sticking.funnel(ask("stage_funnel"))
with narrow:
    sticking.handovers(ask("handovers"))
    sticking.cycle(one("T07"), ask("T07", by=("batch",)))
sticking.set_aside(one("T11"), ask("set_aside"))
sticking.plan_changes(one("T12"), ask("plan_change_list"))

lists.items(ask("item_table"))
