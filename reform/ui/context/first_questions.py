"""What a page asks, declared in ``first_questions.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from reform.metrics.query import Metric, Question, Scope, find

SOURCE = Path(__file__).with_suffix(".toml")


def of(page: str, scope: Scope, last_week: Scope) -> list[Question]:
    """The questions of the page with that address in the reader's scope, and in that of a week before."""
    scopes = {"now": scope, "week_before": last_week}
    return [Question(metric, scopes[when], by) for when, metric, by in _declared().get(page, ())]


@cache
def _declared() -> dict[str, list[tuple[str, Metric, tuple[str, ...]]]]:
    pages = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {
        page: [(when, *_question(words)) for when, listed in declared.items() for words in listed]
        for page, declared in pages.items()
    }


def _question(words: str) -> tuple[Metric, tuple[str, ...]]:
    """An entry as it is written: ``D05``, or ``D05 by week``."""
    code, _by, dimension = words.partition(" by ")
    return find(code), (dimension,) if dimension else ()
