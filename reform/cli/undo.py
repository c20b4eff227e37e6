"""Commands that look back: undo, history."""

from typing import Any

import click

from reform.cli import CliContext, echo_json, form_option, main
from reform.cli.messages import NOT_CHANGED, failing_in_words, say_troubles, tell
from reform.common.i18n import gettext as _
from reform.pipeline import history, operations
from reform.storage import import_records


@main.command()
@click.option(
    "--import", "number", metavar="N", type=int, help="Take back only this import; the others stay."
)
@click.pass_obj
def undo(settings: CliContext, number: int | None) -> None:
    """Go back to the state before the last load."""
    if number is not None:
        with failing_in_words(settings):
            done = operations.take_back(settings.warehouse, number, progress=tell)
        click.echo("\n".join(done.sentences))
        return
    with failing_in_words(settings, NOT_CHANGED):
        undone, now = operations.undo(settings.warehouse)
    files = history.files_of(undone)
    click.echo(_("Undone: snapshot {id} ({files}).").format(id=undone.id, files=files))
    click.echo(_("Now: snapshot {id}.").format(id=now) if now else _("Now: nothing is loaded."))


@main.command("history")
@form_option("text", "json")
@click.pass_obj
def history_command(settings: CliContext, form: str) -> None:
    """List the snapshots: what was loaded when, what is current, what was undone."""
    say_troubles(settings)
    rows: list[dict[str, Any]] = history.history(settings.warehouse)
    states = {record["import"]: record["state"] for record in import_records.listing(settings.warehouse)}
    for row in rows:
        row["files"] = [{**file, "state": states.get(file.get("import_id"))} for file in row["files"]]
    if form == "json":
        echo_json({"snapshots": rows})
    elif not rows:
        click.echo(_("Nothing has been loaded yet."))
    else:
        click.echo(history.as_text(rows))
