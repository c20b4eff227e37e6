"""Small random counties.

Few names, few days and small limits, so that ties and boundaries come up often. Every row is one that
intake would let in: keys are unique and no date stands before the one it follows.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from reform.common.workdays import KINDS
from tests.metrics import people_rows, service_rows, sharing_rows, supervision_rows
from tests.metrics.county import Alias, Case, County, Item, Pause, Rating, Stage
from tests.metrics.flow_rows import item_versions, projects, startups
from tests.metrics.meeting_rows import decisions
from tests.metrics.transfer_rows import disputes, plan_changes
from tests.metrics.window_rows import complaints, notices, steps

Row = TypeVar("Row")

# Three names of one department, one that nobody knows, and one that was given up years ago.
DEPARTMENTS = ("公安局", "水利局", "水务局", "县水利局", "住建局", "县某办", "规划局", None)
ALIASES, STANDARDS = ("某办", "规划局", "水务局"), ("水利局", "住建局", "某办", "供水处")
DOMAINS = ("交通运输", "民生保障", None)
BATCHES = (1, 2, None)
CHANNELS = ("1", "2", None)
RATING_CHANNELS = ("pc", "qr", None)
# Two pairs a person would call the same name: spaces and case do not count.
NAMES = ("取水许可", "取水 许可", "Permit A", "permit a", "公章刻制")
# A list of all kinds, or one that holds neither 主项 nor 子项 and is then counted whole.
GRANULARITIES = (("主项", "子项", "业务办理项", "办理情形", None), ("业务办理项", "办理情形"))
STAGES = ("S0", "S1", "S3", "S4", "S5", "S7", "X1", "X2", "X3")
FLAGS = ("F1", "F2", "F3", "F4", "F5")

# Spring Festival 2026 with both its worked Saturdays (14 and 28 February) and two month ends …
FIRST = date(2026, 1, 26)
SPAN = 49
# … and the end of the published calendar, with the first days nobody has published.
LAST_YEAR = date(2026, 12, 14)

# Mostly the cases of a county are on one calendar: days of several have neither mean nor sum.
CALENDARS = [("china",), ("china",), ("natural",), ("weekdays",), ("china", "china", "china", *KINDS)]

# The bulk lies around the festival; one day in eight at the end of the published calendar.
days = st.integers(0, 8 * SPAN // 7).map(
    lambda n: FIRST + timedelta(n) if n <= SPAN else LAST_YEAR + timedelta(3 * (n - SPAN))
)

# Few enough that plans, stages and as-of dates fall together.
meeting_days = st.integers(0, 14).map(
    lambda n: FIRST + timedelta(4 * n) if n <= 12 else LAST_YEAR + timedelta(9 * (n - 12))
)


def moments(day: date) -> st.SearchStrategy[datetime]:
    """Some clock time of a day: no figure may depend on it."""
    return st.sampled_from([0, 9, 23]).map(lambda hour: datetime.combine(day, time(hour)))


def _after(day: date, most: int, least: int = 0) -> st.SearchStrategy[date | None]:
    return st.none() | st.integers(least, most).map(lambda n: day + timedelta(n))


_working_days = st.tuples(st.integers(0, 12).map(float), st.just("wd"), st.just("fixed"))
_limits = st.one_of(
    _working_days,
    _working_days,
    st.sampled_from([(None, None, "missing"), (None, None, "none"), (0.0, "wd", "immediate")]),
    st.tuples(st.sampled_from([2.5, 3.5, 7.0, 10.0]), st.sampled_from(["wd", "cd", "d"]), st.just("range")),
    st.sampled_from([(1.0, "month", "fixed"), (12.0, "hour", "fixed"), (48.0, "hour", "fixed")]),
    st.just((0.0, "wd", "same_day")),
)


@st.composite
def _items(draw: st.DrawFn, number: int, granularities: Sequence[str | None] = (None,)) -> Item:
    statutory = draw(_limits)
    unit = "wd" if statutory[1] in (None, "month") else statutory[1]
    promised = draw(_limits | st.integers(0, 9).map(lambda n: (float(n), unit, "fixed")))
    return Item(
        item_code=f"A{number}",
        item_name=draw(st.sampled_from(NAMES)),
        granularity=draw(st.sampled_from(granularities)),
        domain=draw(st.sampled_from(DOMAINS)),
        department=draw(st.sampled_from(DEPARTMENTS)),
        batch=draw(st.sampled_from(BATCHES)),
        planned_on=draw(st.none() | meeting_days),
        original_planned_on=draw(st.none() | meeting_days),
        statutory_days=statutory[0],
        statutory_unit=statutory[1],
        statutory_kind=statutory[2],
        promised_days=promised[0],
        promised_unit=promised[1],
        promised_kind=promised[2],
        case_kind=draw(st.sampled_from([None, "1", "2", "9"])),
        supervising_department=draw(st.sampled_from(DEPARTMENTS)),
        **service_rows.of_item(draw),
    )


def _told(draw: st.DrawFn, items: Sequence[Item]) -> tuple[str | None, str | None]:
    """What a file says an item is: one of the items, often by code."""
    code = draw(st.sampled_from(["A0", "A0", *(item.item_code for item in items), "Z9", None, None]))
    return code, draw(st.sampled_from(NAMES)) if code is None else draw(st.sampled_from([None, *NAMES]))


@st.composite
def _cases(draw: st.DrawFn, number: int, items: Sequence[Item], calendars: Sequence[str]) -> Case:
    accepted_on = draw(days)
    completed_on = draw(_after(accepted_on, 16) | st.just(accepted_on + timedelta(4)))
    due_on = draw(st.none() | _after(accepted_on, 12, -1))
    code, name = _told(draw, items)
    return Case(
        case_no=f"C{number}",
        accepted_at=draw(moments(accepted_on)),
        item_code=code,
        item_name=name,
        department=draw(st.sampled_from(DEPARTMENTS)),
        channel=draw(st.sampled_from(CHANNELS)),
        due_at=None if due_on is None else draw(moments(due_on)),
        completed_at=None if completed_on is None else draw(moments(completed_on)),
        result=draw(st.sampled_from([None, "granted", "refused", "done", "withdrawn", "terminated", "done"])),
        calendar=draw(st.sampled_from(calendars)),
        applied_at=draw(st.none() | moments(accepted_on - timedelta(draw(st.integers(0, 9))))),
        **service_rows.of_case(draw),
    )


def _compared(draw: st.DrawFn, first: int, calendars: Sequence[str]) -> tuple[list[Stage], list[Case]]:
    """An item's transfer with completed cases on both its sides: five are enough to compare it."""
    cases = []
    calendar = st.sampled_from(draw(st.sampled_from([calendars[:1], calendars])))
    for number in range(first, first + 2 * draw(st.sampled_from([6, 5, 7, 4]))):
        accepted = datetime.combine(FIRST + timedelta(number % 2 * 9 + draw(st.integers(0, 10))), time(9))
        completed = accepted + timedelta(draw(st.integers(0, 9)))
        channel = draw(st.sampled_from(CHANNELS))
        kind = draw(calendar)
        cases.append(
            Case(f"C{number}", accepted, "A0", channel=channel, completed_at=completed, calendar=kind)
        )
    return [Stage("A0", "S4", FIRST + timedelta(9))], cases


