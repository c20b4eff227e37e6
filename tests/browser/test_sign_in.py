"""Signing in at a real browser: the deep link is kept, signing out ends every tab."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from reform.common.permissions import Role
from reform.storage.users import Users
from tests.browser.conftest import NewReader
from tests.browser.server import Server

PASSWORD = "a long password"


class Guarded(Server):
    """A dashboard at which users sign in."""

    def environment(self) -> dict[str, str]:
        settings = self.warehouse.parent / "settings.toml"
        settings.write_text('[sign_in]\nmethod = "local"\n', encoding="utf-8")
        users = Users(self.warehouse)
        users.add("审管科", Role.LEAD, [])
        users.set_password("审管科", PASSWORD)
        return {**super().environment(), "REFORM_SETTINGS": str(settings)}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Guarded(tmp_path_factory.mktemp("guarded") / "warehouse")
    yield running
    running.stop()


def test_signing_in_and_out(guarded: Server, new_reader: NewReader) -> None:
    reader = new_reader(guarded)
    page = reader.page
    page.goto(f"{guarded.url}/transfers?batch=1")
    expect(page).to_have_url(re.compile("/sign-in"))
    page.locator("[name=name]").fill("审管科")
    page.locator("[name=password]").fill("wrong password")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_have_text("用户名或密码不正确。")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(re.compile(r"/transfers\?batch=1"))
    reader.settle()
    expect(page.get_by_text("审管科 · 负责人")).to_be_attached()

    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name="CSV").first.click()
    assert waiting.value.path().read_bytes()
    address = waiting.value.url
    assert page.request.get(address).status == 200
    stranger = new_reader(guarded).page  # another session of the same user
    stranger.request.post(
        f"{guarded.url}/sign-in", form={"name": "审管科", "password": PASSWORD, "next": "/"}
    )
    assert stranger.request.get(f"{guarded.url}/").status == 200
    assert stranger.request.get(address).status == 404

    other = reader.context.new_page()
    other.goto(f"{guarded.url}/files")
    other.locator("h1").first.wait_for()
    page.get_by_role("link", name="退出登录").dispatch_event("click")
    expect(page).to_have_url(re.compile("/sign-in$"))
    expect(other).to_have_url(re.compile(r"/sign-in\?next=%2Ffiles"))
    other.locator("[name=name]").fill("审管科")
    other.locator("[name=password]").fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    other.locator("h1").filter(has_text="数据管理").wait_for()
