"""Numbers of persons that show by themselves, wherever they stand: IDs, phones, cards, plates, e-mail.

``SHAPES`` is gone through in order: an e-mail address may hold a phone number, an ID number a shorter one.
Every pattern is bounded, so that a long text takes time in proportion to its length.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reform.common.redaction.check_digits import bare, has_birthday, is_card, is_checked_id, is_sole_trader
from reform.common.redaction.folding import DIGITS

_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91"
_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# Digits inside a longer code (91350100M…) are no ID and no card. Before the 18 digits of an ID letters may
# stand (sfz1101…), unless they belong to a code themselves.
_START = r"(?<![0-9A-Za-z])"
_ID_START = r"(?<!\d)(?<!\d[A-Za-z])(?<!\d[A-Za-z]{2})"
_END = r"(?![0-9A-Za-z])"
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_BETWEEN = r"(?:[-‐‑–—./·•・_~ ]{1,3})?"
_MARK = r"[-‐‑–—./·•・ ]"

_HAN = "\u3400-\u9fff"
_AT = r"(?: ?@ ?| ?[(\[{<【〔]\s?(?:at|@)\s?[)\]}>】〕] ?| at | ?#at?# ?| ?艾特 ?"
_AT += r"|#(?=(?:qq|163|126|139|189|sina|sohu|foxmail|gmail|outlook|hotmail|yeah|aliyun|icloud)\.))"
_DOT = r"(?: ?\. ?| ?[(\[{【〔]\s?(?:dot|\.|点)\s?[)\]}】〕] ?|。| dot )"
_LONGEST_BEFORE = 64
_MAILBOX = re.compile(rf"(?:[\w.+-]{{1,{_LONGEST_BEFORE}}}|[{_HAN}]{{1,4}})\Z", re.ASCII)
_TLD = "中国|公司|网络|政务|公益|在线|中文网|网址|网店|商城|集团|企业|信息"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """One way a number looks: ``is_personal`` judges what the pattern found."""

    kind: str
    pattern: re.Pattern[str]
    is_personal: Callable[[str], bool]
    before: re.Pattern[str] | None = None  # what has to stand right before it and belongs to it

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text; after what is not personal the search goes on within it."""
        at = first = 0
        while found := self.pattern.search(text, at):
            at = found.start() + 1
            start = self._start(text, first, found.start())
            if start is not None and self.is_personal(text[start : found.end()]):
                at = first = found.end()
                yield start, at

    def _start(self, text: str, first: int, end: int) -> int | None:
        if self.before is None:
            return end
        own = self.before.search(text, max(first, end - _LONGEST_BEFORE), end)
        return own.start() if own else None


def _always(found: str) -> bool:
    return True


def _bare(check: Callable[[str], bool]) -> Callable[[str], bool]:
    """``check`` of a number without what separates its groups."""
    return lambda found: check(bare(found))


def _groups(found: str) -> tuple[set[int], bool]:
    """After which digits something stands, and whether it is only hyphens and spaces."""
    after, digits = set(), 0
    for sign in found:
        if sign.isalnum():
            digits += 1
        else:
            after.add(digits)
    return after, all(sign.isalnum() or sign in "- " for sign in found)


_COUNTRY = re.compile(r"^[^0-9]*(?:00)?86[^0-9]*", re.ASCII)
# After which digits people set a mark; a mark after every digit is one way too.
_OF_ID = ({6, 10, 12, 14, 17}, {4, 8, 12, 16}, {3, 6, 10, 14}, set(range(1, 18)))
_OF_MOBILE = ({3, 7}, {3, 6}, {4, 7}, {3, 7, 9}, set(range(1, 11)))


def _is_id(found: str) -> bool:
    """An ID with a typo is one; but parted otherwise than people do, its check digit must be right."""
    number = bare(found)
    if not has_birthday(number):
        return False
    after, _plain = _groups(found)
    return any(after <= usual for usual in _OF_ID[:-1]) or after == _OF_ID[-1] or is_checked_id(number)


def _is_mobile(found: str) -> bool:
    """Eleven digits, perhaps after 86, in groups as phone numbers are written: 1.3800138000 is a number."""
    own = found if len(bare(found)) == 11 else _COUNTRY.sub("", found)
    after, plain = _groups(own)
    return plain or any(after <= usual for usual in _OF_MOBILE[:-1]) or after == _OF_MOBILE[-1]


