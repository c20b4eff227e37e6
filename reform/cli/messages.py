"""Messages that commands share: progress, refusals, and what the program did by itself."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
import duckdb

from reform.cli import CliContext
from reform.common.database import refused_by_the_disk
from reform.common.errors import reason
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.pipeline import progress, upgrade
from reform.pipeline.rebuild_result import Rebuilt

NOT_PUBLISHED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was published.")
NOT_CHANGED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was changed.")
NOT_ANSWERED = mark(
    "The answer cannot be made: a file it needs cannot be read or written ({reason}). Nothing was changed; "
    "look whether the disk of {folder} or of the temporary files is full."
)


def tell(step: str, subject: str) -> None:
    """Print progress to a terminal, a line a step; silent in a pipe."""
    if sys.stderr.isatty():
        click.echo("  " + progress.line(step, subject), err=True)


def refuse(sentence: str) -> NoReturn:
    """End with a sentence and status 1."""
    click.echo(sentence, err=True)
    sys.exit(1)


def say_troubles(settings: CliContext) -> None:
    """Print to stderr, once, what is damaged in the warehouse and what is shown instead."""
    for trouble in settings.warehouse.troubles():
        if trouble.kind != "nothing_left":  # a command that cannot go on without it reports it
            say_once(settings, trouble.sentence)


def say_once(settings: CliContext, sentence: str) -> None:
    """Print a sentence to stderr, unless this command has printed it."""
    if sentence not in settings.printed:
        settings.printed.add(sentence)
        click.echo(sentence, err=True)


@contextmanager
def failing_in_words(
    settings: CliContext, unwritable: str = NOT_PUBLISHED, **words: object
) -> Iterator[None]:
    """End with the sentence ``unwritable`` and status 1 if the disk refuses a write in the block.

    What is damaged in the warehouse is printed first.
    """
    say_troubles(settings)
    try:
        yield
    except (OSError, duckdb.Error) as failure:  # DuckDB has errors of its own for a full disk
        refusal = failure if isinstance(failure, OSError) else refused_by_the_disk(failure)
        if refusal is None:
            raise
        refuse(_(unwritable).format(folder=settings.warehouse.folder, reason=reason(refusal), **words))


def say_renewed(renewed: Rebuilt | None) -> None:
    """Print to stderr how a snapshot of another version was upgraded."""
    if renewed is not None:
        click.echo("\n".join(renewed.sentences), err=True)


def bring_up_to_date(settings: CliContext) -> Rebuilt | None:
    """Upgrade the snapshot to this program; commands that read begin with it."""
    renewed = upgrade.bring_up_to_date(settings.warehouse, tell)
    say_renewed(renewed)
    return renewed
