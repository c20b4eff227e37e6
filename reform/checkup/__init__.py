"""What is looked at when a county's health is asked for: one table of small checks.

What a check finds comes with one sentence that says what to do.
"""

from reform.checkup import contents, place
from reform.checkup.patient import Check, Found, Level, Patient
from reform.i18n import mark

CHECKS = (
    Check("data", mark("Own data"), mark("The county's own files are shown."), place.own_data, "files"),
    Check(
        "published",
        mark("Publication"),
        mark("What was published last is shown."),
        place.published,
        "files",
        Level.BAD,
        live=True,
    ),
    Check(
        "snapshot",
        mark("Snapshot"),
        mark("The snapshot is whole and its books balance."),
        contents.snapshot,
        worst=Level.BAD,
    ),
    Check(
        "loads",
        mark("Loads"),
        mark("Every load since the last good one ended well."),
        place.loads,
        "files",
        Level.BAD,
        live=True,
    ),
    Check("freshness", mark("Freshness"), mark("No dataset is out of date."), contents.ages),
    Check(
        "unmatched",
        mark("Unmatched cases"),
        mark("Every case belongs to an item of the list."),
        contents.unmatched,
    ),
    Check("strays", mark("Stray rows"), mark("Every stage and pause has its item or case."), contents.strays),
    Check(
        "departments",
        mark("Departments' names"),
        mark("Every department's name is known."),
        contents.departments,
        "files",
    ),
    Check(
        "rejects",
        mark("Refused cells"),
        mark("No refused cell waits for correction."),
        contents.rejects,
        "files",
    ),
    Check(
        "calendar",
        mark("Calendar"),
        mark("Nothing rests on holidays that are not published."),
        contents.calendar,
    ),
    Check(
        "calendars",
        mark("One calendar"),
        mark("All days used are counted on one calendar."),
        contents.calendars,
    ),
    Check(
        "extensions",
        mark("Extensions"),
        mark("No extension is longer than the 10 working days of the law."),
        contents.extensions,
    ),
    Check(
        "disk",
        mark("Disk space"),
        mark("There is room for the next load."),
        place.disk,
        worst=Level.BAD,
        live=True,
    ),
    Check(
        "journal",
        mark("Journal"),
        mark("What was typed on the pages can be read."),
        place.journal,
        worst=Level.BAD,
        live=True,
    ),
    Check(
        "settings",
        mark("Settings"),
        mark("The settings can be read."),
        place.settings_file,
        worst=Level.BAD,
        live=True,
    ),
    Check(
        "profiles",
        mark("Saved profiles"),
        mark("Every saved profile can be used."),
        place.saved_profiles,
        "files",
        worst=Level.BAD,
        live=True,
    ),
)

__all__ = ["CHECKS", "Check", "Found", "Level", "Patient"]
