"""The ways to sign in that the settings can name."""

from pathlib import Path

from reform.cli.authentication import SignInMethod
from reform.cli.sign_in.cookie import COOKIE
from reform.cli.sign_in.local import PasswordSignIn
from reform.cli.sign_in.oidc import OidcSignIn
from reform.cli.sign_in.proxy import ProxySignIn
from reform.common.permissions import Role
from reform.common.sessions import Sessions
from reform.common.sign_in_settings import SignIn
from reform.storage.users import Users

__all__ = ["COOKIE", "has_lead", "method"]


def method(folder: Path, settings: SignIn, sessions: Sessions) -> SignInMethod:
    """The method the settings name, which is not ``none``."""
    if settings.method == "proxy":
        return ProxySignIn(folder, settings, sessions)
    if settings.method == "oidc":
        return OidcSignIn(folder, sessions, settings)
    return PasswordSignIn(folder, sessions)


def has_lead(folder: Path) -> bool:
    """Whether somebody can do everything; without one the user file is of no use."""
    return any(account.role == Role.LEAD for account in Users(folder).all().values())
