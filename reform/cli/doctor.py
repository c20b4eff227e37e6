"""The command that looks after a county's health."""

import json
import sys

import click

from reform import doctor as doctors
from reform import doing
from reform.cli import Settings, main


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def doctor(settings: Settings, form: str) -> None:
    """Say what needs attention: snapshot, loads, freshness, what does not match. Changes nothing."""
    try:
        with doctors.admitted(settings.warehouse, settings.today) as patient:
            findings = doctors.examine(patient)
            about = {"sample": patient.county.is_sample, "snapshot": patient.county.snapshot}
    except doctors.DoesNotOpen as problem:
        findings = [doctors.unopened(settings.warehouse, problem)]
        about = {"sample": False, "snapshot": settings.warehouse.current()}
    if form == "json":
        click.echo(json.dumps(about | doctors.as_json(findings), ensure_ascii=False, indent=1))
    else:
        click.echo(doctors.as_text(findings))
    doing.tell_faults(settings.warehouse, doctors.faults(findings))
    sys.exit(0 if doctors.is_well(findings) else 1)
