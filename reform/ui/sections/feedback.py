"""Blocks of the page 群众满意度: more of the ratings, the survey, letters and calls, what was made known."""

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.metrics import status
from reform.reports.insights import feedback
from reform.ui.components import chart_card, kpi_cards
from reform.ui.components.table_columns import bar, coded, dates, numbers
from reform.ui.context import st
from reform.ui.context.view import ask, one, palette
from reform.ui.sections import outreach


def ratings() -> None:
    """The second row of the ratings' figures."""
    s07, s08, s09 = (one(code) for code in ("S07", "S08", "S09"))
    kpi_cards.strip(
        [
            kpi_cards.rate("S02", _("Rated by people")),
            kpi_cards.KpiFigure(
                "S07",
                _("Named bad reviews called back"),
                formatting.rate(s07["value"]),
                "",
                _("{share}; {n} not marked").format(
                    share=formatting.share(s07["numerator"], s07["denominator"]),
                    n=formatting.number(s07["left_out"]),
                ),
            ),
            kpi_cards.KpiFigure(
                "S08",
                _("Found unfounded"),
                formatting.rate(s08["value"]),
                "",
                _("{share}; {n} not verified yet").format(
                    share=formatting.share(s08["numerator"], s08["denominator"]),
                    n=formatting.number(s08["unverified"]),
                ),
            ),
            kpi_cards.KpiFigure(
                "S09",
                _("Satisfaction score"),
                formatting.number(s09["value"], 2),
                _("points"),
                _("{n} valid ratings; the county's own weights").format(n=formatting.number(s09["n"])),
            ),
            kpi_cards.rate("S11", _("Departments rated")),
        ],
        codes=["S02", "S07", "S08", "S09", "S11"],
        key="ratings_more",
    )


def show() -> None:
    """What people say beside the ratings."""
    st.header(_("Survey, letters and calls"), anchor=False)
    st.caption(
        _("They know a department, but no domain, batch or rating channel: other filters do not change them.")
    )
    s12, s13, s13b = (one(code) for code in ("S12", "S13", "S13b"))
    kpi_cards.strip(
        [
            kpi_cards.KpiFigure(
                "S12",
                _("Survey score"),
                formatting.number(s12["value"], 1),
                _("points"),
                feedback.survey_note(s12),
            ),
            kpi_cards.KpiFigure(
                "S13",
                _("Letters and calls closed"),
                formatting.rate(s13["value"]),
                "",
                _("{share}; {overdue} past their day for an answer, {pending} within it").format(
                    share=formatting.share(s13["numerator"], s13["denominator"]),
                    overdue=formatting.number(s13["overdue"]),
                    pending=formatting.number(s13["pending"]),
                ),
                status.reviews(s13["n"], s13["overdue"], s13["pending"]),
            ),
            kpi_cards.KpiFigure(
                "S13b",
                _("Days to an answer"),
                formatting.number(s13b["value"], 1),
                _("working days"),
                _("{n} answered, the longest took {most}").format(
                    n=formatting.number(s13b["n"]), most=formatting.days(s13b["most"])
                ),
            ),
        ],
        codes=["S12", "S13", "S13b"],
        key="voices",
    )
    _survey(ask("survey_questions"))
    left, right = st.columns(2)
    with left:
        _letters(ask("letter_channels"), s13)
    with right:
        _answer_times(ask("letter_channels"))
    if s13["n"]:
        _waiting(ask("letters_open"))
    outreach.show(ask("outreach_channels"))


def _survey(rows: pd.DataFrame) -> None:
    title = feedback.survey_title(rows)
    caption = _(
        "Mean points of each question with its 95% interval, lowest first; very satisfied counts 100, very "
        "dissatisfied 20. Below 10 answers nothing is shown, below 30 the mean is grey. "
        "The scale does not begin at 0."
    )
    with chart_card.card(title, caption):
        if rows.empty:
            chart_card.nothing(
                _("No survey in this selection"),
                _("Load the survey on the page Files, or widen the filters."),
            )
            return
        notes = [feedback.question_note(row) for _n, row in rows.iterrows()]
        if rows["mean"].notna().any():
            chart_card.chart(
                charts.means_with_intervals(rows, list(rows["question"]), notes, palette()),
                key="survey",
                alt=title,
            )
        chart_card.below(
            rows.assign(note=notes),
            {
                "question": _("Question"),
                "n": _("Answers"),
                "mean": _("Mean"),
                "lower": _("Interval from"),
                "upper": _("Interval to"),
                "note": _("Remark"),
            },
            key="survey",
            title=_("Survey by question"),
            codes=["survey_questions", "S12"],
            config=numbers(1, "mean", "lower", "upper"),
        )


