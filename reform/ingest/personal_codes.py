"""Numbers of persons in a column of codes, weighed over the whole column (docs/adr/0002).

A case number of region, day and serial number looks like an ID number, a tenth of all long numbers pass the
check of bank cards, and eleven digits from 13 on may be a serial number. So a number is judged beside the
other codes of its shape in the column: too many hits for chance, or a shape no serial number of it has.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from reform.common.redaction.check_digits import is_sole_trader

# Digits alone or beside letters (GX13800138000), and in the groups of phones, IDs and cards (138-0013-8000).
_SEPARATED = (
    r"(?:^|[^0-9])(?P<number>(?:00)?86[-._/]?1[3-9][0-9]{9}|1[3-9][0-9][-._/][0-9]{4}[-._/][0-9]{4}|1[3-9][0-9][-._/][0-9]{3}[-._/][0-9]{5}"
    r"|0[0-9]{2,3}-[1-9][0-9]{6,7}|[1-9][0-9]{5}[-._/][0-9]{4}[-._/]?[0-9]{4}[-._/]?[0-9]{3}[0-9Xx]|[1-9][0-9]{5}[-._/][0-9]{11}[0-9Xx]"
    r"|[3-69][0-9]{3}(?:[-._/][0-9]{4}){3}(?:[-._/]?[0-9]{1,3})?)(?:$|[^0-9])"
)
_RUN = r"(?:^|[^0-9])(?P<number>[0-9]{17}[Xx]|[0-9]{15,19}|[0-9]{11})(?:[^0-9]|$)"
_ALONE = r"^(?:[0-9]{17}[0-9Xx]|[0-9]{11}|[1-9][0-9]{14,16}|[0-9]{19})$"
_TRADER = r"(?:^|[^0-9A-Za-z])92[0-9A-Za-z]{16}(?:[^0-9A-Za-z]|$)"
_ANY = f"{_SEPARATED}|{_RUN}|{_TRADER}".replace("?P<number>", "?:")

_MOST_SEEN = 200_000  # distinct codes remembered, so that one that comes again is not counted again
_MANY = 6  # hits of a check digit that are no chance where (nearly) every code of the shape passes
_NEARLY_ALL = 0.9
_WEIGHTS = np.array([pow(2, 17 - place, 11) for place in range(17)])
_MONTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_PROVINCES = np.isin(
    np.arange(100),
    [*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)],
)
# Cities whose six-digit region codes begin like a mobile number: of Hebei, Shanxi, Inner Mongolia.
_CITIES = np.array([*range(1301, 1312), *range(1401, 1412), *range(1501, 1510), 1522, 1525, 1529])
_CARDS = (4, 51, 52, 53, 54, 55, 60, 62, 95)

Group = tuple[str, int, int]


@dataclass(slots=True)
class _Weight:
    """Of one shape: how many distinct codes, how many hits, and what tells serial numbers from phones."""

    codes: int = 0
    hits: int = 0
    dated: int = 0
    regional: int = 0
    heads: set[int] = field(default_factory=set)


class PersonsInCodes:
    """The codes of one column, batch after batch. ``of_person``: a phone or an ID is one, whatever else
    stands there."""

    def __init__(self, *, of_person: bool = False) -> None:
        self._of_person = of_person
        self._seen = pa.array([], pa.string())
        self._distinct = 0
        self._weights: dict[Group, _Weight] = defaultdict(_Weight)
        self._firsts: Counter[int] = Counter()
        self._kept: set[Group] = set()

    def look(self, codes: pa.Array) -> dict[int, str]:
        """Position → kind of personal data (``personal.KINDS``) of the codes of a batch to be refused."""
        looked_at = pc.fill_null(pc.match_substring_regex(codes, _ANY), False)
        if not pc.any(looked_at, min_count=0).as_py():
            self._distinct += len(codes) - codes.null_count
            return {}
        distinct = codes.filter(looked_at).unique()
        hits = _hits(distinct)
        new = pc.invert(pc.is_in(distinct, self._seen)).to_numpy(zero_copy_only=False)
        self._weigh(hits, new)
        self._distinct += len(codes) - codes.null_count - pc.sum(looked_at).as_py() + int(new.sum())
        if len(self._seen) < _MOST_SEEN:
            self._seen = pa.concat_arrays([self._seen, distinct.filter(pa.array(new))])
        refused = self._refused(hits, len(distinct))
        if not refused:
            return {}
        of = pc.index_in(codes, distinct).to_pylist()
        return {row: refused[at] for row, at in enumerate(of) if at in refused}

    @property
    def overlooked(self) -> list[str]:
        """The kinds of numbers that were kept in an early batch, and are personal by the whole column."""
        return sorted({group[0] for group in self._kept if self._is_personal(group)})

    def _weigh(self, hits: "list[_Shape]", new: np.ndarray) -> None:
        for shape in hits:
            fresh = new[shape.places]
            for of, codes in zip(*np.unique(shape.group[fresh], return_counts=True), strict=True):
                weight = self._weights[shape.kind, shape.length, int(of)]
                counted = fresh & (shape.group == of)
                hit = counted & shape.hit
                weight.codes += int(codes)
                weight.hits += int(hit.sum())
                weight.dated += int((hit & shape.dated).sum())
                weight.regional += int((hit & shape.regional).sum())
                if len(weight.heads) < _MOST_SEEN:
                    weight.heads.update(np.unique(shape.head[hit]).tolist())
            if shape.kind == "mobile":
                others = fresh & ~shape.hit
                self._firsts.update(np.unique(shape.first[others]).tolist())

    def _refused(self, hits: "list[_Shape]", distinct: int) -> dict[int, str]:
        refused: dict[int, str] = {}
        for shape in hits:
            for of in np.unique(shape.group[shape.hit]).tolist():
                group = shape.kind, shape.length, of
                places = shape.places[shape.hit & (shape.group == of)].tolist()
                if self._is_personal(group):
                    refused = dict.fromkeys(places, shape.kind) | refused
                else:
                    self._kept.add(group)
        return refused

    def _is_personal(self, group: Group) -> bool:
        kind, length, of = group
        weight = self._weights[group]
        if self._of_person and kind in ("mobile", "id_number"):
            return True
        nearly_all = weight.hits >= _NEARLY_ALL * weight.codes
        if kind in ("mobile", "landline"):
            return nearly_all and len(self._firsts) < 4 and not self._is_serial(weight)
        if weight.hits >= _MANY and nearly_all:
            return True
        if kind == "id_number":
            return of < 2012 and 2 * weight.hits > weight.codes
        if kind == "bank_card":
            beside = [w for (k, n, _of), w in self._weights.items() if (k, n) == (kind, length)]
            alone = sum(w.hits for w in beside) >= _NEARLY_ALL * sum(w.codes for w in beside)
            return alone and (of in _CARDS or of // 10 in _CARDS) and weight.dated == 0
        return nearly_all  # a credit code: letters and a check character are no chance

    def _is_serial(self, weight: _Weight) -> bool:
        """Whether numbers like phones are a county's own: of one region or day each, or one after another."""
        regional = weight.regional >= _NEARLY_ALL * weight.hits and len(weight.heads) <= max(
            1, weight.hits // 5
        )
        dated = weight.dated >= _NEARLY_ALL * weight.hits
        running = weight.hits >= 3 and len(weight.heads) <= weight.hits // 3
        return running or ((regional or dated) and (weight.hits >= 3 or weight.hits == self._distinct))


