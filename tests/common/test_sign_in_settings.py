"""The table [sign_in]: what holds where nothing is said, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from reform.common.permissions import Role, User
from reform.common.settings import WrongSettings, sign_in_settings
from reform.common.sign_in_settings import SignIn, is_loopback, sign_in

GROUPS = {
    "xk-lead": {"role": "lead"},
    "xk-jd": {"role": "unit", "units": ["县住建局"]},
    "xk-ly": {"role": "unit", "units": ["县林业局"]},
}
PROXY = {"method": "proxy", "proxies": ["10.0.0.2", "::1"], "groups": GROUPS}


def test_nobody_signs_in_unless_it_is_said() -> None:
    assert sign_in({}) == SignIn()
    assert (SignIn().method, SignIn().idle_minutes, SignIn().longest_hours) == ("none", 30.0, 12.0)


@pytest.mark.parametrize(
    ("groups", "user"),
    [
        (["xk-lead", "xk-jd"], User("a", Role.LEAD)),
        (["xk-jd", "xk-ly"], User("a", Role.UNIT, frozenset({"县住建局", "县林业局"}))),
        (["another"], None),
        ([], None),
    ],
)
def test_the_strongest_role_of_the_groups_holds(groups: list[str], user: User | None) -> None:
    assert sign_in(PROXY).user("a", groups) == user


@pytest.mark.parametrize(
    "declared",
    [
        {"method": "ldap"},
        {"methods": "local"},
        {"method": "local", "idle_minutes": 0},
        {"method": "local", "longest_hours": float("nan")},
        {"method": "proxy", "groups": GROUPS},
        {"method": "proxy", "proxies": ["10.0.0.2"]},
        {**PROXY, "proxies": ["proxy.example"]},
        {**PROXY, "groups": {"a": {"role": "boss"}}},
        {**PROXY, "groups": {"a": {"role": "unit"}}},
        {**PROXY, "groups": {"a": {"role": "lead", "units": ["县住建局"]}}},
    ],
)
def test_what_makes_no_sense_is_refused(declared: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        sign_in(declared)


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("127.9.9.9", True),
        ("0.0.0.0", False),
        ("192.0.2.1", False),
        (None, False),
    ],
)
def test_which_addresses_only_this_machine_reaches(address: str | None, is_it: bool) -> None:
    assert is_loopback(address) is is_it


@pytest.mark.parametrize(
    ("content", "is_refused"),
    [
        (b"[targets", False),
        ("# 县级口径\n[targets".encode("gb18030"), False),
        (b"[targets\n[sign_in]", True),
        ("# 登录\n[sign_in]\n".encode("gb18030"), True),
        ("[targets\n[sign_in]".encode("utf-16"), True),
        (b'[sign_in]\nmethod = "ldap"', True),
    ],
)
def test_a_wrong_file_that_may_ask_to_sign_in_opens_nothing(
    tmp_path: Path, content: bytes, is_refused: bool
) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    if is_refused:
        with pytest.raises(WrongSettings):
            sign_in_settings(file)
    else:
        assert sign_in_settings(file) == SignIn()


def test_without_a_file_nobody_signs_in(tmp_path: Path) -> None:
    assert sign_in_settings(tmp_path / "none.toml") == SignIn()
