"""How the cells of a web page look in Excel: what its styles say of number formats and lines through text."""

import html
import re
from datetime import date
from functools import cache
from typing import Any

from reform.ingest.readers import number_formats
from reform.ingest.readers.cell_style import FORMULA, Look, Run, Way
from reform.ingest.readers.spreadsheetml_styles import NAMED

_ATTRIBUTE = re.compile(
    r"(?<![\w:-])(style|class|x:num|x:fmla)\b(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++))?", re.IGNORECASE
)
_RULE = re.compile(r"\.([\w-]{1,100}+)\s*+\{([^{}]*+)\}")
_FORMAT = re.compile(
    r"mso-number-format\s*+:\s*+(\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|[^;\"']++)", re.IGNORECASE
)
_STRUCK = re.compile(r"text-decoration[a-z-]{0,30}+\s*+:[^;:]*?line-through", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{4})|(.))")
_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,15})?(?:e[-+]?\d{1,3})?", re.IGNORECASE | re.ASCII)
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_STRIKES, _PLACES = ("s", "strike", "del"), {"sup": "superscript", "sub": "subscript"}
_DRAWN = frozenset((*_STRIKES, *_PLACES, "span", "font"))
_DEEPEST = 64


def rules(sheet: str) -> dict[str, str]:
    """The rules of a style sheet by class."""
    return {name: said for name, said in _RULE.findall(sheet) if "mso" in said or "line-through" in said}


class OpenTags:
    """Which text of a cell is struck out or raised: the tags open at a place."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool, str]] = []

    def tag(self, closing: bool, name: str, attributes: str) -> None:
        """Take in a tag."""
        if name not in _DRAWN:
            return
        if closing:
            found = [place for place, (known, *_rest) in enumerate(self._open) if known == name]
            del self._open[found[-1] if found else len(self._open) :]
        elif len(self._open) < _DEEPEST and not attributes.endswith("/"):
            struck = name in _STRIKES or _STRUCK.search(attributes) is not None
            self._open.append((name, struck, _PLACES.get(name, "baseline")))

    def run(self, said: str) -> Run:
        """A text as it stands here."""
        places = [place for _name, _struck, place in self._open if place != "baseline"]
        return said, any(struck for _name, struck, _place in self._open), places[-1] if places else "baseline"


class CellLook:
    """What the attributes of a cell say: its format, whether it is struck out, the number it stores."""

    def __init__(self, attributes: str, classes: dict[str, str]) -> None:
        given = {
            name.lower(): html.unescape(value.strip("\"'")) if name.lower() != "style" else _styled(value)
            for name, value in _ATTRIBUTE.findall(attributes)
        }
        worn = [classes[name] for name in given.get("class", "").split() if name in classes]
        self._said = ";".join([given.get("style", ""), *worn])
        self._stored = given.get("x:num", "")
        self._is_formula = "x:fmla" in given

    def show(self, said: str) -> Any:
        """The text of the cell as Excel shows it."""
        way: Way | None = _look(self._said) if self._said.strip(";") else None
        if self._is_formula and not said.strip() and not self._stored:
            way = FORMULA
        return way.show(self._value(said)) if way else said

    def _value(self, said: str) -> Any:
        """What Excel would store for the text."""
        plain = self._stored or said.strip()
        if _NUMBER.fullmatch(plain):
            return float(plain)
        if day := _DAY.fullmatch(plain):
            try:
                return date(*map(int, day.groups()))
            except ValueError:
                return said
        return said


def _styled(value: str) -> str:
    """The style of a tag without the quotation marks round it: it holds others."""
    return html.unescape(value[1:-1] if value[:1] in ("'", '"') else value)


@cache
def _look(said: str) -> Look | None:
    found = _FORMAT.search(said)
    code = _ESCAPE.sub(_plain, found[1].strip().strip("\"'")) if found else "General"
    struck = _STRUCK.search(said) is not None
    if code.strip() in ("General", "@") and not struck:
        return None
    return Look(number_formats.read(NAMED.get(code.strip(), code)), struck=struck)


def _plain(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2]
