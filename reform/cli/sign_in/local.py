"""Signing in with a name and a password of the county's own user file."""

from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from reform.cli.attempts import Attempts
from reform.cli.authentication import SIGN_IN, SIGN_OUT
from reform.cli.sign_in.cookie import CookieSignIn
from reform.cli.sign_in.page import page
from reform.common.actor import on_page
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.common.permissions import User
from reform.storage import event_log
from reform.storage.users import UserFault, Users

LONGEST_FORM = 10_000  # bytes
# Of one name and one password: argon2 takes 64 MB of memory for each that is verified.
AT_ONCE = 2
WRONG = mark("The name or the password is wrong.")
WAIT = mark("Too many attempts with this name. Try again in {n} seconds.")
DIFFERENT = mark("The two new passwords differ.")
MUST_CHANGE = mark("This password was given to you: choose one of your own.")


@dataclass(slots=True)
class PasswordSignIn(CookieSignIn):
    """Signing in with a name and a password of the user file of ``folder``."""

    attempts: Attempts = field(default_factory=Attempts)
    _limit: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(AT_ONCE))

    def account_state(self, user: User) -> str:
        """Role, departments and password."""
        try:
            account = Users(self.folder).all().get(str(user.name))
        except UserFault:
            return ""
        return sha256(repr(account).encode("utf-8")).hexdigest()

    async def answer(self, request: Request) -> Response | None:
        """The page on which to sign in, what comes of it, and signing out."""
        if request.url.path == SIGN_OUT:
            return self.signed_out(request, RedirectResponse(SIGN_IN, status_code=303))
        if request.url.path != SIGN_IN:
            return None
        if request.method == "GET":
            return page(request.query_params.get("next"), change="change" in request.query_params)
        if request.method != "POST" or not (_from_here(request) and _is_small_form(request)):
            return PlainTextResponse(_("This form cannot be taken."), status_code=400)
        async with request.form(max_fields=10) as form:
            return await self._tried(request, form)

    async def _tried(self, request: Request, form: FormData) -> Response:
        name, target = str(form.get("name", "")).strip()[:100], str(form.get("next", ""))
        if wait := self.attempts.wait(name):
            return page(target, name, _(WAIT).format(n=int(wait) + 1), status=429)
        try:
            verified = await to_thread.run_sync(
                Users(self.folder).verified, name, str(form.get("password", "")), limiter=self._limit
            )
            user = Users(self.folder).user(name) if verified else None
            if verified is None or user is None:
                self.attempts.failed(name)
                known = name if name in Users(self.folder).all() else event_log.NOBODY
                event_log.event(self.folder, "sign_in_refused", on_page(known))
                return page(target, name, _(WRONG), change="new" in form, status=403)
            self.attempts.succeeded(name)
            if "new" in form:
                if form.get("new") != form.get("again"):
                    return page(target, name, _(DIFFERENT), change=True, status=400)
                await to_thread.run_sync(
                    Users(self.folder).set_password, name, str(form["new"]), limiter=self._limit
                )
                event_log.event(self.folder, "password_changed", on_page(name))
            elif verified.must_change:
                return page(target, name, _(MUST_CHANGE), change=True)
        except UserFault as problem:
            return page(target, name, problem.sentence, change="new" in form, status=400)
        return self.signed_in(request, user, target)


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
