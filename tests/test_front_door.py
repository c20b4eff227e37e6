"""What a newcomer meets before the program runs: the wrong Python, no environment."""

import ast
import subprocess
import sys
import tomllib
from importlib import import_module

import pytest

from tests.source import ROOT

PRETEND = """
import runpy, sys
sys.version_info = {version}
runpy.run_module("reform", run_name="__main__", alter_sys=True)
"""


def started(*words: str) -> "subprocess.CompletedProcess[str]":
    """A Python without the site's packages, started in the repository."""
    return subprocess.run(
        [sys.executable, "-S", *words], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )


def test_without_the_libraries_a_sentence_tells_the_way() -> None:
    met = started("-m", "reform", "load", "data/sample/*")
    assert met.returncode == 1
    assert ". .venv/bin/activate" in met.stderr
    assert "没有程序需要的库" in met.stderr
    assert "does not have" in met.stderr
    assert "Traceback" not in met.stderr


@pytest.mark.parametrize("version", [(3, 6, 9), (3, 9, 2), (3, 10, 14)])
def test_an_old_python_is_told_so(version: tuple[int, ...]) -> None:
    met = started("-c", PRETEND.format(version=version))
    assert met.returncode == 1
    assert met.stderr.startswith(f"这个 Python 是 3.{version[1]}，需要 3.11 或更新。")
    assert "Traceback" not in met.stderr


@pytest.mark.parametrize("name", ["__init__", "__main__"])
def test_an_old_python_can_read_that_far(name: str) -> None:
    ast.parse((ROOT / "reform" / f"{name}.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_command_is_called_reform() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    module, _colon, name = declared["project"]["scripts"]["reform"].partition(":")
    assert callable(getattr(import_module(module), name))
