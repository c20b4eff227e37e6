"""Lists a person acts on: what is late and who owes it, items, bad reviews, open cases, rating levels."""

from functools import partial

import pandas as pd

from reform import charts
from reform.common import code_lists, formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.metrics import calendars
from reform.ui.components.cards import Card
from reform.ui.components.column_headers import columns
from reform.ui.components.table_columns import bar, coded, in_words, numbers
from reform.ui.context.view import ask, per_view

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
# The levels of a rating, best first, with their colours.
LEVELS = {"1": "ink", "2": "mid", "3": "faint", "4": "vermilion", "5": "vermilion"}


def red_list(*, height: int = 388) -> Card:
    """What is past its day: kind, subject, who owes it, how late, the next step."""
    rows, headers = calendars.by_row(
        _late(),
        columns(
            "kind subject owner days_late step due_on reference", step=_("Next step"), due_on=_("Was due")
        ),
    )
    return Card(
        key="red_list",
        title=_("{n} matters need attention").format(n=formatting.number(len(rows))),
        caption=_(
            "Past their day at the as-of date, earliest due first; transfers, disputes and "
            "reviews in official working days"
        ),
        rows=rows,
        columns=headers,
        table=_("Needs attention"),
        codes=["red_list"],
        height=height,
        # no bars over days of several calendars: their lengths would be compared
        config=numbers(0, "days_late") if "calendar_kind" in headers else bar(rows, "days_late"),
        empty=(
            _("Nothing is overdue"),
            _("No item, dispute, review or case is past its day in this selection."),
        ),
    )


def levels(title: str, caption: str, counts: pd.DataFrame, *, key: str) -> Card:
    """Valid ratings by level with their shares."""
    by_level = dict(zip(counts["level"], counts["ratings"], strict=True))
    ratings = [float(by_level.get(level, 0)) for level in LEVELS]
    total = sum(ratings)
    labels = [code_lists.label("level", level) for level in LEVELS]
    texts = [
        _("{figure} ({share})").format(
            figure=formatting.number(n), share=formatting.rate(100 * n / total if total else None)
        )
        for n in ratings
    ]
    drawn = {"level": labels, "ratings": ratings, "text": texts, "role": list(LEVELS.values())}
    others = {"default": _("Given by the system"), "none": _("No level given")}
    rows = {
        "level": [*labels, *others.values()],
        "ratings": [*ratings, *(by_level.get(level, 0) for level in others)],
    }
    return Card(
        key=f"levels_{key}",
        title=title,
        caption=caption,
        rows=pd.DataFrame(rows),
        drawn=pd.DataFrame(drawn),
        is_known=total > 0,
        columns=columns("level ratings", ratings=_("Ratings")),
        table=_("Rating levels"),
        codes=["S03", "S04"],
        chart=partial(charts.bars, by="level", value="ratings"),
        alt=formatting.listed(f"{label} {text}" for label, text in zip(labels, texts, strict=True)),
        empty=(_("No valid rating is loaded"), _("Load ratings on the page Files.")),
    )


def items(rows: pd.DataFrame) -> Card:
    """Every item that counts in the headline: plan, stage, handovers, how late."""
    return Card(
        key="items",
        title=_("All {n} items").format(n=formatting.number(len(rows))),
        caption=_(
            "State at the as-of date, longest overdue first; click a header to sort, the magnifier to search"
        ),
        rows=rows.assign(
            domain=coded("domain", rows["domain"]),
            batch=[formatting.batch(value) for value in rows["batch"]],
            stage=[f"{code} {code_lists.label('stage', code)}" for code in rows["stage"]],
            flags=[f"{count}/5" for count in rows["flags"]],
            statutory=_limits(rows, "statutory"),
            promised=_limits(rows, "promised"),
        ),
        columns=columns(
            "item_name department domain batch planned_on original_planned_on stage stage_on flags days_late "
            "statutory promised supervising_department stage_reason item_code",
            department=_("Original department"),
            statutory=_("Statutory limit"),
            promised=_("Promised limit"),
            supervising_department=_("Supervising department"),
        ),
        table=_("Items"),
        codes=["item_table"],
        height=460,
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
    parts = (rows[f"{stem}_{part}"] for part in ("days", "unit", "kind"))
    return [formatting.limit(*limit) for limit in zip(*parts, strict=True)]


def reviews(title: str) -> Card:
    """Every bad review with its deadline and what became of it."""
    rows = ask("bad_review_list")
    return Card(
        key="reviews",
        title=title,
        caption=_(
            "Every bad review, overdue first; without a deadline of its own 15 working days after the rating"
        ),
        rows=rows.assign(
            state=in_words(REVIEW_STATES, rows["state"]),
            channel=coded("rating_channel", rows["channel"]),
            level=[code_lists.label("level", str(int(level))) for level in rows["level"]],
            verified=coded("verified", rows["verified"]),
        ),
        columns=columns(
            "state item_name department level channel rated_on due_on rectified_on called_back_on verified "
            "comment reference"
        ),
        table=_("Bad reviews"),
        codes=["bad_review_list"],
        height=360,
        empty=(_("No bad review in this selection"), _("Nobody rated dissatisfied or very dissatisfied.")),
    )


def open_cases(title: str) -> Card:
    """Open cases past their deadline or near it."""
    rows, headers = calendars.by_row(
        ask("open_case_list"),
        columns("item_name department accepted_on deadline elapsed_days days_left case_no"),
    )
    return Card(
        key="open_cases",
        title=title,
        caption=_("Open at the as-of date, earliest due first; negative days are overdue"),
        rows=rows,
        columns=headers,
        table=_("Open cases overdue or near due"),
        codes=["open_case_list"],
        height=360,
        empty=(_("Nothing is overdue or near due"), _("Every open case has more than 2 days left.")),
    )


def items_by_days() -> Card:
    """The three limits of each item, and its change since the transfer where enough cases are there."""
    changes = ask("D06", by=("item",))[["item_code", "mean_before", "mean_after", "value"]]
    limits = ask("three_limits", by=("item",)).dropna(subset=["item_code"])
    rows = limits.merge(changes.rename(columns={"value": "change"}), on="item_code", how="left")
    return Card(
        key="items_by_days",
        title=_("Each item: statutory, promised, actual"),
        caption=_(
            "Completed promised cases, most frequent first; before and after where both sides have 5 cases"
        ),
        rows=rows.sort_values("n", ascending=False, ignore_index=True),
        columns=columns("item_name statutory promised used n mean_before mean_after change item_code"),
        table=_("Three limits by item"),
        codes=["three_limits", "D06"],
        height=420,
        config=numbers(1, "statutory", "promised", "used")
        | numbers(2, "mean_before", "mean_after", "change"),
        empty=(
            _("No completed case has both limits"),
            _("Load items with limits, and cases, on the page Files."),
        ),
        calendars=["three_limits", "D06"],
    )
