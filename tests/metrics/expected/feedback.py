"""What the indicators of surveys and letters (S12, S13) and of publicity (P) should answer."""

import math
from dataclasses import dataclass
from statistics import NormalDist, mean, stdev

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Figures, over, ratio
from tests.metrics.expected.rows import CALENDARS, Row
from tests.metrics.expected.scope import chosen, in_period
from tests.metrics.expected.staff import of_department, only_departments
from tests.metrics.expected.world import World
from tests.metrics.people_rows import Answer, Letter, Told

FEW = 10
DAYS_TO_ANSWER = 15


def t_quantile(freedom: int) -> float:
    """Student's t at 97.5 %, by its expansion round the normal quantile."""
    z = NormalDist().inv_cdf(0.975)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return float(sum(term / freedom**power for power, term in enumerate(terms)))


# surveys --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answered(Row):
    """An answer, out of 100."""

    answer: Answer

    @property
    def points(self) -> float:
        if self.answer.score is not None:
            return self.answer.score
        assert self.answer.level is not None
        return {1: 100, 2: 80, 3: 60, 4: 40, 5: 20}[self.answer.level]


def answered(world: World, scope: Scope) -> list[Answered]:
    rows = [
        Answered(of_department(world, one.department, one.answered_on), None, one.answered_on, None, one)
        for one in world.county.surveys
    ]
    return [row for row in rows if in_period(row.day, scope) and chosen(row, only_departments(scope))]


@over("S12", answered)
def s12(rows: list[Answered]) -> Figures:
    """Survey score: each response counts once."""
    responses: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        responses.setdefault((row.answer.survey_no, row.answer.response_no), []).append(row.points)
    points = [mean(of) for of in responses.values()]
    n = len(points)
    if n < FEW:
        return {"value": None, "numerator": None, "denominator": n, "n": n, "lower": None, "upper": None}
    half = t_quantile(n - 1) * stdev(points) / math.sqrt(n)
    centre = mean(points)
    return ratio(sum(points), n, n, lower=max(0, centre - half), upper=min(100, centre + half))


# letters --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written(Row):
    """A letter as it stood at the as-of date; ``waited``: working days to the answer."""

    letter: Letter
    waited: int | None
    is_closed: bool
    is_past_due: bool


def written(world: World, scope: Scope) -> list[Written]:
    rows = []
    for letter in world.county.letters:
        day, answered_on, closed_on = letter.received_on, letter.answered_on, letter.closed_on
        due = letter.due_on or CALENDARS["china"].deadline(day, DAYS_TO_ANSWER)
        is_answered = answered_on is not None and answered_on <= scope.as_of
        row = Written(
            of_department(world, letter.department, day),
            None,
            day,
            None,
            letter,
            CALENDARS["china"].between(day, answered_on) if is_answered and answered_on else None,
            closed_on is not None and closed_on <= scope.as_of,
            due < scope.as_of,
        )
        if in_period(day, scope) and chosen(row, only_departments(scope)):
            rows.append(row)
    return rows


@over("S13", written)
def s13(rows: list[Written]) -> Figures:
    """Letters and calls closed."""
    waiting = [row for row in rows if row.waited is None]
    return ratio(
        sum(row.is_closed for row in rows),
        len(rows),
        len(rows),
        per=100,
        overdue=sum(row.is_past_due for row in waiting),
        pending=sum(not row.is_past_due for row in waiting),
    )


@over("S13b", written)
def s13b(rows: list[Written]) -> Figures:
    """Working days to an answer."""
    waited = [row.waited for row in rows if row.waited is not None]
    most = max(waited, default=None)
    return ratio(sum(waited), len(waited), len(waited), most=most, left_out=len(rows) - len(waited))


# publicity ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outreach(Row):
    """A time the reform was made known."""

    told: Told


def outreach(world: World, scope: Scope) -> list[Outreach]:
    rows = [
        Outreach(of_department(world, told.department, told.held_on), None, told.held_on, None, told)
        for told in world.county.outreach
    ]
    return [row for row in rows if in_period(row.day, scope) and chosen(row, only_departments(scope))]


@over("P01", outreach)
def p01(rows: list[Outreach]) -> Figures:
    """Outreach: the reach sums what was counted."""
    known = [row.told.reach for row in rows if row.told.reach is not None]
    number = len(rows)
    return {
        "value": number if rows else None,
        "numerator": number,
        "denominator": number,
        "n": number,
        "reach": sum(known) if known else None,
        "reach_known": len(known),
    }
