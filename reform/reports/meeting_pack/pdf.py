"""A paper as PDF, through LibreOffice where it is installed; else a sentence says what is missing."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from reform.common.errors import ReformError, reason
from reform.common.i18n import mark

TIMEOUT = 180  # seconds
MISSING = mark(
    "No PDF: LibreOffice is not installed on this server. Install it, or print the paper from Word."
)
NOT_CONVERTED = mark("No PDF: LibreOffice could not convert the paper.")
NOT_WRITTEN = mark("No PDF: a file it needs for a moment cannot be written or read ({reason}).")


class NoPdf(ReformError):
    """No PDF can be made."""


def office() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return next((program for name in ("soffice", "libreoffice") if (program := shutil.which(name))), None)


def what_is_missing() -> str:
    """The sentence beside the button; empty where LibreOffice is there."""
    return "" if office() else NoPdf(MISSING).sentence


def pdf(document: bytes, suffix: str = ".docx") -> bytes:
    """The document as PDF; raises ``NoPdf``."""
    program = office()
    if program is None:
        raise NoPdf(MISSING)
    try:
        return _converted(program, document, suffix)
    except subprocess.TimeoutExpired as problem:
        raise NoPdf(NOT_CONVERTED) from problem
    except OSError as problem:
        raise NoPdf(NOT_WRITTEN, reason=reason(problem)) from problem


def _converted(program: str, document: bytes, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="reform-pdf-") as name:
        folder = Path(name)
        source = folder / f"paper{suffix}"
        source.write_bytes(document)
        command = [
            program,
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ]
        subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        made = folder / "paper.pdf"
        if not made.is_file():
            raise NoPdf(NOT_CONVERTED)
        return made.read_bytes()
