"""Blocks of the page 问题与对策: the assessment sheet scored by the county itself (考核自评)."""

from collections.abc import Sequence

import pandas as pd

from reform import charts, scoring, wording
from reform import findings_problems as findings
from reform.i18n import gettext as _
from reform.scoring import Scored, Total
from reform.ui import cards, panel, sheet_lines, st, tables
from reform.ui.view import ask, palette


def show() -> None:
    """The sum, where points are lost, every line, and the sheet to take away."""
    st.header(_("Self-assessment"), anchor=False)
    st.caption(
        _("The county is assessed as a whole: no filter but the as-of date and the period changes the score.")
    )
    rows = ask("sheet_list")
    if rows.empty:
        panel.nothing(
            _("No assessment sheet is loaded"),
            _("Load the assessment sheet on the page Files: lines, points, indicators and thresholds."),
        )
        return
    scored = [scoring.score(line, sheet_lines.figure) for line in scoring.lines(rows)]
    whole, losing = scoring.total(scored), scoring.losses(scored)
    _sums(whole, scored)
    sections = scoring.by_section(scored)
    left, right = st.columns(2)
    if sections:
        with left:
            _by_section(sections)
    with right:
        _losses(losing)
    sheet_lines.show(rows, scored, whole)


def _sums(whole: Total, scored: Sequence[Scored]) -> None:
    unknown = [one for one in scored if one.why is not None and not one.line.is_extra]
    shown = [
        (
            _("Points got"),
            findings.points(whole.got),
            _("of {known} known; the sheet has {points}").format(
                known=findings.points(whole.known), points=findings.points(whole.points)
            ),
        ),
        (
            _("Points lost"),
            findings.points(whole.lost),
            _("of {known} known").format(known=findings.points(whole.known)),
        ),
        (
            _("Cannot be scored yet"),
            findings.points(whole.unknown),
            _("{n} lines left blank, not 0").format(n=wording.number(len(unknown))),
        ),
        (_("Added or taken off"), findings.points(whole.extra, signed=True), _("beyond the full marks")),
        (
            _("Without evidence"),
            findings.points(whole.unproved),
            _("of the points got, on the county's word alone"),
        ),
    ]
    cards.strip(
        [
            cards.Figure("sheet_list", title, value, _("points"), note, has_target=False)
            for title, value, note in shown
        ],
        codes=["sheet_list"],
        key="sheet",
    )


def _by_section(sections: dict[str | None, Total]) -> None:
    title = findings.sections_title(sections)
    rows = pd.DataFrame(
        [
            (findings.section(name), part.got, part.lost, part.unknown, part.points)
            for name, part in sections.items()
        ],
        columns=["section", "got", "lost", "unknown", "points"],
    )
    texts = [
        _("{n} of {all} points").format(n=findings.points(got), all=findings.points(of))
        for got, of in zip(rows["got"], rows["points"], strict=True)
    ]
    with panel.card(title, _("Points got, lost and not yet scored by part of the sheet; got of all beside")):
        panel.chart(charts.points_by_section(rows, texts, palette()), key="sections", alt=title)
        panel.below(
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
            config=tables.numbers(2, "got", "lost", "unknown"),
        )


def _losses(losing: Sequence[Scored]) -> None:
    title = findings.losses_title(losing)
    with panel.card(title, _("Points lost by line, the largest losses first; lost of all beside")):
        if not losing:
            panel.nothing(_("No line loses a point"), _("Lines that cannot be scored yet are not counted."))
            return
        rows = pd.DataFrame(
            {
                "line": [f"{one.line.number} {one.line.text}" for one in losing],
                "lost": [one.lost for one in losing],
                "text": [findings.lost_of(one) for one in losing],
            }
        )
        shown = tables.first_or_all(rows, 8, key="losses")
        panel.chart(
            charts.bars(list(shown["line"]), list(shown["lost"]), palette(), texts=list(shown["text"])),
            key="losses",
            alt=title,
        )
        panel.below(
            rows,
            {"line": _("Line"), "lost": _("Lost"), "text": _("Lost of all")},
            key="losses",
            title=_("Where points are lost"),
            codes=["sheet_list"],
            config=tables.numbers(2, "lost"),
        )
