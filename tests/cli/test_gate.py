"""The gate before the dashboard, asked as a browser would ask it and as nobody should."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from reform.cli import gate, sign_in
from reform.cli.attempts import FREE
from reform.cli.gate import Gate
from reform.common.permissions import Role
from reform.common.sessions import SESSION_HEADER, Sessions
from reform.common.sign_in_settings import SignIn
from reform.common.sign_in_settings import sign_in as settings_of
from reform.storage import event_log
from reform.storage.users import Users
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


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Door:
    """A served application behind a gate, and its user 审管科 of the role lead."""

    def __init__(self, folder: Path, settings: SignIn | None = None, **client: Any) -> None:
        self.folder, self.clock = folder, Clock()
        self.users = Users(folder)
        self.users.add("审管科", Role.LEAD, [])
        self.users.set_password("审管科", PASSWORD)
        self.sessions = Sessions(idle=1800, longest=43200, clock=self.clock)
        way = sign_in.way(folder, settings or SignIn(way="local"), self.sessions)
        inside = Starlette(
            routes=[WebSocketRoute("/socket", talk), Route("/{rest:path}", told)],
            middleware=[Middleware(Gate, way=way, open_sessions=self.sessions)],
        )
        self.client = TestClient(inside, follow_redirects=False, **client)

    def sign_in(self, name: str = "审管科", password: str = PASSWORD, **more: str) -> Any:
        return self.client.post("/sign-in", data={"name": name, "password": password, "next": "/x", **more})

    def events(self) -> list[tuple[str, str]]:
        return [(event["event"], event["who"]) for event in reversed(event_log.events(self.folder))]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door(tmp_path)
    with made.client:
        yield made


def test_a_stranger_is_sent_to_sign_in_and_comes_back_where_he_wanted(door: Door) -> None:
    sent = door.client.get("/transfers?batch=1", headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=%2Ftransfers%3Fbatch%3D1")
    page = door.client.get(sent.headers["location"], headers=HTML)
    assert 'value="/transfers?batch=1"' in page.text
    back = door.sign_in(next="/transfers?batch=1")
    assert (back.status_code, back.headers["location"]) == (303, "/transfers?batch=1")
    assert door.client.get("/transfers").text != "nobody"


@pytest.mark.parametrize(
    "path", ["/", "/media/abc.csv", "/_stcore/stream", "/_stcore/upload_file/1/2", "/static/x.js"]
)
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_a_stranger_gets_nothing(door: Door, path: str, method: str) -> None:
    answer = door.client.request(method, path)
    assert answer.status_code == 401
    assert "nobody" not in answer.text


def test_health_is_told_to_everybody(door: Door) -> None:
    assert door.client.get("/_stcore/health").text == "nobody"


def test_a_session_cannot_be_claimed(door: Door) -> None:
    claimed = {SESSION_HEADER: door.sessions.begin(door.users.user("审管科"))}  # type: ignore[arg-type]
    assert door.client.get("/", headers=claimed).status_code == 401
    door.sign_in()
    own = door.client.get("/", headers=claimed).text
    assert claimed[SESSION_HEADER] not in own


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "é" * 3, "x" * 8000])
def test_a_forged_cookie_opens_nothing(door: Door, cookie: str) -> None:
    sent = {"cookie": f"{sign_in.COOKIE}={cookie}".encode("latin-1")}
    assert door.client.get("/", headers=sent).status_code == 401  # type: ignore[arg-type]


def test_the_cookie_is_kept_from_scripts_and_other_sites(door: Door) -> None:
    cookie = door.sign_in().headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=43200" in cookie
    assert "Secure" not in cookie


def test_the_cookie_goes_over_https_only_where_there_is_https(tmp_path: Path) -> None:
    assert "Secure" in Door(tmp_path, base_url="https://county.example").sign_in().headers["set-cookie"]


def test_wrong_passwords_are_refused_alike_and_then_wait(door: Door) -> None:
    answers = {name: door.sign_in(name, "wrong") for name in ("审管科", "nobody here")}
    assert {answer.status_code for answer in answers.values()} == {403}
    assert answers["审管科"].text.replace("审管科", "") == answers["nobody here"].text.replace(
        "nobody here", ""
    )
    for _ in range(FREE):
        last = door.sign_in(password="wrong")
    assert last.status_code == 429
    assert door.sign_in().status_code == 429  # the right one waits too
    assert ("sign_in_refused", "审管科") in door.events()
    assert all(
        who != "nobody here" for _event, who in door.events()
    )  # perhaps a password, typed one field too early


def test_a_given_password_must_be_changed_first(door: Door) -> None:
    first = door.users.add("jd", Role.UNIT, ["县住建局"])
    asked = door.sign_in("jd", first)
    assert (asked.status_code, "set-cookie" in asked.headers) == (200, False)
    assert 'name="again"' in asked.text
    assert door.sign_in("jd", first, new=PASSWORD, again="another").status_code == 400
    assert door.sign_in("jd", first, new="short", again="short").status_code == 400
    assert door.sign_in("jd", first, new=PASSWORD, again=PASSWORD).status_code == 303
    assert door.sign_in("jd").status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        lambda users: users.remove("审管科"),
        lambda users: users.change("审管科", Role.READER, []),
        lambda users: users.reset("审管科"),
        lambda users: users.set_password("审管科", "another password"),
    ],
)
def test_a_session_ends_when_its_user_is_changed(door: Door, change: Any) -> None:
    door.sign_in()
    assert door.client.get("/").status_code == 200
    change(door.users)
    assert door.client.get("/").status_code == 401


def test_a_session_ends_when_idle_and_being_asked_for_is_no_use(door: Door) -> None:
    door.sign_in()
    for minutes in (10, 20, 29):
        door.clock.now = minutes * 60
        assert door.client.get(gate.ALIVE).status_code == 204
    door.clock.now = 30 * 60
    assert door.client.get(gate.ALIVE).status_code == 401
    assert door.client.get("/").status_code == 401


def test_signing_out_ends_the_session(door: Door) -> None:
    door.sign_in()
    kept = dict(door.client.cookies)
    left = door.client.get("/sign-out")
    assert (left.status_code, left.headers["location"]) == (303, "/sign-in")
    door.client.cookies.update(kept)
    assert door.client.get("/").status_code == 401
    assert door.events() == [("signed_in", "审管科"), ("signed_out", "审管科")]


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "javascript:alert(1)", "", "/\n/x"],
)
def test_signing_in_leads_to_no_other_server(door: Door, target: str) -> None:
    assert door.sign_in(next=target).headers["location"] == "/"


@pytest.mark.parametrize(
    "sent",
    [
        {"headers": {"origin": "https://evil.example"}},
        {"data": {"name": "x" * 20_000}},
        {"files": {"name": b"x"}},
    ],
)
def test_a_form_of_another_kind_is_refused(door: Door, sent: Any) -> None:
    answer = door.client.post("/sign-in", **({"data": {"name": "审管科", "password": PASSWORD}} | sent))
    assert (answer.status_code, "set-cookie" in answer.headers) == (400, False)


def test_what_is_typed_is_text(door: Door) -> None:
    page = door.sign_in("<script>alert(1)</script>", "wrong").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_page_is_kept_by_no_browser_and_framed_by_none(door: Door) -> None:
    headers = door.client.get("/sign-in", headers=HTML).headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_a_websocket_needs_a_session_and_ends_with_it(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "EVERY", 0.01)
    with pytest.raises(WebSocketDisconnect), door.client.websocket_connect("/socket"):
        pass
    door.sign_in()
    with door.client.websocket_connect("/socket") as socket:
        socket.send_text("x")
        assert socket.receive_text() == "x"
        door.client.get("/sign-out")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()


# behind a proxy -------------------------------------------------------------------------------

BEHIND = settings_of(
    {
        "way": "proxy",
        "proxies": ["10.0.0.2"],
        "groups": {"xk-lead": {"role": "lead"}, "xk-jd": {"role": "unit", "units": ["县住建局"]}},
    }
)
NAMED = {"x-forwarded-user": "zhang", "x-forwarded-groups": "other, xk-jd"}


def test_the_proxy_is_believed(tmp_path: Path) -> None:
    door = Door(tmp_path, BEHIND, client=("10.0.0.2", 5))
    key = door.client.get("/", headers=NAMED).text
    user = door.sessions.user(key)
    assert user is not None
    assert (user.name, user.role, user.units) == ("zhang", Role.UNIT, frozenset({"县住建局"}))
    assert door.client.get("/", headers=NAMED).text == key
    assert door.client.get("/sign-in").status_code == 403


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
    door = Door(tmp_path, BEHIND, client=(address, 5))
    assert door.client.get("/", headers=headers).status_code == 401
