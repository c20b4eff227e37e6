"""Commands that bring files in: check, load, template."""

import os
import sys
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from reform.cli import CliContext, Command, echo_json, form_option, main, output
from reform.cli.messages import bring_up_to_date, failing_in_words, say_once, say_renewed
from reform.common.errors import ReformError
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.models.build import STEPS
from reform.pipeline import load_messages, operations, progress
from reform.pipeline.load import check
from reform.pipeline.load_report import LoadReport
from reform.pipeline.sample_report import sample_report
from reform.reports import rejects_workbook, templates
from reform.schema import profiles
from reform.schema.datasets import datasets

NO_REPORT = mark(
    "The report {path} cannot be written ({reason}). Only the report is missing; what is said above holds."
)

_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
_dataset = click.option(
    "--dataset", type=click.Choice(list(datasets())), help="Which dataset the files hold."
)
_profile = click.option("--profile", metavar="NAME|PATH", help="How the source system names and codes.")
_satisfaction = click.option(
    "--satisfaction",
    type=click.Choice(["gb", "stars"]),
    help="What bare satisfaction digits mean: gb (1 is best) or stars (5 is best).",
)
_report = click.option(
    "--report",
    "report_file",
    metavar="FILE.xlsx",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the check report, with the refused rows ready to be corrected.",
)
_replace = click.option(
    "--replace",
    "period",
    metavar="YYYY-MM|D..D",
    help="The files hold this period whole: rows kept of it that they lack are taken out.",
)
_format = form_option("text", "json")


def _options(
    settings: CliContext,
    dataset: str | None,
    profile: str | None,
    satisfaction: str | None,
    period: str | None,
) -> Options:
    for sentence in profiles.unusable(settings.warehouse.folder).values():
        say_once(settings, sentence)
    saved = tuple(profiles.saved(settings.warehouse.folder))
    replaces = _period(period) if period else None
    return Options(_profile_called(profile), dataset, satisfaction, saved, replaces)


def _period(text: str) -> tuple[date, date]:
    """A period: a month, or two days with .. between."""
    first, _between, last = text.partition("..")
    try:
        if last:
            period = date.fromisoformat(first), date.fromisoformat(last)
        else:
            year, month = map(int, text.split("-"))
            period = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        period = date.max, date.min
    if period[0] > period[1]:
        raise click.BadParameter(
            _("{period} is no period. Write a month (2026-02) or two days (2026-02-01..2026-02-28).").format(
                period=text
            )
        )
    return period


def _profile_called(profile: str | None) -> profiles.Profile:
    if profile is None:
        return profiles.Profile()
    try:
        return profiles.load(profile)
    except ReformError as problem:
        raise click.BadParameter(problem.sentence) from problem


def sources(files: Sequence[Path]) -> list[Source]:
    """The files to read as sources."""
    return [Source(_name(path), path) for path in files]


def _name(path: Path) -> str:
    """The file's name as text, decoded even if its bytes are in another encoding than the locale's."""
    return os.fsencode(path.name).decode("utf-8", errors="replace")


class _Bar:
    """Progress bar of a load: one line of a terminal, silent in a pipe."""

    WIDTH = 24

    def __init__(self, files: int) -> None:
        self.done = 0
        self.steps = files + 1 + len(STEPS)  # reading each file, the calendar, each model
        self.shown = sys.stderr.isatty()

    def __call__(self, step: str, subject: str) -> None:
        if self.shown:
            full = self.WIDTH * self.done // self.steps
            bar = "█" * full + "░" * (self.WIDTH - full)
            click.echo(f"\r\033[K{bar} {progress.line(step, subject)}", nl=False, err=True)
        self.done = min(self.done + 1, self.steps)

    def __enter__(self) -> None:
        """Draw nothing before the first step."""

    def __exit__(self, *_: object) -> None:
        """Clear the line before anything is printed."""
        if self.shown:
            click.echo("\r\033[K", nl=False, err=True)


def _check_report_file(file: Path | None, files: Sequence[Path]) -> None:
    """Refuse, before anything is done, a report that would replace an input, or whose folder is missing."""
    if file is not None and not file.parent.is_dir():
        raise click.BadParameter(_("There is no folder {folder}.").format(folder=file.parent))
    if file is not None and file.resolve() in {path.resolve() for path in files}:
        raise click.BadParameter(
            _("{path} is one of the files to load. Give the report another name.").format(path=file)
        )


def _reading(command: Command) -> Command:
    """The options that ``load`` and ``check`` share."""
    for declared in (_format, _report, _replace, _satisfaction, _profile, _dataset, _files):
        command = declared(command)
    return command


@contextmanager
def _opened(
    settings: CliContext, files: Sequence[Path], report_file: Path | None, how: dict[str, str | None]
) -> Iterator[tuple[list[Source], Options, _Bar]]:
    """The files as sources, the options for reading them, and the progress bar."""
    _check_report_file(report_file, files)
    options, bar = _options(settings, **how), _Bar(len(files))
    with failing_in_words(settings), bar:
        yield sources(files), options, bar


def _end(result: LoadReport, form: str, report_file: Path | None, *, checked_only: bool) -> NoReturn:
    """Print the report, write its workbook if one is asked for, and end with status 1 if anything was
    refused."""
    if form == "json":
        echo_json(load_messages.as_json(result))
    else:
        click.echo(load_messages.as_text(result, checked_only=checked_only))
    if report_file is not None:
        output.put(report_file, rejects_workbook.workbook(result), NO_REPORT)
    sys.exit(1 if result.refused else 0)


@main.command("load")
@_reading
@click.option("--accept-good", is_flag=True, help="Keep the good rows of a file that has rejected ones.")
@click.pass_obj
def load_command(
    settings: CliContext,
    /,
    files: tuple[Path, ...],
    report_file: Path | None,
    form: str,
    accept_good: bool,
    **how: str | None,
) -> None:
    """Load FILES and publish them as one new snapshot."""
    with _opened(settings, files, report_file, how) as (given, options, bar):
        result = sample_report(given, bar) or operations.load(
            settings.warehouse, given, options, today=settings.today, accept_good=accept_good, progress=bar
        )
    say_renewed(result.renewed)
    _end(result, form, report_file, checked_only=False)


@main.command("check")
@_reading
@click.pass_obj
def check_command(
    settings: CliContext, /, files: tuple[Path, ...], report_file: Path | None, form: str, **how: str | None
) -> None:
    """Say what loading FILES would do. Writes nothing."""
    with _opened(settings, files, report_file, how) as (given, options, bar):
        bring_up_to_date(settings)
        result = sample_report(given, bar) or check(
            settings.warehouse, given, options, today=settings.today, progress=bar
        )
    _end(result, form, report_file, checked_only=True)


@main.command()
@click.argument("dataset", type=click.Choice(list(datasets())))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(dataset: str, file: Path) -> None:
    """Write a blank Excel template of DATASET to FILE."""
    output.put(file, templates.workbook(datasets()[dataset]))
    click.echo(str(file))
