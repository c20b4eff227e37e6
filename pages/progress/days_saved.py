"""办理提速: three limits, on time and overdue, before and after, start-ups and projects, what is open."""

from reform import charts, findings, states, wording
from reform.i18n import gettext as _
from reform.ui import bases, cards, flow, frame, lists, panel, speed, st, tables
from reform.ui.view import ask, one, palette, unit, view

with frame.title(_("Faster handling")):
    basis = bases.choose()
saved = one(basis.code)
d01, d03, d04, d06 = (one(code) for code in ("D01", "D03", "D04", "D06"))
d07, d09, d13 = (one(code) for code in ("D07", "D09", "D13"))

if not d03["n"] and not d13["n"]:
    panel.nothing(_("No case in this selection"), _("Load cases on the page Files, or widen the filters."))
    flow.show()
    st.stop()

cards.strip(
    [
        cards.Figure(
            basis.code,
            _("Working days saved"),
            wording.number(saved["value"]),
            "",
            _("{days} a case over {n} cases").format(
                days=wording.number(saved["per_case"], 1), n=wording.number(saved["n"])
            ),
        ),
        cards.Figure(
            "D04",
            _("Actual reduction"),
            wording.rate(d04["value"]),
            "",
            _("against the statutory limits; promised {rate}").format(rate=wording.rate(d01["value"])),
        ),
        cards.Figure(
            "D03",
            _("Mean time used"),
            wording.number(d03["value"], 2),
            unit("D03"),
            _("P50 {p50} · P90 {p90} · n = {n}").format(
                p50=wording.days(d03["p50"]), p90=wording.days(d03["p90"]), n=wording.number(d03["n"])
            ),
        ),
        cards.Figure(
            "D07",
            _("On time"),
            wording.rate(d07["value"]),
            "",
            wording.share(d07["numerator"], d07["denominator"]),
            states.speed(d07["value"], d09["over_statutory"], view().settings),
        ),
        cards.Figure(
            "D13",
            _("Open and overdue"),
            wording.number(d13["value"]),
            _("cases"),
            _("{near} more due within 2 working days, {n} open").format(
                near=wording.number(d13["near_due"]), n=wording.number(d13["n"])
            ),
        ),
    ],
    codes=[basis.code, "D01", "D02", "D03", "D04", "D07", "D08", "D09", "D11", "D13"],
)
if d03["provisional"]:
    st.warning(
        _(
            "{n} cases rest on a year whose holidays are not published: counted by weekday, provisional."
        ).format(n=wording.number(d03["provisional"])),
        icon=":material/event_busy:",
    )

speed.shares()

limits = ask("three_limits", by=("department",)).dropna(subset=["department"])
limits = findings.well_founded_first(limits.sort_values("used", ascending=False))
with panel.card(
    findings.slowest_title(limits),
    _("Completed promised cases by original department, slowest first; fewer than 30 cases last"),
):
    if limits.empty:
        panel.nothing(
            _("No completed case has both limits"), _("Load items with limits, and cases, on the page Files.")
        )
    else:
        shown = tables.first_or_all(limits, 12, key="limits")
        panel.chart(
            charts.limits_by_unit(shown, list(shown["department"]), palette()),
            key="limits",
            alt=findings.slowest_title(limits),
        )
        panel.below(
            limits,
            tables.LIMITS(("department", _("Department"))),
            key="limits",
            title=_("Three limits by department"),
            codes=["three_limits"],
            config=tables.numbers(1, "statutory", "promised", "used"),
        )

if not d03["n"]:
    panel.nothing(_("No case is completed in this period"), _("Widen the period or the filters."))
    lists.open_cases(ask("open_case_list"), findings.open_title(d13))
    flow.show()
    st.stop()

left, right = st.columns(2)
distribution = ask("days_distribution")
with left, panel.card(findings.distribution_title(d03), _("Completed cases by working days used")):
    if len(distribution):
        panel.chart(
            charts.days_distribution(distribution, d03["p50"], d03["p90"], palette()),
            key="distribution",
            alt=findings.distribution_title(d03),
        )
    panel.below(
        distribution,
        {"working_days": _("Working days"), "cases": _("Cases")},
        key="distribution",
        title=_("Distribution of working days"),
        codes=["D03"],
    )
months = ask("D03", by=("month",))
with (
    right,
    panel.card(findings.month_title(months), _("Mean and P90 of working days, by month of completion")),
):
    panel.chart(charts.monthly_days(months, palette()), key="months", alt=findings.month_title(months))
    panel.below(
        months,
        {"month": _("Month"), "mean": _("Mean"), "p50": "P50", "p90": "P90", "n": _("Cases")},
        key="months",
        title=_("Working days by month"),
        codes=["D03"],
        config=tables.dates("month") | tables.numbers(2, "mean", "p50", "p90"),
    )

speed.before_and_after(d06)

late = ask("D09", by=("department",)).dropna(subset=["department"])
late = findings.well_founded_first(late[late["denominator"] > 0].sort_values("value", ascending=False))
with panel.card(
    findings.on_time_title(d07, d09),
    _("Overdue share of completed cases, by original department; units with fewer than 30 cases last"),
):
    if late.empty:
        panel.nothing(
            _("No completed case has a deadline to judge by"),
            _("Load items with limits, and cases, on the page Files."),
        )
    else:
        shown = tables.first_or_all(late, 12, key="late")
        panel.chart(
            charts.bars(
                list(shown["department"]),
                list(shown["value"]),
                palette(),
                texts=[
                    wording.with_share(wording.rate(v), n, d)
                    for v, n, d in zip(shown["value"], shown["numerator"], shown["denominator"], strict=True)
                ],
            ),
            key="late",
            alt=findings.on_time_title(d07, d09),
        )
        panel.below(
            late,
            tables.RATES(("department", _("Department")))
            | {
                "over_statutory": _("Beyond the law"),
                "over_statutory_strict": _("Beyond the law, art. 45 only"),
            },
            key="late",
            title=_("Overdue by department"),
            codes=["D07", "D08", "D09"],
            config=tables.numbers(2, "value"),
        )

flow.show()
lists.items_by_days(ask("three_limits", by=("item",)), ask("D06", by=("item",)))
lists.open_cases(ask("open_case_list"), findings.open_title(d13))
