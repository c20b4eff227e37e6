"""Requests to the dashboard with a session and without one, and everything about signing in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from reform.cli import authentication, sign_in
from reform.cli.attempts import ATTEMPTS_BEFORE_WAIT
from reform.cli.authentication import AuthenticationMiddleware
from reform.common.permissions import Role
from reform.common.sessions import SESSION_HEADER, Sessions
from reform.common.sign_in_settings import SignIn
from reform.storage import event_log
from reform.storage.users import Users
from tests.clock import Clock
from tests.quick_hashes import quick_hashes

PASSWORD = "a long password"
HTML = {"accept": "text/html"}

__all__ = ["quick_hashes"]


async def told(request: Request) -> Response:
    """What the application inside is told of the session."""
    return PlainTextResponse(",".join(request.headers.getlist(SESSION_HEADER)) or "nobody")


async def talk(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        pass


class CountingHasher(PasswordHasher):
    """Counts the passwords it verifies."""

    times = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.times += 1
        return super().verify(hash, password)


class Site:
    """An application that asks users to sign in, and its user 审管科 of the role lead."""

    def __init__(
        self,
        folder: Path,
        settings: SignIn | None = None,
        more_routes: Sequence[BaseRoute] = (),
        **client: Any,
    ) -> None:
        self.folder, self.clock = folder, Clock()
        self.users = Users(folder)
        self.users.add("审管科", Role.LEAD, [])
        self.users.set_password("审管科", PASSWORD)
        self.sessions = Sessions(idle=1800, longest=43200, clock=self.clock)
        method = sign_in.method(folder, settings or SignIn(method="local"), self.sessions)
        inside = Starlette(
            routes=[*more_routes, WebSocketRoute("/socket", talk), Route("/{rest:path}", told)],
            middleware=[Middleware(AuthenticationMiddleware, method=method, open_sessions=self.sessions)],
        )
        self.client = TestClient(inside, follow_redirects=False, **client)

    def sign_in(self, name: str = "审管科", password: str = PASSWORD, **more: str) -> Any:
        return self.client.post("/sign-in", data={"name": name, "password": password, "next": "/x", **more})

    def events(self) -> list[tuple[str, str]]:
        return [(event["event"], event["who"]) for event in reversed(event_log.events(self.folder))]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    with made.client:
        yield made


def test_a_stranger_is_sent_to_sign_in_and_comes_back_where_he_wanted(site: Site) -> None:
    sent = site.client.get("/transfers?batch=1", headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=%2Ftransfers%3Fbatch%3D1")
    page = site.client.get(sent.headers["location"], headers=HTML)
    assert 'value="/transfers?batch=1"' in page.text
    back = site.sign_in(next="/transfers?batch=1")
    assert (back.status_code, back.headers["location"]) == (303, "/transfers?batch=1")
    assert site.client.get("/transfers").text != "nobody"


@pytest.mark.parametrize(
    "path", ["/", "/media/abc.csv", "/_stcore/stream", "/_stcore/upload_file/1/2", "/static/x.js"]
)
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_a_stranger_gets_nothing(site: Site, path: str, method: str) -> None:
    answer = site.client.request(method, path)
    assert answer.status_code == 401
    assert "nobody" not in answer.text


def test_health_is_told_to_everybody(site: Site) -> None:
    assert site.client.get("/_stcore/health").text == "nobody"


def test_a_session_cannot_be_claimed(site: Site) -> None:
    claimed = {SESSION_HEADER: site.sessions.begin(site.users.user("审管科"))}  # type: ignore[arg-type]
    assert site.client.get("/", headers=claimed).status_code == 401
    site.sign_in()
    own = site.client.get("/", headers=claimed).text
    assert claimed[SESSION_HEADER] not in own


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "é" * 3, "x" * 8000])
def test_a_forged_cookie_opens_nothing(site: Site, cookie: str) -> None:
    sent = {"cookie": f"{sign_in.COOKIE}={cookie}".encode("latin-1")}
    assert site.client.get("/", headers=sent).status_code == 401  # type: ignore[arg-type]


def test_the_cookie_is_kept_from_scripts_and_other_sites(site: Site) -> None:
    cookie = site.sign_in().headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=43200" in cookie
    assert "Secure" not in cookie


def test_the_cookie_goes_over_https_only_where_there_is_https(tmp_path: Path) -> None:
    assert "Secure" in Site(tmp_path, base_url="https://county.example").sign_in().headers["set-cookie"]


def test_wrong_passwords_are_refused_alike_and_then_wait(site: Site) -> None:
    answers = {name: site.sign_in(name, "wrong") for name in ("审管科", "nobody here")}
    assert {answer.status_code for answer in answers.values()} == {403}
    assert answers["审管科"].text.replace("审管科", "") == answers["nobody here"].text.replace(
        "nobody here", ""
    )
    for _ in range(ATTEMPTS_BEFORE_WAIT):
        last = site.sign_in(password="wrong")
    assert last.status_code == 429
    assert site.sign_in().status_code == 429  # the right one waits too
    assert ("sign_in_refused", "审管科") in site.events()
    assert all(
        who != "nobody here" for _event, who in site.events()
    )  # perhaps a password, typed one field too early


def test_a_thousand_wrong_passwords_cost_what_a_few_cost(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a known and of an unknown name alike; a name that waits is verified no more, nor recorded."""
    hasher = CountingHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("reform.storage.users._HASHER", hasher)
    for name in ("审管科", "nobody here"):
        hasher.times = 0
        answers = [site.sign_in(name, f"wrong {number}").status_code for number in range(500)]
        assert answers == [403] * ATTEMPTS_BEFORE_WAIT + [429] * (500 - ATTEMPTS_BEFORE_WAIT)
        assert hasher.times == ATTEMPTS_BEFORE_WAIT
    assert len(site.events()) == 2 * ATTEMPTS_BEFORE_WAIT


