"""The command that writes the meeting's papers."""

from pathlib import Path

import click
import duckdb

from reform.cli import CliContext, as_of_option, days, main, output
from reform.cli.messages import NOT_ANSWERED, failing_in_words
from reform.cli.query import open_county, say_what_is_unknown
from reform.common.settings import known_settings
from reform.metrics import freshness, query
from reform.metrics.query import Scope
from reform.monitoring import annotations, decisions
from reform.pipeline.county import County
from reform.reports.meeting_pack.context import Material, answered
from reform.storage.journal import Journal


@main.command()
@as_of_option
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    default=Path("brief"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder the files are written to.",
)
@click.option("--from", "from_on", metavar="D", help="First day of the period.")
@click.option("--to", "to_on", metavar="D", help="Last day of the period.")
@click.option("--department", "departments", multiple=True, help="Only items that this department held.")
@click.option("--domain", "domains", multiple=True)
@click.option("--batch", "batches", multiple=True, type=int)
@click.pass_obj
def brief(
    settings: CliContext,
    as_of: str | None,
    folder: Path,
    from_on: str | None,
    to_on: str | None,
    departments: tuple[str, ...],
    domains: tuple[str, ...],
    batches: tuple[int, ...],
) -> None:
    """Write the meeting's papers: slides, two papers, a workbook, a PDF and a manifest."""
    from reform.reports.meeting_pack import (
        files,  # imported here because it is slow to import
    )

    given = days(as_of, from_on, to_on)
    with open_county(settings) as (chosen, connection), failing_in_words(settings, NOT_ANSWERED):
        last = given[0] or query.last_day(connection)
        say_what_is_unknown(connection, last, department=departments, domain=domains, batch=map(str, batches))
        scope = Scope(last, given[1], given[2], departments or None, domains or None, batches or None)
        made = files.pack(_material(settings, chosen, connection, scope))
    with output.filled(folder) as drafts:
        for name, content in made.files.items():
            (drafts / name).write_bytes(content)
    for name in made.files:
        click.echo(str(folder / name))
    for sentence in made.not_made:
        click.echo(sentence, err=True)


def _material(
    settings: CliContext, chosen: County, connection: duckdb.DuckDBPyConnection, scope: Scope
) -> Material:
    last_on = query.last_day(connection)
    on = chosen.looked_on(last_on, settings.today)
    known, journal = known_settings(), Journal(chosen.warehouse.folder)
    listed = query.ask(connection, "decision_list", scope.unfiltered)
    return Material(
        county=known.county,
        snapshot=chosen.snapshot,
        is_sample=chosen.is_sample,
        scope=scope,
        ask=lambda code, by, of: query.ask(connection, code, of, by),
        answers=answered(connection, scope),
        ages=freshness.ages_in(connection, on, known),
        waits_for=lambda code: query.why_missing(connection, query.find(code), scope.as_of),
        calendar_kinds=lambda code, of: query.calendar_kinds(connection, query.find(code), of),
        last_on=last_on,
        decisions=decisions.known(listed, journal.latest(decisions.KIND), scope),
        notes=[(note.day, note.text) for note in annotations.held(journal)],
    )
