"""Blocks of the page 群众满意度: ratings and bad reviews, the survey, letters and calls."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import common, feedback
from reform.ui.components import cards, kpi_cards, worklists
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import (
    bar,
    coded,
    figures,
    named_departments,
    numbers,
    where_measured,
)
from reform.ui.context import st
from reform.ui.context.view import ask, one, target_value
from reform.ui.sections import outreach

# the ratings ----------------------------------------------------------------------------------


def ratings() -> None:
    """Show the figures of the ratings in two rows."""
    s03, s05, s06 = (one(code) for code in ("S03", "S05", "S06"))
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "S05",
                _("Bad reviews"),
                formatting.number(s05["numerator"]),
                _("reviews"),
                formatting.filled(_("{value} per 10,000 cases"), s05, value=2),
                status.reviews(s03["n"], s06["overdue"], s06["pending"]),
            ),
            kpi_cards.rate(
                "S06",
                _("Rectified in time"),
                _("{share}; {overdue} overdue, {pending} within the deadline"),
            ),
            kpi_cards.rate("S03", _("Satisfied")),
            kpi_cards.rate("S04", _("Very satisfied")),
            kpi_cards.rate("S01", _("Cases rated")),
        ],
        codes=["S01", "S03", "S04", "S05", "S06", "S10"],
    )
    weighed = _("{n} valid ratings; the county's own weights")
    kpi_cards.strip(
        [
            kpi_cards.rate("S02", _("Rated by people")),
            kpi_cards.rate("S07", _("Named bad reviews called back"), _("{share}; {left_out} not marked")),
            kpi_cards.rate("S08", _("Found unfounded"), _("{share}; {unverified} not verified yet")),
            kpi_cards.number("S09", _("Satisfaction score"), _("points"), weighed, digits=2),
            kpi_cards.rate("S11", _("Departments rated")),
        ],
        key="ratings_more",
    )


def levels_and_channels() -> None:
    """Ratings by level, and bad reviews by channel."""
    cards.beside(levels(_("How people rated"), key="satisfaction").show, _rating_channels().show)


def levels(title: str, *, key: str) -> Card:
    """Ratings by level."""
    caption = _("Valid ratings by level; {n} given by the system are left out")
    by_default = formatting.number(one("S03").get("by_default"))
    return worklists.levels(title, caption.format(n=by_default), ask("rating_levels"), key=key)


def _rating_channels() -> Card:
    rows = ask("ratings_by_channel")
    per_10000 = [formatting.number(value, 1) for value in rows["bad_per_10000"]]
    return Card(
        key="channels",
        title=common.channel_title(rows),
        caption=_("Bad reviews per 10,000 valid ratings, by rating channel"),
        rows=rows.assign(
            label=[label or _("not given") for label in coded("rating_channel", rows["channel"])],
            text=charts.with_shares(per_10000, rows, "bad", "ratings"),
        ),
        columns=columns("label ratings bad bad_per_10000", label=_("Channel")),
        table=_("By channel"),
        codes=["S10"],
        config=numbers(1, "bad_per_10000"),
        chart=partial(charts.bars, by="label", value="bad_per_10000"),
    )


def satisfied_by_month() -> Card:
    """The share of satisfied ratings, month by month."""
    months = ask("S03", by=("month",))
    return Card(
        key="months",
        title=common.month_rate_title(months),
        caption=_("Share of valid ratings; the scale does not begin at 0"),
        rows=months,
        columns=figures("month"),
        table=_("Satisfied by month"),
        codes=["S03"],
        config=numbers(2, "value"),
        chart=partial(charts.monthly_rate, target=target_value("S03")),
    )


def ratings_by_department() -> Card:
    """Ratings, bad reviews and their rectification by department."""
    rows = ask("ratings_by_department")
    return Card(
        key="departments",
        title=common.bad_department_title(rows),
        caption=_("Valid ratings, bad reviews and their rectification by department"),
        rows=named_departments(rows),
        columns=columns("department ratings very_satisfied bad rectified_in_time overdue"),
        table=_("Ratings by department"),
        codes=["ratings_by_department"],
        height=420,
    )


# survey, letters and calls --------------------------------------------------------------------


def show() -> None:
    """Show the survey, letters and calls."""
    st.header(_("Survey, letters and calls"), anchor=False)
    st.caption(
        _("They know a department, but no domain, batch or rating channel: other filters do not change them.")
    )
    s12, s13, s13b = (one(code) for code in ("S12", "S13", "S13b"))
    answered = _("{n} answered, the longest took {most}").format(
        n=formatting.number(s13b["n"]), most=formatting.days(s13b["most"])
    )
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "S12",
                _("Survey score"),
                formatting.number(s12["value"], 1),
                _("points"),
                feedback.survey_note(s12),
            ),
            kpi_cards.rate(
                "S13",
                _("Letters and calls closed"),
                _("{share}; {overdue} past their day for an answer, {pending} within it"),
                status.reviews(s13["n"], s13["overdue"], s13["pending"]),
            ),
            kpi_cards.KpiFigure(
                "S13b",
                _("Days to an answer"),
                formatting.number(s13b["value"], 1),
                _("working days"),
                answered,
            ),
        ],
        key="voices",
    )
    _survey().show()
    channels = ask("letter_channels")
    channels = channels.assign(channel=_channels(channels))
    answered_channels = channels[channels["mean_days"].notna()]
    cards.beside(
        _letters(channels).show,
        _answer_times(answered_channels).show if len(answered_channels) else None,
    )
    if s13["n"]:
        _waiting().show()
    outreach.show()


def _channels(rows: pd.DataFrame) -> list[str]:
    return [code_lists.label("letter_channel", code) for code in rows["channel"]]


def _survey() -> Card:
    rows = ask("survey_questions")
    rows = rows.assign(note=[feedback.question_note(row) for _n, row in rows.iterrows()])
    nothing = (
        _("No survey in this selection"),
        _("Load the survey on the page Files, or widen the filters."),
    )
    return Card(
        key="survey",
        title=feedback.survey_title(rows),
        caption=_(
            "Mean points of each question with its 95% interval, lowest first; very satisfied counts 100, "
            "very dissatisfied 20. Below 10 answers nothing is shown, below 30 the mean is grey. "
            "The scale does not begin at 0."
        ),
        rows=rows,
        columns=columns("question n mean lower upper note", n=_("Answers"), note=_("Remark")),
        table=_("Survey by question"),
        codes=["survey_questions", "S12"],
        config=numbers(1, "mean", "lower", "upper"),
        chart=charts.means_with_intervals,
        drawn=where_measured(rows, "mean"),
        empty=nothing if rows.empty else None,
    )


def _letters(rows: pd.DataFrame) -> Card:
    return Card(
        key="letters",
        title=feedback.letters_title(one("S13")),
        caption=_("Share closed of what came in, by channel"),
        rows=rows.assign(text=charts.rates(rows, "closed_rate", "closed", "received", 1)),
        columns=columns("channel received answered closed overdue closed_rate"),
        table=_("Letters and calls by channel"),
        codes=["S13"],
        config=numbers(1, "closed_rate"),
        chart=partial(charts.bars, by="channel", value="closed_rate"),
        empty=(
            _("No letter or call in this selection"),
            _("Load the letters and calls on the page Files, or widen the filters."),
        ),
    )


def _answer_times(rows: pd.DataFrame) -> Card:
    slowest = rows.sort_values("mean_days", ascending=False).iloc[0]
    texts = charts.sentences(_("{mean_days} (n = {answered}), longest {most_days}"), rows, mean_days=1)
    return Card(
        key="answer_times",
        title=_("{channel} waits longest for an answer: {days} working days on average").format(
            channel=slowest["channel"], days=formatting.number(slowest["mean_days"], 1)
        ),
        caption=_("Mean working days from receipt to the answer, by channel; the longest beside"),
        rows=rows.assign(text=texts),
        columns=columns("channel answered mean_days most_days"),
        table=_("Working days to an answer"),
        codes=["S13b"],
        config=numbers(1, "mean_days"),
        chart=partial(charts.bars, by="channel", value="mean_days"),
    )


def _waiting() -> Card:
    rows = ask("letters_open")
    return Card(
        key="letters_open",
        title=feedback.waiting_title(rows),
        caption=_(
            "Not answered at the as-of date, longest overdue first; without a date of its own 15 working days"
        ),
        rows=rows.assign(
            channel=_channels(rows),
            kind=coded("letter_kind", rows["kind"]),
            department=rows["department"].fillna(formatting.MISSING),
        ),
        columns=columns(
            "department channel kind days_late due_on received_on content letter_no", department=_("Owed by")
        ),
        table=_("Letters and calls without an answer"),
        codes=["letters_open", "S13"],
        config=bar(rows, "days_late"),
        height=300,
    )