@st.composite
def _pauses(draw: st.DrawFn, cases: Sequence[Case]) -> Pause:
    case = draw(st.sampled_from([*cases[:3], *cases[:3], *cases[:12]]))  # several on one case
    started_on = case.accepted_at.date() + timedelta(draw(st.integers(-3, 12)))
    return Pause(
        case_no=case.case_no,
        kind=draw(st.sampled_from(["2", "1", "review", "site_visit"])),
        started_on=started_on,
        ended_on=draw(_after(started_on, 8)),
        approved_days=draw(st.none() | st.integers(0, 15).map(float)),
    )


@st.composite
def _ratings(draw: st.DrawFn, number: int, items: Sequence[Item], cases: Sequence[Case]) -> Rating:
    rated_on = draw(days)
    case_no = draw(st.sampled_from([*(case.case_no for case in cases[:12]), "C999", None]))
    code, name = _told(draw, items) if draw(st.booleans()) else (None, None)
    return Rating(
        rated_at=draw(moments(rated_on)),
        rating_no=f"R{number}" if case_no is None else draw(st.sampled_from([None, f"R{number}"])),
        case_no=case_no,
        item_code=code,
        item=name,
        department=draw(st.sampled_from(DEPARTMENTS)),
        channel=draw(st.sampled_from(RATING_CHANNELS)),
        level=draw(st.sampled_from([1, 2, 3, 4, 5, 4, 5, None])),
        is_default=draw(st.sampled_from([None, False, False, True])),
        due_on=draw(_after(rated_on, 10)),
        rectified_on=draw(_after(rated_on, 30)),
        is_named=draw(st.sampled_from([None, True, True, False])),
        verified=draw(st.sampled_from([None, "true", "mistake", "malicious", "unclear"])),
        called_back_on=draw(_after(rated_on, 20)),
    )


