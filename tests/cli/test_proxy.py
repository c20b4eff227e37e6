"""Signing in at a reverse proxy, whose headers name the user."""

from pathlib import Path

import pytest

from reform.common.permissions import Role
from reform.common.sign_in_settings import sign_in as settings_of
from tests.cli.test_authentication import Site
from tests.quick_hashes import quick_hashes

__all__ = ["quick_hashes"]

BEHIND = settings_of(
    {
        "method": "proxy",
        "proxies": ["10.0.0.2"],
        "groups": {"xk-lead": {"role": "lead"}, "xk-jd": {"role": "unit", "units": ["县住建局"]}},
    }
)
NAMED = {"x-forwarded-user": "zhang", "x-forwarded-groups": "other, xk-jd"}


def test_the_proxy_is_believed(tmp_path: Path) -> None:
    site = Site(tmp_path, BEHIND, client=("10.0.0.2", 5))
    key = site.client.get("/", headers=NAMED).text
    user = site.sessions.user(key)
    assert user is not None
    assert (user.name, user.role, user.units) == ("zhang", Role.UNIT, frozenset({"县住建局"}))
    assert site.client.get("/", headers=NAMED).text == key
    assert site.client.get("/sign-in").status_code == 403


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("10.0.0.3", NAMED),
        ("127.0.0.1", NAMED),
        ("10.0.0.2", {}),
        ("10.0.0.2", NAMED | {"x-forwarded-groups": "other"}),
        ("10.0.0.2", NAMED | {"x-forwarded-user": " "}),
    ],
)
def test_others_are_not(tmp_path: Path, address: str, headers: dict[str, str]) -> None:
    site = Site(tmp_path, BEHIND, client=(address, 5))
    assert site.client.get("/", headers=headers).status_code == 401


def test_a_page_whose_session_has_ended_goes_on_when_the_proxy_names_its_user_again(tmp_path: Path) -> None:
    site = Site(tmp_path, BEHIND, client=("10.0.0.2", 5))
    ended = {"next": "/files?batch=1", "ended": ""}
    back = site.client.get("/sign-in", params=ended, headers=NAMED)
    assert (back.status_code, back.headers["location"]) == (303, "/files?batch=1")
    assert site.client.get("/sign-in", params=ended).status_code == 403
