"""What calamine does not say about an .xlsx: its date system, and what ``sheet_xml`` finds in its sheets.

Every part is looked through once: for its true size, and for declarations that no honest workbook has.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.parsers import expat

from reform.ingest.readers import limits, xlsx_styles
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.safe_zip import Unpacking, opened
from reform.ingest.readers.sheet_facts import SheetFacts
from reform.ingest.readers.sheet_xml import scan
from reform.ingest.readers.text_table import Source
from reform.ingest.readers.xlsx_text_size import SharedTexts

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass
class Facts:
    """The date system of a workbook, and what is known of its sheets by name."""

    date1904: bool = False
    sheets: dict[str, SheetFacts] = field(default_factory=dict)


def inspect(source: Source) -> Facts:
    """Look through every part of a workbook; refuse it if it, or one of its sheets, is beyond memory."""
    try:
        with opened(source) as parts:
            return _Inspection(source, parts).facts()
    except (ElementTree.ParseError, expat.ExpatError, LookupError) as error:
        raise FileRefused("file_damaged") from error


class _Inspection:
    def __init__(self, source: Source, parts: zipfile.ZipFile) -> None:
        self.source = source
        self.parts = {info.filename: info for info in parts.infolist()}
        self.unread = set(self.parts)
        self.unpacking = Unpacking(parts)
        if len({name.lower() for name in self.parts}) < len(parts.infolist()):
            raise FileRefused("file_damaged")  # two parts of one name: which is read?

    def facts(self) -> Facts:
        workbook = self._xml("xl/workbook.xml")
        properties = workbook.find("{*}workbookPr")
        date1904 = properties is not None and properties.get("date1904", "0") in ("1", "true", "on")
        facts = Facts(date1904)
        relations = self._xml("xl/_rels/workbook.xml.rels")
        book = self._book(workbook, relations)
        texts = self._texts()
        for sheet, part in _sheets(workbook, relations):
            if part in self.parts:
                if part not in self.unread:
                    raise ValueError("two sheets of one part")
                facts.sheets[sheet] = scan(partial(self._chunks, part), sheet, book)
                memory, text = texts.cost(partial(self._chunks, part), facts.sheets[sheet].extent)
                self.source.budget.hold(memory)
                facts.sheets[sheet].is_long = text > limits.RATIO_FROM
        for part in sorted(self.unread):
            for _chunk in self._chunks(part):
                pass  # its size and its declarations are looked at on the way
        return facts

    def _book(self, workbook: ElementTree.Element, relations: ElementTree.Element) -> xlsx_styles.XlsxStyles:
        """How the workbook's cells look."""
        book = xlsx_styles.XlsxStyles(recalculates=xlsx_styles.recalculates(workbook))
        for relation in relations:
            kind = relation.get("Type", "").rpartition("/")[2]
            part = _part(relation)
            if part in self.parts and kind == "styles":
                book.looks = xlsx_styles.looks(self._xml(part))
            elif part in self.parts and kind == "sharedStrings" and self._has_runs(part):
                book.strings = xlsx_styles.odd_strings(self._chunks(part))
        return book

    def _has_runs(self, part: str) -> bool:
        """Whether any text of the part is struck out or raised."""
        end, found = b"", False
        for chunk in self._chunks(part):
            text = end + chunk
            found = found or b"strike" in text or b"vertAlign" in text
            end = chunk[-16:]
        return found

    def _texts(self) -> SharedTexts:
        """The texts that cells refer to."""
        texts = SharedTexts()
        parts = [part for part in self.parts if "sharedstrings" in part.lower() and part.endswith(".xml")]
        if len(parts) > 1:
            raise ValueError("which of them is read?")
        for part in parts:
            texts.read(self._chunks(part))
            self.source.budget.hold(sum(texts.lengths))
        return texts

    def _chunks(self, part: str) -> Iterator[bytes]:
        """A part piece by piece. No program that writes workbooks declares entities; attackers do."""
        self.unread.discard(part)
        end = b""
        for chunk in self.unpacking.chunks(self.parts[part]):
            if part.endswith((".xml", ".rels")) and _DECLARATION.search(end + chunk):
                raise FileRefused("file_entities")
            end = chunk[-16:]
            yield chunk

    def _xml(self, part: str) -> ElementTree.Element:
        text = b""
        for chunk in self._chunks(part):
            text += chunk
            if len(text) > limits.CONTENTS:
                raise FileRefused("file_damaged")
        refuse_entities(text)
        return ElementTree.fromstring(text)


def _sheets(workbook: ElementTree.Element, relations: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part of the package that holds it."""
    parts = {relation.get("Id"): _part(relation) for relation in relations}
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        # The id is in one of two namespaces, transitional or strict.
        relation_id = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        yield sheet.get("name", ""), parts.get(relation_id, "xl")


def _part(relation: ElementTree.Element) -> str:
    return normpath(join("/xl", relation.get("Target", ""))).lstrip("/")


def refuse_entities(text: bytes) -> None:
    """Refuse XML that declares a document type, in whatever encoding it hides."""

    def refuse(*_: object) -> None:
        raise FileRefused("file_entities")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(text, True)
