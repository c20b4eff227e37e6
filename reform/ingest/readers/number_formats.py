"""Number formats of Excel: what a cell shows, where that is not what it stores.

No library for it is maintained (ssf, the one there was, rests since 2020 and brings six others), and little
is needed: digits, thousands, percent, literal text, sections and conditions, and the parts of a date. What
cannot be told for certain is refused (``format_unclear``), never guessed. Decisions:

- A number is read as it is shown, as in a CSV saved by Excel; where it is rounded, that is told.
- General is read with the 15 digits of the formula bar: how many a cell shows depends on its width.
- A day that is shown whole is written 2024-03-05, however it is shown. A time of day that its format hides is
  left out; seconds that a clock hides are kept, since the moment is the same.
- A month (2026年9月) or a year is read as that, since Excel makes up the day. A day without its year keeps
  the stored year, which is told: the day is the one shown, and the year is what Excel itself counts with.
- The dash of accountants is the 0 it stands for. A hidden 0 is blank, any other hidden value is refused.
- A minus that is shown by colour alone is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from reform.ingest.parsers.cell_marks import marked
from reform.ingest.readers import date_formats
from reform.ingest.readers.cell_text import DIGITS_LOST, decimal, number
from reform.ingest.readers.digit_formats import Section, Token, padded, rendered

# Excel's own formats by their number, as a Chinese Excel has them; 0 is General.
BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    48: "##0.0E+0",
    49: "@",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    **dict.fromkeys((5, 6), '"¥"#,##0;"¥"-#,##0'),
    **dict.fromkeys((7, 8), '"¥"#,##0.00;"¥"-#,##0.00'),
    **dict.fromkeys((41, 42), '#,##0;-#,##0;"-";@'),
    **dict.fromkeys((43, 44), '#,##0.00;-#,##0.00;"-"??;@'),
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    45: "mm:ss",
    46: "[h]:mm:ss",
    31: "yyyy年m月d日",
    32: "h时mm分",
    33: "h时mm分ss秒",
    34: "上午/下午h时mm分",
    47: "mmss.0",
    35: "上午/下午h时mm分ss秒",
    55: "上午/下午h时mm分",
    56: "上午/下午h时mm分ss秒",
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<gap>[_*].)|\[(?P<bracket>[^\]]{0,255}+)\]'
    r"|(?P<general>General|G/通用格式)|(?P<power>E[-+])"
    r"|(?P<day>上午/下午|AM/PM|A/P|y+|m+|d+|h+|s+(?:\.0+)?|aaaa?|e+|g+|b+\d?)"
    r"|(?P<digit>[0#?])|(?P<mark>[.,%/@])|(?P<plain>[^A-Za-z])|(?P<unknown>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(
    r"black|white|red|green|blue|cyan|magenta|yellow|color ?\d+|[黑白红绿蓝青洋黄]红?色|颜色 ?\d+", re.I
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_LOCALE = re.compile(r"\$([^-\]]*)(?:-[0-9A-F]*)?", re.IGNORECASE)
_LONGEST = 255  # of a format in Excel
_PROBES = (0, 7, 12, 345, 1234567, -1, -1234567)
_THIRD = 1 / 3

UNCLEAR, HIDDEN, ROUNDED = "format_unclear", "value_hidden", "shown_rounded"


@dataclass(frozen=True)
class Format:
    """A number format: its sections for numbers (positive, negative, zero, or by conditions) and text."""

    sections: tuple[Section, ...]
    text: Section | None = None
    _places: int | None = None  # of the plainest formats: 0, 0.00

    @property
    def is_day(self) -> bool:
        """Whether all numbers are shown as days or times."""
        return all(section.has("day") for section in self.sections)

    @property
    def reach(self) -> str:
        """Which cells show otherwise than they are stored: ``none``, those with ``fractions``, or ``all``."""
        first, *others = self.sections
        if self.show("x") != "x" or any(section.when or section.unclear for section in self.sections):
            return "all"
        if first.has("day"):
            return "all" if others else date_formats.reach(first.tokens)
        if any(self.show(value) != str(value) for value in _PROBES):
            return "all"
        return "none" if self.show(_THIRD) == number(_THIRD) else "fractions"

    def show(self, value: Any, *, date1904: bool = False) -> Any:
        """The cell as it is shown: text, perhaps marked, or a value that reads alike."""
        if isinstance(value, bool) or value == "":
            return value
        if isinstance(value, str):
            return self._text(value)
        serial = _serial(value, date1904)
        if abs(serial) >= DIGITS_LOST:
            return value
        if self._places is not None and (quick := padded(serial, self._places)):
            return quick
        section = self._section(serial)
        if section is None or section.unclear:
            return marked(UNCLEAR, number(serial))
        if section.has("day"):
            shown = date_formats.show(value, section.tokens, date1904=date1904)
            return marked(UNCLEAR, number(serial)) if shown is None else shown
        if section.has("general") and not isinstance(value, int | float):
            return value  # an XML workbook says of a value itself that it is a day
        return self._number(section, decimal(serial))

    def _section(self, value: float) -> Section | None:
        if any(section.when for section in self.sections):
            found = (s for s in self.sections if s.when is None or _holds(s.when, value))
            section = next(found, None)
            return None if value < 0 else section
        place = 0 if value > 0 or len(self.sections) == 1 else 1 if value < 0 else 2
        if len(self.sections) <= place:
            place = 0
        return self.sections[place]

    def _number(self, section: Section, value: Decimal) -> str:
        shown, is_rounded = rendered(section, abs(value))
        if shown is None:
            return marked(UNCLEAR, f"{value:f}")
        if not shown:
            return "" if value == 0 else marked(HIDDEN, f"{value:f}")
        if value == 0 and not set(shown) - set("-–— "):
            return "0"
        if value < 0 and re.search("[1-9]", shown):
            if len(self.sections) == 1:
                shown = f"-{shown}"
            elif not re.search(r"[-−–(（]", section.literal()):
                return marked(UNCLEAR, f"{value:f}")
        return marked(ROUNDED, shown) if is_rounded else shown

    def _text(self, said: str) -> str:
        if self.text is None:
            return said
        if self.text.unclear:
            return marked(UNCLEAR, said)
        tokens = self.text.tokens
        shown = "".join(said if kind == "@" else word for kind, word in tokens if kind in ("@", "text"))
        return shown if shown.strip() else marked(HIDDEN, said)


@cache
def read(code: str) -> Format:
    """A format by its code."""
    if len(code) > _LONGEST:
        return Format((Section((), unclear=True),))
    sections = tuple(map(_section, _split(code)))
    if len(sections) > 3:
        return Format(sections[:3], sections[3])
    if sections[-1].has("@"):
        return Format(sections[:-1] or sections, sections[-1])
    plain = re.fullmatch(r"0(?:\.(0{1,10}))?(?:_ |_\))?", code)
    return Format(sections, None, len(plain[1] or "") if plain else None)


def _split(code: str) -> Iterator[list[re.Match[str]]]:
    tokens: list[re.Match[str]] = []
    for match in _TOKEN.finditer(code):
        if match[0] == ";":
            yield tokens
            tokens = []
        else:
            tokens.append(match)
    yield tokens


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    when, unclear = None, False
    for match in matches:
        kind, said = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "bracket":
            if condition := _CONDITION.fullmatch(said):
                when = condition[1], Decimal(condition[2])
            elif locale := _LOCALE.fullmatch(said):
                tokens.append(("text", locale[1]))
            elif _ELAPSED.fullmatch(said):
                tokens.append(("day", f"[{said.lower()}]"))
            elif not _COLOUR.fullmatch(said):
                unclear = True  # [DBNum2] and what else there may be
        elif kind in ("quoted", "escaped", "plain"):
            tokens.append(("text", said))
        elif kind == "gap":
            tokens.append(("text", " "))
        elif kind == "mark":
            tokens.append((said, said))
        elif kind == "day":
            tokens.append((kind, said.lower()))
        elif kind == "unknown":
            unclear = True
        else:
            tokens.append((kind, said))
    section = Section(tuple(tokens), when, unclear)
    if section.has("day") and section.has("digit", "general", "@", "%"):
        return Section(section.tokens, when, unclear=True)
    return section


def _holds(when: tuple[str, Decimal], value: float) -> bool:
    sign, limit = when
    given = decimal(value)
    return {
        "<": given < limit,
        ">": given > limit,
        "=": given == limit,
        "<=": given <= limit,
        ">=": given >= limit,
        "<>": given != limit,
    }[sign]


def _serial(value: Any, date1904: bool) -> float:
    """A cell as the number Excel stores."""
    return value if isinstance(value, int | float) else date_formats.serial(value, date1904=date1904)
