"""Signing in at an OpenID Connect provider, which runs in a thread of the test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from oidc_provider_mock import User as Known
from oidc_provider_mock import run_server_in_thread
from starlette.testclient import TestClient

from reform.cli.sign_in.oidc import CALLBACK, PENDING
from reform.common.permissions import Role, User
from reform.common.sign_in_settings import Provider, SignIn, sign_in
from tests.cli.test_authentication import Site

ADDRESS = "http://localhost:8501"
PEOPLE = (
    Known(sub="u1", claims={"preferred_username": "zhang", "groups": ["xk-jd", "other"]}),
    Known(
        sub="u2", claims={"preferred_username": "li", "email": "li@county.example", "email_verified": True}
    ),
    Known(sub="u3", claims={"preferred_username": "wang", "email": "li@county.example"}),
)
ROLES = {"xk-jd": Role.UNIT, "li@county.example": Role.LEAD}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


def site_of(issuer: str, folder: Path) -> Site:
    provider = Provider(issuer=issuer, client_id="dashboard", client_secret="s", address=ADDRESS)
    settings = SignIn(method="oidc", roles=ROLES, units={"xk-jd": ("县住建局",)}, provider=provider)
    return Site(folder, settings, base_url=ADDRESS)


@pytest.fixture
def site(issuer: str, tmp_path: Path) -> Site:
    return site_of(issuer, tmp_path)


def at_provider(client: TestClient, subject: str, wanted: str = "/transfers?batch=1") -> str:
    """Where the provider sends a user back to who has signed in there."""
    sent = client.get("/sign-in", params={"next": wanted})
    assert sent.status_code == 302
    done = httpx2.post(sent.headers["location"], data={"sub": subject}, follow_redirects=False)
    return str(done.headers["location"])


def shown(site: Site) -> User | None:
    return site.sessions.user(site.client.get("/").text)


def test_a_user_has_the_role_of_his_group_and_comes_where_he_wanted(site: Site) -> None:
    back = at_provider(site.client, "u1")
    assert back.startswith(f"{ADDRESS}{CALLBACK}?")
    answer = site.client.get(back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/transfers?batch=1")
    assert shown(site) == User("zhang", Role.UNIT, frozenset({"县住建局"}))
    assert ("signed_in", "zhang") in site.events()


def test_a_verified_address_counts_as_a_group(site: Site) -> None:
    site.client.get(at_provider(site.client, "u2"))
    assert shown(site) == User("li", Role.LEAD)


def test_an_address_that_is_not_verified_does_not(site: Site) -> None:
    answer = site.client.get(at_provider(site.client, "u3"))
    assert (answer.status_code, site.client.get("/").status_code) == (403, 401)
    assert "没有为您设置角色" in answer.text


def test_an_answer_serves_once_and_in_one_browser(site: Site, issuer: str, tmp_path: Path) -> None:
    back = at_provider(site.client, "u1")
    stolen = TestClient(site.client.app, base_url=ADDRESS, follow_redirects=False)
    assert stolen.get(back).status_code == 403
    assert site.client.get(back).status_code == 303
    assert site.client.get(back).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        lambda query: {**query, "state": "forged"},
        lambda query: {**query, "code": "forged"},
        lambda query: {"error": "access_denied", "state": query["state"]},
        lambda query: {},
    ],
)
def test_a_forged_answer_is_refused(site: Site, change: Any) -> None:
    back = urlsplit(at_provider(site.client, "u1"))
    query = {name: values[0] for name, values in parse_qs(back.query).items()}
    answer = site.client.get(CALLBACK, params=change(query))
    assert (answer.status_code, site.client.get("/").status_code) == (403, 401)
    assert site.events() == [("sign_in_refused", "—")]


def test_a_forged_memory_of_what_is_under_way_is_refused(site: Site) -> None:
    back = at_provider(site.client, "u1")
    site.client.cookies.set(PENDING, "forged", domain="localhost.local")
    site.client.cookies = httpx2.Cookies({PENDING: "forged"})
    assert site.client.get(back).status_code == 403


def test_a_provider_that_is_down_is_said(tmp_path: Path) -> None:
    answer = site_of("http://localhost:9", tmp_path).client.get("/sign-in")
    assert answer.status_code == 502
    assert "href=" in answer.text


def test_signing_out_does_not_sign_in_again(site: Site) -> None:
    site.client.get(at_provider(site.client, "u1"))
    left = site.client.get("/sign-out")
    assert (left.status_code, site.client.get("/").status_code) == (200, 401)


def test_a_page_whose_session_has_ended_waits_to_be_asked(site: Site) -> None:
    """The provider might sign in by itself whoever has left."""
    answer = site.client.get("/sign-in", params={"next": "/files?batch=1", "ended": ""})
    assert answer.status_code == 200
    assert 'href="/sign-in?next=%2Ffiles%3Fbatch%3D1"' in answer.text
    assert "长时间未使用" in answer.text


def declared(tmp_path: Path, **changed: Any) -> dict[str, Any]:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n", encoding="utf-8")
    provider = {
        "issuer": "https://id.county.example/",
        "client_id": "dashboard",
        "address": "https://reform.county.example",
        "secret_file": str(secret),
    }
    return {
        "method": "oidc",
        "provider": {name: value for name, value in {**provider, **changed}.items() if value is not None},
        "groups": {"a": {"role": "lead"}},
    }


def test_the_secret_is_read_from_its_file_and_never_printed(tmp_path: Path) -> None:
    found = sign_in(declared(tmp_path))
    assert (found.provider.issuer, found.provider.client_secret) == ("https://id.county.example", "s3cret")
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "http://id.county.example"},
        {"address": ""},
        {"client_id": ""},
        {"secret_file": None},
        {"secret_file": "data/settings.toml"},
        {"secret_file": "/nowhere/secret"},
    ],
)
def test_a_provider_that_makes_no_sense_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    with pytest.raises((ValueError, LookupError, OSError)):
        sign_in(declared(tmp_path, **changed))
