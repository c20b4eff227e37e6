"""What the pages ask: their questions as they come up, and how long all those of a page take, one by one."""

import os
import statistics
import time
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
from streamlit.testing.v1 import AppTest

from reform import ROOT
from reform.metrics import query
from reform.metrics.query import Scope
from reform.ui.context import query_cache as answers

# The pages of progress: what a meeting and a week's reader look at.
PAGES = ("overview", "transfers", "days_saved", "satisfaction", "service", "supervision", "problems")
ROUNDS = 5


class Asked(NamedTuple):
    """One question of a page."""

    code: str
    scope: Scope
    by: tuple[str, ...]


def asked(warehouse: Path) -> dict[str, Any]:
    """By page, every question it asks when it is opened, each once."""
    os.environ["REFORM_WAREHOUSE"] = str(warehouse)
    os.environ["REFORM_TODAY"] = "2026-11-23"
    return {"pages": {page: _of(page) for page in PAGES}}


def _of(page: str) -> list[Asked]:
    heard: dict[Asked, None] = {}
    answer: Any = answers.answer

    def listening(folder: str, stamp: str, code: str, chosen: Scope, by: tuple[str, ...]) -> Any:
        heard[Asked(code, chosen, by)] = None
        return answer(folder, stamp, code, chosen, by)

    answers.answer = listening
    try:
        screen = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=600)
        screen.switch_page(f"pages/progress/{page}.py").run()
        if screen.exception:
            raise SystemExit(f"the page {page} failed: {screen.exception[0].message}")
    finally:
        answers.answer = answer
    return list(heard)


def rows(file: Path) -> dict[str, Any]:
    """How many there are in the cube."""
    with duckdb.connect(str(file), read_only=True) as connection:
        ((cube,),) = connection.execute("select count(*) from cube").fetchall()
    return {"cube": cube}


def answer(file: Path, questions: list[Asked], rounds: int = ROUNDS) -> dict[str, Any]:
    """Median seconds of all these questions in turn, from a file read before; and the slowest."""
    with duckdb.connect(str(file), read_only=True) as connection:
        taken, each, answers = [], dict[str, float](), list[pd.DataFrame]()
        for number in range(rounds + 1):
            begun, answers = time.perf_counter(), []
            for code, scope, by in questions:
                started = time.perf_counter()
                answers.append(query.ask(connection, code, scope, by))
                each[" by ".join((code, *by))] = time.perf_counter() - started
            if number:  # the first round warms the file
                taken.append(time.perf_counter() - begun)
        slowest = sorted(each.items(), key=lambda one: -one[1])[:12]
    return {"seconds": statistics.median(taken), "slowest": slowest, "answers": answers}
