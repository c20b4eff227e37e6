"""The command that lists what was loaded: history."""

from typing import Any

import click

from reform.cli import CliContext, echo_json, form_option, main
from reform.cli.messages import say_troubles
from reform.common.i18n import gettext as _
from reform.pipeline import history
from reform.storage import import_records


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
