"""What a file is, by its content: names and extensions are often wrong."""

import re

from reform.common.i18n import mark as _
from reform.ingest.readers.file_refused import FileRefused
from reform.ingest.readers.safe_zip import opened
from reform.ingest.readers.text_table import Content, Source

XLSX, XLS, ZIP, TEXT, HTML, XML, PARQUET = "xlsx", "xls", "zip", "text", "html", "xml", "parquet"

# What is not a table, in words for the person who chose the file.
KINDS: dict[str, str] = {
    "png": _("a picture (PNG)"),
    "jpeg": _("a picture (JPEG)"),
    "gif": _("a picture (GIF)"),
    "bmp": _("a picture (BMP)"),
    "tiff": _("a picture (TIFF)"),
    "webp": _("a picture (WebP)"),
    "pdf": _("a PDF document"),
    "word": _("a Word document"),
    "powerpoint": _("a PowerPoint presentation"),
    "rtf": _("a rich text document (RTF)"),
    "office": _("an Office file without a workbook in it"),
    "opendocument": _("an OpenDocument file"),
    "xlsb": _("a binary workbook (.xlsb)"),
    "web": _("a web page without a table in it"),
    "xml": _("an XML document"),
    "sound": _("a sound recording"),
    "video": _("a video"),
    "program": _("a program"),
    "rar": _("a RAR archive"),
    "7z": _("a 7-Zip archive"),
    "gzip": _("a gzip archive"),
    "sealed": _("an encrypted Parquet file"),
}

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (8, b"WEBP", "webp"),
    (8, b"WAVE", "sound"),
    (8, b"AVI ", "video"),
    (4, b"ftyp", "video"),
    (0, b"%PDF-", "pdf"),
    (0, b"{\\rtf", "rtf"),
    (0, b"\xff\xfb", "sound"),
    (0, b"\xff\xf3", "sound"),
    (0, b"ID3", "sound"),
    (0, b"OggS", "sound"),
    (0, b"BM", "bmp"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b\x08", "gzip"),
    (0, b"PARE", "sealed"),
)
# A csv may begin with the header BM (部门), MZ (民族) or ID3: letters alone prove nothing without a NUL.
_NEEDS_NUL = {"bmp", "program", "sound", "video", "webp", "sealed"}

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_HTML = re.compile(
    rb"<(!--|!\[|(!doctype html|/?(html|head|meta|base|link|title|style|script|body|table|thead|tbody|tr|td"
    rb"|div|center|form|font|span|p|br|b|h\d))\b)"
)
_XML = re.compile(rb"<(\?xml|!doctype|(\w+:)?workbook)\b")
_WORKBOOK = re.compile(rb"<(\w+:)?workbook\b")
_MHTML = re.compile(rb"(mime-version|from|subject|date|content-type):")


def sniff(source: Source) -> str:
    """One of the kinds at the head of this file; anything else is refused by name."""
    content = source.content()
    if len(content) == 0:
        raise FileRefused("file_empty")
    start = content[:4096]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(source)
    if start.startswith(_OLE):
        return _compound(content)
    if start.startswith(b"PAR1") and b"\0" in start:
        return PARQUET
    for offset, signature, kind in _SIGNATURES:
        if start.startswith(signature, offset) and (kind not in _NEEDS_NUL or b"\0" in start):
            raise _not_table(kind)
    return _text(start)


def _text(start: bytes) -> str:
    """Markup by its first tag, in one- or two-byte text; what has none is delimited text."""
    said = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"").lower()
    if _MHTML.match(said) and b"mime-version:" in said:
        raise FileRefused("file_mhtml")
    if _XML.match(said) and (_WORKBOOK.search(said) or b"excel.sheet" in said):
        return XML
    if _HTML.match(said) or (_XML.match(said) and b"<html" in said):
        return HTML
    if _XML.match(said):
        raise _not_table("xml")
    return TEXT


def _not_table(kind: str) -> FileRefused:
    return FileRefused("file_not_table", {"kind": KINDS[kind]})


def _package(source: Source) -> str:
    """A zip is a workbook, another Office document, or really an archive of files."""
    with opened(source) as package:
        names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return XLSX
    for part, kind in (
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "word"),
        ("ppt/presentation.xml", "powerpoint"),
        ("META-INF/manifest.xml", "opendocument"),
    ):
        if part in names:
            raise _not_table(kind)
    if any(name.replace("\\", "/") == "xl/workbook.xml" for name in names):
        raise FileRefused("zip_backslashes")
    if "[Content_Types].xml" in names:
        raise _not_table("office")
    return ZIP


def _compound(content: Content) -> str:
    """An OLE file names its streams in UTF-16; the first one known tells what it is."""
    if content.find(_stream("EncryptedPackage")) >= 0:
        raise FileRefused("file_encrypted")
    streams = {"Workbook": XLS, "Book": XLS, "WordDocument": "word", "PowerPoint Document": "powerpoint"}
    found = {place: kind for name, kind in streams.items() if (place := content.find(_stream(name))) >= 0}
    kind = found[min(found)] if found else "office"
    if kind != XLS:
        raise _not_table(kind)
    return XLS


def _stream(name: str) -> bytes:
    """A stream's name as the directory of an OLE file spells it, with its closing zero."""
    return f"{name}\0".encode("utf-16-le")
