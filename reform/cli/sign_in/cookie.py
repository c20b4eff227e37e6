"""Sessions known by a signed, dated cookie: what the ways share that begin a session themselves."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from reform.common.actor import on_page
from reform.common.permissions import User
from reform.common.sessions import Sessions
from reform.storage import event_log

COOKIE = "reform_session"


def signer(salt: str) -> URLSafeTimedSerializer:
    """Signs and dates values; the key lives as long as the server."""
    return URLSafeTimedSerializer(secrets.token_bytes(32), salt=salt)


@dataclass(slots=True)
class CookieSignIn:
    """A method to sign in after which the browser holds the key of a session."""

    folder: Path
    sessions: Sessions
    _signed: URLSafeTimedSerializer = field(default_factory=lambda: signer(COOKIE), init=False)

    def account_state(self, user: User) -> str:
        """What a session of this user rests on; the session ends when it changes."""
        return user.role

    def session(self, connection: HTTPConnection, *, used: bool = True) -> str | None:
        """The key in the cookie, if we signed it, it is not too old and its session lives."""
        try:
            key, state = self._signed.loads(
                connection.cookies.get(COOKIE, ""), max_age=int(self.sessions.longest)
            )
        except BadSignature:
            return None
        user = self.sessions.user(key, used=used)
        if user is None:
            return None
        if self.account_state(user) != state:
            self.sessions.end(key)
            return None
        return str(key)

    def signed_in(self, request: Request, user: User, target: str) -> Response:
        """Begin a session and lead on to the page that was wanted."""
        event_log.event(self.folder, "signed_in", on_page(user.name))
        answer = RedirectResponse(own_address(target), status_code=303)
        cookie = self._signed.dumps([self.sessions.begin(user), self.account_state(user)])
        set_cookie(request, answer, COOKIE, cookie, int(self.sessions.longest))
        return answer

    def signed_out(self, request: Request, answer: Response) -> Response:
        """End the session, in every tab."""
        user = self.sessions.end(self.session(request))
        if user is not None:
            event_log.event(self.folder, "signed_out", on_page(user.name))
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer


def set_cookie(request: Request, answer: Response, name: str, value: Any, seconds: int) -> None:
    """Set a cookie that scripts and other sites' requests do not get, and only https where there is https."""
    secure = request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def own_address(target: str) -> str:
    """An address of this server: what leads elsewhere becomes the first page."""
    parts = urlsplit(target)
    inside = target.startswith("/") and target[1:2] not in ("/", "\\") and not (parts.scheme or parts.netloc)
    return target if inside and target.isprintable() else "/"
