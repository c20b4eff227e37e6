"""Checks of what lies around the snapshot: whose data, loads that did not end, room, journal, settings."""

import shutil
from datetime import datetime

import pandas as pd

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.settings import WrongSettings, settings
from reform.monitoring.checks.base import CheckContext, Finding, Severity, check
from reform.schema import profiles
from reform.schema.datasets import datasets
from reform.storage import Warehouse, event_log
from reform.storage.journal import Journal, JournalFault
from reform.storage.log_chain import Break

# A load copies the snapshot and may spill as much again beside it; the one before it stays.
SPACE = 3


@check("data", mark("Own data"), mark("The county's own files are shown."), "files")
def own_data(context: CheckContext) -> Finding:
    """Whether the county's own files are shown, or the sample."""
    advice = _(
        "Nothing of your own is loaded: the pages show the fictional sample county. "
        "Load your files on the page Files."
    )
    return Finding(int(context.county.is_sample), advice)


@check("settings", mark("Settings"), mark("The settings can be read."), worst=Severity.BAD, live=True)
def settings_file(context: CheckContext) -> Finding:
    """Whether the county's settings can be read, and name datasets that exist."""
    try:
        chosen = settings(context.settings_file)
        wrong = sorted({*chosen.max_age, *chosen.owners} - set(datasets()))
    except WrongSettings as problem:
        wrong = [problem.what]
    advice = _(
        "data/settings.toml is wrong ({what}). Correct it; until then the program's own settings hold."
    )
    return Finding(len(wrong), advice.format(what="、".join(wrong)))


@check(
    "profiles",
    mark("Saved profiles"),
    mark("Every saved profile can be used."),
    "files",
    worst=Severity.BAD,
    live=True,
)
def saved_profiles(context: CheckContext) -> Finding:
    """Whether every profile that was saved can be used."""
    wrong = profiles.unusable(context.warehouse.folder)
    return Finding(len(wrong), " ".join(wrong.values()))


@check("disk", mark("Disk space"), mark("There is room for the next load."), worst=Severity.BAD, live=True)
def disk(context: CheckContext) -> Finding:
    """Room for the next load."""
    size = context.county.warehouse.path(context.county.snapshot).stat().st_size
    folder = context.warehouse.folder.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    advice = _("{free} are free, and a load may need {needed}. Make room on the disk before the next load.")
    advice = advice.format(free=_bytes(free), needed=_bytes(SPACE * size))
    return Finding(int(free < SPACE * size), advice)


def _bytes(count: int) -> str:
    return f"{count / 1e9:,.1f} GB" if count >= 1e9 else f"{count / 1e6:,.1f} MB"


@check(
    "published",
    mark("Publication"),
    mark("What was published last is shown."),
    "files",
    Severity.BAD,
    live=True,
)
def published(context: CheckContext) -> Finding:
    """Whether what is shown is what was published last."""
    troubles = context.warehouse.troubles()
    return Finding(len(troubles), " ".join(trouble.sentence for trouble in troubles))


@check(
    "loads",
    mark("Loads"),
    mark("Every load since the last good one ended well."),
    "files",
    Severity.BAD,
    live=True,
)
def loads(context: CheckContext) -> Finding:
    """Loads that were cut short, failed or were refused since the last good one."""
    cut_short, gone_wrong = _cut_short(context.warehouse), _gone_wrong(context.warehouse)
    if cut_short:  # a failure left a start, too: once is enough
        gone_wrong = [row for row in gone_wrong if row["what"] != "failed"]
    rows = pd.DataFrame(cut_short + gone_wrong, columns=["what", "file", "at"])
    advice = _(
        "{n} loads did not end well since the last good one. Nothing of them was kept: "
        "load their files again."
    )
    return Finding(len(rows), advice.format(n=formatting.number(len(rows))), rows)


def _cut_short(warehouse: Warehouse) -> list[dict[str, str]]:
    last = max((int(snapshot.id) for snapshot in warehouse.history()), default=0)
    return [
        {"what": "unfinished", "file": "、".join(start.files), "at": start.started_at.replace("T", " ")}
        for start in warehouse.unfinished()
        if int(start.id) > last
    ]


def _gone_wrong(warehouse: Warehouse) -> list[dict[str, str]]:
    """What the log tells, back to the last load that was not refused."""
    rows = []
    for event in event_log.events(warehouse.folder):
        refused = event.get("outcome") == "refused"
        if event["event"] == "load" and not refused:
            break
        if event["event"] == "load_failed" or (event["event"] == "file" and refused):
            at = _moment(datetime.fromisoformat(event["at"]))
            what = "refused" if refused else "failed"
            rows.append({"what": what, "file": event.get("file", ""), "at": at})
    return rows


@check(
    "log",
    mark("Record of operations"),
    mark("No line of the record of operations is missing or changed."),
    worst=Severity.BAD,
    live=True,
)
def log(context: CheckContext) -> Finding:
    """Whether lines were taken out of the event log, or changed."""
    breaks = event_log.breaks(context.warehouse.folder)
    advice = _(
        "Lines were taken out of logs/reform.log or changed ({where}). Ask who administers the server, and "
        "compare with a backup of the folder logs."
    )
    return Finding(len(breaks), advice.format(where=formatting.listed(map(_where, breaks[:3]))))


def _where(broken: Break) -> str:
    if broken.before and broken.after:
        ends = {"before": _moment(broken.before), "after": _moment(broken.after)}
        return _("between {before} and {after}").format(**ends)
    if broken.before:
        return _("after {moment}").format(moment=_moment(broken.before))
    return _("before {moment}").format(moment=_moment(broken.after)) if broken.after else _("all of it")


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


@check(
    "journal",
    mark("Journal"),
    mark("What was typed on the pages can be read."),
    worst=Severity.BAD,
    live=True,
)
def journal(context: CheckContext) -> Finding:
    """Whether what was typed on the pages can be read, all of it."""
    try:
        Journal(context.warehouse.folder).check()
    except JournalFault as fault:
        return Finding(1, fault.sentence)
    return Finding(0, "")
