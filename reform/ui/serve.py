"""Start the dashboard: prepare the sample county if nothing is loaded, then hand over to Streamlit."""

import os
from pathlib import Path

import click
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import bootstrap

from reform import ROOT, report
from reform.county import county
from reform.i18n import gettext as _
from reform.warehouse import Warehouse


def serve(folder: Path, *, port: int, address: str, headless: bool) -> None:
    """Run the server until it is stopped."""
    os.environ["REFORM_WAREHOUSE"] = str(folder.resolve())
    if Warehouse(folder).current() is None:
        click.echo(_("Preparing the sample county (示例数据) …"), err=True)
        county(Warehouse(folder), lambda name, subject: click.echo("  " + report.step(name, subject), err=True))
    os.chdir(ROOT)  # where .streamlit/config.toml lies
    # Streamlit takes a folder named pages/ for its old page discovery until st.navigation has run once;
    # a first visit by deep link would meet "Page not found". We always use st.navigation.
    PagesManager.uses_pages_directory = False
    options = {"server.port": port, "server.address": address, "server.headless": headless}
    flags = {key.replace(".", "_"): value for key, value in options.items()}
    bootstrap.load_config_options(flag_options=flags)
    bootstrap.run(str(ROOT / "dashboard.py"), False, [], flags)
