"""The ways to sign in: the county's own user file, or the headers of a reverse proxy."""

import secrets
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from itsdangerous import BadSignature, URLSafeTimedSerializer
from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from reform.cli.attempts import Attempts
from reform.cli.gate import SIGN_IN, SIGN_OUT
from reform.common.actor import Actor, on_page
from reform.common.i18n import gettext as _
from reform.common.i18n import language, mark
from reform.common.permissions import Role, User
from reform.common.sessions import Sessions
from reform.common.sign_in_settings import SignIn
from reform.storage import event_log
from reform.storage.users import SHORTEST, Account, UserFault, Users

COOKIE = "reform_session"
LONGEST_FORM = 10_000  # bytes
# Of one name and one password: argon2 takes 64 MB of memory for each that is verified.
AT_ONCE = 2
WRONG = mark("The name or the password is wrong.")
WAIT = mark("Too many attempts with this name. Try again in {n} seconds.")
DIFFERENT = mark("The two new passwords differ.")
MUST_CHANGE = mark("This password was given to you: choose one of your own.")


@dataclass(slots=True)
class LocalWay:
    """Signing in with a name and a password of the user file of ``folder``."""

    folder: Path
    sessions: Sessions
    attempts: Attempts = field(default_factory=Attempts)
    _limit: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))
    _signed: URLSafeTimedSerializer = field(
        default_factory=lambda: URLSafeTimedSerializer(secrets.token_bytes(32), salt=COOKIE)
    )

    def session(self, connection: HTTPConnection, *, used: bool = True) -> str | None:
        """The key in the cookie, if we signed it, it is not too old and its session lives."""
        try:
            key, state = self._signed.loads(
                connection.cookies.get(COOKIE, ""), max_age=int(self.sessions.longest)
            )
            user = self.sessions.user(key, used=used)
            if user is None:
                return None
            account = Users(self.folder).all().get(str(user.name))
        except (BadSignature, UserFault):
            return None
        if _state(account) != state:  # removed, of another role or password since
            self.sessions.end(key)
            return None
        return str(key)

    async def answer(self, request: Request) -> Response | None:
        """The page on which to sign in, what comes of it, and signing out."""
        if request.url.path == SIGN_OUT:
            return self._sign_out(request)
        if request.url.path != SIGN_IN:
            return None
        if request.method == "GET":
            return _page(request.query_params.get("next"), change="change" in request.query_params)
        if request.method != "POST" or not (_from_here(request) and _is_small_form(request)):
            return PlainTextResponse(_("This form cannot be taken."), status_code=400)
        async with request.form(max_fields=10) as form:
            return await self._tried(request, form)

    async def _tried(self, request: Request, form: FormData) -> Response:
        name, target = str(form.get("name", "")).strip()[:100], str(form.get("next", ""))
        if wait := self.attempts.wait(name):
            return _page(target, name, _(WAIT).format(n=int(wait) + 1), status=429)
        try:
            verified = await to_thread.run_sync(
                Users(self.folder).verified, name, str(form.get("password", "")), limiter=self._limit
            )
            user = Users(self.folder).user(name) if verified else None
            if verified is None or user is None:
                self.attempts.failed(name)
                known = name if name in Users(self.folder).all() else None
                event_log.event(self.folder, "sign_in_refused", on_page(known))
                return _page(target, name, _(WRONG), change="new" in form, status=403)
            self.attempts.succeeded(name)
            if "new" in form:
                if form.get("new") != form.get("again"):
                    return _page(target, name, _(DIFFERENT), change=True, status=400)
                await to_thread.run_sync(
                    Users(self.folder).set_password, name, str(form["new"]), limiter=self._limit
                )
                event_log.event(self.folder, "password_changed", on_page(name))
            elif verified.must_change:
                return _page(target, name, _(MUST_CHANGE), change=True)
        except UserFault as problem:
            return _page(target, name, problem.sentence, change="new" in form, status=400)
        return self._signed_in(request, user, target)

    def _signed_in(self, request: Request, user: User, target: str) -> Response:
        event_log.event(self.folder, "signed_in", on_page(user.name))
        answer = RedirectResponse(_own_address(target), status_code=303)
        account = Users(self.folder).all().get(str(user.name))
        cookie = self._signed.dumps([self.sessions.begin(user), _state(account)])
        answer.set_cookie(
            COOKIE,
            cookie,
            max_age=int(self.sessions.longest),
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return answer

    def _sign_out(self, request: Request) -> Response:
        user = self.sessions.end(self.session(request))
        if user is not None:
            event_log.event(self.folder, "signed_out", on_page(user.name))
        answer = RedirectResponse(SIGN_IN, status_code=303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer


@dataclass(slots=True)
class ProxyWay:
    """Signing in at a reverse proxy, which tells the user's name and groups by headers.

    Whoever reaches the server past the proxy is refused: only the proxy's own addresses are believed.
    """

    folder: Path
    settings: SignIn
    sessions: Sessions
    _keys: dict[User, str] = field(default_factory=dict)

    def session(self, connection: HTTPConnection, *, used: bool = True) -> str | None:
        """The session of the user the proxy names; a first request begins it."""
        if connection.client is None or connection.client.host not in self.settings.proxies:
            return None
        name = connection.headers.get(self.settings.user_header, "").strip()
        groups = connection.headers.get(self.settings.groups_header, "").split(",")
        user = self.settings.user(name, map(str.strip, groups)) if name else None
        if user is None:
            return None
        key = self._keys.get(user)
        if self.sessions.user(key, used=used) is None:
            key = self._keys[user] = self.sessions.begin(user)
            event_log.event(self.folder, "signed_in", Actor(name, "proxy"))
        return key

    async def answer(self, request: Request) -> Response | None:
        """Where one signs in elsewhere, this server only says that nobody is known."""
        if request.url.path in (SIGN_IN, SIGN_OUT):
            sentence = _("You sign in and out at the county's own portal. It has given you no role here.")
            return PlainTextResponse(sentence, status_code=403)
        return None


def way(folder: Path, settings: SignIn, sessions: Sessions) -> LocalWay | ProxyWay:
    """The way the settings name, which is not ``none``."""
    if settings.way == "proxy":
        return ProxyWay(folder, settings, sessions)
    return LocalWay(folder, sessions)


def has_lead(folder: Path) -> bool:
    """Whether somebody can do everything; without one the user file is of no use."""
    return any(account.role == Role.LEAD for account in Users(folder).all().values())


def _state(account: Account | None) -> str:
    """What a session rests on: it ends when role, departments or password change."""
    return sha256(repr(account).encode("utf-8")).hexdigest()


def _own_address(target: str) -> str:
    """An address of this server: what leads elsewhere becomes the first page."""
    parts = urlsplit(target)
    inside = target.startswith("/") and target[1:2] not in ("/", "\\") and not (parts.scheme or parts.netloc)
    return target if inside and target.isprintable() else "/"


def _from_here(request: Request) -> bool:
    """Whether a form was sent from this server's own page, as browsers say."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _is_small_form(request: Request) -> bool:
    length, kind = request.headers.get("content-length", ""), request.headers.get("content-type", "")
    return (
        kind.startswith("application/x-www-form-urlencoded")
        and length.isdigit()
        and int(length) <= LONGEST_FORM
    )


@cache
def _template() -> Any:
    source = Path(__file__).with_name("sign_in.html").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(source)


def _page(
    target: str | None, name: str = "", problem: str = "", *, change: bool = False, status: int = 200
) -> HTMLResponse:
    shown = _template().render(
        tag={"zh": "zh-CN"}.get(language(), language()),
        action=SIGN_IN,
        target=_own_address(target or "/"),
        name=name,
        problem=problem,
        change=change,
        shortest=SHORTEST,
        title=_("Reform progress"),
        texts={
            "name": _("User name"),
            "password": _("Password"),
            "new": _("New password, at least {n} characters").format(n=SHORTEST),
            "again": _("New password once more"),
            "send": _("Change it and sign in") if change else _("Sign in"),
            "other": _("Change the password"),
            "help": _("Forgotten? A lead can give a new one: reform users reset NAME."),
        },
    )
    return HTMLResponse(shown, status_code=status)
