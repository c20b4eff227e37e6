"""The workbook: a cover that says what it is, then one sheet a table with real numbers and dates."""

from collections.abc import Sequence

import pandas as pd

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import query
from reform.reports import spreadsheets
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.tables import Table


def workbook(material: Material, tables: Sequence[Table]) -> bytes:
    """The tables as an .xlsx file for Excel and WPS, each sheet ready to print on A4 landscape."""
    title = _("{county}: reform progress").format(county=material.name)
    cover_notes = [material.source(), *([material.beyond] if material.beyond else [])]
    sheets = [spreadsheets.Sheet(_("Cover"), title, _cover(material, tables), cover_notes)]
    for table in tables:
        old = (age.sentence for age in material.stale(table.codes))
        notes = [material.source(), *old, *material.waiting(table.codes)]
        sheets.append(spreadsheets.Sheet(table.title, table.title, table.frame, notes))
    return spreadsheets.book_bytes(sheets)


def _cover(material: Material, tables: Sequence[Table]) -> pd.DataFrame:
    """What the workbook rests on, what it holds, and the definitions of all its figures."""
    rows = [
        (_("As of"), formatting.day(material.scope.as_of)),
        (_("Snapshot"), material.snapshot),
        (_("Data"), _("sample county (fictional data)") if material.is_sample else material.county),
        *(material.filters() or [(_("Filters"), _("none: the whole county"))]),
        *((_("Sheet"), table.title) for table in tables),
    ]
    for metric in map(material.metric, query.indicators()):
        name = f"{metric.code} {either(metric.name)} ({either(metric.unit)})"
        rows.append((name, f"{either(metric.definition)} [{either(metric.source)}]"))
    return pd.DataFrame(rows, columns=[_("Subject"), _("Content")])
