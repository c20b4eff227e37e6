"""Signing in at the county's identity provider by OpenID Connect, through Authlib."""

from dataclasses import dataclass, field
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from httpx2 import HTTPError
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from reform.cli.authentication import SIGN_IN, SIGN_OUT
from reform.cli.sign_in.cookie import CookieSignIn, own_address, set_cookie, signer
from reform.cli.sign_in.page import message
from reform.common.actor import on_page
from reform.common.i18n import mark
from reform.common.sign_in_settings import SignIn
from reform.storage import event_log

CALLBACK = f"{SIGN_IN}/callback"
# The cookie of a sign-in that is under way: state, nonce, and the page that was wanted.
PENDING = "reform_sign_in"
PENDING_SECONDS = 600
NO_PROVIDER = mark("The identity provider does not answer. Try again later, or ask whoever looks after it.")
REFUSED = mark("Signing in was not completed, or took too long. Try again.")
NO_ROLE = mark("The identity provider knows you, but no role is set for you here. Ask a lead.")
ENDED = mark("Your session has ended: it was not used for a while, or you have signed out.")
SIGNED_OUT = mark("You have signed out here. At the identity provider you may still be signed in.")


@dataclass(slots=True)
class OidcSignIn(CookieSignIn):
    """The identity provider of ``settings``; it is asked for its addresses and keys at each sign-in."""

    settings: SignIn
    _flow: URLSafeTimedSerializer = field(default_factory=lambda: signer(PENDING), init=False)

    def _client(self) -> Any:
        provider = self.settings.provider
        return OAuth().register(
            "county",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
            # The access token is used at once: one that lives a minute is not too old for it.
            client_kwargs={"scope": provider.scope, "code_challenge_method": "S256", "leeway": 0},
        )

    async def answer(self, request: Request) -> Response | None:
        """Lead to the provider and back, or out."""
        if request.url.path == SIGN_OUT:
            return self.signed_out(request, message(SIGNED_OUT))
        wanted = request.query_params.get("next", "/")
        if request.url.path == SIGN_IN and "ended" in request.query_params:
            return message(ENDED, target=wanted)  # the provider might sign in whoever has left
        try:
            if request.url.path == SIGN_IN:
                return await self._send_to_provider(request)
            if request.url.path == CALLBACK:
                return await self._return_from_provider(request)
        except HTTPError:
            return message(NO_PROVIDER, target=wanted, status=502)
        except (AuthlibBaseError, JoseError, BadSignature, KeyError, ValueError) as problem:
            kind = type(problem).__name__
            event_log.event(self.folder, "sign_in_refused", on_page(event_log.NOBODY), error=kind)
            return message(REFUSED, status=403)
        return None

    async def _send_to_provider(self, request: Request) -> Response:
        request.scope["session"] = {}
        answer: Response = await self._client().authorize_redirect(
            request, f"{self.settings.provider.address}{CALLBACK}"
        )
        wanted = own_address(request.query_params.get("next", ""))
        pending = self._flow.dumps([request.scope["session"], wanted])
        set_cookie(request, answer, PENDING, pending, PENDING_SECONDS)
        return answer

    async def _return_from_provider(self, request: Request) -> Response:
        """Authlib verifies state, nonce, signature, issuer, audience and age of the token."""
        session, wanted = self._flow.loads(request.cookies.get(PENDING, ""), max_age=PENDING_SECONDS)
        request.scope["session"] = session
        claims = await _claims(self._client(), request)
        user = self.settings.user(*self.settings.provider.name_and_groups(claims))
        if user is None:
            event_log.event(self.folder, "sign_in_refused", on_page(event_log.NOBODY))
            return message(NO_ROLE, status=403)
        answer = self.signed_in(request, user, wanted)
        answer.delete_cookie(PENDING, httponly=True, samesite="lax")
        return answer


async def _claims(client: Any, request: Request) -> dict[str, Any]:
    """What the token tells of the user, and the userinfo address, where many providers tell name and groups.

    Raises ``ValueError`` when they are of two users.
    """
    token = await client.authorize_access_token(request)
    claims: dict[str, Any] = token["userinfo"]
    if "userinfo_endpoint" not in await client.load_server_metadata():
        return claims
    more: dict[str, Any] = await client.userinfo(token=token)
    if more.get("sub") != claims["sub"]:
        raise ValueError("userinfo.sub")
    return {**more, **claims}