def _channels(rows: pd.DataFrame) -> list[str]:
    return [code_lists.label("letter_channel", code) for code in rows["channel"]]


def _letters(rows: pd.DataFrame, s13: pd.Series) -> None:
    title = feedback.letters_title(s13)
    with chart_card.card(title, _("Share closed of what came in, by channel")):
        if rows.empty:
            chart_card.nothing(
                _("No letter or call in this selection"),
                _("Load the letters and calls on the page Files, or widen the filters."),
            )
            return
        chart_card.chart(
            charts.bars(
                _channels(rows),
                list(rows["closed_rate"]),
                palette(),
                texts=[
                    formatting.with_share(formatting.rate(value, 1), n, of)
                    for value, n, of in zip(
                        rows["closed_rate"], rows["closed"], rows["received"], strict=True
                    )
                ],
            ),
            key="letters",
            alt=title,
        )
        chart_card.below(
            rows.assign(channel=_channels(rows)),
            {
                "channel": _("Channel"),
                "received": _("Received"),
                "answered": _("Answered"),
                "closed": _("Closed"),
                "overdue": _("Overdue"),
                "closed_rate": _("Closed (%)"),
            },
            key="letters",
            title=_("Letters and calls by channel"),
            codes=["S13"],
            config=numbers(1, "closed_rate"),
        )


def _answer_times(rows: pd.DataFrame) -> None:
    known = rows[rows["mean_days"].notna()]
    if known.empty:
        return
    slowest = known.sort_values("mean_days", ascending=False).iloc[0]
    title = _("{channel} waits longest for an answer: {days} working days on average").format(
        channel=code_lists.label("letter_channel", slowest["channel"]),
        days=formatting.number(slowest["mean_days"], 1),
    )
    with chart_card.card(
        title, _("Mean working days from receipt to the answer, by channel; the longest beside")
    ):
        chart_card.chart(
            charts.bars(
                _channels(known),
                list(known["mean_days"]),
                palette(),
                texts=[
                    _("{mean} (n = {n}), longest {most}").format(
                        mean=formatting.number(mean, 1), n=formatting.number(n), most=formatting.number(most)
                    )
                    for mean, n, most in zip(
                        known["mean_days"], known["answered"], known["most_days"], strict=True
                    )
                ],
            ),
            key="answer_times",
            alt=title,
        )
        chart_card.below(
            known.assign(channel=_channels(known)),
            {
                "channel": _("Channel"),
                "answered": _("Answered"),
                "mean_days": _("Mean"),
                "most_days": _("Longest"),
            },
            key="answer_times",
            title=_("Working days to an answer"),
            codes=["S13b"],
            config=numbers(1, "mean_days"),
        )


def _waiting(rows: pd.DataFrame) -> None:
    with chart_card.card(
        feedback.waiting_title(rows),
        _("Not answered at the as-of date, longest overdue first; without a date of its own 15 working days"),
    ):
        if rows.empty:
            return
        most = rows["days_late"].max()
        chart_card.table(
            rows.assign(
                channel=_channels(rows),
                kind=coded("letter_kind", rows["kind"]),
                department=rows["department"].fillna(formatting.MISSING),
            ),
            {
                "department": _("Owed by"),
                "channel": _("Channel"),
                "kind": _("Kind"),
                "days_late": _("Overdue (working days)"),
                "due_on": _("Due"),
                "received_on": _("Received"),
                "content": _("Content (scrubbed)"),
                "letter_no": _("Number"),
            },
            key="letters_open",
            title=_("Letters and calls without an answer"),
            codes=["letters_open", "S13"],
            config=dates("due_on", "received_on")
            | bar("days_late", 0 if formatting.is_missing(most) else float(most)),
            height=300,
        )
