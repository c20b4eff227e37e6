"""What a newcomer meets before the program runs: the wrong Python, no environment."""

import ast
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from tests.source import ROOT, unpacked

PRETEND = """
import runpy, sys
sys.version_info = {version}
runpy.run_module("reform", run_name="__main__", alter_sys=True)
"""


def started(*words: str) -> "subprocess.CompletedProcess[str]":
    """A Python without the site's packages, started in the repository."""
    return subprocess.run([sys.executable, "-S", *words], cwd=ROOT, capture_output=True, encoding="utf-8")


def test_without_the_libraries_a_sentence_tells_the_way() -> None:
    met = started("-m", "reform", "load", "data/sample/*")
    assert met.returncode == 1
    assert ". .venv/bin/activate" in met.stderr
    assert "没有程序需要的库" in met.stderr
    assert "does not have" in met.stderr
    assert "Traceback" not in met.stderr


def test_a_library_that_only_the_command_needs_is_told_alike() -> None:
    without = "sys.modules['duckdb'] = None; runpy.run_module('reform', run_name='__main__')"
    met = subprocess.run(
        [sys.executable, "-c", f"import runpy, sys; {without}", "history"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert met.returncode == 1
    assert "没有程序需要的库 duckdb" in met.stderr
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


# make, before there is an environment ----------------------------------------------------------


class Machine:
    """A machine with the commands that are put on it and no others; ``run`` runs a script of tools/ there."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.place = folder / "clone"
        self.programs.mkdir()
        self.place.mkdir()
        for file in ("requirements.txt", "requirements-dev.txt", "requirements.lock", "pyproject.toml"):
            (self.place / file).write_text(file, encoding="utf-8")
        for name in ("sh", "cat", "cksum", "rm", "grep", "mkdir", "chmod", "id", "env"):
            self.put(name, f'exec {shutil.which(name)} "$@"')

    def put(self, name: str, *lines: str) -> None:
        """A command of this name."""
        file = self.programs / name
        file.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
        file.chmod(0o755)

    def put_python(
        self, name: str = "python3", *, old: bool = False, venv: bool = True, pip: int = 0
    ) -> None:
        """A Python that says what it is asked to do. Its pip ends with a status."""
        made = ".venv/bin/python"
        self.put(
            name,
            'case "$*" in',
            f"*version_info*3,*11*) exit {int(old)} ;;",
            "*version_info*) echo 3.9 ;;",
            f"*ensurepip*) exit {int(not venv)} ;;",
            f'"-m venv "*) mkdir -p .venv/bin; cat "$0" >{made}; chmod 755 {made} ;;',
            '"-m pip --version") ;;',
            f'"-m pip install"*) echo "installs: $*"; exit {pip} ;;',
            "esac",
        )

    def run(self, script: str, *words: str) -> "subprocess.CompletedProcess[str]":
        """What the script says and how it ends."""
        return subprocess.run(
            [str(self.programs / "sh"), str(ROOT / "tools" / script), *words],
            cwd=self.place,
            env={"PATH": str(self.programs)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def both_languages(met: "subprocess.CompletedProcess[str]", chinese: str, english: str) -> bool:
    return met.returncode == 1 and chinese in met.stderr and english in met.stderr


def test_no_python_at_all_is_said(machine: Machine) -> None:
    assert both_languages(machine.run("environment.sh", "run"), "没有找到 Python", "There is no Python")


def test_an_old_python_is_said_and_leaves_nothing(machine: Machine) -> None:
    machine.put_python(old=True)
    met = machine.run("environment.sh", "run")
    assert both_languages(met, "Python 是 3.9，需要 3.11", "Python here is 3.9; 3.11 or newer is needed")
    assert not (machine.place / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_taken(machine: Machine) -> None:
    machine.put_python(old=True)
    machine.put_python("python3.12")
    assert machine.run("environment.sh", "run").returncode == 0


def test_without_venv_the_advice_works_when_it_is_followed(machine: Machine) -> None:
    machine.put_python(venv=False)
    met = machine.run("environment.sh", "run")
    assert both_languages(met, "apt install python3-venv", "apt install python3-venv")
    machine.put_python()
    assert machine.run("environment.sh", "run").returncode == 0


@pytest.mark.parametrize("ruin", ["no python", "no pip", "old", "moved"])
def test_a_ruined_environment_is_made_anew(machine: Machine, ruin: str) -> None:
    machine.put_python()
    assert machine.run("environment.sh", "run").returncode == 0
    python = machine.place / ".venv" / "bin" / "python"
    if ruin == "no python":
        python.unlink()
    elif ruin == "moved":
        machine.place = machine.place.rename(machine.place.with_name("elsewhere"))
    else:
        broken = "*version_info*) exit 1 ;;" if ruin == "old" else '"-m pip --version") exit 1 ;;'
        python.write_text(f'#!/bin/sh\ncase "$*" in {broken} esac\n', encoding="utf-8")
    met = machine.run("environment.sh", "run")
    assert (met.returncode, "made anew" in met.stdout, "installs: " in met.stdout) == (0, True, True)


def test_what_is_ready_is_left_alone_and_a_changed_requirement_is_installed(machine: Machine) -> None:
    machine.put_python()
    first = machine.run("environment.sh", "dev")
    assert "1 GB" in first.stdout
    assert first.stdout.index("1 GB") < first.stdout.index("installs: ")
    assert machine.run("environment.sh", "dev").stdout == ""
    (machine.place / "requirements-dev.txt").write_text("another", encoding="utf-8")
    assert "installs: " in machine.run("environment.sh", "dev").stdout


def test_the_libraries_come_from_the_lock(machine: Machine) -> None:
    machine.put_python()
    installs = [
        line for line in machine.run("environment.sh", "run").stdout.splitlines() if "installs: " in line
    ]
    assert [line.partition("check ")[2] for line in installs] == [
        "--require-hashes -r requirements.lock",
        "--no-deps --no-build-isolation -e .",
    ]


def test_a_machine_without_network_is_told_what_to_do_and_tries_again(machine: Machine) -> None:
    machine.put_python(pip=1)
    met = machine.run("environment.sh", "run")
    assert both_languages(met, "不能上网", "Without a network")
    machine.put_python()
    (machine.place / ".venv" / "bin" / "python").write_text((machine.programs / "python3").read_text())
    assert "installs: " in machine.run("environment.sh", "run").stdout


def test_without_sudo_what_is_missing_is_said_and_the_rest_may_run(machine: Machine) -> None:
    machine.put("apt-get", "exit 9")
    machine.put("id", "echo 1000")
    met = machine.run("system.sh", "browser")
    assert both_languages(met, "chromium fonts-noto-cjk fontconfig", "the tests that need them are skipped")
    assert "430 MB" in met.stderr


@pytest.mark.parametrize("known", ["libc.so.6", "libatomic.so.1"])
def test_the_library_that_drives_the_browser_is_asked_for(machine: Machine, known: str) -> None:
    machine.put("id", "echo 1000")
    machine.put("ldconfig", f"echo {known}")
    met = machine.run("system.sh", "browser")
    assert ("libatomic1" in met.stderr) is (known != "libatomic.so.1")


@pytest.mark.parametrize("user", ["0", "1000"])
def test_what_is_missing_is_said_before_it_is_installed(machine: Machine, user: str) -> None:
    machine.put("id", f"echo {user}")
    machine.put("sudo", '[ "$1" = -n ] || DEBIAN_FRONTEND= exec "$@"', "exit 0")
    machine.put("apt-get", 'echo "$1 $DEBIAN_FRONTEND" >&2')
    met = machine.run("system.sh", "browser")
    assert met.returncode == 0
    said = met.stderr.splitlines()
    assert "430 MB" in said[0]
    assert said[-2:] == ["update ", "install noninteractive"]


def test_what_is_there_is_not_installed(machine: Machine) -> None:
    machine.put("chromium")
    machine.put("fc-list", "echo a font")
    met = machine.run("system.sh", "browser")
    assert (met.returncode, met.stderr) == (0, "")


def test_an_unpacked_archive_knows_its_files(tmp_path: Path) -> None:
    """Without git: what came with it, and nothing that a run has left there."""
    for name in (
        "a.py",
        "data/sample/b.csv",
        "data/warehouse/c",
        ".venv/d",
        "x/__pycache__/e.pyc",
        ".ci/run",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    shutil.copy(ROOT / ".gitignore", tmp_path)
    found = {path.relative_to(tmp_path).as_posix() for path in unpacked(tmp_path)}
    assert found == {".gitignore", ".ci/run", "a.py", "data/sample/b.csv"}
