"""Blocks of the page 问题与对策: the assessment sheet scored by the county itself (考核自评)."""

from collections.abc import Sequence

import pandas as pd

from reform import charts
from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.metrics import scorecard
from reform.metrics.scorecard import Scored, Total
from reform.reports.insights import problems
from reform.ui.components import chart_card, kpi_cards, table_columns
from reform.ui.context import st
from reform.ui.context.view import ask, palette
from reform.ui.sections import scorecard_lines


def show() -> None:
    """The sum, where points are lost, every line, and the sheet to take away."""
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
    whole, losing = scorecard.total(scored), scorecard.losses(scored)
    _sums(whole, scored)
    sections = scorecard.by_section(scored)
    left, right = st.columns(2)
    if sections:
        with left:
            _by_section(sections)
    with right:
        _losses(losing)
    scorecard_lines.show(rows, scored, whole)


def _sums(whole: Total, scored: Sequence[Scored]) -> None:
    unknown = [one for one in scored if one.why is not None and not one.line.is_extra]
    shown = [
        (
            _("Points got"),
            problems.points(whole.got),
            _("of {known} known; the sheet has {points}").format(
                known=problems.points(whole.known), points=problems.points(whole.points)
            ),
        ),
        (
            _("Points lost"),
            problems.points(whole.lost),
            _("of {known} known").format(known=problems.points(whole.known)),
        ),
        (
            _("Cannot be scored yet"),
            problems.points(whole.unknown),
            _("{n} lines left blank, not 0").format(n=formatting.number(len(unknown))),
        ),
        (_("Added or taken off"), problems.points(whole.extra, signed=True), _("beyond the full marks")),
        (
            _("Without evidence"),
            problems.points(whole.unproved),
            _("of the points got, on the county's word alone"),
        ),
    ]
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure("sheet_list", title, value, _("points"), note, has_target=False)
            for title, value, note in shown
        ],
        codes=["sheet_list"],
        key="sheet",
    )


def _by_section(sections: dict[str | None, Total]) -> None:
    title = problems.sections_title(sections)
    rows = pd.DataFrame(
        [
            (problems.section(name), part.got, part.lost, part.unknown, part.points)
            for name, part in sections.items()
        ],
        columns=["section", "got", "lost", "unknown", "points"],
    )
    texts = [
        _("{n} of {all} points").format(n=problems.points(got), all=problems.points(of))
        for got, of in zip(rows["got"], rows["points"], strict=True)
    ]
    with chart_card.card(
        title, _("Points got, lost and not yet scored by part of the sheet; got of all beside")
    ):
        chart_card.chart(charts.points_by_section(rows, texts, palette()), key="sections", alt=title)
        chart_card.below(
            rows,
            {
                "section": _("Part"),
                "got": _("Got"),
                "lost": _("Lost"),
                "unknown": _("Cannot be scored yet"),
                "points": _("Points"),
            },
            key="sections",
            title=_("Points by part"),
            codes=["sheet_list"],
            config=table_columns.numbers(2, "got", "lost", "unknown"),
        )


def _losses(losing: Sequence[Scored]) -> None:
    title = problems.losses_title(losing)
    with chart_card.card(title, _("Points lost by line, the largest losses first; lost of all beside")):
        if not losing:
            chart_card.nothing(
                _("No line loses a point"), _("Lines that cannot be scored yet are not counted.")
            )
            return
        rows = pd.DataFrame(
            {
                "line": [f"{one.line.number} {one.line.text}" for one in losing],
                "lost": [one.lost for one in losing],
                "text": [problems.lost_of(one) for one in losing],
            }
        )
        shown = table_columns.first_or_all(rows, 8, key="losses")
        chart_card.chart(
            charts.bars(list(shown["line"]), list(shown["lost"]), palette(), texts=list(shown["text"])),
            key="losses",
            alt=title,
        )
        chart_card.below(
            rows,
            {"line": _("Line"), "lost": _("Lost"), "text": _("Lost of all")},
            key="losses",
            title=_("Where points are lost"),
            codes=["sheet_list"],
            config=table_columns.numbers(2, "lost"),
        )
