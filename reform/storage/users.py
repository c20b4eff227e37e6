"""The users of a county without an identity provider: ``users.json`` beside the snapshots.

It holds names, roles and what argon2 makes of the passwords, never a password. Names are those of posts
or accounts; nobody needs to give a person's.
"""

import json
import re
import secrets
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock

from reform.common import atomic_files
from reform.common.errors import ReformError
from reform.common.i18n import mark
from reform.common.json_files import read_json, told
from reform.common.permissions import Role, User

SHORTEST = 10  # characters of a password
LONGEST_NAME = 60
WAIT = 30.0  # seconds for another process that changes the file

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
        with self._changing() as accounts:
            if name in accounts.held:
                raise UserFault(mark("There is a user “{name}” already."), name=name)
            accounts.held[name] = Account(role, _HASHER.hash(password), _units(role, units))
        return password

    def change(self, name: str, role: Role, units: list[str]) -> None:
        """Give a user another role."""
        with self._changing() as accounts:
            accounts.held[name] = replace(accounts.of(name), role=role, units=_units(role, units))

    def remove(self, name: str) -> None:
        """Remove a user."""
        with self._changing() as accounts:
            accounts.of(name)
            del accounts.held[name]

    def reset(self, name: str) -> str:
        """Give a user a new first password. Returns it."""
        password = _given()
        with self._changing() as accounts:
            held = accounts.of(name)
            accounts.held[name] = replace(held, password=_HASHER.hash(password), must_change=True)
        return password

    def set_password(self, name: str, password: str) -> None:
        """Replace a user's password by one of the user's own; raises ``UserFault`` when it is too weak."""
        if len(password) < SHORTEST or password.casefold() == name.casefold():
            raise UserFault(
                mark("The new password needs at least {n} characters and is not the name."), n=SHORTEST
            )
        hashed = _HASHER.hash(password)
        with self._changing() as accounts:
            accounts.held[name] = replace(accounts.of(name), password=hashed, must_change=False)

    def verified(self, name: str, password: str) -> Account | None:
        """The account if the password is right. It takes as long when there is no such user."""
        account = self.all().get(name)
        try:
            _HASHER.verify(account.password if account else _nobody.password, password)
        except (VerificationError, InvalidHashError):
            return None
        return account

    def user(self, name: str) -> User | None:
        """The user of this name with today's role; None when it was removed."""
        account = self.all().get(name)
        return User(name, Role(account.role), frozenset(account.units)) if account else None

    def _changing(self) -> "_Changing":
        return _Changing(self, self._file)


class _Nobody:
    """The account against which a name that nobody has is verified."""

    @cached_property
    def password(self) -> str:
        return _HASHER.hash(_given())


_nobody = _Nobody()


class _Changing:
    """The accounts while one of them is changed, alone; written when the block ends well."""

    def __init__(self, users: Users, file: Path) -> None:
        self._users, self._file = users, file
        self._lock = FileLock(file.with_suffix(".lock"), timeout=WAIT)
        self.held: dict[str, Account] = {}

    def of(self, name: str) -> Account:
        if name not in self.held:
            raise UserFault(mark("There is no user “{name}”."), name=name)
        return self.held[name]

    def __enter__(self) -> "_Changing":
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._lock.acquire()
        try:
            self.held = self._users.all()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        try:
            if kind is None:
                accounts = {name: asdict(account) for name, account in sorted(self.held.items())}
                text = json.dumps(accounts, ensure_ascii=False, indent=1) + "\n"
                with atomic_files.drafted({self._file: text}) as drafts:
                    drafts[self._file].chmod(0o600)
        finally:
            self._lock.release()


def _account(entries: dict[str, Any]) -> Account:
    return Account(**{one.name: entries[one.name] for one in fields(Account) if one.name in entries})


def _given() -> str:
    """A password for one use: 80 bits."""
    return secrets.token_urlsafe(10)


def _units(role: Role, units: list[str]) -> list[str]:
    if (role is Role.UNIT) != bool(units):
        raise UserFault(mark("The role unit, and only this one, needs departments: --unit NAME."))
    return sorted(set(units))
