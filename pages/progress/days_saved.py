"""办理提速: three limits, on time and overdue, before and after, start-ups and projects, what is open."""

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import common
from reform.ui.components import chart_card, kpi_cards, table_columns, worklists
from reform.ui.context import savings_basis, st
from reform.ui.context.view import ask, one, palette, unit, view, worded
from reform.ui.layout import page_frame
from reform.ui.sections import business_setup, handling_time

with page_frame.title(_("Faster handling")):
    basis = savings_basis.choose()
saved = one(basis.code)
d01, d03, d04, d06 = (one(code) for code in ("D01", "D03", "D04", "D06"))
d07, d09, d13 = (one(code) for code in ("D07", "D09", "D13"))

if not d03["n"] and not d13["n"]:
    chart_card.nothing(
        _("No case in this selection"), _("Load cases on the page Files, or widen the filters.")
    )
    business_setup.show()
    st.stop()

kpi_cards.strip(
    [
        kpi_cards.KpiFigure(
            basis.code,
            worded(basis.code, _("Working days saved")),
            formatting.number(saved["value"]),
            "",
            _("{days} a case over {n} cases").format(
                days=formatting.number(saved["per_case"], 1), n=formatting.number(saved["n"])
            ),
        ),
        kpi_cards.KpiFigure(
            "D04",
            _("Actual reduction"),
            formatting.rate(d04["value"]),
            "",
            _("against the statutory limits; promised {rate}").format(rate=formatting.rate(d01["value"])),
        ),
        kpi_cards.KpiFigure(
            "D03",
            _("Mean time used"),
            formatting.number(d03["value"], 2),
            unit("D03"),
            _("P50 {p50} · P90 {p90} · n = {n}").format(
                p50=formatting.days(d03["p50"]),
                p90=formatting.days(d03["p90"]),
                n=formatting.number(d03["n"]),
            ),
        ),
        kpi_cards.KpiFigure(
            "D07",
            _("On time"),
            formatting.rate(d07["value"]),
            "",
            formatting.share(d07["numerator"], d07["denominator"]),
            status.speed(d07["value"], d09["over_statutory"], view().settings),
        ),
        kpi_cards.KpiFigure(
            "D13",
            _("Open and overdue"),
            formatting.number(d13["value"]),
            _("cases"),
            _("{near} more due within 2 days, {n} open").format(
                near=formatting.number(d13["near_due"]), n=formatting.number(d13["n"])
            ),
        ),
    ],
    codes=[basis.code, "D01", "D02", "D03", "D04", "D07", "D08", "D09", "D11", "D13"],
)
if d03["provisional"]:
    st.warning(
        _(
            "{n} cases rest on a year whose holidays are not published: counted by weekday, provisional."
        ).format(n=formatting.number(d03["provisional"])),
        icon=":material/event_busy:",
    )

handling_time.shares()

limits = ask("three_limits", by=("department",)).dropna(subset=["department"])
limits = common.well_founded_first(limits.sort_values("used", ascending=False))
slowest = common.slowest_title(limits, unit("three_limits"))
with chart_card.card(
    slowest,
    worded(
        "three_limits",
        _("Completed promised cases by original department, slowest first; fewer than 30 cases last"),
    ),
):
    if limits.empty:
        chart_card.nothing(
            _("No completed case has both limits"), _("Load items with limits, and cases, on the page Files.")
        )
    else:
        shown = table_columns.first_or_all(limits, 12, key="limits")
        chart_card.chart(
            charts.limits_by_unit(shown, list(shown["department"]), palette(), days=unit("three_limits")),
            key="limits",
            alt=slowest,
        )
        chart_card.below(
            limits,
            table_columns.LIMITS(("department", _("Department"))),
            key="limits",
            title=_("Three limits by department"),
            codes=["three_limits"],
            config=table_columns.numbers(1, "statutory", "promised", "used"),
        )

if not d03["n"]:
    chart_card.nothing(_("No case is completed in this period"), _("Widen the period or the filters."))
    worklists.open_cases(ask("open_case_list"), common.open_title(d13))
    business_setup.show()
    st.stop()

left, right = st.columns(2)
days, distribution = unit("D03"), ask("days_distribution")
half = common.distribution_title(d03, days)
with left, chart_card.card(half, worded("D03", _("Completed cases by working days used"))):
    if len(distribution):
        chart_card.chart(
            charts.days_distribution(distribution, d03["p50"], d03["p90"], palette(), unit=days),
            key="distribution",
            alt=half,
        )
    chart_card.below(
        distribution,
        {"working_days": worded("D03", _("Working days")), "cases": _("Cases")},
        key="distribution",
        title=worded("D03", _("Distribution of working days")),
        codes=["D03"],
    )
months = ask("D03", by=("month",))
by_month = common.month_title(months, days)
with (
    right,
    chart_card.card(by_month, _("Mean and P90 of {unit}, by month of completion").format(unit=days)),
):
    chart_card.chart(charts.monthly_days(months, palette(), days=days), key="months", alt=by_month)
    chart_card.below(
        months,
        {"month": _("Month"), "mean": _("Mean"), "p50": "P50", "p90": "P90", "n": _("Cases")},
        key="months",
        title=worded("D03", _("Working days by month")),
        codes=["D03"],
        config=table_columns.dates("month") | table_columns.numbers(2, "mean", "p50", "p90"),
    )

handling_time.before_and_after(d06)

late = ask("D09", by=("department",)).dropna(subset=["department"])
late = common.well_founded_first(late[late["denominator"] > 0].sort_values("value", ascending=False))
with chart_card.card(
    common.on_time_title(d07, d09),
    _("Overdue share of completed cases, by original department; units with fewer than 30 cases last"),
):
    if late.empty:
        chart_card.nothing(
            _("No completed case has a deadline to judge by"),
            _("Load items with limits, and cases, on the page Files."),
        )
    else:
        shown = table_columns.first_or_all(late, 12, key="late")
        chart_card.chart(
            charts.bars(
                list(shown["department"]),
                list(shown["value"]),
                palette(),
                texts=[
                    formatting.with_share(formatting.rate(v), n, d)
                    for v, n, d in zip(shown["value"], shown["numerator"], shown["denominator"], strict=True)
                ],
            ),
            key="late",
            alt=common.on_time_title(d07, d09),
        )
        chart_card.below(
            late,
            table_columns.RATES(("department", _("Department")))
            | {
                "over_statutory": _("Beyond the law"),
                "over_statutory_strict": _("Beyond the law, art. 45 only"),
            },
            key="late",
            title=_("Overdue by department"),
            codes=["D07", "D08", "D09"],
            config=table_columns.numbers(2, "value"),
        )

business_setup.show()
worklists.items_by_days(ask("three_limits", by=("item",)), ask("D06", by=("item",)))
worklists.open_cases(ask("open_case_list"), common.open_title(d13))
