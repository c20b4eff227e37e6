"""Signing in at a reverse proxy, whose headers name the user."""

from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from reform.cli.authentication import SIGN_IN, SIGN_OUT
from reform.cli.sign_in.cookie import own_address
from reform.common.actor import Actor
from reform.common.i18n import gettext as _
from reform.common.permissions import User
from reform.common.sessions import Sessions
from reform.common.sign_in_settings import SignIn
from reform.storage import event_log


@dataclass(slots=True)
class ProxySignIn:
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
        """Where one signs in elsewhere, this server only says that nobody is known.

        A page whose session has ended is led back once the proxy names its user again.
        """
        if request.url.path == SIGN_IN and "ended" in request.query_params and self.session(request):
            return RedirectResponse(own_address(request.query_params.get("next", "")), status_code=303)
        if request.url.path in (SIGN_IN, SIGN_OUT):
            sentence = _("You sign in and out at the county's own portal. It has given you no role here.")
            return PlainTextResponse(sentence, status_code=403)
        return None
