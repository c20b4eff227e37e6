"""Writes files where the user says: whole or not at all, with a sentence when the disk refuses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from reform.cli.messages import refuse
from reform.common.errors import reason
from reform.common.i18n import gettext as _
from reform.common.i18n import mark

NOT_WRITTEN = mark("{path} cannot be written ({reason}). Nothing was written; what was there stays.")


def put(file: Path, content: bytes, unwritten: str = NOT_WRITTEN) -> None:
    """Write one file; ``unwritten`` is what is said, with status 1, where the disk refuses."""
    if file.exists() and not file.is_file():  # a pipe or a terminal cannot be replaced
        with _refused(file, unwritten):
            file.write_bytes(content)
        return
    if not file.parent.is_dir():
        raise click.BadParameter(_("There is no folder {folder}.").format(folder=file.parent))
    target = file.resolve()
    with _refused(file, unwritten), _beside(target.parent) as drafts:
        (drafts / target.name).write_bytes(content)


@contextmanager
def filled(folder: Path) -> Iterator[Path]:
    """A temporary folder; its files move to ``folder``, which is created, when the block succeeds."""
    with _refused(folder, NOT_WRITTEN):
        folder.mkdir(parents=True, exist_ok=True)
        with _beside(folder) as drafts:
            yield drafts


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix=".reform-", dir=folder) as name:
        drafts = Path(name)
        yield drafts
        for draft in sorted(drafts.iterdir()):
            _flush(draft)
        for draft in sorted(drafts.iterdir()):
            os.replace(draft, folder / draft.name)


def _flush(file: Path) -> None:
    """Write the file to disk: some file systems report only now that they are full."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


@contextmanager
def _refused(path: Path, unwritten: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        refuse(_(unwritten).format(path=path, reason=reason(problem)))
