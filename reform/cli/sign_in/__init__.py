"""The ways to sign in that the settings can name."""

from pathlib import Path

from reform.cli.gate import Way
from reform.cli.sign_in.cookie import COOKIE
from reform.cli.sign_in.local import LocalWay
from reform.cli.sign_in.oidc import OidcWay
from reform.cli.sign_in.proxy import ProxyWay
from reform.common.permissions import Role
from reform.common.sessions import Sessions
from reform.common.sign_in_settings import SignIn
from reform.storage.users import Users

__all__ = ["COOKIE", "has_lead", "way"]


def way(folder: Path, settings: SignIn, sessions: Sessions) -> Way:
    """The way the settings name, which is not ``none``."""
    if settings.way == "proxy":
        return ProxyWay(folder, settings, sessions)
    if settings.way == "oidc":
        return OidcWay(folder, sessions, settings)
    return LocalWay(folder, sessions)


def has_lead(folder: Path) -> bool:
    """Whether somebody can do everything; without one the user file is of no use."""
    return any(account.role == Role.LEAD for account in Users(folder).all().values())
