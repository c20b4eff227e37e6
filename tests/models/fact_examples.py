"""Cases and what is to be known of them, worked out by hand on the calendar of domain.md §1.6."""

from dataclasses import dataclass

Span = tuple[str, str | None] | tuple[str, str | None, str]  # first day, last day, kind


@dataclass(frozen=True)
class Example:
    """A case on an item of its own, and what is to be known of it. Days are month-day of 2026, or whole."""

    why: str
    accepted: str
    completed: str | None
    promised: tuple[float, str] | None = None
    statutory: tuple[float, str] | None = None
    due: str | None = None
    suspended: tuple[Span, ...] = ()
    extended: tuple[tuple[str, str | None, float | None], ...] = ()
    calendar: str = "china"
    on_list: bool = True
    # what is to be known
    days: int | None = None
    deadline: str | None = None
    on_time: bool | None = None
    over_statutory: bool | None = None
    over_strict: bool | None = None
    provisional: bool = False


TO_THE_DAY = [
    # the working-day vectors
    Example("a worked Saturday counts", "02-13", "02-14", days=1),
    Example("Spring Festival does not", "02-13", "02-24", days=2),
    Example("National Day does not", "09-30", "10-08", days=1),
    Example("nor does the Saturday after it is worked", "09-30", "10-10", days=3),
    Example("a worked Sunday counts", "01-03", "01-04", days=1),
    Example("2024's festival", "2024-02-08", "2024-02-18", days=2),
    Example("a month of 2024", "2024-05-06", "2024-06-07", days=25),
    Example("2025's festival", "2025-01-20", "2025-02-28", days=25),
    Example("the same day is 0", "11-23", "11-23", days=0),
    Example("a weekend is 0", "11-21", "11-22", days=0),
    # the deadline vectors; completed on the last day is on time
    Example("5 days over the festival", "02-12", "02-26", (5, "wd"), days=5, deadline="02-26", on_time=True),
    Example("one day too late", "02-12", "02-27", (5, "wd"), days=6, deadline="02-26", on_time=False),
    Example("from a worked Saturday", "02-14", "02-24", (1, "wd"), days=1, deadline="02-24", on_time=True),
    Example("over May Day", "04-29", "05-09", (5, "wd"), days=5, deadline="05-09", on_time=True),
    Example("over two holidays", "09-24", "10-09", (5, "wd"), days=5, deadline="10-09", on_time=True),
    Example(
        "20 days over National Day", "09-30", "11-03", (20, "wd"), days=20, deadline="11-03", on_time=True
    ),
    Example("over New Year", "2025-12-31", "01-04", (1, "wd"), days=1, deadline="01-04", on_time=True),
    Example("7 days", "2025-09-30", "2025-10-16", (7, "wd"), days=7, deadline="2025-10-16", on_time=True),
    Example("open: no days yet", "11-23", None, (20, "wd"), deadline="12-21"),
    Example("open and no limit", "11-23", None),
    # at once
    Example("at once, the same day", "11-23", "11-23", (0, "wd"), days=0, deadline="11-23", on_time=True),
    Example("at once, the next day", "11-23", "11-24", (0, "wd"), days=1, deadline="11-23", on_time=False),
    Example(
        "half a day is the same day", "11-23", "11-24", (0.5, "wd"), days=1, deadline="11-23", on_time=False
    ),
    # own due date
    Example(
        "own due date wins", "11-02", "11-06", (2, "wd"), due="11-06", days=4, deadline="11-06", on_time=True
    ),
    Example(
        "also when it is earlier",
        "11-02",
        "11-06",
        (9, "wd"),
        due="11-05",
        days=4,
        deadline="11-05",
        on_time=False,
    ),
    Example(
        "due on a Friday, done on Saturday",
        "11-02",
        "11-07",
        due="11-06",
        days=4,
        deadline="11-06",
        on_time=False,
    ),
]

LIMITS = [
    # statutory limit
    Example("at the statutory limit", "11-02", "11-06", None, (4, "wd"), days=4, over_statutory=False),
    Example("beyond it", "11-02", "11-09", None, (4, "wd"), days=5, over_statutory=True),
    Example(
        "late by promise, not by law",
        "11-02",
        "11-06",
        (3, "wd"),
        (5, "wd"),
        days=4,
        deadline="11-05",
        on_time=False,
        over_statutory=False,
    ),
    # other units
    Example("7 natural days are 5", "11-02", "11-09", (7, "cd"), days=5, deadline="11-09", on_time=True),
    Example(
        "30 natural days over National Day",
        "09-30",
        "10-30",
        (30, "cd"),
        (30, "cd"),
        days=18,
        deadline="10-30",
        on_time=True,
        over_statutory=False,
    ),
    Example("日 are natural days", "11-02", "11-10", (7, "d"), days=6, deadline="11-09", on_time=False),
    Example("a month", "10-31", "11-30", (1, "month"), days=21, deadline="11-30", on_time=True),
    Example("48 hours", "11-02", "11-04", (48, "hour"), days=2, deadline="11-04", on_time=True),
    # calendars and what is not published
    Example(
        "Mondays to Fridays",
        "09-30",
        "10-08",
        (5, "wd"),
        calendar="weekdays",
        days=6,
        deadline="10-07",
        on_time=False,
    ),
    Example(
        "every day", "09-30", "10-08", (8, "cd"), calendar="natural", days=8, deadline="10-08", on_time=True
    ),
    Example(
        "every day; a limit in working days keeps them",
        "09-30",
        "10-16",
        (8, "wd"),
        calendar="natural",
        days=16,
        deadline="10-16",
        on_time=True,
    ),
    Example(
        "every day; one day beyond the working days",
        "09-30",
        "10-17",
        (8, "wd"),
        (8, "wd"),
        calendar="natural",
        days=17,
        deadline="10-16",
        on_time=False,
        over_statutory=True,
    ),
    Example("a deadline in 2027", "12-04", None, (20, "wd"), deadline="2027-01-01", provisional=True),
    Example("the last published deadline", "12-03", None, (20, "wd"), deadline="12-31"),
    Example("completed in 2027", "12-31", "2027-01-04", days=2, provisional=True),
    Example(
        "own due date in 2027, open", "12-21", None, due="2027-01-05", deadline="2027-01-05", provisional=True
    ),
    Example(
        "own due date in 2027, completed before",
        "12-21",
        "12-22",
        due="2027-01-05",
        days=1,
        deadline="2027-01-05",
        on_time=True,
    ),
    # no item
    Example("not on the list", "11-02", "11-06", on_list=False, days=4),
    Example(
        "not on the list, with a due date",
        "11-02",
        "11-06",
        due="11-05",
        on_list=False,
        days=4,
        deadline="11-05",
        on_time=False,
    ),
]
