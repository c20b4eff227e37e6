"""The command that gives a snapshot a name, by which it is kept for good."""

import click

from reform.cli import CliContext, main
from reform.cli.messages import NOT_CHANGED, failing_in_words, refuse
from reform.common.i18n import gettext as _
from reform.pipeline import operations


@main.command()
@click.argument("label")
@click.option("--snapshot", metavar="ID", help="Which snapshot (default: the current one).")
@click.pass_obj
def name(settings: CliContext, label: str, snapshot: str | None) -> None:
    """Give a snapshot the name LABEL, such as 第5次领导小组会议; it is then never cleaned away.

    An empty LABEL takes the name away.
    """
    warehouse = settings.warehouse
    with failing_in_words(settings, NOT_CHANGED):
        chosen = snapshot or warehouse.served()
        if chosen is None:
            refuse(_("Nothing has been loaded yet."))
        label = operations.name(warehouse, chosen, label)
    if label:
        click.echo(_("Snapshot {id} is kept as “{name}”.").format(id=chosen, name=label))
    else:
        click.echo(_("Snapshot {id} has no name any more.").format(id=chosen))