def test_a_given_password_must_be_changed_first(site: Site) -> None:
    first = site.users.add("jd", Role.UNIT, ["县住建局"])
    asked = site.sign_in("jd", first)
    assert (asked.status_code, "set-cookie" in asked.headers) == (200, False)
    assert 'name="again"' in asked.text
    assert site.sign_in("jd", first, new=PASSWORD, again="another").status_code == 400
    assert site.sign_in("jd", first, new="short", again="short").status_code == 400
    assert site.sign_in("jd", first, new=PASSWORD, again=PASSWORD).status_code == 303
    assert site.sign_in("jd").status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        lambda users: users.remove("审管科"),
        lambda users: users.change("审管科", Role.READER, []),
        lambda users: users.reset("审管科"),
        lambda users: users.set_password("审管科", "another password"),
    ],
)
def test_a_session_ends_when_its_user_is_changed(site: Site, change: Any) -> None:
    site.sign_in()
    assert site.client.get("/").status_code == 200
    change(site.users)
    assert site.client.get("/").status_code == 401


def test_a_session_ends_when_idle_and_being_asked_for_is_no_use(site: Site) -> None:
    site.sign_in()
    for minutes in (10, 20, 29):
        site.clock.now = minutes * 60
        assert site.client.get(authentication.SESSION_STATE).status_code == 204
    site.clock.now = 30 * 60
    assert site.client.get(authentication.SESSION_STATE).status_code == 401
    assert site.client.get("/").status_code == 401


def test_signing_out_ends_the_session(site: Site) -> None:
    site.sign_in()
    kept = dict(site.client.cookies)
    left = site.client.get("/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in")
    site.client.cookies.update(kept)
    assert site.client.get("/").status_code == 401
    assert site.events() == [("signed_in", "审管科"), ("signed_out", "审管科")]


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "javascript:alert(1)", "", "/\n/x"],
)
def test_signing_in_leads_to_no_other_server(site: Site, target: str) -> None:
    assert site.sign_in(next=target).headers["location"] == "/"


@pytest.mark.parametrize(
    "sent",
    [
        {"headers": {"origin": "https://evil.example"}},
        {"data": {"name": "x" * 20_000}},
        {"files": {"name": b"x"}},
    ],
)
def test_a_form_of_another_kind_is_refused(site: Site, sent: Any) -> None:
    answer = site.client.post("/sign-in", **({"data": {"name": "审管科", "password": PASSWORD}} | sent))
    assert (answer.status_code, "set-cookie" in answer.headers) == (400, False)


def test_what_is_typed_is_text(site: Site) -> None:
    page = site.sign_in("<script>alert(1)</script>", "wrong").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_page_is_kept_by_no_browser_and_framed_by_none(site: Site) -> None:
    headers = site.client.get("/sign-in", headers=HTML).headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_a_websocket_needs_a_session_and_ends_with_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authentication, "CHECK_SECONDS", 0.01)
    with pytest.raises(WebSocketDisconnect), site.client.websocket_connect("/socket"):
        pass
    site.sign_in()
    with site.client.websocket_connect("/socket") as socket:
        socket.send_text("x")
        assert socket.receive_text() == "x"
        site.client.get("/sign-out")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()
