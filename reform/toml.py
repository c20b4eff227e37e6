"""TOML that people write, read within bounds: how large a file may be, and how deep its tables."""

import re
import tomllib
from pathlib import Path
from typing import Any

from reform.i18n import gettext as _

_LARGEST = 1 << 20
_DEEPEST = 8
# A name of many parts, each a table in the last: tomllib takes the square of their number.
_QUOTED = re.compile(r""""(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?""")
_LONG_NAME = re.compile(rf"(?:\.[ \t]*+[\w-]*+[ \t]*+){{{_DEEPEST}}}")


def read_toml(path: Path) -> dict[str, Any]:
    """What a file declares. Raises ``OSError``, or ``ValueError`` in words for whoever wrote the file."""
    return parsed(text_of(path))


def text_of(path: Path) -> str:
    """All of a file, if it is one and no pipe or device that may never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(_("it is a pipe or a device"))
    with path.open("rb") as handle:
        text = handle.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise ValueError(_("it is larger than {limit} MB").format(limit=_LARGEST >> 20))
    return text.decode("utf-8-sig")


def parsed(text: str) -> dict[str, Any]:
    """What a text declares."""
    nested = ValueError(_("it is nested more than {limit} levels deep").format(limit=_DEEPEST))
    if _LONG_NAME.search(_QUOTED.sub("x", text)):
        raise nested
    try:
        declared = tomllib.loads(text)
    except RecursionError as problem:
        raise nested from problem
    level: list[Any] = [declared]
    for _depth in range(_DEEPEST):
        parts = [part for one in level for part in (one.values() if isinstance(one, dict) else one)]
        level = [part for part in parts if isinstance(part, dict | list)]
    if level:
        raise nested
    return declared
