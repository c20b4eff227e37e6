"""Signing in through nginx, set up with the lines of docs/security.md. Skipped where nginx is not there."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewReader
from tests.browser.server import Server, free_port
from tests.browser.test_sign_in import PASSWORD, Guarded
from tests.source import ROOT

CONFIGURATION = """
daemon off; pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; {location} }}
}}
"""


@pytest.fixture
def behind_nginx(tmp_path: Path) -> Iterator[Server]:
    """A dashboard whose address is nginx's."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if nginx is None:
        pytest.skip("there is no nginx on this machine")
    running = Guarded(tmp_path / "warehouse")
    documented = re.search(
        r"```nginx\n(.*?)```", (ROOT / "docs/security.md").read_text(encoding="utf-8"), re.S
    )
    assert documented is not None
    location, port = documented[1].replace(":8501", f":{running.port}"), free_port()
    file = tmp_path / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=tmp_path, port=port, location=location), encoding="utf-8")
    proxy = subprocess.Popen([nginx, "-c", str(file), "-e", str(tmp_path / "errors")])
    running.url = f"http://127.0.0.1:{port}"
    yield running
    proxy.terminate()
    proxy.wait()
    running.stop()


def test_signing_in_through_nginx(behind_nginx: Server, new_reader: NewReader) -> None:
    reader = new_reader(behind_nginx)
    reader.page.goto(f"{reader.url}/transfers?batch=1")
    reader.page.locator("[name=name]").fill("审管科")
    reader.page.locator("[name=password]").fill(PASSWORD)
    reader.page.get_by_role("button", name="登录").click()
    expect(reader.page).to_have_url(f"{reader.url}/transfers?batch=1")
    reader.settle()  # what the page shows has come over the websocket
    expect(reader.page.get_by_text("审管科 · 负责人")).to_be_attached()
