"""TOML that people write, read within bounds: how large a file may be, and how deep its tables."""

import re
import tomllib
from pathlib import Path
from typing import Any

from reform.common.i18n import gettext as _

_LARGEST = 1 << 20
_DEEPEST = 8
# A name of many parts, each a table in the last: tomllib takes the square of their number.
_QUOTED = re.compile(r""""(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?""")
_LONG_NAME = re.compile(rf"(?:\.[ \t]*+[\w-]*+[ \t]*+){{{_DEEPEST}}}")


def read_toml(path: Path) -> dict[str, Any]:
    """What a file declares. Raises ``OSError``, or ``ValueError`` in words for whoever wrote the file."""
    return parsed(text_of(path))


def text_of(path: Path, largest: int = _LARGEST) -> str:
    """All of a file, if it is one and no pipe or device that may never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(_("it is a pipe or a device"))
    with path.open("rb") as handle:
        text = handle.read(largest + 1)
    if len(text) > largest:
        raise ValueError(_("it is larger than {limit} MB").format(limit=largest >> 20))
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ValueError(_("it is no UTF-8 text")) from problem


def parsed(text: str) -> dict[str, Any]:
    """What a text declares."""
    if _LONG_NAME.search(_QUOTED.sub("x", text)):
        raise nested()
    try:
        declared = tomllib.loads(text)
    except RecursionError as problem:
        raise nested() from problem
    within_depth(declared)
    return declared


def within_depth(declared: Any) -> list[Any]:
    """All keys and values of what was read, the values of values too. Raises ``ValueError`` if it is deep."""
    found: list[Any] = []
    level = [declared]
    for _depth in range(_DEEPEST + 1):
        found += level
        tables = [one for one in level if isinstance(one, dict | list)]
        if not tables:
            return found
        found += [key for one in tables if isinstance(one, dict) for key in one]
        level = [part for one in tables for part in (one.values() if isinstance(one, dict) else one)]
    raise nested()


def nested() -> ValueError:
    """What is said of what is nested too deeply."""
    return ValueError(_("it is nested more than {limit} levels deep").format(limit=_DEEPEST))
