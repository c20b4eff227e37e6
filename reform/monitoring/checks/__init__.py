"""The checks of a county's health, in the order of the report. Each finding says in a sentence what to do."""

from reform.monitoring.checks import data, system
from reform.monitoring.checks.base import CheckContext, Finding, HealthCheck, Severity

CHECKS = (
    system.own_data,
    system.published,
    data.snapshot,
    system.loads,
    data.ages,
    data.unmatched,
    data.strays,
    data.departments,
    data.rejects,
    data.calendar,
    data.calendars,
    data.extensions,
    system.disk,
    system.journal,
    system.settings_file,
    system.saved_profiles,
)

__all__ = ["CHECKS", "CheckContext", "Finding", "HealthCheck", "Severity"]
