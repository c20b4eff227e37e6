"""Every indicator file is a whole definition: coded, named, bilingual, sourced, and plain SQL."""

import re
from collections import Counter
from pathlib import Path

import pytest

from reform.metrics import combined
from reform.metrics.query import DIMENSIONS, FOLDERS, Metric, indicators, metrics_of

FILES = sorted(FOLDERS["indicators"].rglob("*.sql"))
LETTERS = {
    "T": "transfers",
    "D": "handling_time",
    "S": "feedback",
    "O": "service_hall",
    "V": "service_hall",
    "H": "staff",
    "P": "feedback",
    "W": "one_window",
    "G": "data_sharing",
    "M": "decisions",
    "R": "supervision",
}
every_indicator = pytest.mark.parametrize("metric", indicators().values(), ids=lambda q: q.code)
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def code_only(sql: str) -> str:
    """SQL without its comments and texts."""
    return re.sub(r"'[^']*'", "''", re.sub(r"--.*", "", sql))


def test_codes_are_unique() -> None:
    codes = [m[1] for path in FILES if (m := re.search(r"^-- code: (.*)$", path.read_text("utf-8"), re.M))]
    assert len(codes) == len(FILES) == len(indicators())
    assert not [code for code, times in Counter(codes).items() if times > 1]


@every_file
def test_code_matches_the_folder(path: Path) -> None:
    code = path.read_text("utf-8").splitlines()[0].removeprefix("-- code: ")
    assert re.fullmatch(r"[A-Z]\d\d[a-z]?", code)
    assert path.parent.name == LETTERS[code[0]]


@every_indicator
def test_head_says_everything(metric: Metric) -> None:
    for bilingual in (metric.name, metric.means):
        chinese, _, english = bilingual.partition(" | ")
        assert re.search("[\u4e00-\u9fff]", chinese)
        assert re.search("[A-Za-z]", english)
        assert not re.search("[\u4e00-\u9fff]", english)
    assert metric.unit
    assert metric.better in ("higher", "lower", "neither")
    assert metric.source
    assert metric.by
    assert set(metric.by) <= set(DIMENSIONS)


@every_file
def test_head_stands_first_and_once(path: Path) -> None:
    keys = [
        line[3:].partition(":")[0] for line in path.read_text("utf-8").splitlines() if line.startswith("-- ")
    ]
    required = ["code", "name", "unit", "better", "by", "means", "source"]
    assert [key for key in keys if key in required] == required


@every_indicator
def test_sql_is_lower_case(metric: Metric) -> None:
    sql = code_only(metric.sql)
    assert sql == sql.lower()


@every_indicator
def test_sql_is_one_plain_select(metric: Metric) -> None:
    sql = code_only(metric.sql).strip()
    assert ";" not in sql
    assert re.match(r"(with|select)\b", sql)
    last = [line for line in sql.splitlines() if re.match(r"\w", line)]
    statements = [
        line for line in last if re.match(r"(select|insert|update|delete|create|drop|copy)\b", line)
    ]
    assert len(statements) == 1
    assert statements[-1].startswith("select")


@every_indicator
def test_scope_is_the_only_parameter(metric: Metric) -> None:
    sql = code_only(metric.sql)
    assert set(re.findall(r"\$\w+", sql)) == {"$scope"}
    assert "?" not in sql


@every_indicator
def test_answers_value_numerator_denominator_n(metric: Metric) -> None:
    named = set(re.findall(r"\bas (\w+)", code_only(metric.sql)))
    assert {"value", "numerator", "denominator", "n"} <= named


@pytest.mark.parametrize("metric", metrics_of("lists").values(), ids=lambda q: q.code)
def test_a_list_has_an_order(metric: Metric) -> None:
    """Equal questions give equal rows; one row needs none, and what is asked with others is ordered there."""
    ordered = re.search(r"^order by\b", metric.sql, re.M)
    one_row = metric.code in ("last_day", "transfer_scope")
    assert bool(ordered) != (one_row or combined.relation(metric) is not None)


def test_names_of_lists_are_unique() -> None:
    """A list's name is its address, over all topics."""
    texts = [path.read_text("utf-8") for path in FOLDERS["lists"].rglob("*.sql")]
    names = [name for text in texts for name in re.findall(r"^-- list: (.*)$", text, re.M)]
    assert sorted(names) == sorted(metrics_of("lists"))
