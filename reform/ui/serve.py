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
from reform.i18n import LANGUAGES
from reform.i18n import gettext as _
from reform.ui import frame, guard
from reform.warehouse import Warehouse

# Said to the browser before Streamlit's own script runs: where the server answers. Without it, a visit by
# deep link first asks below the page (/transfers/_stcore/…) and shows two errors in the console.
_HEAD = "<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin};</script>"


class FirstPaint(BaseHTTPMiddleware):
    """The page as the server hands it out: our title and language, before anything has run; and its guard."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Pass the request on, rewrite the one HTML page Streamlit serves, and say what may come to life."""
        response = await call_next(request)
        if not response.headers.get("content-type", "").startswith("text/html"):
            if response.status_code != 304:  # what the browser has kept, it has kept with its headers
                response.headers.update(guard.headers())
            return response
        body = b"".join([chunk async for chunk in response.body_iterator])  # type: ignore[attr-defined]
        if response.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        page = body.decode("utf-8")
        page = page.replace('<html lang="en">', '<html lang="zh-CN">', 1)
        page = page.replace("<title>Streamlit</title>", f"<title>{_('Reform progress')}</title>", 1)
        page = page.replace("<head>", f"<head>{_HEAD}", 1)
        # Without a day and a tag the page is never answered with "not modified": it goes with its own guard.
        changed = ("content-length", "content-encoding", "etag", "last-modified")
        headers = {name: value for name, value in response.headers.items() if name.lower() not in changed}
        scripts = [*guard.inline(page), *map(frame.builtin_words, LANGUAGES)]
        return Response(page, response.status_code, headers | guard.headers(scripts))


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
