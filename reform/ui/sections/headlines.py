"""The three headline answers: how many items, how many working days, how satisfied people are."""

from collections.abc import Callable
from functools import partial

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import common, forecast
from reform.reports.insights.forecast import Projection
from reform.ui.components import table_columns
from reform.ui.components.kpi_cards import Headline
from reform.ui.context import savings_basis
from reform.ui.context.savings_basis import Basis
from reform.ui.context.view import ask, one, per_view, target, unit, view, worded


def projected() -> Projection:
    """When the transfer would end at its present speed."""
    return forecast.of(ask("transfer_curve"), one("transfer_scope"))


def each(basis: Basis) -> list[Callable[[], Headline]]:
    """Functions that make the answers, so that the first is shown while the others are computed."""
    return [_transferred, partial(_saved, basis), _satisfied]


def of(basis: Basis) -> list[Headline]:
    """The three answers."""
    return [make() for make in each(basis)]


@per_view
def _transferred() -> Headline:
    t02, t03, t05, t06 = (one(code) for code in ("T02", "T03", "T05", "T06"))
    before = one("T02", scope=view().last_week)
    return Headline(
        key="transferred",
        title=_("Items transferred"),
        state=status.progress(t05["value"], t06["value"], view().settings),
        figure=formatting.number(t02["value"]),
        unit=_("items"),
        sentences=[common.plan_sentence(t03, t05), common.in_place_sentence(t06, one("T04"))],
        change=common.change(t02["value"], before["value"], _("items")),
        points=table_columns.weekly_transfers(ask("transfer_curve")),
        codes=["T02", "T03", "T04", "T05", "T06"],
    )


@per_view
def _saved(basis: Basis) -> Headline:
    saved, d07, d09 = one(basis.code), one("D07"), one("D09")
    before = one(basis.code, scope=view().last_week)
    return Headline(
        key="saved",
        title=worded(basis.code, _("Working days saved")),
        state=status.speed(d07["value"], d09["over_statutory"], view().settings),
        figure=formatting.number(saved["value"]),
        unit=unit(basis.code),
        sentences=[
            common.saved_sentence(saved, basis.name, *savings_basis.means(basis)),
            common.target_sentence(one("D04")["value"], target("D04"), name=_("Actual reduction")),
        ],
        change=common.change(saved["value"], before["value"], unit(basis.code)),
        points=table_columns.weekly_sum(ask(basis.code, by=("week",)), saved["value"]),
        codes=[basis.code, "D04", "D07", "D09"],
    )


@per_view
def _satisfied() -> Headline:
    s03, s05, s06 = one("S03"), one("S05"), one("S06")
    before = one("S05", scope=view().last_week)
    return Headline(
        key="satisfied",
        title=_("Satisfaction"),
        state=status.reviews(s03["n"], s06["overdue"], s06["pending"]),
        figure=formatting.rate(s03["value"]).removesuffix("%"),
        unit="%",
        sentences=[
            common.satisfied_sentence(s03, s05),
            common.target_sentence(s06["value"], target("S06"), name=_("Rectified in time")),
        ],
        change=common.change(s05["numerator"], before["numerator"], _("bad reviews")),
        points=table_columns.weekly_satisfied(ask("S03", by=("week",))),
        codes=["S03", "S05", "S06"],
    )
