"""``ask`` with a filter that fits nothing says so, and what it may have meant."""

import json
from pathlib import Path

import pytest

from reform.metrics.filter_options import nearest
from tests.ingest.files import County
from tests.ui.small import DEPARTMENT, OTHER, QUIET, files

SOON = "2026-04-22"  # two days after the last case: nothing to be said of stale data


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> County:
    county = County(tmp_path_factory.mktemp("words"))
    made = [county.file(name, data) for name, data in files().items()]
    assert county.run("load", *made).exit_code == 0
    return county


@pytest.mark.parametrize(
    ("given", "near"),
    [
        (("--department", "不存在的局"), (DEPARTMENT, OTHER, QUIET)),
        (("--department", "住建局"), (OTHER,)),
        (("--domain", "投资"), ("投资建设",)),
        (("--domain", "invest"), ("投资建设",)),
        (("--batch", "9"), ("2", "1")),
        (("--channel", "窗口"), ("1 (",)),
        (("--channel", "x" * 9999), ("1", "2")),
    ],
    ids=lambda part: part[-1][:20],
)
def test_an_unknown_word_is_said_with_what_is_near(
    loaded: County, given: tuple[str, str], near: tuple[str, ...]
) -> None:
    result = loaded.run("ask", "D03", *given, "--format", "json", today=SOON)
    assert result.exit_code == 0
    (said,) = result.stderr.splitlines()
    assert given[1][:40] in said
    assert len(said) < 200
    assert [word for word in near if word not in said] == []
    (row,) = json.loads(result.stdout)["rows"]  # the answer itself stays what it was
    assert (row["value"], row["n"]) == (None, 0)


def test_each_unknown_word_is_said(loaded: County) -> None:
    given = ("--department", "甲局", "--department", DEPARTMENT, "--department", "乙局", "--batch", "7")
    lines = loaded.run("ask", "D03", *given, today=SOON).stderr.splitlines()
    assert [[word for word in ("甲局", "乙局", "7") if word in line] for line in lines] == [
        ["甲局"],
        ["乙局"],
        ["7"],
    ]


@pytest.mark.parametrize("given", [(), ("--department", DEPARTMENT), ("--batch", "1"), ("--channel", "1")])
def test_known_words_need_no_sentence(loaded: County, given: tuple[str, ...]) -> None:
    assert loaded.run("ask", "D03", *given, today=SOON).stderr == ""


def test_nothing_loaded_of_a_kind_is_said(tmp_path: Path) -> None:
    county = County(tmp_path)
    assert county.run("load", county.file("cases.csv", files()["cases.csv"])).exit_code == 0
    assert "9" in county.run("ask", "D03", "--batch", "9").stderr


@pytest.mark.parametrize(
    ("name", "word", "known", "expected"),
    [
        ("batch", "3", ["1", "2", "4", "9"], ["2", "4", "1"]),
        ("department", "", ["乙", "甲"], ["乙", "甲"]),
        ("department", "水利", ["县教育局", "县水利局"], ["县水利局", "县教育局"]),
        ("department", "甲", [], []),
    ],
)
def test_the_nearest_come_first(name: str, word: str, known: list[str], expected: list[str]) -> None:
    assert nearest(name, word, known) == expected
