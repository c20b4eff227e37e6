"""Blocks of the page 问题与对策: the assessment sheet scored by the county itself (考核自评)."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import scorecard
from reform.metrics.scorecard import Scored, Total
from reform.reports.insights import problems
from reform.ui.components import cards, chart_card, kpi_cards
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import numbers
from reform.ui.context import st
from reform.ui.context.view import ask
from reform.ui.sections import scorecard_lines


def show() -> None:
    """Show the sum, where points are lost, every line, and the sheet for download."""
    st.header(_("Self-assessment"), anchor=False)
    st.caption(
        _("The county is assessed as a whole: no filter but the as-of date and the period changes the score.")
    )
    rows = ask("sheet_list")
    if rows.empty:
        chart_card.nothing(
            _("No assessment sheet is loaded"),
            _("Load the assessment sheet on the page Files: lines, points, indicators and thresholds."),
        )
        return
    scored = [scorecard.score(line, scorecard_lines.figure) for line in scorecard.lines(rows)]
    whole, sections = scorecard.total(scored), scorecard.by_section(scored)
    _sums(whole, scored)
    cards.beside(_by_section(sections).show if sections else None, _losses(scorecard.losses(scored)).show)
    scorecard_lines.show(rows, scored, whole)


def _sums(whole: Total, scored: Sequence[Scored]) -> None:
    blank = sum(line.why is not None and not line.line.is_extra for line in scored)
    got, known, points = (problems.points(value) for value in (whole.got, whole.known, whole.points))
    shown = {
        _("Points got"): (
            got,
            _("of {known} known; the sheet has {points}").format(known=known, points=points),
        ),
        _("Points lost"): (problems.points(whole.lost), _("of {known} known").format(known=known)),
        _("Cannot be scored yet"): (
            problems.points(whole.unknown),
            _("{n} lines left blank, not 0").format(n=formatting.number(blank)),
        ),
        _("Added or taken off"): (problems.points(whole.extra, signed=True), _("beyond the full marks")),
        _("Without evidence"): (
            problems.points(whole.unproved),
            _("of the points got, on the county's word alone"),
        ),
    }
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure("sheet_list", title, value, _("points"), note, has_target=False)
            for title, (value, note) in shown.items()
        ],
        codes=["sheet_list"],
        key="sheet",
    )


def _by_section(sections: dict[str | None, Total]) -> Card:
    rows = [
        {
            "section": problems.section(name),
            "got": part.got,
            "lost": part.lost,
            "unknown": part.unknown,
            "points": part.points,
            "text": _("{n} of {all} points").format(
                n=problems.points(part.got), all=problems.points(part.points)
            ),
        }
        for name, part in sections.items()
    ]
    return Card(
        key="sections",
        title=problems.sections_title(sections),
        caption=_("Points got, lost and not yet scored by part of the sheet; got of all beside"),
        rows=pd.DataFrame(rows),
        columns=columns("section got lost unknown points"),
        table=_("Points by part"),
        codes=["sheet_list"],
        config=numbers(2, "got", "lost", "unknown"),
        chart=charts.points_by_section,
    )


def _losses(losing: Sequence[Scored]) -> Card:
    rows = [(f"{each.line.number} {each.line.text}", each.lost, problems.lost_of(each)) for each in losing]
    return Card(
        key="losses",
        title=problems.losses_title(losing),
        caption=_("Points lost by line, the largest losses first; lost of all beside"),
        rows=pd.DataFrame(rows, columns=["line", "lost", "text"]),
        columns=columns("line lost text", text=_("Lost of all")),
        table=_("Where points are lost"),
        codes=["sheet_list"],
        config=numbers(2, "lost"),
        chart=partial(charts.bars, by="line", value="lost"),
        first=8,
        empty=(_("No line loses a point"), _("Lines that cannot be scored yet are not counted.")),
    )
