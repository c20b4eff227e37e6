"""The ASGI middleware before the dashboard: whoever has no session gets no page, file or websocket.

Inside, the session is known by a header (``reform.common.sessions``); what a browser sends under that name
is dropped.
"""

import asyncio
import os
from collections.abc import MutableMapping
from typing import Any, Protocol
from urllib.parse import quote

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reform.cli import content_security, downloads
from reform.common.i18n import first_known, mark, speaking
from reform.common.i18n import gettext as _
from reform.common.sessions import SESSION_HEADER, Sessions

# Health tells nothing; a monitoring program asks for it without a session.
WITHOUT_SESSION = frozenset({"/_stcore/health"})
SIGN_IN, SIGN_OUT, SESSION_STATE = "/sign-in", "/sign-out", "/sign-in/alive"
NOT_SIGNED_IN = mark("You are not signed in, or your session has ended. Open the dashboard again.")
# How often an open page's websocket is looked at: a session that has ended ends it within this many seconds.
CHECK_SECONDS = 2.0
# Every open page asks every five seconds whether its session lives, which does not count as use, and goes to
# the sign-in page when it does not. There ``ended`` says that nobody asked to sign in.
SESSION_CHECK_SCRIPT = (
    f"<script>setInterval(() => fetch('{SESSION_STATE}').then((answer) => answer.status === 401 && "
    f"location.replace('{SIGN_IN}?next=' + encodeURIComponent(location.pathname + location.search) + "
    "'&ended'), () => {}), 5000);</script>"
)


class SignInMethod(Protocol):
    """How users sign in, and how a request is known to be theirs."""

    def session(self, connection: HTTPConnection, *, used: bool = True) -> str | None:
        """The key of a request's session; None when there is none. ``used``: the session is in use now."""

    async def answer(self, request: Request) -> Response | None:
        """The answer at its own addresses; None for every other address."""


class AuthenticationMiddleware:
    """Passes on the requests of a session; all others are sent to the sign-in page."""

    def __init__(self, app: ASGIApp, method: SignInMethod, open_sessions: Sessions) -> None:
        self._app, self._method, self._sessions = app, method, open_sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls an application."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        with speaking(language_of(request)):
            is_question = request.url.path == SESSION_STATE
            key = self._method.session(request, used=not is_question)
            answer = Response(status_code=204) if is_question and key else await self._method.answer(request)
            if answer is None and key is None and request.url.path not in WITHOUT_SESSION:
                answer = _refused(request)
            if answer is None and key and request.url.path.startswith(downloads.ADDRESS):
                inside = _of_session(scope, key)
                await downloads.answer(self._app, inside, receive, send, self._sessions, key)
                return
        if answer is None:
            await self._app(_of_session(scope, key), receive, send)
            return
        answer.headers.update(content_security.headers() | {"Cache-Control": "no-store"})
        await answer(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._method.session(HTTPConnection(scope))
        if key is None:
            await send({"type": "websocket.close", "code": 1008})
            return
        socket = _Socket(self._sessions, key, receive, send)
        await self._app(_of_session(scope, key), socket.receive, socket.send)


class _Socket:
    """A websocket that is closed when its session ends."""

    def __init__(self, open_sessions: Sessions, key: str, receive: Receive, send: Send) -> None:
        self._sessions, self._key = open_sessions, key
        self._receive, self.send = receive, send

    async def receive(self) -> Message:
        coming = asyncio.ensure_future(self._receive())
        try:
            while self._sessions.user(self._key, used=False) is not None:
                done, _waiting = await asyncio.wait({coming}, timeout=CHECK_SECONDS)
                if done:
                    return coming.result()
        finally:
            coming.cancel()
        await self.send({"type": "websocket.close", "code": 1008})
        return {"type": "websocket.disconnect", "code": 1008}


def language_of(request: HTTPConnection) -> str:
    """The language a reader asked for, the server's, or the browser's."""
    wishes = (request.query_params.get("lang"), os.environ.get("REFORM_LANG"))
    return first_known(*wishes, request.headers.get("accept-language"))


def _refused(request: Request) -> Response:
    """To a person the page on which to sign in, which leads back here; to a program a sentence."""
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?next={quote(wanted, safe='')}", status_code=303)
    return PlainTextResponse(_(NOT_SIGNED_IN), status_code=401)


def _of_session(scope: Scope, key: str | None) -> MutableMapping[str, Any]:
    name = SESSION_HEADER.encode("ascii")
    headers = [(header, value) for header, value in scope["headers"] if header.lower() != name]
    return {**scope, "headers": [*headers, *([(name, key.encode("ascii"))] if key else [])]}
