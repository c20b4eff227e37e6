"""Starts the dashboard: prepares the sample county if nothing is loaded, then runs Streamlit."""

import errno
import gzip
import os
import socket
from pathlib import Path
from urllib.parse import urlunsplit

import click
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response
from streamlit.runtime.pages_manager import PagesManager

from reform import ROOT
from reform.cli import content_security
from reform.common import builtin_words
from reform.common.errors import ReformError, reason
from reform.common.i18n import LANGUAGES, first_known, language, mark, speaking
from reform.common.i18n import gettext as _
from reform.pipeline import load_messages
from reform.pipeline.county import county
from reform.storage import Warehouse

TAGS = {"zh": "zh-CN", "en": "en"}
TAKEN = mark(
    "{place} is in use, perhaps by a dashboard that runs already. Take another port: make run PORT={next}, "
    "or reform serve --port {next}."
)
NO_ADDRESS = mark("The dashboard cannot be opened at {place} ({reason}). Take another --address or --port.")

# Tells the browser the server's address before Streamlit's own script runs. Without it, a visit by deep link
# first requests paths below the page (/transfers/_stcore/…), with two errors in the console.
_HEAD = "<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin};</script>"


class FirstPaint(BaseHTTPMiddleware):
    """Middleware that puts title and language into the HTML page, and adds the security headers."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Pass the request on, rewrite the one HTML page Streamlit serves, and say what may come to life."""
        response = await call_next(request)
        if not response.headers.get("content-type", "").startswith("text/html"):
            if response.status_code != 304:  # the browser has cached it with its headers
                response.headers.update(content_security.headers())
            return response
        body = b"".join([chunk async for chunk in response.body_iterator])  # type: ignore[attr-defined]
        if response.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        page = body.decode("utf-8")
        wishes = (request.query_params.get("lang"), os.environ.get("REFORM_LANG"))
        with speaking(first_known(*wishes, request.headers.get("accept-language"))):
            page = page.replace('<html lang="en">', f'<html lang="{TAGS[language()]}">', 1)
            page = page.replace("<title>Streamlit</title>", f"<title>{_('Reform progress')}</title>", 1)
        page = page.replace("<head>", f"<head>{_HEAD}", 1)
        # Without date and tag the page is never answered with "not modified", which would lack its headers.
        changed = ("content-length", "content-encoding", "etag", "last-modified")
        headers = {name: value for name, value in response.headers.items() if name.lower() not in changed}
        scripts = [*content_security.inline(page), *map(builtin_words.script, LANGUAGES)]
        return Response(page, response.status_code, headers | content_security.headers(scripts))


class NotFree(ReformError):
    """The server cannot listen at this address."""

    def __init__(self, address: str, port: int, problem: OSError) -> None:
        taken = problem.errno in (errno.EADDRINUSE, errno.EACCES)
        message, where = TAKEN if taken else NO_ADDRESS, f"{address}:{port}"
        super().__init__(message, place=where, next=port + 1, reason=reason(problem))


def require_free(address: str, port: int) -> None:
    """Raise ``NotFree`` unless the server can listen at this address."""
    try:
        family = socket.getaddrinfo(address, port)[0][0]
        with socket.socket(family) as probe:
            if os.name == "posix":  # as the server does; on Windows it would take a port in use for free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError as problem:
        raise NotFree(address, port, problem) from problem


def serve(folder: Path, *, port: int, address: str, headless: bool) -> None:
    """Run the server until it is stopped; raises ``NotFree``."""
    require_free(address, port)
    os.environ["REFORM_WAREHOUSE"] = str(folder.resolve())
    warehouse = Warehouse(folder)
    if warehouse.current() is None and not warehouse.troubles():  # those that the pages report
        click.echo(_("Preparing the sample county (示例数据) …"), err=True)
        county(
            warehouse, lambda name, subject: click.echo("  " + load_messages.step(name, subject), err=True)
        )
    os.chdir(ROOT)  # where .streamlit/config.toml lies
    # Streamlit takes a folder named pages/ for its old page discovery until st.navigation has run once;
    # a first visit by deep link would meet "Page not found". We always use st.navigation.
    PagesManager.uses_pages_directory = False
    app = st.App(ROOT / "dashboard.py", middleware=[Middleware(FirstPaint)])
    shown = "127.0.0.1" if address == "0.0.0.0" else address
    url = urlunsplit(("http", f"{shown}:{port}", "", "", ""))
    click.echo(_("The dashboard: {place}").format(place=url), err=True)
    app.run(config={"server.port": port, "server.address": address, "server.headless": headless})
