"""How the county's users sign in: the table ``[sign_in]`` of its settings."""

import ipaddress
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reform import ROOT
from reform.common.permissions import Role, User
from reform.common.toml_files import text_of

METHODS = ("none", "local", "oidc", "proxy")
# A misspelt name must not leave the dashboard open.
_KEYS = frozenset(
    {
        "method",
        "idle_minutes",
        "longest_hours",
        "proxies",
        "user_header",
        "groups_header",
        "groups",
        "provider",
    }
)


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider. ``issuer``: its address; ``address``: that of the dashboard, as browsers
    see it, to which the provider sends users back. The secret lies in a file outside the program's folder.
    """

    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    address: str = ""
    scope: str = "openid profile email"
    name_claim: str = "preferred_username"
    groups_claim: str = "groups"

    def name_and_groups(self, claims: Mapping[str, Any]) -> tuple[str, list[str]]:
        """The user's name and groups; a verified e-mail address counts as a group of its own.

        Raises ``KeyError`` where the provider names nobody.
        """
        groups = claims.get(self.groups_claim, [])
        held = [groups] if isinstance(groups, str) else list(map(str, groups))
        if claims.get("email_verified") is True:
            held.append(str(claims.get("email")))
        return str(claims.get(self.name_claim) or claims["sub"]), held


@dataclass(frozen=True, slots=True)
class SignIn:
    """``method``: ``none``, ``local`` (the user file), ``oidc`` or ``proxy`` (headers of a reverse proxy).

    A session ends after so many minutes unused, and after so many hours whatever happens. Of a proxy: its
    addresses, the header with the user's name, the header with the groups. The role of each group; a group of
    the role ``unit`` names its departments.
    """

    method: str = "none"
    idle_minutes: float = 30.0
    longest_hours: float = 12.0
    proxies: frozenset[str] = frozenset()
    user_header: str = "x-forwarded-user"
    groups_header: str = "x-forwarded-groups"
    roles: Mapping[str, Role] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provider: Provider = field(default_factory=Provider)

    def user(self, name: str, groups: Iterable[str]) -> User | None:
        """The user with the strongest role of these groups; None when no group has one."""
        known = [group for group in groups if group in self.roles]
        held = {self.roles[group] for group in known}
        for role in reversed(Role):
            if role in held:
                of = [group for group in known if self.roles[group] is role]
                return User(name, role, frozenset(unit for group in of for unit in self.units.get(group, ())))
        return None


def sign_in(declared: Mapping[str, Any]) -> SignIn:
    """The table as it was declared. Raises ``ValueError`` or ``TypeError`` where it makes no sense."""
    standard = SignIn()
    method = declared.get("method", standard.method)
    if unknown := set(declared) - _KEYS:
        raise ValueError(f"sign_in.{sorted(unknown)[0]}")
    if method not in METHODS:
        raise ValueError(f"sign_in.method: {method}")
    groups: Mapping[str, Mapping[str, Any]] = declared.get("groups", {})
    found = SignIn(
        method=method,
        idle_minutes=_positive(declared, "idle_minutes", standard.idle_minutes),
        longest_hours=_positive(declared, "longest_hours", standard.longest_hours),
        proxies=frozenset(str(ipaddress.ip_address(one)) for one in declared.get("proxies", ())),
        user_header=str(declared.get("user_header", standard.user_header)).lower(),
        groups_header=str(declared.get("groups_header", standard.groups_header)).lower(),
        roles={group: Role(held["role"]) for group, held in groups.items()},
        units={group: tuple(map(str, held.get("units", ()))) for group, held in groups.items()},
        provider=_provider(declared.get("provider", {})) if method == "oidc" else Provider(),
    )
    if method == "oidc" and not found.roles:
        raise ValueError("sign_in.groups")
    if method == "proxy" and not (found.proxies and found.roles):
        raise ValueError("sign_in: proxies, groups")
    for group, role in found.roles.items():
        if (role is Role.UNIT) != bool(found.units[group]):
            raise ValueError(f"sign_in.groups.{group}.units")
    return found


def _provider(declared: Mapping[str, Any]) -> Provider:
    """The provider, with the secret of its file."""
    standard = Provider()
    words = {
        name: str(declared.get(name, getattr(standard, name)))
        for name in ("issuer", "client_id", "address", "scope", "name_claim", "groups_claim")
    }
    for name in ("issuer", "address"):
        words[name] = words[name].rstrip("/")
        if not words[name].startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError(f"sign_in.provider.{name}: https://…")
    if not words["client_id"]:
        raise ValueError("sign_in.provider.client_id")
    file = Path(str(declared["secret_file"])).expanduser()
    if file.resolve().is_relative_to(ROOT):
        raise ValueError(f"sign_in.provider.secret_file: {ROOT}")
    return Provider(**words, client_secret=text_of(file).strip())


def is_loopback(address: str | None) -> bool:
    """Whether only this machine reaches a server at this address; None is every address."""
    if not address:
        return False
    try:
        return all(
            ipaddress.ip_address(str(found[4][0])).is_loopback for found in socket.getaddrinfo(address, None)
        )
    except (OSError, ValueError):
        return False


def _positive(declared: Mapping[str, Any], name: str, standard: float) -> float:
    value = float(declared.get(name, standard))
    if not value > 0:
        raise ValueError(f"sign_in.{name}: {value}")
    return value
