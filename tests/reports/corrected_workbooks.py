"""A correction workbook as Excel sees it, and as a clerk hands it back."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from reform.common import i18n
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.pipeline.load import check
from reform.pipeline.load_report import LoadReport
from reform.reports import rejects_workbook
from reform.storage import Warehouse
from tests.ingest.files import TODAY, Rows, workbook

_NS = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RED = "FFF8CBCB"


DATED = "370828202403050012"  # a case number with the day in it; looks like an ID number
UGLY: Rows = [
    ["某县2026年办件"],
    ["序号", "办件编号", "申请人", "事项编码", "受理部门", "受理时间", "办结时间", "备注"],
    ["1", DATED, "张三", "0001", "局", "2024年2月30日", "x", "一"],
    ["2", "A2", "李四", "0001", "局", "2026-01-06", "2026-01-05", "二"],
    ["3", "A3", "王五", "0001", "局", "2026-01-06", "", "三"],
    ["4", "A4", "赵六", "", "局", "2026-01-06", "", "四"],
]


class Cell(NamedTuple):
    """A cell of the package: its kind (``s`` is text), fill, frame and number format."""

    kind: str | None
    formula: bool
    fill: str | None
    frame: str | None
    format: str


def texts(data: bytes) -> dict[str, list[list[Any]]]:
    """Sheet → rows of values, from its first cell on."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def cells(data: bytes, sheet: str) -> dict[str, Cell]:
    """The cells of a sheet by their address."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = _styles(ElementTree.fromstring(package.read("xl/styles.xml")))
        page = ElementTree.fromstring(package.read(_path(package, sheet)))
    return {
        cell.attrib["r"]: Cell(
            cell.get("t"), cell.find("m:f", _NS) is not None, *styles[int(cell.get("s", 0))]
        )
        for cell in page.iterfind(".//m:c", _NS)
    }


def _styles(root: ElementTree.Element) -> list[tuple[str | None, str | None, str]]:
    fills = [fill.find(".//m:fgColor", _NS) for fill in root.iterfind("m:fills/m:fill", _NS)]
    frames = [frame.find("m:left", _NS) for frame in root.iterfind("m:borders/m:border", _NS)]
    formats = {f.attrib["numFmtId"]: f.attrib["formatCode"] for f in root.iterfind("m:numFmts/m:numFmt", _NS)}
    found = []
    for style in root.iterfind("m:cellXfs/m:xf", _NS):
        fill, frame = fills[int(style.attrib["fillId"])], frames[int(style.attrib["borderId"])]
        found.append(
            (
                fill.get("rgb") if fill is not None else None,
                frame.get("style") if frame is not None else None,
                formats.get(style.attrib["numFmtId"], ""),
            )
        )
    return found


def _path(package: zipfile.ZipFile, sheet: str) -> str:
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.attrib["Id"]: relation.attrib["Target"] for relation in relations}
    named = {s.attrib["name"]: s.attrib[_RELATION] for s in book.iterfind("m:sheets/m:sheet", _NS)}
    return f"xl/{targets[named[sheet]]}"


def comments(data: bytes, sheet: str) -> dict[str, str]:
    """The comments of a sheet by the address of their cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        number = _path(package, sheet).removeprefix("xl/worksheets/sheet").removesuffix(".xml")
        relations = package.read(f"xl/worksheets/_rels/sheet{number}.xml.rels").decode()
        name = relations.partition("../comments")[2].partition('"')[0]
        root = ElementTree.fromstring(package.read(f"xl/comments{name}"))
    assert [author.text for author in root.iterfind("m:authors/m:author", _NS)] in (["核对"], ["Check"])
    return {
        note.attrib["ref"]: "".join(part.text or "" for part in note.iterfind(".//m:t", _NS))
        for note in root.iterfind(".//m:comment", _NS)
    }


def everything(data: bytes) -> str:
    """Every part of the package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def handed_back(data: bytes, typed: Mapping[str, str]) -> bytes:
    """The workbook after a clerk has typed into some cells (``"Sheet!F2"`` → text) and saved it."""
    sheets = texts(data)
    for place, word in typed.items():
        sheet, _mark, address = place.rpartition("!")
        sheets[sheet][int(address[1:]) - 1][ord(address[0]) - ord("A")] = word
    return workbook(sheets)


def checked(tmp_path: Path, files: Mapping[str, bytes], options: Options | None = None) -> LoadReport:
    """The check of some files against an empty warehouse."""
    sources = [Source(name, data) for name, data in files.items()]
    return check(Warehouse(tmp_path / "none"), sources, options or Options(), today=date.fromisoformat(TODAY))


def made(tmp_path: Path, files: Mapping[str, bytes], lang: str = "zh") -> bytes:
    """The correction workbook of some files."""
    with i18n.speaking(lang):
        return rejects_workbook.workbook(checked(tmp_path, files))
