"""The files of the pack: each made when it is asked for, all of them with a list of what they rest on."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import reform
from reform.common import i18n
from reform.common.i18n import gettext as _
from reform.common.i18n import mark
from reform.reports.meeting_pack import pdf
from reform.reports.meeting_pack.chart_list import pictures
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.progress_report import TITLE as REPORT
from reform.reports.meeting_pack.progress_report import report
from reform.reports.meeting_pack.reform_study import TITLE as STUDY
from reform.reports.meeting_pack.reform_study import study
from reform.reports.meeting_pack.slides import presentation
from reform.reports.meeting_pack.tables import tables
from reform.reports.meeting_pack.workbook import workbook

_OFFICE = "application/vnd.openxmlformats-officedocument."
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One file of the pack: its title on the button, its name, and how it is made.

    The papers are official documents: Chinese, with Chinese names, always.
    """

    title: str
    stem: str
    suffix: str
    mime: str
    make: Callable[[Material], bytes]


KINDS: dict[str, Kind] = {
    "slides": Kind(
        mark("Slides"),
        mark("Slides"),
        ".pptx",
        f"{_OFFICE}presentationml.presentation",
        lambda material: presentation(material, pictures(material)),
    ),
    "report": Kind(
        mark("Progress report"),
        REPORT,
        ".docx",
        f"{_OFFICE}wordprocessingml.document",
        lambda material: report(material)[0],
    ),
    "study": Kind(
        mark("Study of the reform"),
        STUDY,
        ".docx",
        f"{_OFFICE}wordprocessingml.document",
        lambda material: study(material)[0],
    ),
    "tables": Kind(
        mark("Tables"),
        mark("Tables"),
        ".xlsx",
        f"{_OFFICE}spreadsheetml.sheet",
        lambda material: workbook(material, tables(material)),
    ),
    "report_pdf": Kind(
        mark("Progress report"),
        REPORT,
        ".pdf",
        "application/pdf",
        lambda material: pdf.pdf(report(material)[0]),
    ),
}


def name(material: Material, kind: str) -> str:
    """A file's name: the mark of sample data, what it is, the as-of date."""
    return file_name(material, _(KINDS[kind].stem), KINDS[kind].suffix)


def file_name(material: Material, stem: str, suffix: str) -> str:
    """The same for any file made of this material."""
    marks = [_("Sample data")] if material.is_sample else []
    return "_".join([*marks, stem, f"{material.scope.as_of:%Y%m%d}"]) + suffix


@dataclass(frozen=True)
class Pack:
    """Everything that could be made, by file name, and a sentence for each file that could not."""

    files: dict[str, bytes]
    not_made: list[str]

    def zipped(self) -> bytes:
        """All of them in one archive."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for file, content in self.files.items():
                archive.writestr(file, content)
        return buffer.getvalue()


def pack(material: Material) -> Pack:
    """The whole pack with its manifest."""
    files: dict[str, bytes] = {}
    not_made: list[str] = []
    report_file = ""
    for kind, of in KINDS.items():
        try:
            if kind == "report_pdf":
                files[name(material, kind)] = pdf.pdf(files[report_file])
                continue
            files[name(material, kind)] = of.make(material)
            report_file = name(material, kind) if kind == "report" else report_file
        except pdf.NoPdf as problem:
            not_made.append(problem.sentence)
    listed = json.dumps(manifest(material, files, not_made), ensure_ascii=False, indent=1)
    return Pack(files | {MANIFEST: listed.encode()}, not_made)


def manifest(material: Material, files: dict[str, bytes], not_made: list[str]) -> dict[str, Any]:
    """What the files rest on: program, snapshot, scope; and each file's size and SHA-256."""
    scope = material.scope
    return {
        "program": f"reform {reform.__version__}",
        "language": i18n.language(),
        "sample": material.is_sample,
        "snapshot": material.snapshot,
        "as_of": scope.as_of.isoformat(),
        "data_end": material.last_on.isoformat() if material.last_on else None,
        "filters": dict(_filters(material)),
        "stale": sorted(age.dataset for age in material.stale_ones()),
        "files": [
            {"name": file, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for file, content in files.items()
        ],
        "not_made": not_made,
    }


def _filters(material: Material) -> Iterator[tuple[str, Any]]:
    scope = material.scope
    for attribute in ("from_on", "to_on"):
        day = getattr(scope, attribute)
        if day:
            yield attribute, day.isoformat()
    for attribute in ("departments", "domains", "batches", "channels", "rating_channels"):
        values = getattr(scope, attribute)
        if values:
            yield attribute, list(values)
