"""What the indicators of satisfaction (S) should answer."""

from collections.abc import Sequence

from reform.metrics.query import Scope
from tests.metrics.expected.figures import Answer, Figures, of_both, over, ratio
from tests.metrics.expected.rows import Rated
from tests.metrics.expected.scope import grouped
from tests.metrics.expected.world import World


@of_both("S01")
def s01(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Share of cases rated."""
    rated = {
        rating.rating.case_no
        for rating in (world.rated(row, scope.as_of) for row in world.county.ratings)
        if rating.valid and rating.day <= scope.as_of
    }
    answer = {}
    for group, cases in grouped(world.completed(scope), by).items():
        figures = ratio(sum(c.case.case_no in rated for c in cases), len(cases), len(cases), per=100)
        if not world.county.ratings:
            figures["value"] = None  # no rating was ever loaded: unknown
        answer[group] = figures
    return answer


@over("S03", World.ratings)
def s03(ratings: list[Rated]) -> Figures:
    """Satisfied."""
    levels = [row.rating.level for row in ratings if row.valid]
    by_default = sum(bool(row.rating.is_default) for row in ratings)
    satisfied = sum(level in (1, 2, 3) for level in levels)
    return ratio(satisfied, len(levels), len(levels), per=100, by_default=by_default)


@over("S04", World.ratings)
def s04(ratings: list[Rated]) -> Figures:
    """Very satisfied."""
    levels = [row.rating.level for row in ratings if row.valid]
    return ratio(levels.count(1), len(levels), len(levels), per=100)


@of_both("S05")
def s05(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Bad reviews per 10,000 cases."""
    ratings = grouped(world.ratings(scope), by)
    cases = grouped(world.completed(scope), by)
    answer = {}
    for group in ratings.keys() | cases.keys():
        bad = sum(row.bad for row in ratings.get(group, []))
        valid = sum(row.valid for row in ratings.get(group, []))
        figures = ratio(bad, len(cases.get(group, [])), valid, per=10_000)
        answer[group] = figures if valid else {**figures, "value": None}
    return answer


@over("S06", World.bad)
def s06(ratings: list[Rated]) -> Figures:
    """Bad reviews rectified in time."""
    in_time = sum(
        row.rating.rectified_on is not None and row.rectified and row.rating.rectified_on <= row.due_on
        for row in ratings
    )
    return ratio(
        in_time,
        sum(row.rectified or row.past_due for row in ratings),
        len(ratings),
        per=100,
        overdue=sum(row.past_due and not row.rectified for row in ratings),
        pending=sum(not row.past_due and not row.rectified for row in ratings),
    )


@of_both("S10")
def s10(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Ratings by channel: the channel is the last part of a group."""
    answer = {}
    for group, ratings in grouped([row for row in world.ratings(scope) if row.valid], by).items():
        channels = [row.channel for row in ratings] or [None]
        for channel in set(channels):
            number = sum(row.channel == channel for row in ratings)
            answer[(*group, channel)] = ratio(number, len(ratings), number, per=100)
    return answer


@over("S02", World.ratings)
def s02(ratings: list[Rated]) -> Figures:
    """Ratings given by people."""
    valid = sum(row.valid for row in ratings)
    rated = valid + sum(bool(row.rating.is_default) for row in ratings)
    return ratio(valid, rated, rated, per=100)


@over("S07", World.bad)
def s07(ratings: list[Rated]) -> Figures:
    """Named bad reviews called back."""
    named = [row for row in ratings if row.rating.is_named]
    days = [(row.rating.called_back_on, row.as_of) for row in named]
    called = sum(day is not None and day <= as_of for day, as_of in days)
    unknown = sum(row.rating.is_named is None for row in ratings)
    return ratio(called, len(named), len(named), per=100, left_out=unknown)


@over("S08", World.bad)
def s08(ratings: list[Rated]) -> Figures:
    """Bad reviews found unfounded."""
    found = [row.rating.verified if row.is_verified else None for row in ratings]
    unfounded = sum(word in ("mistake", "malicious") for word in found)
    return ratio(unfounded, len(found), len(found), per=100, unverified=found.count(None))


@over("S09", World.ratings)
def s09(ratings: list[Rated]) -> Figures:
    """Satisfaction score."""
    weights = {1: 100, 2: 80, 3: 60, 4: 40, 5: 20}
    points = [weights[row.rating.level] for row in ratings if row.valid and row.rating.level is not None]
    return ratio(sum(points), len(points), len(points))


@of_both("S11")
def s11(world: World, scope: Scope, by: Sequence[str]) -> Answer:
    """Departments rated: of those with completed cases."""
    rated = grouped([row for row in world.ratings(scope) if row.valid], by)
    answer = {}
    for group, cases in grouped(world.completed(scope), by).items():
        active = {case.subject.department for case in cases} - {None}
        known = {row.subject.department for row in rated.get(group, [])}
        if by and not active:
            continue  # cases of no known department are in no group
        figures = ratio(len(active & known), len(active), len(active), per=100)
        answer[group] = figures if world.county.ratings else {**figures, "value": None}
    return answer
