"""Blocks of the page 问题与对策: the board of problems, and the milestones that are late or due."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.common.markdown import Marked, bold
from reform.metrics import query, targets
from reform.metrics.scorecard import WORDS, MissingReason
from reform.metrics.status import Status
from reform.monitoring import problems as board
from reform.monitoring.problems import Due, Measure, Problem
from reform.pipeline import load_messages
from reform.reports.insights import problems as findings
from reform.ui.components import chart_card, indicator_links, kpi_cards, milestones, staleness_badge
from reform.ui.components.column_headers import columns
from reform.ui.context import st
from reform.ui.context.view import ask, metric_of, one, target, view

MOST_OWED = 2  # at most so many late milestones beside a counter-measure; the table below has all of them


class ProblemStatus(NamedTuple):
    """An indicator of a problem: name and figure in words, n/N and target in a sentence, its state."""

    name: str
    figure: str
    sentence: str
    state: Status


def show() -> None:
    """Show the board and the milestones, or what to load."""
    steps = ask("milestone_list")
    named, answers = ask("problem_list"), ask("measure_list")
    problems = board.board(named, answers, steps)
    if not problems:
        chart_card.nothing(
            _("No problem is on the list"),
            _("Load the problems, counter-measures and milestones on the page Files."),
        )
        return
    standings = {
        code: standing
        for code in dict.fromkeys(code for problem in problems for code in problem.all_codes)
        if (standing := _standing(code)) is not None
    }
    states = {
        problem.number: board.worst(standings[code].state for code in problem.all_codes if code in standings)
        for problem in problems
    }
    with chart_card.card(
        findings.board_title(problems, states),
        _(
            "Problem, counter-measure, where its indicators stand, who owes what by when. The indicators "
            "follow the filters; problems, counter-measures and milestones are the whole county's."
        ),
    ):
        for problem in problems:
            _problem(problem, states[problem.number], standings)
        chart_card.below(
            _flat(problems, standings, _sources(("problem_no", named), ("measure_no", answers))),
            columns(
                "problem measure name figure sentence state owner due_on owed source",
                problem=_("Problem"),
                name=_("Indicator"),
                figure=_("Figure"),
                sentence=_("Basis and target"),
                owner=_("Owned by"),
                owed=_("Owed next"),
                source=_("Source: file, sheet, row"),
            ),
            key="board",
            title=_("Problems and measures"),
            codes=["problem_list", "measure_list", *standings],
        )
    milestones.show(problems, steps)


def _standing(code: str) -> ProblemStatus | None:
    """The status of an indicator; None for an unknown code."""
    if code not in query.indicators():
        return None
    metric = metric_of(code)
    row, set_target = one(code), target(code)
    unit = either(metric.unit)
    parts = [formatting.share(row["numerator"], row["denominator"])]
    if set_target is not None:
        bare = replace(set_target, document=None)  # the paper stands on the indicator's own page
        parts.append(targets.sentence(row["value"], bare, unit, metric.better))
    state = board.state(code, one, set_target, metric.better, view().settings)
    figure = findings.figure(row["value"], unit)
    return ProblemStatus(either(metric.name), figure, formatting.clauses(parts), state)


# the board ------------------------------------------------------------------------------------


def _problem(problem: Problem, state: Status, standings: dict[str, ProblemStatus]) -> None:
    """Draw a problem and a line for each of its counter-measures."""
    with st.container(border=True):
        measures: Sequence[Measure | None] = problem.measures or (None,)
        for position, measure in enumerate(measures):
            first, second, third, fourth = st.columns([4, 4, 5, 4], gap="medium")
            with first:
                if position == 0:
                    _named(problem, state)
            with second:
                if measure is None:
                    st.caption(_("No counter-measure yet"))
                else:
                    st.markdown(measure.title)
                    st.caption(f"{measure.number} · {findings.progress(measure)}")
            with third:
                _indicators(problem.codes_beside(position), standings)
            with fourth:
                _owed(measure)


def _named(problem: Problem, state: Status) -> None:
    """Draw the problem: state, number, who leads, title and symptoms."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        kpi_cards.badge(state)
        st.caption(f"{problem.number} · {findings.owner(problem.owner)}", width="content")
    title = problem.title or _("not on the list of problems")
    st.markdown(bold(title))
    if problem.what:
        st.caption(problem.what)


def _indicators(codes: Iterable[str], standings: dict[str, ProblemStatus]) -> None:
    if not codes:
        st.caption(_("No indicator named"))
    for code in codes:
        standing = standings.get(code)
        if standing is None:
            st.caption(f"{code}: {_(WORDS[MissingReason.UNKNOWN])}")
            continue
        with st.container(gap=None):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                kpi_cards.badge(standing.state)
                figure = Marked("{name} **{figure}**").format(name=standing.name, figure=standing.figure)
                indicator_links.way(code, figure)
                staleness_badge.badge([code])
            st.caption(standing.sentence)


def _owed(measure: Measure | None) -> None:
    owed = measure.owed if measure else ()
    if not owed:
        all_done = measure is not None and measure.milestones
        st.caption(_("Every milestone is done") if all_done else _("Nobody owes anything yet"))
    for step in owed[:MOST_OWED]:
        late = step.due is Due.LATE
        st.badge(
            findings.when(step),
            color="red" if late else "orange" if step.due is Due.SOON else "gray",
            icon=":material/flag:" if late else ":material/schedule:",
            width="content",
        )
        st.markdown(findings.owes(step))
    if len(owed) > MOST_OWED:
        st.caption(_("{n} more late").format(n=formatting.number(len(owed) - MOST_OWED)))


def _sources(*lists: tuple[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """The source of each row of some lists: column of its number → number → file, sheet and row."""
    return {
        number: {
            str(row[number]): f"{load_messages.place(row['file'], _text(row['sheet']))} {row['source_row']}"
            for row in rows.to_dict("records")
        }
        for number, rows in lists
    }


def _text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None


def _flat(
    problems: Sequence[Problem], standings: dict[str, ProblemStatus], sources: dict[str, dict[str, str]]
) -> pd.DataFrame:
    """The board as a table: one row an indicator. ``sources``: see ``_sources``."""
    rows = []
    for problem in problems:
        measures: Sequence[Measure | None] = problem.measures or (None,)
        for position, measure in enumerate(measures):
            of_problem = sources["problem_no"].get(problem.number)
            of_measure = sources["measure_no"].get(measure.number) if measure else None
            for code in problem.codes_beside(position) or ("",):
                standing = standings.get(code)
                rows.append(
                    {
                        "problem": problem.title or problem.number,
                        "measure": measure.title if measure else None,
                        "name": standing.name if standing else code or None,
                        "figure": standing.figure if standing else None,
                        "sentence": standing.sentence if standing else None,
                        "state": standing.state.word if standing else None,
                        "owner": (measure.owner if measure else None) or problem.owner,
                        "due_on": formatting.day(measure.due_on) if measure else None,
                        "owed": _owed_next(measure),
                        "source": formatting.clauses(filter(None, (of_problem, of_measure))),
                    }
                )
    return pd.DataFrame(rows, dtype=object)


def _owed_next(measure: Measure | None) -> str | None:
    owed = measure.owed if measure else ()
    steps = [f"{step.owner or _('nobody named')} {step.title} ({findings.when(step)})" for step in owed]
    return formatting.clauses(steps) or None
