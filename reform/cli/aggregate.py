"""The command that counts cases which lie elsewhere."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
import duckdb

from reform.cli import CliContext, day, main
from reform.cli.load import sources
from reform.cli.messages import refuse, tell
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.ingest.readers import Source
from reform.pipeline.aggregate.duckdb_engine import OnDuckDB
from reform.pipeline.aggregate.engine import Engine
from reform.pipeline.aggregate.errors import told
from reform.pipeline.aggregate.job import Counted, Job, make, write_lists
from reform.pipeline.aggregate.script import DIALECTS, script
from reform.schema.datasets import datasets

_LISTS = ("--cases", "--pauses", "--items")


class _Lists(click.Command):
    """Accepts ``--cases a b c``, to which a shell expands ``--cases *.parquet``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each of its values."""
        spread: list[str] = []
        current: str | None = None
        for word in args:
            if word.startswith("-"):
                current = word if word in _LISTS else None
            elif current is not None and spread[-1] != current:
                spread.append(current)
            spread.append(word)
        return super().parse_args(ctx, spread)


@main.command("cube", cls=_Lists)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="duckdb counts on this machine; spark on the cluster of Spark's own configuration.",
)
@click.option(
    "--print-sql",
    "dialect",
    type=click.Choice(DIALECTS),
    help="Print the counting as a script for a platform of your own, and do nothing else.",
)
@click.option("--cases", multiple=True, metavar="PATH…", help="Parquet files of cases; * is understood.")
@click.option(
    "--mentions",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Instead of cases: what the first part of a script gave. Writes the tables its second part reads.",
)
@click.option(
    "--items",
    multiple=True,
    metavar="FILE…",
    type=click.Path(path_type=Path),
    help="Item list, stages and departments: any files that can be loaded.",
)
@click.option(
    "--pauses",
    multiple=True,
    metavar="PATH…",
    help="Parquet files of special procedures; without them no suspension is taken out.",
)
@click.option(
    "--calendar",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The county's own days, over the built-in calendar.",
)
@click.option(
    "--daily-since",
    metavar="D",
    help="Count each day by itself from here on (default: 38 days before the last day in the cases).",
)
@click.option("--accept-good", is_flag=True, help="Count the good rows of files that have refused ones.")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="New folder the counts are written to.",
)
@click.pass_obj
def cube_command(
    settings: CliContext,
    engine: str,
    dialect: str | None,
    cases: tuple[str, ...],
    mentions: Path | None,
    items: tuple[Path, ...],
    pauses: tuple[str, ...],
    calendar: Path | None,
    daily_since: str | None,
    accept_good: bool,
    out: Path | None,
) -> None:
    """Count cases that lie elsewhere, for a snapshot that never sees them."""
    if dialect:
        click.echo(script(dialect, settings.today, day(daily_since)), nl=False)
        return
    if not items or out is None or not (cases or mentions):
        raise click.UsageError(_("Give --cases (or --mentions), --items and --out; or --print-sql."))
    own_days = Source(calendar.name, calendar) if calendar else None
    if mentions:
        _write_lists(mentions, sources(items), own_days, out, settings.today)
        return
    job = Job(
        cases=cases,
        items=sources(items),
        out=out,
        today=settings.today,
        pauses=pauses,
        calendar=own_days,
        daily_since=day(daily_since),
        accept_good=accept_good,
    )
    with _failing_in_words(out):
        counted = make(_on_spark if engine == "spark" else OnDuckDB, job, tell)
    click.echo("\n".join(_said(counted)))
    sys.exit(0)


def _write_lists(
    mentions: Path, items: Sequence[Source], calendar: Source | None, out: Path, today: date
) -> None:
    with _failing_in_words(out):
        refused = write_lists(mentions, items, calendar, out, today)
    click.echo("\n".join([*told(refused), _("The tables of part 2 are in {folder}.").format(folder=out)]))


@contextmanager
def _failing_in_words(out: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as problem:
        reason = str(problem).strip().partition("\n")[0]
        refuse(_("DuckDB could not do it: {reason}. Nothing was written.").format(reason=reason))
    except OSError as problem:
        refuse(_("{path} cannot be written.").format(path=out) + f" ({problem.strerror or problem})")


def _on_spark(_folder: Path) -> Engine:
    from reform.pipeline.aggregate.spark_engine import OnSpark

    return OnSpark()


def _said(counted: Counted) -> list[str]:
    """The row balance, and the next step."""
    refused = sum(n for (dataset, _fault), n in counted.refused.items() if dataset == "cases")
    books = _(
        "{read} cases read = {completed} completed and counted + {open} open + {withdrawn} withdrawn or "
        "terminated + {refused} refused."
    )
    written = _("{rows} rows of {dataset}, {first} to {last}, each day by itself from {daily}: {file}")
    load = _("Load them with: {command}")
    period = f"{counted.first_on}..{counted.last_on}"
    return [
        *told(counted.refused),
        books.format(
            read=counted.read,
            completed=counted.completed,
            open=counted.open_cases,
            withdrawn=counted.withdrawn,
            refused=refused,
        ),
        written.format(
            rows=counted.rows,
            dataset=either(datasets()["case_counts"].title),
            first=counted.first_on,
            last=counted.last_on,
            daily=counted.daily_since,
            file=counted.file,
        ),
        load.format(command=f"python -m reform load {counted.file} --replace {period}"),
    ]
