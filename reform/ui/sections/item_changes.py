"""Items set, changed and cancelled by law: their log, and the effect of changed limits on the days saved."""

from typing import Any

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import business_setup
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import coded, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one, worded

LIMITS = ("statutory", "promised")


def limits() -> Card:
    """Statutory limits that a law changed: both limits, and the effect on the days saved."""
    changes = ask("item_changes")
    effects = ask("D17", by=("item",))[["item_code", "value", "n"]]
    changed = changes[changes["is_limit_change"]].merge(effects, on="item_code", how="left")
    return Card(
        key="changed_limits",
        title=business_setup.limits_title(one("D17")),
        caption=_(
            "Days saved are counted against today's list. Effect: the limit on the day of acceptance less "
            "today's, over the item's cases accepted before a change"
        ),
        rows=_with_limits(changed),
        columns=columns(
            "item_name valid_from old_statutory statutory value n item_code",
            statutory=_("Limit since"),
            value=worded("D17", _("Effect (working days)")),
        ),
        table=_("Changed statutory limits"),
        codes=["D17"],
        calendars=["D17"],
        height=300,
        config=numbers(0, "value", "n"),
        definitions=["D17", "D05"],
        empty=(
            _("No statutory limit changed in this selection"),
            _("Load the item changes with both limits on the page Files."),
        ),
    )


def log() -> Card:
    """Every change of the period, newest first, with its basis."""
    changes = ask("item_changes")
    nothing = _("No change of an item is recorded in this period")
    changed_limits = [f"{stem}_change" for stem in LIMITS]
    return Card(
        key="item_changes",
        title=business_setup.changes_title(changes) if len(changes) else nothing,
        caption=_(
            "In the period, newest first; a cancelled item stands in no list and belongs to no department"
        ),
        rows=_with_limits(changes).assign(change=coded("item_change", changes["change"])),
        columns=columns(
            "valid_from change item_name department statutory_change promised_change basis item_code",
            change=_("Kind of change"),
        ),
        table=_("Changes of items"),
        codes=["item_changes"],
        height=360,
        config={name: st.column_config.TextColumn(width="medium") for name in changed_limits},
        empty=(
            _("Nothing to list"),
            _("Load the item changes on the page Files, or widen the period."),
        ),
    )


def _with_limits(rows: pd.DataFrame) -> pd.DataFrame:
    """The limits before and after each change, in words."""
    written: dict[str, Any] = {
        stem: [
            formatting.limit(*limit)
            for limit in zip(*(rows[f"{stem}_{part}"] for part in ("days", "unit", "kind")), strict=True)
        ]
        for stem in ("old_statutory", "statutory", "old_promised", "promised")
    }
    changes: dict[str, Any] = {
        f"{stem}_change": [
            None if before == now else f"{before} → {now}"
            for before, now in zip(written[f"old_{stem}"], written[stem], strict=True)
        ]
        for stem in LIMITS
    }
    return rows.assign(**written, **changes)
