"""Codes and names of the indicators, from the first lines of their files (``reform/metrics/indicators``)."""

from functools import cache
from pathlib import Path

from reform import ROOT


@cache
def names() -> dict[str, str]:
    """Every indicator's name (``中文 | English``) by its code, in the order of the codes."""
    found = dict(map(_code_and_name, (ROOT / "reform" / "metrics" / "indicators").rglob("*.sql")))
    return dict(sorted(found.items()))


def _code_and_name(path: Path) -> tuple[str, str]:
    with path.open(encoding="utf-8") as lines:
        code, name = next(lines), next(lines)
    return code.removeprefix("-- code:").strip(), name.removeprefix("-- name:").strip()
