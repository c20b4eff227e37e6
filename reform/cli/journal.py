"""The command that prints the journal: what was typed on the pages."""

import click

from reform.cli import CliContext, echo_json, form_option, main
from reform.common import frames
from reform.common.i18n import gettext as _
from reform.monitoring import audit_trail
from reform.storage.journal import KINDS, Journal


@main.command("journal")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Only entries of this kind.")
@form_option("table", "csv", "json")
@click.pass_obj
def journal_command(settings: CliContext, kind: str | None, form: str) -> None:
    """Print what was typed on the pages, oldest first; superseded entries too."""
    entries = Journal(settings.warehouse.folder).entries(kind)
    frame = audit_trail.typed(entries)
    if form == "json":
        typed = [{"fields": dict(entry.fields)} for entry in entries]
        rows = [row | fields for row, fields in zip(frames.records(frame), typed, strict=True)]
        echo_json({"entries": rows})
    elif form == "csv":
        click.echo(frames.as_csv(frame), nl=False)
    elif frame.empty:
        click.echo(_("Nothing has been typed yet."))
    else:
        click.echo(frames.as_table(frame))
