"""The folder that installs without a network: what is in it, and, with REFORM_BUNDLE=1, that it installs."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.source import ROOT
from tools import bundle

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
real = pytest.mark.skipif("REFORM_BUNDLE" not in os.environ, reason="make test-bundle fetches 150 MB")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything but the wheels."""
    made = tmp_path_factory.mktemp("bundle")
    bundle.write_program(made, [PYTHON])
    return made


def pins(text: str) -> set[str]:
    return set(re.findall(r"^[\w-]+==[\w.]+", text.lower(), re.M))


def test_lock_holds_what_the_product_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert wanted | set(project["build-system"]["requires"]) <= pins(LOCK)


def test_every_locked_library_has_hashes() -> None:
    entries = re.split(r"^(?=[\w-]+==)", LOCK, flags=re.M)[1:]
    assert len(entries) > 20
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_program_starts_from_the_folder(folder: Path) -> None:
    """It finds its pages, sample and settings beside itself, and nothing of this checkout."""
    words = [
        "-c",
        "from reform import ROOT; from reform.pipeline import county; "
        "print(ROOT); print(len(county.sample_files()))",
    ]
    told = subprocess.run(
        [sys.executable, *words], cwd=folder / "program", capture_output=True, text=True, check=True
    ).stdout.split()
    assert Path(told[0]) == folder / "program"
    assert int(told[1]) > 30


def test_nothing_loaded_here_is_carried_along(folder: Path) -> None:
    program = folder / "program"
    assert {path.name for path in (program / "data").iterdir()} == {"sample", "profiles", "settings.toml"}
    assert not {path.name for path in program.iterdir()} & {"tests", "tools", ".venv", ".git"}
    assert (program / ".streamlit" / "config.toml").is_file()


@pytest.mark.parametrize("script", ["install.sh", "start.sh"])
def test_shell_can_read_the_script(folder: Path, script: str) -> None:
    subprocess.run(["sh", "-n", str(folder / script)], check=True)


def test_another_python_is_told_so(folder: Path) -> None:
    (folder / "pythons.txt").write_text("3.8\n", encoding="ascii")
    met = installed(folder, [])
    assert met.returncode == 1
    assert f"make bundle PYTHONS={PYTHON}" in met.stderr
    assert not (folder / ".venv").exists()


def installed(folder: Path, prefix: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*prefix, "sh", "install.sh"],
        cwd=folder,
        env=os.environ | {"PYTHON": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def without_network() -> list[str]:
    """A prefix under which no network is there, not even this machine's own."""
    for prefix in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
            return prefix
    pytest.skip("the network cannot be switched off here: unshare is missing or not permitted")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheels for this machine."""
    made = tmp_path_factory.mktemp("whole") / "bundle"
    bundle.write(made, [PYTHON], [f"linux-{os.uname().machine}"])
    return made


@real
def test_installs_with_the_network_off(whole: Path, tmp_path: Path) -> None:
    off = without_network()
    met = installed(whole, off)
    assert met.returncode == 0, met.stderr
    command = [*off, str(whole / ".venv" / "bin" / "reform"), "--warehouse", str(tmp_path / "warehouse")]
    asked = subprocess.run(
        [*command, "ask", "T01", "--format", "csv"], capture_output=True, text=True, check=True
    )
    assert asked.stdout.startswith("value,")


@real
def test_a_changed_wheel_is_refused(whole: Path) -> None:
    wheel = next((whole / "wheels").glob("click-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    met = installed(whole, [])
    assert met.returncode == 1
    assert "The installation did not finish" in met.stderr


@real
@pytest.mark.parametrize("platform", bundle.PLATFORMS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_every_wheel_is_to_be_had(python: str, platform: str, tmp_path: Path) -> None:
    bundle.resolve(python, platform, tmp_path)
