"""A printed script on a platform: the tables it is given, and its statements without the comments."""

import re
from functools import cache
from pathlib import Path

from reform.common.database import scratch
from reform.pipeline.aggregate import job
from reform.pipeline.aggregate.script import script
from reform.schema.datasets import datasets
from tests.pipeline.aggregate import cubes
from tests.pipeline.aggregate.cubes import Files

_COMMENT = re.compile(r"^--.*\n?", re.MULTILINE)


@cache
def printed(dialect: str) -> str:
    """The script of a dialect."""
    return script(dialect, cubes.TODAY)


def statements(dialect: str) -> list[str]:
    """All of them in order."""
    text = _COMMENT.sub("", printed(dialect))
    return [part.strip() for part in text.split(";") if part.strip()]


def parts(dialect: str) -> tuple[list[str], list[str]]:
    """Those of part 1, which need the cases only, and those of part 2."""
    both = statements(dialect)
    names = [statement.split(maxsplit=3)[:3] for statement in both]
    second = names.index(["CREATE", "VIEW", "pending_pauses"])
    return both[:second], both[second:]


def inputs(given: Files, folder: Path) -> dict[str, Path]:
    """The tables of a script as Parquet: cases and pauses as declared, and the small ones of part 2."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"given_{name}": folder / f"given_{name}.parquet" for name in ("cases", "pauses")}
    with scratch() as connection:
        for name, source in (("cases", given.cases), ("pauses", given.pauses)):
            columns = [
                f"cast({field.name} as {field.type}) as {field.name}" for field in datasets()[name].fields
            ]
            taken = connection.read_parquet(str(source)).select(", ".join(columns))
            taken.write_parquet(str(files[f"given_{name}"]))
            taken.create(f"given_{name}")
        for statement in parts("duckdb")[0]:
            connection.execute(statement).fetchall()
        connection.table("mentions").write_parquet(str(folder / "mentions.parquet"))
    assert not job.write_lists(
        folder / "mentions.parquet", given.items, given.calendar, folder / "lists", cubes.TODAY
    )
    return files | {path.stem: path for path in (folder / "lists").glob("*.parquet")}


def differing(counts: Path, expected: Path) -> tuple[int, int]:
    """How many rows of one file the other has not, and the other way round; each count has its own number."""
    with scratch() as connection:
        rows = "(select * exclude (cube_no) from read_parquet('{}'))"
        one, other = rows.format(counts), rows.format(expected)
        found = [
            connection.execute(f"select count(*) from ({first} except all {second})").fetchall()[0][0]
            for first, second in ((one, other), (other, one))
        ]
        return found[0], found[1]
