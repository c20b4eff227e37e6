"""The profiles an operator made: user data, in the folder ``profiles`` of a warehouse.

They hold header keys and column names, never a cell of a file.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from reform.common import atomic_files
from reform.common.errors import ReformError
from reform.common.i18n import gettext as _
from reform.schema.profiles.declared import Profile, read

_SAFE = re.compile(r"\w[\w-]{0,79}")
# Names that Windows gives to devices.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def name_for(title: str) -> str:
    """A safe file name for a title; two titles never share one."""
    slug = re.sub(r"\W+", "-", title).strip("-_")[:50].strip("-_")
    if slug and slug == title and slug == slug.casefold() and not _RESERVED.fullmatch(slug):
        return slug
    digest = hashlib.sha256(title.encode()).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest


def saved(warehouse: Path) -> list[Profile]:
    """The saved profiles of a warehouse's folder, in the order of their names."""
    return [profile for _name, profile in _all(warehouse) if isinstance(profile, Profile)]


def unusable(warehouse: Path) -> dict[str, str]:
    """The saved profiles that can no longer be read (damaged, or of other columns), each in a sentence."""
    said = _(
        "The saved profile {file} cannot be used; this in it is wrong: {entry}. Files are read as if it were "
        "not there. Mend it, or remove it and save it anew on the page Files."
    )
    return {
        name: said.format(file=f"profiles/{name}.toml", entry=getattr(profile, "entry", _("the whole file")))
        for name, profile in _all(warehouse)
        if not isinstance(profile, Profile)
    }


def save(warehouse: Path, profile: Profile) -> Path:
    """Write a profile, or nothing at all. It takes the place of one made for the same headers.

    Raises ``ValueError`` when its name is no safe file name (``name_for`` makes one), ``OSError`` when the
    folder cannot be written.
    """
    path = _path(warehouse, profile.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic_files.write(path, as_toml(profile))
    for other in saved(warehouse):
        same = (other.dataset, other.headers) == (profile.dataset, profile.headers)
        if same and profile.headers and other.name != profile.name:
            forget(warehouse, other.name)
    return path


def forget(warehouse: Path, name: str) -> None:
    """Remove a saved profile; one that is not there is no error."""
    _path(warehouse, name).unlink(missing_ok=True)


def as_toml(profile: Profile) -> str:
    """The profile as a TOML file says it."""
    texts = {
        "title": profile.title,
        "source": profile.source or None,
        "dataset": profile.dataset,
        "calendar": profile.calendar,
        "time_zone": profile.time_zone.key if profile.time_zone else None,
        "satisfaction": profile.satisfaction,
    }
    lines = [f"{name} = {_quoted(text)}" for name, text in texts.items() if text is not None]
    if profile.headers:
        lines.append(f"headers = [{', '.join(map(_quoted, sorted(profile.headers)))}]")
    tables = {"columns": profile.columns, "constants": profile.constants}
    tables |= {f"codes.{_quoted(name)}": words for name, words in profile.codes.items()}
    for name, table in tables.items():
        if table:
            lines += ["", f"[{name}]", *(f"{_quoted(key)} = {_quoted(said)}" for key, said in table.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _all(warehouse: Path) -> Iterator[tuple[str, Profile | ReformError]]:
    for path in sorted((warehouse / "profiles").glob("*.toml")):
        try:
            yield path.stem, read(path.stem, path)
        except ReformError as problem:
            yield path.stem, problem


def _path(warehouse: Path, name: str) -> Path:
    if not _SAFE.fullmatch(name):
        raise ValueError(f"{name!r} is no safe file name")
    return warehouse / "profiles" / f"{name}.toml"
