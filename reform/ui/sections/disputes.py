"""Disputes about transfers: age, departments, what each unit owes, and every dispute with its course."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.metrics import status
from reform.reports.insights import bottlenecks
from reform.ui.components import cards, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, in_words
from reform.ui.context.view import ask, one

STATES = {
    "raised": mark("not yet coordinated"),
    "coordinated": mark("being coordinated"),
    "reviewed": mark("awaiting a decision"),
    "decided": mark("decided, not settled"),
    "settled": mark("settled"),
}
FOUND = {True: mark("Yes"), False: mark("No")}


def figures() -> None:
    """Show disputes overdue, awaiting a decision, settled, and passed around between departments."""
    t08, t09 = one("T08"), one("T09")
    kpi_cards.strip(
        [
            kpi_cards.number(
                "T09",
                _("Disputes overdue"),
                _("disputes"),
                _("{share} open ones with a day; {left_out} have none"),
                status.reviews(t08["n"], t09["value"], t08["open"]),
            ),
            kpi_cards.KpiFigure(
                "T08",
                _("Awaiting a decision"),
                formatting.number(t08["awaiting_decision"]),
                _("disputes"),
                formatting.filled(_("reviewed or put to the leading group, of {open} open"), t08),
                has_target=False,
            ),
            kpi_cards.rate("T08", _("Disputes settled")),
            kpi_cards.number(
                "T13",
                _("Found to be passed around"),
                _("disputes"),
                _("of {denominator} with a finding, {n} in all"),
            ),
        ],
        codes=["T08", "T09", "T13"],
    )


def ageing() -> None:
    """Show the age of open disputes by kind and by pair of departments."""
    rows = ask("dispute_ageing")
    if rows.empty:
        return
    kinds, pairs = rows[rows["split"] == "kind"], rows[rows["split"] == "pair"]
    between = list(zip(pairs["one"], pairs["other"], strict=True))
    kinds = kinds.assign(label=coded("dispute_kind", kinds["kind"]))
    pairs = pairs.assign(
        label=[bottlenecks.pair(*pair) for pair in between],
        lines=[bottlenecks.pair(*pair, between="\n") for pair in between],
    )
    cards.beside(
        _ageing(kinds, "kind", _("Kind of dispute"), partial(charts.ageing, by="label")).show,
        _ageing(pairs, "pair", _("Between"), partial(charts.ageing, by="lines", lines=2)).show,
    )


def _ageing(rows: pd.DataFrame, split: str, header: str, chart: cards.Chart) -> Card:
    """A bar by age for each row, named by its ``label``."""
    finding = bottlenecks.ageing_title(rows, list(rows["label"]))
    return Card(
        key=f"ageing_{split}",
        title=_("{title}: {finding}").format(title=header, finding=finding),
        caption=_("Open disputes by natural days since they were raised; at the right how many are overdue"),
        rows=rows,
        columns=columns("label open up_to_30 to_90 over_90 overdue oldest", label=header),
        table=_("Ageing of disputes"),
        codes=["dispute_ageing", "T09"],
        chart=chart,
        first=8,
    )


def owed() -> Card:
    """Overdue transfers and disputes by the unit that owes them."""
    rows = ask("overdue_by_owner")
    return Card(
        key="owed",
        title=bottlenecks.owed_title(rows),
        caption=_(
            "Overdue transfers by original department, overdue disputes by the unit that owes them; "
            "the longest delay in working days"
        ),
        rows=rows.assign(owner=[bottlenecks.unit(name) for name in rows["owner"]]),
        columns=columns("owner transfers disputes overdue longest"),
        table=_("Owed by whom"),
        codes=["overdue_by_owner", "T06", "T09"],
        chart=charts.owed,
        first=10,
        empty=(
            _("Nothing is overdue"),
            _("No transfer and no dispute is past its day in this selection."),
        ),
    )


def every_dispute() -> Card:
    """Every dispute: first overdue, then awaiting a decision."""
    rows = ask("dispute_list")
    return Card(
        key="disputes",
        title=bottlenecks.disputes_title(one("T08"), one("T09")),
        caption=_("Every dispute, overdue first, then those that await a decision"),
        rows=rows.assign(
            state=in_words(STATES, rows["state"]),
            kind=coded("dispute_kind", rows["kind"]),
            subject=rows["item_name"].fillna(rows["item_code"]),
            sides=[bottlenecks.pair(*pair) for pair in zip(rows["side"], rows["other_side"], strict=True)],
            review_result=coded("review_result", rows["review_result"]),
            passed_around=in_words(FOUND, rows["passed_around"]),
            owing=[bottlenecks.unit(name) for name in rows["owing"]],
        ),
        columns=columns(
            "state days_late owing subject kind sides raised_on open_days due_on coordinations reviewed_on "
            "experts review_result submitted_on decided_on decision settled_on passed_around focus dispute_no"
        ),
        table=_("Disputes"),
        codes=["dispute_list"],
        height=460,
        definitions=["dispute_list"],
    )
