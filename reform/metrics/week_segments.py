"""Weeks of the cube: Monday to Sunday, cut where a month ends, as in models/macros/functions.sql."""

from datetime import date, timedelta


def start(day: date) -> date:
    """The first day of the week a day lies in."""
    return max(day - timedelta(days=day.weekday()), day.replace(day=1))


def end(day: date) -> date:
    """Its last day."""
    sunday = day + timedelta(days=6 - day.weekday())
    return sunday if sunday.month == day.month else sunday - timedelta(days=sunday.day)


def end_if_last(day: date, last_on: date) -> date:
    """The end of the week of a day on or after the last one on which something happened; else the day."""
    return end(day) if day >= last_on else day
