"""SQL of the models: files are Jinja templates over the declared ``datasets`` and ``measures``."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from reform.common.sql_files import model
from reform.schema import datasets as declarations

# Not HTML: what is put in are names, checked when a declaration is read, and SQL that a declaration holds.
_TEMPLATES = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)


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
    return _TEMPLATES.from_string(text).render(
        datasets=list(datasets.values()), measures=datasets["case_counts"].measures
    )
