"""What an office file says, as its reader sees it."""

import io
import re
import zipfile
from xml.etree import ElementTree


def texts(data: bytes) -> set[str]:
    """The texts of an office file as its reader sees them: cells, paragraphs, labels of charts."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                root = ElementTree.fromstring(archive.read(name))
                parts = (one for one in root.iter() if one.tag.rpartition("}")[2] in ("si", "p", "v"))
                found |= {_as_read("".join(part.itertext())) for part in parts}
    return found


def _as_read(text: str) -> str:
    """_x0041_ is an A in a workbook."""
    return re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), text)
