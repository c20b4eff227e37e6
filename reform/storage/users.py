"""The users of a county without an identity provider: ``users.json`` beside the snapshots.

It holds names, roles and what argon2 makes of the passwords, never a password. Names are those of posts
or accounts; nobody needs to give a person's.
"""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock

from reform.common import atomic_files
from reform.common.errors import ReformError, reason
from reform.common.i18n import mark
from reform.common.json_files import read_json, told
from reform.common.permissions import Role, User

SHORTEST = 10  # characters of a password
LONGEST_NAME = 60
TIMEOUT = 30.0  # seconds for another process that changes the file

_NAME = re.compile(r"[^\W_][\w .@-]{0,59}")
_HASHER = PasswordHasher()


class UserFault(ReformError):
    """A user cannot be added, changed or read."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user as the file holds it. ``must_change``: the password was given and must be replaced first."""

    role: Annotated[str, lambda role: role in set(Role)]
    password: str
    units: list[str]
    must_change: bool = True


class Users:
    """The user file of a warehouse."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "users.json"

    def all(self) -> dict[str, Account]:
        """Every account by name; raises ``UserFault`` when the file is damaged."""
        try:
            held: dict[str, Any] = read_json(self._file, dict[str, Account])
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as problem:
            raise UserFault(
                mark("The list of users cannot be read ({file}: {reason}). Nobody can sign in."),
                file=str(self._file),
                reason=told(problem),
            ) from problem
        return {name: _account(entries) for name, entries in held.items()}

    def add(self, name: str, role: Role, units: list[str]) -> str:
        """Add a user. Returns the first password, which must be changed when it is first used."""
        name = name.strip()
        if not _NAME.fullmatch(name):
            raise UserFault(
                mark("“{name}” is no user name: letters, digits, dots, hyphens and spaces, at most {most}."),
                name=name,
                most=LONGEST_NAME,
            )
        password = _given()
        with self._changed() as accounts:
            if name in accounts:
                raise UserFault(mark("There is a user “{name}” already."), name=name)
            accounts[name] = Account(role, _HASHER.hash(password), _units(role, units))
        return password

    def change(self, name: str, role: Role, units: list[str]) -> None:
        """Give a user another role."""
        with self._changed() as accounts:
            accounts[name] = replace(_of(accounts, name), role=role, units=_units(role, units))

    def remove(self, name: str) -> None:
        """Remove a user."""
        with self._changed() as accounts:
            _of(accounts, name)
            del accounts[name]

    def reset(self, name: str) -> str:
        """Give a user a new first password. Returns it."""
        password = _given()
        with self._changed() as accounts:
            held = _of(accounts, name)
            accounts[name] = replace(held, password=_HASHER.hash(password), must_change=True)
        return password

    def set_password(self, name: str, password: str) -> None:
        """Replace a user's password by one of the user's own; raises ``UserFault`` when it is too weak."""
        if len(password) < SHORTEST or password.casefold() == name.casefold():
            raise UserFault(
                mark("The new password needs at least {n} characters and is not the name."), n=SHORTEST
            )
        hashed = _HASHER.hash(password)
        with self._changed() as accounts:
            accounts[name] = replace(_of(accounts, name), password=hashed, must_change=False)

    def verified(self, name: str, password: str) -> Account | None:
        """The account if the password is right. It takes as long when there is no such user."""
        account = self.all().get(name)
        try:
            _HASHER.verify(account.password if account else _hash_of_nobody(_HASHER), password)
        except (VerificationError, InvalidHashError):
            return None
        return account

    def user(self, name: str) -> User | None:
        """The user of this name with today's role; None when it was removed."""
        account = self.all().get(name)
        return User(name, Role(account.role), frozenset(account.units)) if account else None

    @contextmanager
    def _changed(self) -> Iterator[dict[str, Account]]:
        """The accounts to be changed, by nobody else meanwhile; written when the block ends well."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._file.with_suffix(".lock"), timeout=TIMEOUT):
                accounts = self.all()
                yield accounts
                held = {name: asdict(account) for name, account in sorted(accounts.items())}
                text = json.dumps(held, ensure_ascii=False, indent=1) + "\n"
                with atomic_files.drafted({self._file: text}) as drafts:
                    drafts[self._file].chmod(0o600)
        except OSError as problem:
            raise UserFault(
                mark("The list of users cannot be written ({file}: {reason}). Nothing was changed."),
                file=str(self._file),
                reason=reason(problem),
            ) from problem


def _of(accounts: dict[str, Account], name: str) -> Account:
    if name not in accounts:
        raise UserFault(mark("There is no user “{name}”."), name=name)
    return accounts[name]


@cache
def _hash_of_nobody(hasher: PasswordHasher) -> str:
    """What a password is verified against when nobody has the name."""
    return hasher.hash(_given())


def _account(entries: dict[str, Any]) -> Account:
    return Account(**{one.name: entries[one.name] for one in fields(Account) if one.name in entries})


def _given() -> str:
    """A password for one use: 80 bits."""
    return secrets.token_urlsafe(10)


def _units(role: Role, units: list[str]) -> list[str]:
    if (role is Role.UNIT) != bool(units):
        raise UserFault(mark("The role unit, and only this one, needs departments: --unit NAME."))
    return sorted(set(units))
