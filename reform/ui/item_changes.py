"""Items set, changed and cancelled by law: the log of it, and what changed limits do to the days saved."""

from typing import Any

import pandas as pd

from reform import findings_flow as findings
from reform import wording
from reform.i18n import gettext as _
from reform.ui import panel, st, staleness, tables
from reform.ui.view import ask, one


def limits() -> None:
    """Statutory limits that a law changed: both limits, and the effect on the days saved."""
    changes = ask("item_changes")
    changed = changes[changes["is_limit_change"]]
    title = findings.limits_title(one("D17"))
    caption = _(
        "Days saved are counted against today's list. Effect: the limit on the day of acceptance less "
        "today's, over the item's cases accepted before a change"
    )
    with panel.card(title, caption):
        if changed.empty:
            panel.nothing(
                _("No statutory limit changed in this selection"),
                _("Load the item changes with both limits on the page Files."),
            )
            return
        effects = ask("D17", by=("item",))[["item_code", "value", "n"]]
        staleness.explain_calendars(["D17"])
        shown = _with_limits(changed.merge(effects, on="item_code", how="left"))
        panel.table(
            shown,
            {
                "item_name": _("Item"),
                "valid_from": _("In force from"),
                "old_statutory": _("Limit before"),
                "statutory": _("Limit since"),
                "value": _("Effect (working days)"),
                "n": _("Cases"),
                "item_code": _("Item code"),
            },
            key="changed_limits",
            title=_("Changed statutory limits"),
            codes=["D17"],
            height=300,
            config=tables.dates("valid_from") | tables.numbers(0, "value", "n"),
        )
        panel.definitions(["D17", "D05"], key="changed_limits")


def log() -> None:
    """Every change of the period, newest first, with its basis."""
    changes = ask("item_changes")
    caption = _(
        "In the period, newest first; a cancelled item stands in no list and belongs to no department"
    )
    if changes.empty:
        with panel.card(_("No change of an item is recorded in this period"), caption):
            panel.nothing(
                _("Nothing to list"), _("Load the item changes on the page Files, or widen the period.")
            )
        return
    with panel.card(findings.changes_title(changes), caption):
        panel.table(
            _with_limits(changes).assign(change=tables.coded("item_change", changes["change"])),
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
            config=tables.dates("valid_from")
            | {
                name: st.column_config.TextColumn(width="medium")
                for name in ("statutory_change", "promised_change")
            },
        )


def _with_limits(rows: pd.DataFrame) -> pd.DataFrame:
    """The limits as they are written, and what became of them."""
    limits: dict[str, Any] = {
        stem: [
            wording.limit(*limit)
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
