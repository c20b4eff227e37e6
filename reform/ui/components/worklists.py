"""Lists a person acts on: what is late and who owes it, items, bad reviews, open cases, rating levels."""

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.metrics import calendars
from reform.ui.components import chart_card, staleness_badge
from reform.ui.components.table_columns import bar, coded, dates, numbers
from reform.ui.context.view import ask, palette, per_view

KINDS = {
    "transfer": (
        mark("Transfer overdue"),
        mark("settle it with the department, or move the plan with a reason"),
    ),
    "dispute": (mark("Dispute overdue"), mark("settle it, or put it to the leading group")),
    "review": (mark("Bad review open"), mark("rectify and call back")),
    "case": (mark("Case overdue"), mark("decide it, or record the special procedure")),
}
REVIEW_STATES = {
    "in_time": mark("rectified in time"),
    "late": mark("rectified late"),
    "overdue": mark("overdue"),
    "pending": mark("within the deadline"),
}


def red_list(*, height: int = 388) -> None:
    """What needs somebody: kind, subject, who owes it, how late, the next step."""
    late = _late()
    with chart_card.card(
        _("{n} matters need attention").format(n=formatting.number(len(late))),
        _(
            "Past their day at the as-of date, longest overdue first; transfers, disputes and "
            "reviews in official working days"
        ),
    ):
        if late.empty:
            chart_card.nothing(
                _("Nothing is overdue"),
                _("No item, dispute, review or case is past its day in this selection."),
            )
            return
        columns = {
            "kind": _("Kind"),
            "subject": _("Item"),
            "owner": _("Owed by"),
            "days_late": _("Overdue (working days)"),
            "step": _("Next step"),
            "due_on": _("Was due"),
            "reference": _("Number"),
        }
        late, columns = calendars.by_row(late, columns)
        # bars compare lengths: not of days on several calendars
        is_mixed, most = "calendar_kind" in columns, float(late["days_late"].max())
        days = numbers(0, "days_late") if is_mixed else bar("days_late", most)
        chart_card.table(
            late,
            columns,
            key="red_list",
            title=_("Needs attention"),
            codes=["red_list"],
            height=height,
            config=days | dates("due_on"),
        )


LEVEL_ORDER = ["1", "2", "3", "4", "5"]


def levels(counts: pd.DataFrame, *, key: str) -> None:
    """Valid ratings by level with their shares; the bad levels in the colour that needs somebody."""
    by_level = dict(zip(counts["level"], counts["ratings"], strict=True))
    ratings = [float(by_level.get(level, 0)) for level in LEVEL_ORDER]
    total = sum(ratings)
    if total == 0:
        chart_card.nothing(_("No valid rating is loaded"), _("Load ratings on the page Files."))
        return
    colours = palette()
    labels = [code_lists.label("level", level) for level in LEVEL_ORDER]
    texts = [
        _("{figure} ({share})").format(figure=formatting.number(n), share=formatting.rate(100 * n / total))
        for n in ratings
    ]
    chart_card.chart(
        charts.bars(
            labels,
            ratings,
            colours,
            texts=texts,
            colours=[colours.ink, colours.mid, colours.faint, colours.vermilion, colours.vermilion],
        ),
        key=f"levels_{key}",
        alt=formatting.listed(f"{label} {text}" for label, text in zip(labels, texts, strict=True)),
    )
    chart_card.below(
        lambda: pd.DataFrame(
            {
                "level": [*labels, _("Given by the system"), _("No level given")],
                "ratings": [*ratings, by_level.get("default", 0), by_level.get("none", 0)],
            }
        ),
        {"level": _("Level"), "ratings": _("Ratings")},
        key=f"levels_{key}",
        title=_("Rating levels"),
        codes=["S03", "S04"],
    )


def items(rows: pd.DataFrame) -> None:
    """Every item that counts in the headline: plan, stage, handovers, how late."""
    shown = rows.assign(
        domain=coded("domain", rows["domain"]),
        batch=[formatting.batch(value) for value in rows["batch"]],
        stage=[f"{code} {code_lists.label('stage', code)}" for code in rows["stage"]],
        flags=[f"{count}/5" for count in rows["flags"]],
        statutory=_limits(rows, "statutory"),
        promised=_limits(rows, "promised"),
    )
    with chart_card.card(
        _("All {n} items").format(n=formatting.number(len(rows))),
        _("State at the as-of date, longest overdue first; click a header to sort, the magnifier to search"),
    ):
        chart_card.table(
            shown,
            {
                "item_name": _("Item"),
                "department": _("Original department"),
                "domain": _("Domain"),
                "batch": _("Batch"),
                "planned_on": _("Planned"),
                "original_planned_on": _("First plan"),
                "stage": _("Stage"),
                "stage_on": _("Since"),
                "flags": _("Handovers"),
                "days_late": _("Overdue (working days)"),
                "statutory": _("Statutory limit"),
                "promised": _("Promised limit"),
                "supervising_department": _("Supervising department"),
                "stage_reason": _("Reason"),
                "item_code": _("Item code"),
            },
            key="items",
            title=_("Items"),
            codes=["item_table"],
            height=460,
            config=dates("planned_on", "original_planned_on", "stage_on"),
        )


