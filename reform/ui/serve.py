"""Start the dashboard: prepare the sample county if nothing is loaded, then hand over to Streamlit."""

import gzip
import os
from pathlib import Path

import click
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response
from streamlit.runtime.pages_manager import PagesManager

from reform import ROOT, report
from reform.county import county
from reform.i18n import gettext as _
from reform.warehouse import Warehouse

# Said to the browser before Streamlit's own script runs: where the server answers. Without it, a visit by
# deep link first asks below the page (/transfers/_stcore/…) and shows two errors in the console.
_HEAD = "<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin};</script>"


class FirstPaint(BaseHTTPMiddleware):
    """The page as the server hands it out: our title and language, before anything has run."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Pass the request on and rewrite the one HTML page Streamlit serves."""
        response = await call_next(request)
        if not response.headers.get("content-type", "").startswith("text/html"):
            return response
        body = b"".join([chunk async for chunk in response.body_iterator])  # type: ignore[attr-defined]
        if response.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        page = body.decode("utf-8")
        page = page.replace('<html lang="en">', '<html lang="zh-CN">', 1)
        page = page.replace("<title>Streamlit</title>", f"<title>{_('Reform progress')}</title>", 1)
        page = page.replace("<head>", f"<head>{_HEAD}", 1)
        changed = ("content-length", "content-encoding", "etag")
        headers = {name: value for name, value in response.headers.items() if name.lower() not in changed}
        return Response(page, response.status_code, headers)


def serve(folder: Path, *, port: int, address: str, headless: bool) -> None:
    """Run the server until it is stopped."""
    os.environ["REFORM_WAREHOUSE"] = str(folder.resolve())
    warehouse = Warehouse(folder)
    if warehouse.current() is None and not warehouse.troubles():  # those the pages tell of
        click.echo(_("Preparing the sample county (示例数据) …"), err=True)
        county(warehouse, lambda name, subject: click.echo("  " + report.step(name, subject), err=True))
    os.chdir(ROOT)  # where .streamlit/config.toml lies
    # Streamlit takes a folder named pages/ for its old page discovery until st.navigation has run once;
    # a first visit by deep link would meet "Page not found". We always use st.navigation.
    PagesManager.uses_pages_directory = False
    app = st.App(ROOT / "dashboard.py", middleware=[Middleware(FirstPaint)])
    click.echo(_("The dashboard: {place}").format(place=f"{address}:{port}"), err=True)
    app.run(config={"server.port": port, "server.address": address, "server.headless": headless})
