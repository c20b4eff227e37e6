"""The OpenID Connect provider in a process of its own, and a dashboard that sends its readers there."""

import os
import subprocess
import time
import urllib.request
from pathlib import Path

from tests.browser.server import Server, free_port
from tests.source import ROOT
from tests.timeouts import TIMEOUT

FOLDER = ROOT / "tests" / "signin"
SETTINGS = """
[sign_in]
method = "oidc"
idle_minutes = {idle_minutes}

[sign_in.provider]
issuer = "{issuer}"
client_id = "reform"
secret_file = "{secret}"
address = "{address}"

[sign_in.groups.xk-lead]
role = "lead"

[sign_in.groups.xk-zhujian]
role = "unit"
units = ["县住建局"]
"""


class Provider:
    """``provider.mjs`` for one dashboard. Each ``start`` makes new keys and knows no session any more."""

    def __init__(self) -> None:
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, address: str) -> None:
        """Serve the dashboard at this address, once whoever asks is answered."""
        self._process = subprocess.Popen(
            ["node", "provider.mjs", str(self.port), address],
            cwd=FOLDER,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + TIMEOUT
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the provider does not start: node tests/signin/provider.mjs tells why")

    def stop(self) -> None:
        """End it, and nothing else."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.issuer}/.well-known/openid-configuration", timeout=TIMEOUT):
                return True
        except OSError:
            time.sleep(0.05)  # between two looks at the port
            return False


class Dashboard(Server):
    """A dashboard whose readers sign in at a provider."""

    def __init__(self, warehouse: Path, provider: Provider, idle_minutes: float = 30) -> None:
        self._provider, self._idle_minutes = provider, idle_minutes
        super().__init__(warehouse)

    def environment(self) -> dict[str, str]:
        folder = self.warehouse.parent
        secret, settings = folder / "secret", folder / f"settings-{self.port}.toml"
        secret.write_text("secret of the tests\n", encoding="utf-8")
        filled = SETTINGS.format(
            issuer=self._provider.issuer, secret=secret, address=self.url, idle_minutes=self._idle_minutes
        )
        settings.write_text(filled, encoding="utf-8")
        return {**super().environment(), "REFORM_SETTINGS": str(settings)}


def is_installed() -> bool:
    """Whether npm has brought what ``provider.mjs`` needs."""
    return os.path.isdir(FOLDER / "node_modules" / "oidc-provider")