@per_view
def _late() -> pd.DataFrame:
    """The red list with its kinds and next steps in words."""
    late = ask("red_list")
    return late.assign(
        kind=[_(KINDS[kind][0]) for kind in late["kind"]],
        step=[_(KINDS[kind][1]) for kind in late["kind"]],
        owner=late["owner"].fillna(formatting.MISSING),
    )


def _limits(rows: pd.DataFrame, stem: str) -> list[str]:
    columns = (rows[f"{stem}_{part}"] for part in ("days", "unit", "kind"))
    return [formatting.limit(*limit) for limit in zip(*columns, strict=True)]


def reviews(rows: pd.DataFrame) -> None:
    """Every bad review with its deadline and what became of it."""
    shown = rows.assign(
        state=[_(REVIEW_STATES[state]) for state in rows["state"]],
        channel=coded("rating_channel", rows["channel"]),
        level=[code_lists.label("level", str(int(level))) for level in rows["level"]],
        verified=coded("verified", rows["verified"]),
    )
    chart_card.table(
        shown,
        {
            "state": _("State"),
            "item_name": _("Item"),
            "department": _("Department"),
            "level": _("Level"),
            "channel": _("Channel"),
            "rated_on": _("Rated"),
            "due_on": _("Due"),
            "rectified_on": _("Rectified"),
            "called_back_on": _("Called back"),
            "verified": _("Verified"),
            "comment": _("Comment (scrubbed)"),
            "reference": _("Number"),
        },
        key="reviews",
        title=_("Bad reviews"),
        codes=["bad_review_list"],
        height=360,
        config=dates("rated_on", "due_on", "rectified_on", "called_back_on"),
    )


def open_cases(rows: pd.DataFrame, title: str) -> None:
    """Open cases past their deadline or near it."""
    with chart_card.card(title, _("Open at the as-of date, earliest due first; negative days are overdue")):
        if rows.empty:
            chart_card.nothing(
                _("Nothing is overdue or near due"), _("Every open case has more than 2 days left.")
            )
            return
        columns = {
            "item_name": _("Item"),
            "department": _("Department"),
            "accepted_on": _("Accepted"),
            "deadline": _("Due"),
            "elapsed_days": _("Working days so far"),
            "days_left": _("Days left"),
            "case_no": _("Case number"),
        }
        chart_card.table(
            *calendars.by_row(rows, columns),
            key="open_cases",
            title=_("Open cases overdue or near due"),
            codes=["open_case_list"],
            height=360,
            config=dates("accepted_on", "deadline"),
        )


def items_by_days(limits: pd.DataFrame, changes: pd.DataFrame) -> None:
    """The three limits of each item, and its change since the transfer where enough cases are there."""
    known = changes[["item_code", "mean_before", "mean_after", "value"]].rename(columns={"value": "change"})
    rows = limits.dropna(subset=["item_code"]).merge(known, on="item_code", how="left")
    rows = rows.sort_values("n", ascending=False, ignore_index=True)
    with chart_card.card(
        _("Each item: statutory, promised, actual"),
        _("Completed promised cases, most frequent first; before and after where both sides have 5 cases"),
    ):
        if rows.empty:
            chart_card.nothing(
                _("No completed case has both limits"),
                _("Load items with limits, and cases, on the page Files."),
            )
            return
        staleness_badge.explain_calendars(["three_limits", "D06"])
        chart_card.table(
            rows,
            {
                "item_name": _("Item"),
                "statutory": _("Statutory"),
                "promised": _("Promised"),
                "used": _("Actual"),
                "n": _("Cases"),
                "mean_before": _("Before the transfer"),
                "mean_after": _("After the transfer"),
                "change": _("Change"),
                "item_code": _("Item code"),
            },
            key="items_by_days",
            title=_("Three limits by item"),
            codes=["three_limits", "D06"],
            height=420,
            config=numbers(1, "statutory", "promised", "used")
            | numbers(2, "mean_before", "mean_after", "change"),
        )
