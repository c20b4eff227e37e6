"""What is looked at when a county's health is asked for: one table of small checks.

What a check finds comes with one sentence that says what to do.
"""

from reform.common.i18n import mark
from reform.monitoring.checks import data, system
from reform.monitoring.checks.base import Check, Found, Level, Patient

CHECKS = (
    Check("data", mark("Own data"), mark("The county's own files are shown."), system.own_data, "files"),
    Check(
        "published",
        mark("Publication"),
        mark("What was published last is shown."),
        system.published,
        "files",
        Level.BAD,
        live=True,
    ),
    Check(
        "snapshot",
        mark("Snapshot"),
        mark("The snapshot is whole and its books balance."),
        data.snapshot,
        worst=Level.BAD,
    ),
    Check(
        "loads",
        mark("Loads"),
        mark("Every load since the last good one ended well."),
        system.loads,
        "files",
        Level.BAD,
        live=True,
    ),
    Check("freshness", mark("Freshness"), mark("No dataset is out of date."), data.ages),
    Check(
        "unmatched",
        mark("Unmatched cases"),
        mark("Every case belongs to an item of the list."),
        data.unmatched,
    ),
    Check("strays", mark("Stray rows"), mark("Every stage and pause has its item or case."), data.strays),
    Check(
        "departments",
        mark("Departments' names"),
        mark("Every department's name is known."),
        data.departments,
        "files",
    ),
    Check(
        "rejects",
        mark("Refused cells"),
        mark("No refused cell waits for correction."),
        data.rejects,
        "files",
    ),
    Check(
        "calendar",
        mark("Calendar"),
        mark("Nothing rests on holidays that are not published."),
        data.calendar,
    ),
    Check(
        "calendars",
        mark("One calendar"),
        mark("All days used are counted on one calendar."),
        data.calendars,
    ),
    Check(
        "extensions",
        mark("Extensions"),
        mark("No extension is longer than the 10 working days of the law."),
        data.extensions,
    ),
    Check(
        "disk",
        mark("Disk space"),
        mark("There is room for the next load."),
        system.disk,
        worst=Level.BAD,
        live=True,
    ),
    Check(
        "journal",
        mark("Journal"),
        mark("What was typed on the pages can be read."),
        system.journal,
        worst=Level.BAD,
        live=True,
    ),
    Check(
        "settings",
        mark("Settings"),
        mark("The settings can be read."),
        system.settings_file,
        worst=Level.BAD,
        live=True,
    ),
    Check(
        "profiles",
        mark("Saved profiles"),
        mark("Every saved profile can be used."),
        system.saved_profiles,
        "files",
        worst=Level.BAD,
        live=True,
    ),
)

__all__ = ["CHECKS", "Check", "Found", "Level", "Patient"]
