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
from reform.cli import content_security, sign_in
from reform.cli.authentication import SESSION_CHECK_SCRIPT, AuthenticationMiddleware, language_of
from reform.common import builtin_words
from reform.common.errors import ReformError, reason
from reform.common.i18n import LANGUAGES, language, mark, speaking
from reform.common.i18n import gettext as _
from reform.common.sessions import SERVER, Sessions
from reform.common.settings import WrongSettings, sign_in_settings
from reform.common.sign_in_settings import SignIn, is_loopback
from reform.pipeline import progress
from reform.pipeline.county import county
from reform.storage import Warehouse

TAGS = {"zh": "zh-CN", "en": "en"}
TAKEN = mark(
    "{place} is in use, perhaps by a dashboard that runs already. Take another port: make run PORT={next}, "
    "or reform serve --port {next}."
)
NO_ADDRESS = mark("The dashboard cannot be opened at {place} ({reason}). Take another --address or --port.")
NOBODY_ASKED = mark(
    "At {address} everybody on the network could see and change everything: nobody has to sign in. Choose a "
    "method in data/settings.toml, [sign_in]; or serve it open to everybody with --open."
)
NO_LEAD = mark("Nobody could sign in as a lead yet. First: reform users add NAME --role lead")
NOT_READ = mark(
    "data/settings.toml is wrong ({reason}), so that it is not known who may sign in. Correct it; until then "
    "the dashboard is not served."
)

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
        with speaking(language_of(request)):
            page = page.replace('<html lang="en">', f'<html lang="{TAGS[language()]}">', 1)
            page = page.replace("<title>Streamlit</title>", f"<title>{_('Reform progress')}</title>", 1)
        head = _HEAD + (SESSION_CHECK_SCRIPT if SERVER.sessions else "")
        page = page.replace("<head>", f"<head>{head}", 1)
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


class NotServed(ReformError):
    """The dashboard would be open to whoever reaches it, or nobody could sign in."""


def sign_in_for(folder: Path, address: str, *, is_open: bool) -> SignIn:
    """How users sign in. Raises ``NotServed`` where the address needs more than the settings say."""
    try:
        chosen = sign_in_settings()
    except WrongSettings as wrong:
        raise NotServed(NOT_READ, reason=wrong.what) from wrong
    if chosen.method == "none" and not is_loopback(address) and not is_open:
        raise NotServed(NOBODY_ASKED, address=address)
    if chosen.method == "local" and not sign_in.has_lead(folder):
        raise NotServed(NO_LEAD)
    return chosen


def _middleware(folder: Path, chosen: SignIn) -> list[Middleware]:
    if chosen.method == "none":
        return [Middleware(FirstPaint)]
    sessions = Sessions(chosen.idle_minutes * 60, chosen.longest_hours * 3600)
    SERVER.sessions, SERVER.has_sign_out = sessions, chosen.method != "proxy"
    if chosen.method == "proxy":  # or uvicorn would take the proxy's word for who is asking
        os.environ["FORWARDED_ALLOW_IPS"] = ""
    method = sign_in.method(folder, chosen, sessions)
    return [
        Middleware(AuthenticationMiddleware, method=method, open_sessions=sessions),
        Middleware(FirstPaint),
    ]


def serve(folder: Path, *, port: int, address: str, headless: bool, is_open: bool = False) -> None:
    """Run the server until it is stopped; raises ``NotFree`` or ``NotServed``."""
    chosen = sign_in_for(folder, address, is_open=is_open)
    require_free(address, port)
    os.environ["REFORM_WAREHOUSE"] = str(folder.resolve())
    warehouse = Warehouse(folder)
    if warehouse.current() is None and not warehouse.troubles():  # those that the pages report
        click.echo(_("Preparing the sample county (示例数据) …"), err=True)
        county(warehouse, lambda name, subject: click.echo("  " + progress.line(name, subject), err=True))
    os.chdir(ROOT)  # where .streamlit/config.toml lies
    # Streamlit takes a folder named pages/ for its old page discovery until st.navigation has run once;
    # a first visit by deep link would meet "Page not found". We always use st.navigation.
    PagesManager.uses_pages_directory = False
    app = st.App(ROOT / "dashboard.py", middleware=_middleware(folder, chosen))
    shown = "127.0.0.1" if address == "0.0.0.0" else address
    url = urlunsplit(("http", f"{shown}:{port}", "", "", ""))
    click.echo(_("The dashboard: {place}").format(place=url), err=True)
    app.run(config={"server.port": port, "server.address": address, "server.headless": headless})
