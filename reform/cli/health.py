"""The command that looks after a county's health."""

import json
import sys

import click

from reform.cli import CliContext, main
from reform.common.errors import ReformError
from reform.monitoring import health
from reform.pipeline import operations


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def doctor(settings: CliContext, form: str) -> None:
    """Say what needs attention: snapshot, loads, freshness, what does not match. Changes nothing."""
    try:
        with health.admitted(settings.warehouse, settings.today) as patient:
            findings = health.examine(patient)
            about = {"sample": patient.county.is_sample, "snapshot": patient.county.snapshot}
    except ReformError as problem:
        findings = [health.unopened(problem)]
        about = {"sample": False, "snapshot": settings.warehouse.current()}
    if form == "json":
        click.echo(json.dumps(about | health.as_json(findings), ensure_ascii=False, indent=1))
    else:
        click.echo(health.as_text(findings))
    operations.tell_faults(settings.warehouse, health.faults(findings))
    sys.exit(0 if health.is_well(findings) else 1)
