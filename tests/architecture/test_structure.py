"""Rules for the tree that no library checks. Which way imports run: pyproject.toml (lint-imports)."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from reform.metrics.query import FOLDERS, Metric, indicators, metrics_of
from tests.source import ROOT, imported, kept, name_of, nodes, python, texts, written

MOST_LINES = 300
MB = 1_000_000


# imports --------------------------------------------------------------------------------------


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def offending_imports(places: list[Path], *forbidden: str) -> list[str]:
    return [
        f"{name_of(path)}:{line} imports {name}"
        for path in places
        for line, name in imported(path)
        if within(name, *forbidden)
    ]


PAGES = ("pages", "dashboard.py")


def test_pages_are_imported_by_nobody() -> None:
    assert offending_imports(python("reform", *PAGES), "pages", "dashboard") == []


def test_pages_ask_through_the_screen_parts() -> None:
    """A page asks with ui.context.view.ask: one cache, one scope. The dictionary reads definitions only."""
    forbidden = (
        "duckdb",
        "reform.storage",
        "reform.pipeline.load",
        "reform.ingest.result",
        "reform.common.sql_files",
        "reform.models.build",
    )
    assert offending_imports(python(*PAGES), *forbidden) == []


def test_plotly_express_is_never_imported() -> None:
    assert offending_imports(python("reform", "tests", "tools", *PAGES), "plotly.express") == []


# pages ----------------------------------------------------------------------------------------


def test_no_page_stands_directly_in_pages() -> None:
    """Streamlit would run such a file without dashboard.py on a deep link."""
    assert [name_of(path) for path in python("pages") if path.parent == ROOT / "pages"] == []


def test_pages_hold_no_sql() -> None:
    asked = [
        f"{name_of(path)}:{line} {text!r}"
        for path in python(*PAGES)
        for line, text in texts(path)
        if re.search(r"\bselect\s", text, re.I)
    ]
    executed = [
        f"{name_of(path)}:{node.lineno} execute("
        for path in python(*PAGES)
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in ("execute", "sql", "query")
    ]
    assert asked + executed == []


def test_pages_judge_nothing() -> None:
    """Where 正常 ends stands in data/settings.toml: a page compares with 0 and nothing else."""
    found = [
        f"{name_of(path)}:{node.lineno} compares with {side.value!r}"
        for path in python(*PAGES)
        for node in nodes(path)
        if isinstance(node, ast.Compare)
        for side in [node.left, *node.comparators]
        if isinstance(side, ast.Constant)
        and isinstance(side.value, int | float)
        and not isinstance(side.value, bool)
        and side.value != 0
    ]
    assert found == []


# SQL ------------------------------------------------------------------------------------------

SQL = re.compile(
    r"^\s*(with\s+\w+\s+as\s*\(|select\b.+\bfrom\b|insert\s+into\b|update\s+\w+\s+set\b|delete\s+from\b"
    r"|create\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|macro|schema)\b|drop\s+(table|view)\b|copy\s+.+\bto\b"
    r"|attach\s|alter\s+table)",
    re.I | re.S,
)


def test_sql_stands_in_sql_files() -> None:
    found = [
        f"{name_of(path)}:{line} {text[:60]!r}"
        for path in python("reform", *PAGES)
        for line, text in texts(path)
        if SQL.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "metric", [q for kind in FOLDERS for q in metrics_of(kind).values()], ids=lambda q: q.file
)
def test_scope_is_the_only_parameter(metric: Metric) -> None:
    assert set(re.findall(r"\$\w+", metric.sql)) <= {"$scope"}


def test_every_indicator_is_on_a_page() -> None:
    """Named in quotes by a page or a part of one; the dictionary, which lists all, does not count."""
    said = {text for path in python("reform/ui", *PAGES) for _line, text in texts(path)}
    assert [code for code in indicators() if code not in said] == []


# what leaves the machine, what is committed ----------------------------------------------------

SERVED = ("pages/", "dashboard.py", "reform/ui/", "reform/charts/", ".streamlit/")
HARMLESS = ("http://127.0.0.1", "http://localhost", "http://www.w3.org/", "https://www.w3.org/")


def lines_with(pattern: str, *, of: str | tuple[str, ...] = "") -> list[str]:
    return [
        f"{name_of(path)}:{number} {line.strip()[:80]}"
        for path, text in written()
        if name_of(path).startswith(of) and path != Path(__file__)
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_nothing_served_names_another_host() -> None:
    harmless = "|".join(re.escape(url.partition("://")[2]) for url in HARMLESS)
    assert lines_with(rf"https?://(?!{harmless})", of=SERVED) == []
    assert lines_with(r"""(src|href)\s*=\s*["']//|url\(\s*["']?//""", of=SERVED) == []


def test_no_path_of_one_machine() -> None:
    assert lines_with(r"(?<![\w.])/(farm\b|(work|tmp|home|Users)/)") == []


def test_nothing_is_left_to_do() -> None:
    assert lines_with(r"\b(TODO|FIXME|XXX)\b") == []


def test_committed_files_are_small() -> None:
    sample = [path for path in kept() if name_of(path).startswith("data/sample/")]
    large = [name_of(p) for p in kept() if p not in sample and p.stat().st_size > 2 * MB]
    assert large == []
    assert sum(path.stat().st_size for path in sample) <= 5 * MB


def test_python_files_are_short() -> None:
    lengths = {name_of(p): len(text.splitlines()) for p, text in written() if p.suffix == ".py"}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


@pytest.mark.parametrize(
    "name", ["dashboard.py", "pages", "data", "tests", "requirements.txt", "reform", "LICENSE", "Makefile"]
)
def test_top_level_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_top_level_stays_small() -> None:
    """A newcomer sees the product at one glance; a new name here needs a reason, and this line."""
    named = {name_of(path).partition("/")[0] for path in kept()}
    assert sorted(name for name in named if not name.startswith(".")) == [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "README.zh-CN.md",
        "SECURITY.md",
        "dashboard.py",
        "data",
        "docs",
        "pages",
        "pyproject.toml",
        "reform",
        "requirements-bench.txt",  # a peer the bench compares with
        "requirements-dev.txt",
        "requirements-engines.txt",  # an engine in process, which the printed script is held against
        "requirements-spark.txt",  # what only a cluster needs, beside what everybody does
        "requirements-sql.txt",  # what only prints the counting in another platform's SQL
        "requirements.lock",  # the same libraries on every machine, with their hashes
        "requirements.txt",
        "tests",
        "tools",  # programs for developers, and what make runs before there is an environment
    ]


def test_streamlit_shows_nothing_of_its_own_over_the_pages() -> None:
    """Its welcome and its advertisement appear only where a browser is opened: no browser test meets them."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["logger"]["hideWelcomeMessage"] is True


# DuckDB ---------------------------------------------------------------------------------------


def test_duckdb_is_never_opened_without_the_house_rules() -> None:
    """What ``CONFIG`` forbids, fetching extensions over the network, DuckDB does unless it is told."""
    opened = [
        (name_of(path), ast.unparse(node))
        for path in python("reform", *PAGES)
        for node in nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "duckdb.connect"
    ]
    assert opened
    assert [one for one in opened if not re.search(r"config=(CONFIG|BUILDING|\{\*\*CONFIG)\b", one[1])] == []
