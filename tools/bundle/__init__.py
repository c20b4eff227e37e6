"""A folder that installs the dashboard without a network: program, wheels, scripts. ``make bundle``."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from reform import ROOT

SCRIPTS = Path(__file__).parent / "scripts"
LOCK = "requirements.lock"
# What a county runs, reads and edits: no tests, no developer programs, nothing it loaded here.
PROGRAM = (
    "dashboard.py",
    "pages",
    "reform",
    ".streamlit",
    "data/sample",
    "data/profiles",
    "data/settings.toml",
    "docs",
    "README.md",
    "README.zh-CN.md",
    "LICENSE",
    "pyproject.toml",
    "requirements.txt",
    LOCK,
)


def _manylinux(machine: str) -> tuple[str, ...]:
    """Tags of wheels for glibc 2.17 to 2.28: Debian 10, openEuler 20.03 and Kylin V10 install them."""
    return (f"manylinux2014_{machine}", *(f"manylinux_2_{minor}_{machine}" for minor in range(17, 29)))


PLATFORMS = {
    "linux-x86_64": _manylinux("x86_64"),
    "linux-aarch64": _manylinux("aarch64"),
    "windows-x86_64": ("win_amd64",),
}


def write(folder: Path, pythons: Sequence[str], platforms: Sequence[str]) -> None:
    """Write the whole folder anew; a ``CalledProcessError`` where a wheel is not to be had."""
    shutil.rmtree(folder, ignore_errors=True)
    write_program(folder, pythons)
    for platform in platforms:
        for python in pythons:
            download(folder / "wheels", python, platform)


def write_program(folder: Path, pythons: Sequence[str]) -> None:
    """Everything but the wheels."""
    for name in PROGRAM:
        source, target = ROOT / name, folder / "program" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for script in SCRIPTS.iterdir():
        shutil.copy(script, folder)
    (folder / "pythons.txt").write_text("".join(f"{python}\n" for python in pythons), encoding="ascii")


def download(wheels: Path, python: str, platform: str) -> None:
    """The wheels for one Python on one platform, each compared with its hash in the lock."""
    chosen = [*_for(python, platform), "--require-hashes", "--requirement", str(ROOT / LOCK)]
    _pip("download", "--quiet", "--dest", str(wheels), *chosen)


def resolve(python: str, platform: str, folder: Path) -> None:
    """Find every wheel for one Python on one platform without fetching it; raises as ``write`` does."""
    lines = (ROOT / LOCK).read_text(encoding="utf-8").splitlines()
    pins = folder / "pins.txt"
    # With hashes pip would fetch the wheels to compare them.
    pins.write_text("\n".join(line.removesuffix(" \\") for line in lines if "==" in line), encoding="utf-8")
    chosen = [*_for(python, platform), "--requirement", str(pins), "--target", str(folder / "none")]
    _pip("install", "--quiet", "--dry-run", "--ignore-installed", *chosen)


def _for(python: str, platform: str) -> list[str]:
    tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
    return ["--no-deps", "--only-binary=:all:", "--implementation", "cp", "--python-version", python, *tags]


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *words], check=True)
