"""Each regular expression takes time by the length of a text, whatever is in it: four times as long,
four times the time. The texts are made from the pattern itself (``tests.architecture.patterns``)."""

import re
import time
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import pytest

from reform.ingest.parsers.durations import _amount
from reform.ingest.readers import number_formats
from reform.ingest.readers.cell_style import Look
from reform.ingest.readers.sheet_xml import _Usual
from reform.ingest.readers.xlsx_odd_cells import OddFinder
from reform.ingest.readers.xlsx_styles import XlsxStyles
from tests.architecture.patterns import Found, _within, found, hostile

SHORT, LONG, WHOLE = 4_000, 16_000, 1 << 20
QUICK = 2e-6  # seconds a character: below it nothing is asked
# They meet our own SQL, the page that Streamlit brings, and what java says: no foreign text.
OURS = (
    "reform.pipeline.aggregate.",
    "reform.models.dependencies.",
    "reform.common.sql_files.",
    "reform.cli.content_security:",
)
# No longer text reaches them: of a day (parsers.dates), of a line of the code list that stands beside an @.
BOUNDED = {
    "reform.ingest.parsers.dates.": 80,
    "reform.ingest.parsers.times.": 80,
    "reform.common.redaction.numbers._MAILBOX": 64,
}
# In lists, from which they are only taken to be matched as a whole.
ANCHORED = {
    "reform.ingest.parsers.dates._FORMS",
    "reform.ingest.parsers.times._FORMS",
    "reform.ingest.parsers.durations._amount",
}
# These meet whole files.
OF_FILES = ("reform.ingest.readers.", "reform.common.toml_files.")


def _of_cells() -> list[re.Pattern[Any]]:
    book = XlsxStyles([Look(number_formats.read(code)) for code in ("0.00", "0", '0"个月"')], {1: "20"})
    return [pattern for value in vars(OddFinder(book)).values() for pattern in _within(value)]


# Put together in a function, of what only that knows.
BUILT: dict[str, Callable[[], Iterable[re.Pattern[Any]]]] = {
    "reform.storage.event_log._like": list,  # words of our own
    "reform.storage.snapshots._like": list,  # names of our own files
    "reform.ingest.readers.xlsx_odd_cells.__init__": _of_cells,
    "reform.ingest.readers.xlsx_odd_cells._styled": _of_cells,
    "reform.ingest.readers.sheet_xml.__init__": lambda: _within(vars(_Usual(b'<c r="AB2">'))),
    "reform.ingest.readers.html_tables._find": lambda: [
        re.compile("</script", re.IGNORECASE),
        re.compile("-->"),
    ],
    "reform.ingest.parsers.durations._amount": lambda: [_amount()],
}


def seconds(one: Found, text: Any, *, times: int = 1) -> float:
    """The least of the process's own time that it takes to search a text to its end."""
    took = []
    for _ in range(times):
        start = time.process_time()
        if one.is_anchored or one.where in ANCHORED:
            one.pattern.fullmatch(text)
        else:
            for _found in one.pattern.finditer(text):
                pass
        took.append(time.process_time() - start)
    return min(took)


def bound(one: Found) -> int | None:
    return next((size for where, size in BOUNDED.items() if one.where.startswith(where)), None)


def slow(one: Found) -> list[str]:
    """The texts for which a pattern takes more time than by their length, told by how they begin."""
    longer = dict(zip(hostile(one.pattern, SHORT), hostile(one.pattern, LONG), strict=False))
    return [
        f"{one.where}: {text[:40]!r}"
        for text, long in longer.items()
        if seconds(one, text) > QUICK * SHORT
        and (least := seconds(one, text, times=3)) > QUICK * SHORT
        and seconds(one, long, times=2) > 8 * least
    ]


def patterns() -> list[Found]:
    named, functions = found()
    assert set(functions) == set(BUILT), "say in BUILT which patterns this function makes"
    made = [Found(function, pattern) for function, make in BUILT.items() for pattern in make()]
    return [one for one in [*named, *made] if not one.where.startswith(OURS)]


def test_time_grows_with_the_length_of_the_text() -> None:
    assert [told for one in patterns() if bound(one) is None for told in slow(one)] == []


def test_what_meets_short_texts_only_is_quick_on_those() -> None:
    short = [(one, text) for one in patterns() if (size := bound(one)) for text in hostile(one.pattern, size)]
    assert len(short) > 100
    assert [one.where for one, text in short if seconds(one, text, times=3) > 5e-3] == []


def test_a_megabyte_of_the_worst_case_of_what_meets_whole_files() -> None:
    of_files = [one for one in patterns() if one.where.startswith(OF_FILES)]
    assert len(of_files) > 30
    for one in of_files:
        texts = list(hostile(one.pattern, SHORT))
        costs = [seconds(one, text) for text in texts]
        if not costs:
            continue
        worst = costs.index(max(costs))
        text = next(islice(hostile(one.pattern, WHOLE), worst, None))
        assert seconds(one, text) < 5, f"{one.where}: {texts[worst][:40]!r}"


@pytest.mark.parametrize("pattern", [r"a+b", rb"a+b"])
def test_a_slow_pattern_is_found(pattern: str | bytes) -> None:
    assert slow(Found("here", re.compile(pattern)))


@pytest.mark.parametrize("pattern", [r"a{1,60}b", r"(?<!a)a++b", rb"<c(?=[^<>]*+>)", r"[^,]*,"])
def test_a_quick_one_is_not(pattern: str | bytes) -> None:
    assert slow(Found("here", re.compile(pattern), is_anchored=pattern == "[^,]*,")) == []
