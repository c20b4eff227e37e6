"""Statements stand in .sql files, alone or named: each name leads to one, and each is used."""

import re
from collections import Counter
from pathlib import Path

import pytest

from reform.common.sql_files import ROOMS, model, sections
from tests.source import python

NAMED = [
    path for path in sorted(ROOMS.rglob("*.sql")) if "\n-- statement: " in f"\n{path.read_text('utf-8')}"
]
# The code that reads these adds the name of the file.
NAMED_ALONE = ("storage/journal", "pipeline/aggregate/script", "pipeline/aggregate/dialects/")


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.stem)
def test_every_named_statement_is_found_and_used(path: Path) -> None:
    names = re.findall(r"^-- statement: (.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert [name for name, times in Counter(names).items() if times > 1] == []
    file = path.relative_to(ROOMS).with_suffix("").as_posix()
    assert all(model(f"{file}/{name}").strip() for name in names)
    product = "".join(source.read_text("utf-8") for source in python("reform"))
    stem = "" if file.startswith(NAMED_ALONE) else f"{file}/"
    unused = [name for name in names if f'"{stem}{name}"' not in product]
    assert unused == []


def test_the_parts_of_a_file_have_the_names_above_them(tmp_path: Path) -> None:
    file = tmp_path / "some.sql"
    file.write_text("-- head\n\n-- list: one\n-- name: x\nselect 1\n\n-- list: two\nselect 2\n", "utf-8")
    assert sections(file, "list") == {"one": "-- name: x\nselect 1\n\n", "two": "select 2\n"}
    assert sections(file, "statement") == {}


def test_an_unknown_statement_is_an_error() -> None:
    with pytest.raises(KeyError):
        model("pipeline/merge/no_such_statement")
