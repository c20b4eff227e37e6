"""Items set, changed and cancelled by law: the log of it, and what changed limits do to the days saved."""

from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import business_setup
from reform.ui.components import chart_card, staleness_badge, table_columns
from reform.ui.context import st
from reform.ui.context.view import ask, one, worded


def limits() -> None:
    """Statutory limits that a law changed: both limits, and the effect on the days saved."""
    changes = ask("item_changes")
    changed = changes[changes["is_limit_change"]]
    title = business_setup.limits_title(one("D17"))
    caption = _(
        "Days saved are counted against today's list. Effect: the limit on the day of acceptance less "
        "today's, over the item's cases accepted before a change"
    )
    with chart_card.card(title, caption):
        if changed.empty:
            chart_card.nothing(
                _("No statutory limit changed in this selection"),
                _("Load the item changes with both limits on the page Files."),
            )
            return
        effects = ask("D17", by=("item",))[["item_code", "value", "n"]]
        staleness_badge.explain_calendars(["D17"])
        shown = _with_limits(changed.merge(effects, on="item_code", how="left"))
        chart_card.table(
            shown,
            {
                "item_name": _("Item"),
                "valid_from": _("In force from"),
                "old_statutory": _("Limit before"),
                "statutory": _("Limit since"),
                "value": worded("D17", _("Effect (working days)")),
                "n": _("Cases"),
                "item_code": _("Item code"),
            },
            key="changed_limits",
            title=_("Changed statutory limits"),
            codes=["D17"],
            height=300,
            config=table_columns.dates("valid_from") | table_columns.numbers(0, "value", "n"),
        )
        chart_card.definitions(["D17", "D05"], key="changed_limits")


def log() -> None:
    """Every change of the period, newest first, with its basis."""
    changes = ask("item_changes")
    caption = _(
        "In the period, newest first; a cancelled item stands in no list and belongs to no department"
    )
    if changes.empty:
        with chart_card.card(_("No change of an item is recorded in this period"), caption):
            chart_card.nothing(
                _("Nothing to list"), _("Load the item changes on the page Files, or widen the period.")
            )
        return
    with chart_card.card(business_setup.changes_title(changes), caption):
        chart_card.table(
            _with_limits(changes).assign(change=table_columns.coded("item_change", changes["change"])),
            {
                "valid_from": _("In force from"),
                "change": _("Kind of change"),
                "item_name": _("Item"),
                "department": _("Department"),
                "statutory_change": _("Statutory limit"),
                "promised_change": _("Promised limit"),
                "basis": _("Basis"),
                "item_code": _("Item code"),
            },
            key="item_changes",
            title=_("Changes of items"),
            codes=["item_changes"],
            height=360,
            config=table_columns.dates("valid_from")
            | {
                name: st.column_config.TextColumn(width="medium")
                for name in ("statutory_change", "promised_change")
            },
        )


def _with_limits(rows: pd.DataFrame) -> pd.DataFrame:
    """The limits as they are written, and what became of them."""
    limits: dict[str, Any] = {
        stem: [
            formatting.limit(*limit)
            for limit in zip(*(rows[f"{stem}_{part}"] for part in ("days", "unit", "kind")), strict=True)
        ]
        for stem in ("old_statutory", "statutory", "old_promised", "promised")
    }
    changes: dict[str, Any] = {
        f"{stem}_change": [
            None if before == now else f"{before} → {now}"
            for before, now in zip(limits[f"old_{stem}"], limits[stem], strict=True)
        ]
        for stem in ("statutory", "promised")
    }
    return rows.assign(**limits, **changes)
