"""SQL of the models: files are Jinja templates over the declared ``datasets`` and ``measures``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reform.common.sql_files import model
from reform.schema import datasets as declarations

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment


def rendered(name: str) -> str:
    """The SQL of ``reform/<name>.sql`` for the declared datasets."""
    return render(model(name))


def is_template(text: str) -> bool:
    """Whether a text has parts to be put in."""
    return "{%" in text or "{{" in text


def render(text: str) -> str:
    """A template for the declared datasets."""
    return _rendered(text, declarations.FOLDERS) if is_template(text) else text


@cache
def _rendered(text: str, _folders: tuple[Path, ...]) -> str:
    datasets = declarations.datasets()
    return (
        _environment()
        .from_string(text)
        .render(datasets=list(datasets.values()), measures=datasets["case_counts"].measures)
    )


@cache
def _environment() -> Environment:
    """No HTML: what is put in are names, checked when a declaration is read, and SQL that one holds."""
    from jinja2 import Environment, StrictUndefined  # a command that only asks renders nothing

    return Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
