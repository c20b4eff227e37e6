"""Personal data out of text: what is found, of which kind, and the text without it.

Searched is a view of the text (``folding``): one width, nothing invisible, Chinese numerals as digits. What
is kept is the text as it stands, with only the found spans replaced. For text only: in columns of codes a
case number may look like an ID number, so they are weighed as a whole (``reform.ingest.personal_codes``).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from reform.common.redaction import labelled, numbers, person_names
from reform.common.redaction.check_digits import is_checked_id, is_mobile, is_persons_id
from reform.common.redaction.folding import end_of, fold, in_digits, view
from reform.common.text import clean, squeeze, writable

HIDDEN = "〔已隐去〕"

_PERSONAL = re.compile(
    "身份证|证件号|姓名|申请人|联系人|法定代表人|法人代表|经办人|代理人|手机|电话|联系方式|地址|住址|邮编|邮箱|微信|"
    "银行|账号|卡号|社保卡|车牌|出生|性别|民族|照片|签名|投诉人|评价人|来信人"
)
# Headers that hold a kind or a count of persons, not a person. Exact names, brackets aside.
_IMPERSONAL = {"申请人类型", "系统账号到位", "账号到位"}
_MOMENT = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")
# What was hidden ends the word before it, and that may then be a name: 联系人王姓名王姓名.
_PASSES = 8
_TAKEN = "〕"  # stands in a view for what was found already


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Personal data in a text: its kind (a key of ``personal.KINDS``), where it begins and ends."""

    kind: str
    start: int
    end: int


def scrub(text: str) -> tuple[str, int]:
    """The text with personal identifiers replaced by ``〔已隐去〕``, and how many there were.

    ID numbers (18 digits with a real date, 15 digits), mobile and fixed phones, e-mail addresses, bank cards,
    passports, credit codes of one-person businesses and car plates, wherever they stand and however their
    digits are written. After the word that announces them also numbers of other papers and accounts, chat
    names, local phones, birthdays, addresses, and names (联系人王小明, 王小明女士). A name that no word
    announces cannot be found.
    """
    left, kinds = scrub_by_kind(text)
    return left, kinds.total()


def scrub_by_kind(text: str) -> tuple[str, Counter[str]]:
    """The same, and how many there were of each kind."""
    kinds: Counter[str] = Counter()
    for _ in range(_PASSES):
        spans = find(text)
        if not spans:
            break
        kinds.update(found.kind for found in spans)
        text = _replaced(text, [(found.start, found.end) for found in spans], lambda _length: HIDDEN)
    return text, kinds


def scrub_name(text: str) -> str:
    """The name of a file or a sheet as it may be shown and stored: ``scrub``, and no name that stands alone.

    张三.xlsx and 明细-王小明.xlsx lose the name; 于都县.xlsx and 安全许可.xlsx hold none.
    """
    return person_names.hide_lone_names(clean(scrub(writable(text))[0]), HIDDEN)


def find(text: str) -> list[PersonalDatum]:
    """Personal data in a text, in the order it stands there; nothing overlaps."""
    folded = fold(text)
    shown = numbers.may_show(folded)
    named = person_names.may_name(folded)
    small = folded.casefold()
    said = labelled.may_announce(small)
    if not (shown or named or said) or _MOMENT.fullmatch(folded):
        return []
    searched, places = view(text, folded)
    search = _Search(searched)
    if said:
        search.addresses()
    if said and labelled.may_number(small):
        search.announced_numbers()
    if named:
        search.names()
    if shown:
        search.shown()
    return [
        PersonalDatum(kind, places[start], end_of(text, places[end - 1]))
        for start, end, kind in sorted(search.found)
    ]


class _Search:
    """What is found in a view; a found span is blanked, so that no later pattern takes a part of it."""

    def __init__(self, searched: str) -> None:
        self._view = searched
        self._digits: str | None = None  # the same with numerals as digits, where numbers are searched
        self.found: list[tuple[int, int, str]] = []

    def addresses(self) -> None:
        for pattern in labelled.ADDRESSES:
            self._take("address", _announced(self._view, pattern))

    def announced_numbers(self) -> None:
        for kind, pattern in labelled.NUMBERS:
            self._in_both(kind, partial(_announced, pattern=pattern))

    def names(self) -> None:
        self._take("name", person_names.labelled(self._view))
        self._take("name", person_names.titled(self._view))

    def shown(self) -> None:
        for shape in numbers.SHAPES:
            self._in_both(shape.kind, shape.spans)

    def _in_both(self, kind: str, spans: Callable[[str], Iterator[tuple[int, int]]]) -> None:
        self._take(kind, spans(self._view))
        if self._digits is None:
            self._digits = in_digits(self._view)
        if self._digits != self._view:
            self._take(kind, spans(self._digits))

    def _take(self, kind: str, spans: Iterable[tuple[int, int]]) -> None:
        taken: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if not taken or start >= taken[-1][1]:
                taken.append((start, end))
        if not taken:
            return
        self.found += [(start, end, kind) for start, end in taken]
        self._view = _replaced(self._view, taken, lambda length: _TAKEN * length)
        self._digits = None


def _announced(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    return (one.span("what") for one in pattern.finditer(text))


def _replaced(text: str, spans: list[tuple[int, int]], filler: Callable[[int], str]) -> str:
    """The text with what ``filler`` makes of its length in the place of each span."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], filler(end - start)]
        at = end
    return "".join([*parts, text[at:]])


def is_personal_header(header: str) -> bool:
    """Whether a column of this name holds personal data and must not be kept."""
    name = squeeze(header)
    bare = re.sub(r"\([^)]{0,200}+\)", "", name)
    rest = name.replace(bare, "") if bare in _IMPERSONAL else name  # 申请人类型(姓名) still names a person
    return _PERSONAL.search(rest) is not None


__all__ = [
    "HIDDEN",
    "PersonalDatum",
    "find",
    "is_checked_id",
    "is_mobile",
    "is_personal_header",
    "is_persons_id",
    "scrub",
    "scrub_by_kind",
    "scrub_name",
]