def _is_paper(found: str) -> bool:
    """A passport or permit; letter, year and number (E20240017) make the number of a case."""
    digits = "".join(filter(str.isdigit, found))
    return not digits.startswith(("19", "20"))


SHAPES = tuple(
    NumberPattern(kind, re.compile(pattern, re.ASCII | re.IGNORECASE), is_personal, *before)
    for kind, pattern, is_personal, *before in (
        (
            "email",
            # found by its @: from its first letter on, a long word would be read again and again
            rf"(?<=[\w.+-]){_AT}(?:[\w-]{{1,63}}{_DOT}){{1,6}}[a-z][\w-]{{1,30}}"
            rf"|(?<=[\w.+{_HAN}-]){_AT}(?:[\w{_HAN}-]{{1,63}}{_DOT}){{1,6}}(?:{_TLD})",
            _always,
            _MAILBOX,
        ),
        ("sole_trader", rf"{_START}92(?:{_MARK}?[0-9A-HJ-NP-RT-UW-Y]){{16}}{_END}", _bare(is_sole_trader)),
        # its first 18 digits may hold a day, as an ID number does
        ("bank_card", rf"{_START}[3-69](?:{_MARK}\d){{18}}{_END}", _bare(is_card)),
        ("id_number", rf"{_ID_START}[1-9](?:{_BETWEEN}\d){{16}}{_BETWEEN}[\dX]{_END}", _is_id),
        # ID of 15 digits, until 1999; only its province tells it from a case number
        (
            "id_number",
            rf"{_START}(?:{_PROVINCES})\d{{4}}{_MARK}?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_MARK}?\d{{3}}{_END}",
            _bare(has_birthday),
        ),
        (
            "bank_card",
            rf"{_START}[3-69]\d{{3}}(?:{_BETWEEN}\d{{4}}){{3}}(?:{_BETWEEN}\d{{1,3}})?{_END}"
            rf"|{_START}[3-69]\d{{5}}{_MARK}\d{{10,13}}{_END}|{_START}[3-69](?:{_MARK}\d){{15,17}}{_END}",
            _bare(is_card),
        ),
        (
            "mobile",
            rf"(?<!\d)(?:(?:\+|00)?86{_BETWEEN})?1{_BETWEEN}[3-9](?:{_BETWEEN}\d){{9}}(?!\d)",
            _is_mobile,
        ),
        # without a mark after the area code, local numbers from 2 on only
        (
            "landline",
            rf"(?<!\d)(?:\({_AREA}\){_BETWEEN}\d|{_AREA}{_MARK}{{1,2}}\d|{_AREA}[2-9])"
            rf"\d{{2,3}}{_MARK}?\d{{4}}(?!\d)",
            _always,
        ),
        (
            "paper",
            r"(?<![0-9A-Za-z_/-])(?:[EGHMCW]\d{8}|E[A-HJ-NP-Z]\d{7}|C[A-HJ-NP-Z]\d{7}|[HM]\d{10})(?![0-9A-Za-z_/-])",
            _is_paper,
        ),
        # at least three digits, or it is a word (新Windows)
        (
            "plate",
            rf"[{_PLATES}][A-Z][-·•・. ]?(?=(?:[A-Z]*\d){{3}})[A-Z\d]{{4,5}}[A-Z\d学警港澳挂](?![A-Z\d])",
            _always,
        ),
    )
)

# A first look: without some digits near each other, an @ or a plate nobody is named.
_DIGITS_NEAR = re.compile(rf"[{DIGITS}](?:[^{DIGITS}]{{0,3}}[{DIGITS}]){{9}}")
_SIGNS = re.compile(
    rf"[@#{_PLATES}A-Za-z艾](?:(?<=[@#])|(?<=艾)特|(?<=[{_PLATES}])[A-Za-z]|(?<=[aA])[tT]\b|[A-Za-z]?[0-9]{{7}})"
)


def may_show(folded: str) -> bool:
    """Whether a number of a person may stand in a folded text."""
    return _DIGITS_NEAR.search(folded) is not None or _SIGNS.search(folded) is not None
