"""The number under which a refused row is known: the file's content, its place in it, its row."""

import hashlib


def mark_of(sha256: str, sheet: str | None, row: int, member: str = "") -> str:
    """The mark of one row. ``member`` is the path of a table inside an archive."""
    place = "/".join(filter(None, (sha256, member))) + f"/{sheet or ''}"
    return f"{hashlib.sha256(place.encode()).hexdigest()[:10]}-{row}"


def member_of(file: str) -> str:
    """The path inside the archive of a file named ``archive.zip/folder/cases.csv``; "" for a plain file."""
    return file.partition("/")[2]
