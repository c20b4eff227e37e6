"""Reading takes time by the length of a file, whatever is in it: four times as long, four times the time."""

import time
from collections.abc import Callable

import pytest

from reform.ingest.readers import FileRefused, Source, open_tables
from tests.ingest.hostile import MB, with_sheet

PAGE = "<table><tr><td>a</td>{}</table>"
PIECES: dict[str, tuple[str, Callable[[str], bytes], str]] = {
    name: (file, make, piece)
    for file, make, pieces in (
        (
            "a.xlsx",
            with_sheet,
            {
                "hidden row never closed": '<row hidden="',
                "hidden column never closed": '<col hidden="',
                "error cell never closed": '<c t="e" ',
                "places of an error cell": '<c t="e" r="A1" ',
                "formula of an error never closed": '<c t="e" r="A1"><f ',
                "spaces after an error cell": '<c t="e" r="A1">' + " " * 1000,
                "cell of many attributes": '<c r="A1" s="1" ',
            },
        ),
        (
            "a.xls",
            lambda text: PAGE.format(text).encode(),
            {
                "spaces in a span": "<td colspan=" + " " * 100_000 + ">",
                "span never given": "<td " + "colspan= " * 10_000 + ">",
                "tag never closed": "<" + "a" * 50_000,
                "declaration never closed": "<!" + "a" * 1_000,
                "style of spaces": "<tr style='display" + " " * 100_000 + "'>",
                "comment never closed": "<!-- ",
                "script never closed": "<script ",
            },
        ),
    )
    for name, piece in pieces.items()
}


def seconds(file: str, data: bytes) -> float:
    """What it takes to read all of it, or to refuse it."""
    start = time.process_time()
    try:
        for table in open_tables(Source(file, data)):
            for _batch in table.body(0, {"a": 0}):
                pass
    except FileRefused:
        pass
    return time.process_time() - start


@pytest.mark.parametrize("case", PIECES)
def test_time_grows_with_length(case: str) -> None:
    file, make, piece = PIECES[case]
    short, long = (make(piece * (size // len(piece))) for size in (MB // 4, MB))
    least = min(seconds(file, short) for _ in range(3))
    assert seconds(file, long) < 10 * max(least, 0.02)


def test_a_character_by_an_endless_number_is_text() -> None:
    page = PAGE.format("<td>&#" + "9" * 5_000 + ";</td>").encode()
    (table,) = open_tables(Source("a.xls", page))
    assert table.head[0][1].startswith("&#999")
