"""Signing in at a certified OpenID Connect provider on this machine, with a real browser.

Run by ``make test-signin``, which installs the provider with npm; elsewhere it may not be there.
"""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from reform.cli.sign_in import COOKIE
from tests.browser.conftest import NewReader
from tests.browser.reader import Reader
from tests.signin.provider import Dashboard, Provider, is_installed

pytestmark = [
    pytest.mark.skipif("REFORM_SIGNIN" not in os.environ, reason="make test-signin runs these"),
    pytest.mark.skipif(not is_installed(), reason="npm could not install the provider here"),
]

REFUSED = "登录没有完成，或用时过长。请重试。"
ENDED = "登录已失效"
LEAD = "张科长 · 负责人"

WRONG_TOKENS = (
    "another-key",
    "expired",
    "another-nonce",
    "another-client",
    "another-issuer",
    "another-subject",
)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    county = Provider()
    yield county
    county.stop()


@pytest.fixture(scope="module")
def dashboard(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    running = Dashboard(tmp_path_factory.mktemp("provided") / "warehouse", provider)
    provider.start(running.url)
    yield running
    running.stop()
    assert "Traceback" not in running.log()


@pytest.fixture
def reader(dashboard: Dashboard, new_reader: NewReader) -> Reader:
    return at_provider(new_reader(dashboard))


def at_provider(reader: Reader) -> Reader:
    """The provider's page would ask the internet for a font."""
    reader.context.route(re.compile("^https:"), lambda route: route.abort())
    return reader


def sign_in(page: Page, name: str) -> None:
    """Prove a name at the provider, and agree that the dashboard learns it."""
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def stays_outside(page: Page, dashboard: Dashboard) -> None:
    """Whoever asks for a page comes to the provider."""
    page.goto(dashboard.url)
    expect(page).not_to_have_url(re.compile(f"^{dashboard.url}"))


def test_a_lead_comes_where_the_link_led(reader: Reader) -> None:
    reader.page.goto(f"{reader.url}/transfers?batch=1")
    sign_in(reader.page, "zhang")
    expect(reader.page).to_have_url(f"{reader.url}/transfers?batch=1")
    reader.settle()
    expect(reader.page.get_by_text(LEAD)).to_be_attached()
    assert [fault for fault in reader.faults if reader.url in fault] == []


def test_a_group_of_the_role_unit_has_its_department(reader: Reader) -> None:
    reader.page.goto(reader.url)
    sign_in(reader.page, "li")
    reader.settle()
    expect(reader.page.get_by_text("李窗口 · ")).to_be_attached()
    expect(reader.page.get_by_text("县住建局").first).to_be_attached()


def test_without_a_group_that_has_a_role_nobody_gets_in(reader: Reader) -> None:
    reader.page.goto(reader.url)
    sign_in(reader.page, "wang")
    expect(reader.page.get_by_role("status")).to_contain_text("没有为您设置角色")


@pytest.mark.parametrize("wrong", WRONG_TOKENS)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    reader: Reader, dashboard: Dashboard, wrong: str
) -> None:
    reader.page.goto(reader.url)
    sign_in(reader.page, wrong)
    expect(reader.page.get_by_role("status")).to_have_text(REFUSED)
    assert COOKIE not in {cookie["name"] for cookie in reader.context.cookies()}


def test_a_forged_answer_of_the_provider_is_refused(reader: Reader, dashboard: Dashboard) -> None:
    reader.page.goto(reader.url)
    reader.page.locator("[name=login]").wait_for()
    reader.page.goto(f"{reader.url}/sign-in/callback?code=forged&state=forged")
    expect(reader.page.get_by_role("status")).to_have_text(REFUSED)
    stays_outside(reader.page, dashboard)


def test_a_changed_session_cookie_opens_nothing(reader: Reader, dashboard: Dashboard) -> None:
    reader.page.goto(reader.url)
    sign_in(reader.page, "zhang")
    reader.settle()
    cookie = next(held for held in reader.context.cookies() if held["name"] == COOKIE)
    reader.context.clear_cookies()
    forged = cookie["value"][:-1] + ("A" if cookie["value"][-1] != "A" else "B")
    reader.context.add_cookies([{"name": COOKIE, "value": forged, "url": reader.url}])
    stays_outside(reader.page, dashboard)


def test_signing_out_ends_every_tab_and_no_tab_signs_in_by_itself(reader: Reader) -> None:
    reader.page.goto(reader.url)
    sign_in(reader.page, "zhang")
    reader.settle()
    other = reader.context.new_page()
    other.goto(f"{reader.url}/files")
    other.locator("h1").first.wait_for()
    reader.page.get_by_role("link", name="退出登录").dispatch_event("click")
    expect(reader.page.get_by_role("status")).to_contain_text("已退出看板")
    expect(other.get_by_role("status")).to_contain_text(ENDED)
    other.get_by_role("link", name="登录").click()
    other.locator("h1").filter(has_text="数据管理").wait_for()


def test_an_idle_page_signs_nobody_in_again(
    dashboard: Dashboard, provider: Provider, new_reader: NewReader
) -> None:
    """The provider would: its own session lives on."""
    short = Dashboard(dashboard.warehouse, provider, idle_minutes=0.1)
    try:
        provider.stop()
        provider.start(short.url)
        reader = at_provider(new_reader(short))
        reader.page.goto(f"{short.url}/files")
        sign_in(reader.page, "zhang")
        reader.page.locator("h1").filter(has_text="数据管理").wait_for()
        expect(reader.page.get_by_role("status")).to_contain_text(ENDED)
        reader.page.get_by_role("link", name="登录").click()
        reader.page.locator("h1").filter(has_text="数据管理").wait_for()
        assert "Traceback" not in short.log()
    finally:
        short.stop()
        provider.stop()
        provider.start(dashboard.url)


def test_a_provider_that_is_down_is_said_and_may_come_back_with_new_keys(
    reader: Reader, dashboard: Dashboard, provider: Provider
) -> None:
    reader.page.goto(reader.url)
    sign_in(reader.page, "zhang")
    reader.settle()
    reader.context.clear_cookies()
    provider.stop()
    reader.page.goto(reader.url)
    expect(reader.page.get_by_role("status")).to_contain_text("身份")
    provider.start(dashboard.url)
    reader.page.get_by_role("link", name="登录").click()
    sign_in(reader.page, "zhang")
    reader.settle()
    expect(reader.page.get_by_text(LEAD)).to_be_attached()
