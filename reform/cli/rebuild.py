"""Commands that work from the imports: rebuild, backup, restore."""

import sys
from pathlib import Path

import click

from reform.cli import CliContext, main
from reform.cli.messages import failing_in_words, tell
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.pipeline import operations

NO_BACKUP = mark("{file} cannot be written ({reason}). No backup was made; what was there stays.")


@main.command("rebuild")
@click.option(
    "--snapshot", metavar="ID", help="An older snapshot, put back in its place (default: the current one)."
)
@click.option("--check", is_flag=True, help="Only compare with the snapshot's file; nothing is kept.")
@click.pass_obj
def rebuild_command(settings: CliContext, snapshot: str | None, check: bool) -> None:
    """Build a snapshot again from nothing, out of its imports, and compare."""
    with failing_in_words(settings):
        done = operations.build_again(settings.warehouse, snapshot, check=check, progress=tell)
    click.echo("\n".join(done.sentences))
    sys.exit(1 if check and done.differing else 0)


@main.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def backup_command(settings: CliContext, file: Path) -> None:
    """Write all imports, the journal and the saved profiles into one archive FILE."""
    if file.resolve().is_relative_to(settings.warehouse.folder.resolve()):
        raise click.BadParameter(  # a typing mistake would replace the journal
            _("{path} lies in the warehouse itself. Give the backup another place.").format(path=file)
        )
    if not file.resolve().parent.is_dir():
        raise click.BadParameter(_("There is no folder {folder}.").format(folder=file.parent))
    with failing_in_words(settings, NO_BACKUP, file=file):
        kept = operations.backup(settings.warehouse, file)
    click.echo(_("{n} files with their checksums are in {file}.").format(n=kept, file=file))
    if any(trouble.kind == "names" for trouble in settings.warehouse.troubles()):
        sentence = _(
            "The archive holds names.json as it is, damaged. Keep the older backups until it is mended."
        )
        click.echo(sentence, err=True)


@main.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is loaded, which is set aside.")
@click.pass_obj
def restore_command(settings: CliContext, file: Path, replace: bool) -> None:
    """Check the archive FILE, build its snapshot and put it in place."""
    with failing_in_words(settings):
        done = operations.restore(settings.warehouse, file, replace=replace, progress=tell)
    click.echo("\n".join(done.sentences))
