"""What several commands say alike: progress, why something was not done, what the program did by itself."""

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
from reform.pipeline import load_messages, operations
from reform.pipeline.rebuild_result import Rebuilt

NOT_PUBLISHED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was published.")
NOT_CHANGED = mark("The warehouse {folder} cannot be written ({reason}). Nothing was changed.")
NOT_ANSWERED = mark(
    "The answer cannot be made: a file it needs cannot be read or written ({reason}). Nothing was changed; "
    "look whether the disk of {folder} or of the temporary files is full."
)


def tell(step: str, subject: str) -> None:
    """Progress on a terminal, a line a step; silent in a pipe."""
    if sys.stderr.isatty():
        click.echo("  " + load_messages.step(step, subject), err=True)


def refuse(sentence: str) -> NoReturn:
    """End with a sentence and status 1."""
    click.echo(sentence, err=True)
    sys.exit(1)


def say_troubles(settings: CliContext) -> None:
    """What is damaged in the warehouse and what is shown instead, once, beside the answer."""
    for trouble in settings.warehouse.troubles():
        if trouble.kind != "nothing_left":  # what cannot go on without it says so itself
            say_once(settings, trouble.sentence)


def say_once(settings: CliContext, sentence: str) -> None:
    """A sentence on the side, unless this command has said it."""
    if sentence not in settings.said:
        settings.said.add(sentence)
        click.echo(sentence, err=True)


@contextmanager
def failing_in_words(
    settings: CliContext, unwritable: str = NOT_PUBLISHED, **words: object
) -> Iterator[None]:
    """End with the sentence ``unwritable`` and status 1 where the disk refuses. What is damaged in the
    warehouse is said first."""
    say_troubles(settings)
    try:
        yield
    except (OSError, duckdb.Error) as failure:  # DuckDB's own words for a full disk, where it wrote itself
        refusal = failure if isinstance(failure, OSError) else refused_by_the_disk(failure)
        if refusal is None:
            raise
        refuse(_(unwritable).format(folder=settings.warehouse.folder, reason=reason(refusal), **words))


def say_renewed(renewed: Rebuilt | None) -> None:
    """How a snapshot of another program was brought up to this one, beside the answer."""
    if renewed is not None:
        click.echo("\n".join(renewed.sentences), err=True)


def bring_up_to_date(settings: CliContext) -> Rebuilt | None:
    """What a command that reads does first."""
    renewed = operations.bring_up_to_date(settings.warehouse, tell)
    say_renewed(renewed)
    return renewed
