"""How the cells of an XML workbook of 2003 look: its styles, each built on its parent."""

from collections.abc import Iterator
from dataclasses import dataclass

from reform.ingest.readers import number_formats
from reform.ingest.readers.cell_style import Look

NAMED = {
    "General Number": "General",
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Scientific": "0.00E+00",
    "Currency": '"¥"#,##0.00',
    "Euro Currency": '"€"#,##0.00',
    "General Date": "yyyy/m/d h:mm",
    "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy",
    "Long Date": "yyyy年m月d日",
    "Short Time": "h:mm",
    "Medium Time": "h:mm AM/PM",
    "Long Time": "h:mm:ss",
    "Yes/No": '"是";"是";"否"',
    "True/False": '"真";"真";"假"',
    "On/Off": '"开";"开";"关"',
}
DEFAULT = "Default"


@dataclass
class _Style:
    parent: str = DEFAULT
    format: str | None = None
    struck: bool | None = None


class XmlStyles:
    """The styles by name, filled as the file is read."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._looks: dict[str, Look] = {}
        self._open = _Style()

    def start(self, local: str, given: dict[str, str]) -> None:
        """Take in an element of a style."""
        if local == "Style":
            self._open = self._styles[given.get("ID", DEFAULT)] = _Style(given.get("Parent", DEFAULT))
        elif local == "NumberFormat":
            self._open.format = given.get("Format", "General")
        elif local == "Font":
            self._open.struck = given.get("StrikeThrough") == "1"

    def look(self, name: str) -> Look:
        """The look of a style."""
        if name not in self._looks:
            lines = list(self._line(name))
            code = next((style.format for style in lines if style.format is not None), "General")
            struck = next((style.struck for style in lines if style.struck is not None), False)
            self._looks[name] = Look(number_formats.read(NAMED.get(code, code)), struck=struck)
        return self._looks[name]

    def _line(self, name: str) -> Iterator[_Style]:
        """A style, its parent, and so on."""
        seen = set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].parent
