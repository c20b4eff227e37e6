"""The dashboard as a user starts it: ``python -m reform serve`` in a process group of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.source import ROOT
from tests.timeouts import TIMEOUT

TODAY = "2026-11-23"


class Server:
    """A running dashboard on a free port; ``stop`` ends exactly this one."""

    def __init__(self, warehouse: Path) -> None:
        self.warehouse = warehouse
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        self._log = warehouse.parent / f"server-{self.port}.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self.command(),
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_healthy()
        except BaseException:
            self.stop()
            raise

    def command(self) -> list[str]:
        """How it is started."""
        serve = ["--warehouse", str(self.warehouse), "serve", "--port", str(self.port), "--headless"]
        return [sys.executable, "-m", "reform", *serve]

    def environment(self) -> dict[str, str]:
        """What it is told beside its command."""
        return {**os.environ, "REFORM_TODAY": TODAY}

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the dashboard stopped while starting:\n{self.log()}")
            if self._answers():
                return
        raise RuntimeError(f"the dashboard did not answer within {TIMEOUT} s:\n{self.log()}")

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT).close()
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=TIMEOUT) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.05)  # between two looks at the port
            return False

    def log(self) -> str:
        """What the server has written so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int:
        """The process that serves."""
        return self._process.pid

    def stop(self) -> None:
        """End this server's process group and nothing else."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
