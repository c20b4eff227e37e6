"""The three headline answers: how many items, how many working days, how satisfied people are."""

from collections.abc import Callable
from functools import cache, partial

from reform import findings, findings_forecast, states, wording
from reform.findings_forecast import Projection
from reform.i18n import gettext as _
from reform.ui import bases, tables
from reform.ui.bases import Basis
from reform.ui.cards import Headline
from reform.ui.view import ask, one, per_view, target, unit, view


@per_view
def projected() -> Projection:
    """When the transfer would end at its present speed."""
    return findings_forecast.of(ask("transfer_curve"), one("transfer_scope"))


def each(basis: Basis) -> list[Callable[[], Headline]]:
    """What makes the answers in the reader's scope: the first is shown while the others are worked out."""
    return [_transferred, _saved_against(basis), _satisfied]


def of(basis: Basis) -> list[Headline]:
    """The answers, all worked out."""
    return [make() for make in each(basis)]


@per_view
def _transferred() -> Headline:
    t02, t03, t05, t06 = (one(code) for code in ("T02", "T03", "T05", "T06"))
    before = one("T02", scope=view().last_week)
    return Headline(
        key="transferred",
        title=_("Items transferred"),
        state=states.progress(t05["value"], t06["value"], view().settings),
        figure=wording.number(t02["value"]),
        unit=_("items"),
        sentences=[findings.plan_sentence(t03, t05), findings.in_place_sentence(t06, one("T04"))],
        change=findings.change(t02["value"], before["value"], _("items")),
        points=tables.weekly_transfers(ask("transfer_curve")),
        codes=["T02", "T03", "T04", "T05", "T06"],
    )


@cache
def _saved_against(basis: Basis) -> Callable[[], Headline]:
    """The same maker whenever the basis is the same: what hangs on a maker is kept by it."""
    return partial(_saved, basis)


@per_view
def _saved(basis: Basis) -> Headline:
    saved, d07, d09 = one(basis.code), one("D07"), one("D09")
    before = one(basis.code, scope=view().last_week)
    return Headline(
        key="saved",
        title=_("Working days saved"),
        state=states.speed(d07["value"], d09["over_statutory"], view().settings),
        figure=wording.number(saved["value"]),
        unit=unit(basis.code),
        sentences=[
            findings.saved_sentence(saved, basis.name, *bases.means(basis)),
            findings.target_sentence(one("D04")["value"], target("D04"), name=_("Actual reduction")),
        ],
        change=findings.change(saved["value"], before["value"], unit(basis.code)),
        points=tables.weekly_sum(ask(basis.code, by=("week",)), saved["value"]),
        codes=[basis.code, "D04", "D07", "D09"],
    )


@per_view
def _satisfied() -> Headline:
    s03, s05, s06 = one("S03"), one("S05"), one("S06")
    before = one("S05", scope=view().last_week)
    return Headline(
        key="satisfied",
        title=_("Satisfaction"),
        state=states.reviews(s03["n"], s06["overdue"], s06["pending"]),
        figure=wording.rate(s03["value"]).removesuffix("%"),
        unit="%",
        sentences=[
            findings.satisfied_sentence(s03, s05),
            findings.target_sentence(s06["value"], target("S06"), name=_("Rectified in time")),
        ],
        change=findings.change(s05["numerator"], before["numerator"], _("bad reviews")),
        points=tables.weekly_satisfied(ask("S03", by=("week",))),
        codes=["S03", "S05", "S06"],
    )
