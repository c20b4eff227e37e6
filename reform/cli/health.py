"""The command that runs the health checks."""

import sys
from contextlib import ExitStack

import click

from reform.cli import CliContext, echo_json, form_option, main
from reform.common.errors import ReformError
from reform.monitoring import health
from reform.pipeline import operations


@main.command()
@form_option("text", "json")
@click.pass_obj
def doctor(settings: CliContext, form: str) -> None:
    """Say what needs attention: snapshot, loads, freshness, what does not match. Changes nothing."""
    with ExitStack() as stack:
        try:
            context = stack.enter_context(health.admitted(settings.warehouse, settings.today))
        except ReformError as problem:
            findings = [health.unopened(problem)]
            about = {"sample": False, "snapshot": settings.warehouse.current()}
        else:
            findings = health.examine(context)
            about = {"sample": context.county.is_sample, "snapshot": context.county.snapshot}
    if form == "json":
        echo_json(about | health.as_json(findings))
    else:
        click.echo(health.as_text(findings))
    operations.tell_faults(settings.warehouse, health.faults(findings))
    sys.exit(0 if health.is_well(findings) else 1)
