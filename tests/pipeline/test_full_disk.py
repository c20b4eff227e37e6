"""A full disk that DuckDB meets itself is told in a sentence, as one that the program meets."""

from pathlib import Path

import duckdb
import pytest

from reform.pipeline import operations
from tests.ingest.files import County


@pytest.mark.parametrize("command", [["restore", "{file}"], ["rebuild"]])
def test_a_full_disk_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    county = County(tmp_path)
    file = county.file("a.zip", b"PK")

    def full(*given: object, **named: object) -> None:
        raise duckdb.IOException('IO Error: Could not write file "x.duckdb": No space left on device')

    monkeypatch.setattr(operations, "restore", full)
    monkeypatch.setattr(operations, "build_again", full)
    result = county.run(*(word.format(file=file) for word in command))
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
