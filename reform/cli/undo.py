"""The command that goes back: undo."""

import click

from reform.cli import CliContext, main
from reform.cli.messages import NOT_CHANGED, failing_in_words, tell
from reform.common.i18n import gettext as _
from reform.pipeline import history, operations


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
