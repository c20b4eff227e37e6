"""The command that opens the dashboard."""

import os

import click

from reform.cli import CliContext, main
from reform.cli.messages import bring_up_to_date
from reform.common.i18n import gettext as _
from reform.pipeline import operations
from reform.storage import NothingIntact


@main.command()
@click.option("--port", type=int, default=8501, show_default=True)
@click.option(
    "--address", default="127.0.0.1", show_default=True, help="0.0.0.0 opens it to the office network."
)
@click.option("--open", "is_open", is_flag=True, help="Serve it to the network with nobody signing in.")
@click.option("--headless/--browser", default=False, help="Do not open a browser.")
@click.pass_obj
def serve(settings: CliContext, port: int, address: str, is_open: bool, headless: bool) -> None:
    """Open the dashboard."""
    from reform.cli import server  # the only command that needs streamlit

    try:
        settings.warehouse.served()
    except NothingIntact as problem:  # the pages show it, too
        click.echo(problem.sentence, err=True)
    try:
        server.sign_in_for(settings.warehouse.folder, address, is_open=is_open)
        server.require_free(address, port)
        bring_up_to_date(settings)
        operations.serve(settings.warehouse, port)
        if settings.lang:
            os.environ["REFORM_LANG"] = settings.lang  # the pages ask for it
        server.serve(
            settings.warehouse.folder, port=port, address=address, headless=headless, is_open=is_open
        )
    except KeyboardInterrupt:
        click.echo(_("The dashboard has stopped."), err=True)