@st.composite
def aliases(draw: st.DrawFn) -> Alias:
    """A row of the county's table of departments' names."""
    valid_from = draw(st.none() | meeting_days)
    return Alias(
        alias=draw(st.sampled_from(ALIASES)),
        standard=draw(st.sampled_from(STANDARDS)),
        valid_from=valid_from,
        valid_to=draw(_after(valid_from or FIRST, 30)),
        withdrawn=draw(st.sampled_from([None, False, True])),
    )


def _lists(draw: st.DrawFn, row: Callable[[int], st.SearchStrategy[Row]], most: int) -> list[Row]:
    """Mostly as many as there may be, so that rows meet; a failing county shrinks to fewer."""
    few = [number for number in (0, 1, 2, 3, 5, 8, 13) if number < most]
    number = draw(st.sampled_from([*few, *[most] * 14]))
    return [draw(row(n)) for n in range(number)]


def _by_key(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[Row]:
    return list({key(row): row for row in rows}.values())


@st.composite
def counties(draw: st.DrawFn) -> County:
    """A county of up to 6 items, 37 stages, 54 cases, 20 pauses, 30 ratings and 4 aliases."""
    granularities = draw(st.sampled_from(GRANULARITIES))
    items = _lists(draw, lambda n: _items(n, granularities), 6)
    codes = st.sampled_from(["A0", *(item.item_code for item in items), "Z9"])
    stages = _lists(
        draw, lambda _: st.builds(Stage, codes, st.sampled_from([*STAGES, *FLAGS]), meeting_days), 30
    )
    if draw(st.booleans()):  # everything in place: five flags and S7 rarely meet by chance
        stages += [Stage("A0", stage, draw(meeting_days)) for stage in ("S7", *FLAGS)]
    calendars = draw(st.sampled_from(CALENDARS))
    cases = _lists(draw, lambda n: _cases(n, items, calendars), 40)
    if draw(st.integers(0, 3)):
        items = items or [draw(_items(0))]
        transfers, compared = _compared(draw, len(cases), calendars)
        stages, cases = stages + transfers, cases + compared
    pauses = _lists(draw, lambda _: _pauses(cases), 20) if cases else []
    ratings = _lists(draw, lambda n: _ratings(n, items, cases), 30)
    mapped = draw(st.lists(aliases(), max_size=4))
    listed = [item.item_code for item in items]
    disputed = _lists(draw, lambda n: disputes(n, listed, DEPARTMENTS, meeting_days), 12)
    changed = _lists(draw, lambda _: item_versions(listed, meeting_days), 8)
    moved = _lists(draw, lambda _: plan_changes(listed, meeting_days), 8)
    numbers = [case.case_no for case in cases]
    ended = _lists(draw, lambda _: steps(numbers, meeting_days), 20)
    noticed = _lists(draw, lambda _: notices(numbers, meeting_days), 12)
    complained = _lists(draw, lambda n: complaints(n, listed, DEPARTMENTS, meeting_days), 12)
    return County(
        items,
        _by_key(stages, lambda s: (s.item_code, s.stage, s.entered_on)),
        cases,
        _by_key(pauses, lambda p: (p.case_no, p.kind, p.started_on, p.ended_on)),
        _by_key(ratings, lambda r: r.rating_no or (r.case_no, r.rated_at)),
        _by_key(mapped, lambda a: (a.alias, a.valid_from)),
        centre=service_rows.centre(draw, meeting_days),
        hall=service_rows.hall(draw, meeting_days),
        disputes=disputed,
        plan_changes=_by_key(moved, lambda m: (m.item_code, m.changed_on)),
        startups=_lists(draw, lambda n: startups(n, meeting_days), 12),
        projects=_lists(draw, lambda n: projects(n, meeting_days), 12),
        item_versions=_by_key(changed, lambda c: (c.item_code, c.valid_from, c.change)),
        steps=_by_key(ended, lambda s: (s.case_no, s.step, s.started_at)),
        notices=_by_key(noticed, lambda n: (n.case_no, n.noticed_on)),
        complaints=complained,
        trainings=_by_key(
            _lists(draw, lambda _: people_rows.trainings(listed, DEPARTMENTS, meeting_days), 14),
            lambda t: (t.session_no, t.staff_code),
        ),
        exams=_by_key(
            _lists(draw, lambda _: people_rows.exams(DEPARTMENTS, meeting_days), 8),
            lambda e: (e.exam_no, e.staff_code),
        ),
        surveys=draw(people_rows.answers(DEPARTMENTS, meeting_days)),
        letters=_lists(draw, lambda n: people_rows.letters(n, DEPARTMENTS, meeting_days), 12),
        outreach=_lists(draw, lambda n: people_rows.told(n, DEPARTMENTS, meeting_days), 5),
        interfaces=_lists(draw, lambda n: sharing_rows.interfaces(n, DEPARTMENTS, meeting_days), 3),
        interface_calls=_by_key(
            _lists(draw, lambda _: sharing_rows.calls(meeting_days), 8), lambda c: (c.interface_no, c.month)
        ),
        interface_items=_by_key(
            _lists(draw, lambda _: sharing_rows.papers(listed), 8),
            lambda p: (p.interface_no, p.item_code, p.paper),
        ),
        decisions=_lists(draw, lambda n: decisions(n, DEPARTMENTS, meeting_days), 8),
        handoffs=_lists(
            draw, lambda n: supervision_rows.handoffs(n, numbers, listed, DEPARTMENTS, meeting_days), 12
        ),
        inspections=_lists(draw, lambda n: supervision_rows.inspections(n, DEPARTMENTS, meeting_days), 8),
        disclosures=_lists(
            draw, lambda n: supervision_rows.disclosures(n, listed, DEPARTMENTS, meeting_days), 8
        ),
        commitments=_lists(
            draw, lambda n: supervision_rows.commitments(n, listed, DEPARTMENTS, meeting_days), 8
        ),
        risk_hits=_lists(draw, lambda n: supervision_rows.risk_hits(n, DEPARTMENTS, meeting_days), 8),
        credit_grades=_by_key(
            _lists(draw, lambda _: supervision_rows.grades(DEPARTMENTS, meeting_days), 8),
            lambda g: (g.counted_on, g.department, g.field, g.grade),
        ),
        credit_measures=_by_key(
            _lists(draw, lambda _: supervision_rows.measures(DEPARTMENTS, meeting_days), 8),
            lambda m: (m.counted_on, m.department, m.kind),
        ),
    )
