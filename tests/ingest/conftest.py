"""A county with an empty warehouse."""

from pathlib import Path

import pytest

from tests.ingest.files import County


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path)
