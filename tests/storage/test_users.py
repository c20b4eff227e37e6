"""The user file: what is kept, what is refused, and that no password stands in it."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from argon2 import PasswordHasher

from reform.common.permissions import Role, User
from reform.storage.users import UserFault, Users
from tests.quick_hashes import quick_hashes

PASSWORD = "一个很长的密码2026"

__all__ = ["quick_hashes"]


def test_a_user_signs_in_with_the_first_password_and_then_with_an_own_one(tmp_path: Path) -> None:
    users = Users(tmp_path)
    first = users.add("经办1", Role.CLERK, [])
    account = users.verified("经办1", first)
    assert account is not None
    assert account.must_change
    users.set_password("经办1", PASSWORD)
    account = users.verified("经办1", PASSWORD)
    assert account is not None
    assert not account.must_change
    assert users.verified("经办1", first) is None
    assert users.user("经办1") == User("经办1", Role.CLERK)


def test_no_password_stands_in_the_file_which_only_its_owner_reads(tmp_path: Path) -> None:
    users = Users(tmp_path)
    first = users.add("a", Role.LEAD, [])
    users.set_password("a", PASSWORD)
    [file] = tmp_path.glob("*.json")
    assert PASSWORD not in file.read_text(encoding="utf-8")
    assert first not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_a_role_changes_and_a_user_goes(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("a", Role.READER, [])
    users.change("a", Role.UNIT, ["县住建局"])
    assert users.user("a") == User("a", Role.UNIT, frozenset({"县住建局"}))
    users.remove("a")
    assert (users.user("a"), users.all()) == (None, {})


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda users: users.add("a", Role.LEAD, []), "already"),
        (lambda users: users.add("", Role.LEAD, []), "no user name"),
        (lambda users: users.add("x" * 61, Role.LEAD, []), "no user name"),
        (lambda users: users.add("<b>", Role.LEAD, []), "no user name"),
        (lambda users: users.add("b", Role.UNIT, []), "--unit"),
        (lambda users: users.add("b", Role.LEAD, ["县住建局"]), "--unit"),
        (lambda users: users.change("b", Role.LEAD, []), "no user “b”"),
        (lambda users: users.reset("b"), "no user “b”"),
        (lambda users: users.remove("b"), "no user “b”"),
        (lambda users: users.set_password("a", "short"), "10"),
        (lambda users: users.set_password("a", "A"), "10"),
    ],
)
def test_what_is_refused(tmp_path: Path, act: Callable[[Users], object], words: str) -> None:
    users = Users(tmp_path)
    users.add("a", Role.LEAD, [])
    before = users.all()
    with pytest.raises(UserFault) as refused:
        act(users)
    assert words in str(refused.value.message.format(**refused.value.words))
    assert users.all() == before


def test_a_list_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    users = Users(tmp_path)
    users.add("a", Role.LEAD, [])

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("reform.common.atomic_files.move", full)
    for act in (lambda: users.add("b", Role.LEAD, []), lambda: users.remove("a"), lambda: users.reset("a")):
        with pytest.raises(UserFault) as refused:
            act()
        assert "No space left" in refused.value.sentence
    assert set(users.all()) == {"a"}
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": {"role": "boss", "password": "", "units": []}}', '{"a": 1}']
)
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "users.json").write_text(text, encoding="utf-8")
    users = Users(tmp_path)
    for act in (lambda: users.verified("a", "b"), lambda: users.add("b", Role.LEAD, [])):
        with pytest.raises(UserFault):
            act()
    assert (tmp_path / "users.json").read_text(encoding="utf-8") == text


class Counting(PasswordHasher):
    """Keeps what it is asked to verify against."""

    asked: ClassVar[list[str]] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.asked.append(str(hash))
        return super().verify(hash, password)


def test_an_unknown_name_is_verified_like_a_known_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not told by a clock: both go through one verification against a hash of the same kind."""
    monkeypatch.setattr("reform.storage.users._HASHER", Counting())
    users = Users(tmp_path)
    users.add("a", Role.LEAD, [])
    assert users.verified("a", "wrong") is None
    assert users.verified("b", "wrong") is None
    kinds = [asked.rsplit("$", 2)[0] for asked in Counting.asked]
    assert len(kinds) == 2
    assert kinds[0] == kinds[1]
