"""The weekly check as a letter: Markdown for a chat, HTML with its styles inside for mail; no scripts."""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import language
from reform.metrics import calendars
from reform.monitoring import tasks
from reform.monitoring.signoffs import UnitStatus, week_line
from reform.monitoring.tasks import Task
from reform.monitoring.weekly_review import WeeklyReview

_MARKS = re.compile(r"([\\`*_\[\]<>|!&~$])")
# A reader of GitHub's Markdown makes links of these, escaped or not; of code it makes none.
_ADDRESS = re.compile(
    r"((?:(?<![a-z])[a-z]+://|mailto:|xmpp:|www\.)[!-[\]-_a-{}~]+|(?<![\w.+-])[\w.+-]+@[\w.-]+)",
    re.ASCII | re.IGNORECASE,
)
_FONT = "font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"
_BODY = f"{_FONT};font-size:14px;line-height:1.6;color:#222;max-width:960px;margin:16px"
_CELL = "border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top"
_LATE = f"{_CELL};font-weight:bold;color:#b3261e"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the digest says above its lists. ``departments``: those asked for, none for everybody. ``beyond``:
    that the as-of date lies after the data, else empty."""

    county: str
    is_sample: bool
    as_of: date
    snapshot: str
    departments: tuple[str, ...]
    review: WeeklyReview
    beyond: str = ""

    @property
    def title(self) -> str:
        """County and week; the sample says so."""
        parts = [self.county, _("This week's check")]
        return " · ".join([*parts, *([_("Sample data")] if self.is_sample else [])])

    @property
    def lines(self) -> list[str]:
        """The finding, and of when it is."""
        done = sum(status.sign_off is not None for status in self.statuses)
        checked = _("{done} of {n} units have checked this week").format(
            done=formatting.number(done), n=formatting.number(len(self.statuses))
        )
        when = [
            _("as of {day}").format(day=formatting.day(self.as_of)),
            week_line(self.review.monday),
            _("snapshot {id}").format(id=self.snapshot),
        ]
        return [
            tasks.finding(self.review.shown),
            checked,
            " · ".join(when),
            *([self.beyond] if self.beyond else []),
        ]

    @property
    def statuses(self) -> list[UnitStatus]:
        """The units asked for; of everybody those with tasks first, as on the page."""
        every = self.review.statuses
        return [status for status in every if not self.departments or status.unit in self.departments]

    @property
    def nobody(self) -> list[Task]:
        """What no unit is named for."""
        return [] if self.departments else self.review.of(tasks.NOBODY)

    @property
    def calendar_kinds(self) -> set[str]:
        """On which calendars its lists count days left."""
        return tasks.calendar_kinds(each for _heading, rows in self.sections() for each in rows)

    def sections(self) -> Iterator[tuple[str, list[Task]]]:
        """A heading and a list for each unit that has one."""
        for status in self.statuses:
            if status.tasks:
                yield f"{self.review.called(status.unit)} · {_heading(status)}", self.review.of(status.unit)
        if self.nobody:
            yield tasks.unit(tasks.NOBODY), self.nobody

    @property
    def without(self) -> str:
        """The units that have nothing to check."""
        names = [self.review.called(status.unit) for status in self.statuses if not status.tasks]
        return _("Nothing to check: {units}").format(units=formatting.listed(names)) if names else ""


def _heading(status: UnitStatus) -> str:
    counted = _("{n} matters, {late} late").format(
        n=formatting.number(status.tasks), late=formatting.number(status.late)
    )
    if status.sign_off is None:
        return " · ".join([counted, _("not yet checked")])
    note = str(status.sign_off.fields.get("note") or "")
    checked = _("checked by {who}").format(who=status.sign_off.author)
    return " · ".join(filter(None, [counted, checked, note]))


def headers(kinds: Collection[str] = ()) -> list[str]:
    """The columns of every list; ``kinds``: the calendars on which the letter counts days left."""
    return [
        _("Kind"),
        _("What"),
        calendars.worded(_("Days left (working days)"), kinds),
        _("Due"),
        _("Since last week"),
        _("Note"),
        _("Number"),
    ]


def cells(task: Task, kinds: Collection[str] = ()) -> list[str]:
    """A task in these columns; with its unit where the letter counts on several calendars."""
    left = tasks.left(task.days_left)
    if len(kinds) > 1 and task.days_left is not None:
        left = _("{days} ({unit})").format(days=left, unit=calendars.unit(task.calendar_kind))
    return [
        task.title,
        task.subject,
        left,
        formatting.day(task.due_on),
        _("new") if task.is_new else "",
        task.note,
        task.reference,
    ]


def markdown(letter: Letter) -> str:
    """The letter as Markdown; nothing a file holds comes to life in it."""
    lines = [f"# {_plain(letter.title)}", ""]
    lines += [f"- {_plain(line)}" for line in letter.lines]
    kinds = letter.calendar_kinds
    columns = headers(kinds)
    for heading, rows in letter.sections():
        lines += ["", f"## {_plain(heading)}", "", _row(columns), _row(["---"] * len(columns))]
        lines += [_row([_plain(cell) for cell in cells(task, kinds)]) for task in rows]
    if letter.without:
        lines += ["", _plain(letter.without)]
    return "\n".join(lines) + "\n"


def _row(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _plain(text: str) -> str:
    """A text as typed, on one line: its marks escaped, an address set as code."""
    parts = _ADDRESS.split(" ".join(text.split()))
    return "".join(
        f"`{part}`" if number % 2 else _MARKS.sub(r"\\\1", part) for number, part in enumerate(parts)
    )


def as_html(letter: Letter) -> str:
    """The letter as one HTML file that needs nothing else."""
    spoken = "zh-CN" if language() == "zh" else "en"
    parts = [
        "<!doctype html>",
        f'<html lang="{spoken}"><head><meta charset="utf-8">',
        f"<title>{html.escape(letter.title)}</title></head>",
        f'<body style="{html.escape(_BODY)}">',
        f'<h1 style="font-size:20px">{html.escape(letter.title)}</h1>',
        *(f'<p style="margin:2px 0">{html.escape(line)}</p>' for line in letter.lines),
    ]
    kinds = letter.calendar_kinds
    for heading, rows in letter.sections():
        parts += [
            f'<h2 style="font-size:16px;margin:20px 0 6px">{html.escape(heading)}</h2>',
            '<table style="border-collapse:collapse;width:100%;font-size:13px">',
            _html_row("th", headers(kinds), _CELL),
            *(_html_row("td", cells(each, kinds), _LATE if each.is_late else _CELL) for each in rows),
            "</table>",
        ]
    if letter.without:
        parts.append(f'<p style="margin-top:20px">{html.escape(letter.without)}</p>')
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _html_row(tag: str, texts: Sequence[str], style: str) -> str:
    """A row; only the cell of the days left is set off when it is late."""
    days = 2
    row = [
        f'<{tag} style="{style if place == days else _CELL}">{html.escape(text)}</{tag}>'
        for place, text in enumerate(texts)
    ]
    return f"<tr>{''.join(row)}</tr>"
