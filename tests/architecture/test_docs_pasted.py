"""Every command of the documentation works as pasted, in the state a fresh clone is in after ``make run``.

The README's first load runs with the sample county itself. Elsewhere a small county is the reader's own: the
lines of a block run one after another, a command named in a sentence or a table by itself, with that county
loaded. What is not run: servers and clusters, and files only the reader has.
"""

import re
import shlex
import shutil
from glob import glob
from pathlib import Path

import pytest
from click.testing import CliRunner

from reform import sample
from reform.cli import main
from reform.pipeline import county
from tests.architecture.test_docs import PAGES, blocks, quoted
from tests.source import ROOT

NOT_RUN = ("serve", "cube")
CASES = re.compile(r"--cases \d+")
# Findings are what doctor is for; a restore over loaded data asks for --replace first.
REFUSED = ("reform doctor", "reform restore 备份.zip")
ENGLISH = [page for page in PAGES if ".zh-CN" not in page]


def is_run(line: str) -> bool:
    words = line.split()
    return words[:1] == ["reform"] != words and not set(NOT_RUN) & set(words) and "case_counts" not in line


def in_blocks(page: str) -> list[str]:
    return [line for language, block in blocks(page) if language == "bash" for line in block.splitlines()]


def all_run() -> str:
    """Every line that is run, one below another."""
    return "\n".join(line for page in ENGLISH for line in (*in_blocks(page), *quoted(page)) if is_run(line))


def in_sentences() -> list[str]:
    """What the blocks do not run anyway."""
    shown = {line for page in ENGLISH for line in quoted(page) if is_run(line)}
    return sorted(shown - {line for page in ENGLISH for line in in_blocks(page)})


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with those files of a small county that the documentation names among the sample's."""
    folder, lines = tmp_path_factory.mktemp("clone"), all_run()
    for path in sample.write(folder / "data" / "sample", cases=1_000, seed=7):
        if path.name not in lines:
            path.unlink()
    (folder / "none").mkdir()
    return folder


@pytest.fixture(scope="module")
def loaded(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the sample county loaded, and a backup of it."""
    folder = tmp_path_factory.mktemp("loaded") / "clone"
    shutil.copytree(clone, folder)
    for line in ("reform load data/sample/*", "reform backup 备份.zip"):
        paste(line, folder)
    return folder


def paste(line: str, folder: Path) -> None:
    """Run a line in this folder, whose files are the reader's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(county, "SAMPLE_FILES", folder / "none")
        run(line, folder, folder / "data" / "warehouse")


def run(line: str, folder: Path, warehouse: Path) -> None:
    """Run a line as a shell would; it must end well, or be refused where it says so."""
    words: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for word in shlex.split(CASES.sub("--cases 500", line))[1:]:
            words += sorted(glob(word)) or [word]
        result = CliRunner().invoke(main, ["--warehouse", str(warehouse), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 0 or (line in REFUSED and result.exit_code == 1), f"{line}\n{result.output}"


def test_first_load_runs(tmp_path: Path) -> None:
    for line in in_blocks("README.md"):
        if is_run(line):
            run(line, ROOT, tmp_path / "warehouse")


@pytest.mark.parametrize("page", [page for page in ENGLISH[1:] if any(map(is_run, in_blocks(page)))])
def test_blocks_run(page: str, clone: Path, loaded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clone"
    shutil.copytree(clone if page == "docs/loading.md" else loaded, folder)
    for line in in_blocks(page):
        if is_run(line):
            paste(line, folder)


@pytest.mark.parametrize("line", in_sentences())
def test_sentence_runs(line: str, loaded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clone"
    shutil.copytree(loaded, folder)
    paste(line, folder)