# shapes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """Codes of one kind and length: ``places`` among the distinct ones; the rest is a value for each.

    ``group``: what is weighed together. ``hit``: looks like one of a person. ``dated``, ``regional``: it may
    be a day or a region with a serial number. ``head``: all but its last digits; ``first``: its first digit.
    """

    kind: str
    length: int
    places: np.ndarray
    group: np.ndarray
    hit: np.ndarray
    dated: np.ndarray
    regional: np.ndarray
    head: np.ndarray
    first: np.ndarray


def _hits(codes: pa.Array) -> list[_Shape]:
    """The distinct codes by shape."""
    numbers, is_parted = _numbers(codes)
    lengths = pc.fill_null(pc.binary_length(numbers), 0).to_numpy(zero_copy_only=False)
    found: list[_Shape] = []
    for length in np.unique(lengths).tolist():
        places = np.flatnonzero(lengths == length)
        if length not in (10, 11, 12, 15, 16, 17, 18, 19):
            continue
        digits = _digits(numbers.take(pa.array(places)), length)
        if length == 11:
            found.append(_mobiles(places, digits))
        if length in (10, 11, 12):
            found.append(_landlines(places, digits, is_parted[places]))
        if length == 15:
            found.append(_old_ids(places, digits))
        if length == 18:
            found.append(_ids(places, digits))
        if length >= 16:
            found.append(_cards(places, digits))
    traders = np.flatnonzero(pc.match_substring_regex(codes, _TRADER).to_numpy(zero_copy_only=False))
    if len(traders):
        found.append(_traders(traders, codes.take(pa.array(traders)).to_pylist()))
    return found


def _numbers(codes: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """The digits in each code that may be a number of a person, and whether marks stood between them."""
    alone = pc.match_substring_regex(codes, _ALONE)
    rest = codes.filter(pc.invert(alone))
    if not len(rest):
        return codes, np.zeros(len(codes), bool)
    parted = pc.struct_field(pc.extract_regex(rest, _SEPARATED), "number")
    joined = pc.replace_substring_regex(parted, r"^(?:00)?86[-._/]?(1[3-9].*)$", r"\1")
    joined = pc.replace_substring_regex(joined, "[^0-9Xx]", "")
    found = pc.coalesce(joined, pc.struct_field(pc.extract_regex(rest, _RUN), "number"))
    is_parted = np.zeros(len(codes), bool)
    is_parted[~alone.to_numpy(zero_copy_only=False)] = pc.is_valid(parted).to_numpy(zero_copy_only=False)
    return pc.replace_with_mask(codes, pc.invert(alone), found), is_parted


def _digits(numbers: pa.Array, length: int) -> np.ndarray:
    """A row a number, a column a digit; X is 10."""
    flat = pa.concat_arrays([numbers])
    start = np.frombuffer(flat.buffers()[1], np.int32)[flat.offset]
    signs = np.frombuffer(flat.buffers()[2], np.uint8)[start : start + len(flat) * length]
    digits = signs.reshape(len(flat), length).astype(np.int64) - ord("0")
    return np.where(digits > 9, 10, digits)


def _shape(kind: str, places: np.ndarray, digits: np.ndarray, hit: np.ndarray, **given: np.ndarray) -> _Shape:
    no = np.zeros(len(places), bool)
    values = {
        "group": np.zeros(len(places), np.int64),
        "dated": no,
        "regional": no,
        "head": _number(digits[:, :7]),
    }
    return _Shape(kind, digits.shape[1], places, hit=hit, first=digits[:, 0], **(values | given))


def _number(digits: np.ndarray) -> np.ndarray:
    return np.asarray(digits @ (10 ** np.arange(digits.shape[1] - 1, -1, -1, dtype=np.int64)))


def _is_day(months: np.ndarray, days: np.ndarray) -> np.ndarray:
    known = (months >= 1) & (months <= 12)
    return known & (days >= 1) & (days <= _MONTHS[np.where(known, months, 0)])


def _mobiles(places: np.ndarray, digits: np.ndarray) -> _Shape:
    hit = (digits[:, 0] == 1) & (digits[:, 1] >= 3)
    group = np.where(digits[:, 0] == 1, 1, 0)
    regional = np.isin(_number(digits[:, :4]), _CITIES) & (_number(digits[:, 4:6]) <= 85)
    dated = _is_day(_number(digits[:, 2:4]), _number(digits[:, 4:6]))
    return _shape("mobile", places, digits, hit, group=group, regional=regional, dated=dated)


def _landlines(places: np.ndarray, digits: np.ndarray, is_parted: np.ndarray) -> _Shape:
    """Only with a mark after the area code: a serial number may begin with zeros."""
    hit = is_parted & (digits[:, 0] == 0) & (digits[:, 1] >= 1)
    return _shape("landline", places, digits, hit, group=np.where(digits[:, 0] == 0, 1, 0))


def _ids(places: np.ndarray, digits: np.ndarray) -> _Shape:
    """By decade of the day in them; of 2012 and later in one, for those may be days of cases."""
    year = _number(digits[:, 6:10])
    months, days = _number(digits[:, 10:12]), _number(digits[:, 12:14])
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    day = _is_day(months, days) & (leap | (months != 2) | (days != 29)) & (year >= 1850) & (year <= 2100)
    right = (12 - digits[:, :17] @ _WEIGHTS % 11) % 11 == digits[:, 17]
    decade = np.where(year < 2010, year // 10 * 10, np.where(year < 2012, 2010, 2012))
    group = np.where(day, decade, 0)
    return _shape("id_number", places, digits, day & right, group=group)


def _old_ids(places: np.ndarray, digits: np.ndarray) -> _Shape:
    born = _number(digits[:, 6:8]) >= 27
    day = _is_day(_number(digits[:, 8:10]), _number(digits[:, 10:12]))
    return _shape("id_number", places, digits, _PROVINCES[_number(digits[:, :2])] & born & day)


def _cards(places: np.ndarray, digits: np.ndarray) -> _Shape:
    doubled = digits.copy()
    doubled[:, -2::-2] *= 2
    luhn = (doubled // 10 + doubled % 10).sum(axis=1) % 10 == 0
    first = digits[:, 0]
    hit = luhn & ((first >= 3) & (first <= 6) | (first == 9)) & (digits[:, -1] < 10)
    if digits.shape[1] == 18:
        hit &= ~_is_organisation(digits)
    year = _number(digits[:, 6:10])
    dated = (year >= 1990) & (year < 2050) & _is_day(_number(digits[:, 10:12]), _number(digits[:, 12:14]))
    return _shape("bank_card", places, digits, hit, group=_number(digits[:, :2]), dated=dated)


def _is_organisation(digits: np.ndarray) -> np.ndarray:
    """GB 32100, of codes of digits alone."""
    weights = np.array([pow(3, place, 31) for place in range(17)])
    return np.asarray((-(digits[:, :17] @ weights)) % 31 == digits[:, 17])


def _traders(places: np.ndarray, codes: list[str]) -> _Shape:
    bare = ["".join(filter(str.isalnum, code)).upper() for code in codes]
    hit = np.array([is_sole_trader(code[at : at + 18]) for code in bare for at in [max(code.find("92"), 0)]])
    return _shape("sole_trader", places, np.zeros((len(places), 18), np.int64), hit)
