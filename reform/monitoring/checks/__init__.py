"""What is looked at when a county's health is asked for: one table of small checks.

What a check finds comes with one sentence that says what to do.
"""

from reform.common.i18n import mark
from reform.monitoring.checks import data, system
from reform.monitoring.checks.base import CheckContext, Finding, HealthCheck, Severity

CHECKS = (
    HealthCheck(
        "data", mark("Own data"), mark("The county's own files are shown."), system.own_data, "files"
    ),
    HealthCheck(
        "published",
        mark("Publication"),
        mark("What was published last is shown."),
        system.published,
        "files",
        Severity.BAD,
        live=True,
    ),
    HealthCheck(
        "snapshot",
        mark("Snapshot"),
        mark("The snapshot is whole and its books balance."),
        data.snapshot,
        worst=Severity.BAD,
    ),
    HealthCheck(
        "loads",
        mark("Loads"),
        mark("Every load since the last good one ended well."),
        system.loads,
        "files",
        Severity.BAD,
        live=True,
    ),
    HealthCheck("freshness", mark("Freshness"), mark("No dataset is out of date."), data.ages),
    HealthCheck(
        "unmatched",
        mark("Unmatched cases"),
        mark("Every case belongs to an item of the list."),
        data.unmatched,
    ),
    HealthCheck(
        "strays", mark("Stray rows"), mark("Every stage and pause has its item or case."), data.strays
    ),
    HealthCheck(
        "departments",
        mark("Departments' names"),
        mark("Every department's name is known."),
        data.departments,
        "files",
    ),
    HealthCheck(
        "rejects",
        mark("Refused cells"),
        mark("No refused cell waits for correction."),
        data.rejects,
        "files",
    ),
    HealthCheck(
        "calendar",
        mark("Calendar"),
        mark("Nothing rests on holidays that are not published."),
        data.calendar,
    ),
    HealthCheck(
        "calendars",
        mark("One calendar"),
        mark("All days used are counted on one calendar."),
        data.calendars,
    ),
    HealthCheck(
        "extensions",
        mark("Extensions"),
        mark("No extension is longer than the 10 days of the law."),
        data.extensions,
    ),
    HealthCheck(
        "disk",
        mark("Disk space"),
        mark("There is room for the next load."),
        system.disk,
        worst=Severity.BAD,
        live=True,
    ),
    HealthCheck(
        "journal",
        mark("Journal"),
        mark("What was typed on the pages can be read."),
        system.journal,
        worst=Severity.BAD,
        live=True,
    ),
    HealthCheck(
        "settings",
        mark("Settings"),
        mark("The settings can be read."),
        system.settings_file,
        worst=Severity.BAD,
        live=True,
    ),
    HealthCheck(
        "profiles",
        mark("Saved profiles"),
        mark("Every saved profile can be used."),
        system.saved_profiles,
        "files",
        worst=Severity.BAD,
        live=True,
    ),
)

__all__ = ["CHECKS", "CheckContext", "Finding", "HealthCheck", "Severity"]
