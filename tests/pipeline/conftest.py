"""A county that has everything a backup holds, and its backup: made once, for all that is done to them."""

import shutil
from pathlib import Path

import pytest

from reform.pipeline import backup
from tests.ingest.files import County
from tests.pipeline.backups import fill
from tests.pipeline.rebuild_helpers import build


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> County:
    """To be read only."""
    return fill(County(tmp_path_factory.mktemp("filled")))


@pytest.fixture(scope="session")
def eventful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse to which everything has happened that may happen to one, to be copied."""
    return build(tmp_path_factory.mktemp("eventful") / "w")


@pytest.fixture(scope="session")
def good(filled: County, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The backup of that county."""
    file = tmp_path_factory.mktemp("good") / "备份.zip"
    backup.write(filled.warehouse, file)
    return file


@pytest.fixture
def county(filled: County, tmp_path: Path) -> County:
    """A copy, to be spoiled."""
    shutil.copytree(filled.folder, tmp_path / "county")
    return County(tmp_path / "county")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup is to be written."""
    return tmp_path / "备份.zip"
