"""The view of a text that is searched: one width, nothing invisible, any digit as 0 to 9.

Each character of a view knows its place in the text, so that what is found can be cut out of the text
itself.
"""

import re
import unicodedata
from collections.abc import Sequence

# What survives NFKC and breaks matching: zero-width and direction marks, fillers, variation selectors, tags,
# accents that stand alone (a keycap 1️⃣ is a 1 with two of them).
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)

# How digits are said and written: also to be heard well on the telephone (幺 洞 拐 勾).
NUMERALS = "零〇○◯一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸兩两弌弍弎幺洞拐勾"
_VALUES = "0000" + "123456789" * 2 + "23622" + "123" + "1079"
_LIKE_X = "хХ×χΧ"  # stand for the X an ID number may end in
DIGITS = rf"0-9\u0660-\u0669\u06f0-\u06f9{NUMERALS}"  # for a class of a pattern


class _Digits(dict[int, str]):
    """Any digit of any script → 0 to 9; filled as characters come."""

    def __missing__(self, sign: int) -> str:
        value = unicodedata.digit(chr(sign), None) if chr(sign).isdecimal() else None
        self[sign] = chr(sign) if value is None else str(value)
        return self[sign]


_TO_DIGITS = _Digits({ord(sign): value for sign, value in zip(NUMERALS, _VALUES, strict=True)})
_TO_DIGITS |= dict.fromkeys(map(ord, _LIKE_X), "X")


def fold(text: str) -> str:
    """The text for a first look: as in its view, but accents may be left between the signs."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text if text.isprintable() else _INVISIBLE.sub("", text))
    return " ".join(text.split())


def in_digits(view: str) -> str:
    """A view with each numeral as a digit and each sign like an X as one; as long as before."""
    return view.translate(_TO_DIGITS)


def view(text: str, folded: str) -> tuple[str, Sequence[int]]:
    """The text as it is searched, and for each of its characters the place in the text.

    ``folded`` is ``fold(text)``.
    """
    if folded == text and not _INVISIBLE.search(text):
        return text, range(len(text))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if _INVISIBLE.match(sign):
            continue
        for part in sign if sign.isascii() else unicodedata.normalize("NFKC", sign):
            part = " " if part.isspace() else part
            if part == " " and signs and signs[-1] == " ":
                continue
            signs.append(part)
            places.append(place)
    return "".join(signs), places


def end_of(text: str, place: int) -> int:
    """Where the sign at a place ends: behind the accents and marks that belong to it."""
    end = place + 1
    while end < len(text) and _INVISIBLE.match(text[end]):
        end += 1
    return end
