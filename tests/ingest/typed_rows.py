"""Rows of a county made at random: of every dataset, good, spoilt, or in several versions."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.ingest import typed
from tests.ingest.typed import FIRST, Cell, Cells, dressed, words

Row = dict[str, Cell]
Draw = Callable[[st.SearchStrategy[Any]], Any]


def stored(cells: Row) -> dict[str, Any]:
    """The values of a row by stored column; a limit is kept in three."""
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        if name.endswith("_days") and isinstance(cell.value, tuple):
            stem = name.removesuffix("_days")
            values |= zip((name, f"{stem}_unit", f"{stem}_kind"), cell.value, strict=True)
        else:
            values[name] = cell.value
    return values


ITEM_CODES = [f"0{n}" for n in range(101, 106)]
ITEM_NAMES = ["食品经营许可", "施工许可", "采伐许可", "排水许可", "采伐许可"]


def items(draw: Draw, n: int) -> Row:
    """The item of a number."""
    return {
        "item_code": draw(dressed(st.just(Cell(ITEM_CODES[n], ITEM_CODES[n])))),
        "item_name": Cell(ITEM_NAMES[n], ITEM_NAMES[n]),
        "department": draw(typed.DEPARTMENTS),
        "batch": draw(words({"第一批": 1, "2": 2, "第三批次": 3, "": None})),
        "statutory_days": draw(typed.LIMITS),
        "promised_days": draw(typed.LIMITS),
    }


def stages(draw: Draw, n: int) -> Row:
    """A stage of an item."""
    code = ITEM_CODES[n % len(ITEM_CODES)]
    stage = ("S1", "S4", "S7", "F1", "X1")[n // len(ITEM_CODES) % 5]
    said = {"S1": "梳理", "S4": "签约公布", "S7": "正式运行", "F1": "事项到位", "X1": "暂缓划转"}[stage]
    return {
        "item_code": Cell(code, code),
        "stage": draw(words({said: stage, stage: stage})),
        "entered_on": draw(typed.days(FIRST + timedelta(n * 11))),
    }


def cases(draw: Draw, n: int) -> Row:
    """The case of a number."""
    number = (f"A{n:03}", f"00{n:04}", f"2026110100{n:07}", 1000 + n)[n % 4]
    start = FIRST + timedelta(draw(st.integers(0, 300)))
    took = draw(st.none() | st.integers(0, 40))
    done = typed.NOT_YET if took is None else typed.moments(start + timedelta(took))
    code = draw(st.sampled_from([*ITEM_CODES, "0999", ""]))
    name = draw(st.sampled_from([*ITEM_NAMES[:2], "没有的许可"] if not code else ["", *ITEM_NAMES[:2]]))
    return {
        "case_no": draw(dressed(st.just(Cell(number, str(number))))),
        "item_code": Cell(code, code or None),
        "item_name": Cell(name, name or None),
        "department": draw(typed.DEPARTMENTS),
        "channel": draw(words({"窗口": "1", "2": "2", "3-移动端网上申请": "3", "其它": "9", "": None})),
        "accepted_at": draw(typed.moments(start)),
        "completed_at": draw(done),
        "result": draw(words({"准予": "granted", "申请人撤回": "withdrawn", "": None})),
    }


def pauses(draw: Draw, n: int) -> Row:
    """A special procedure of a case."""
    start = FIRST + timedelta(n * 5 % 320)
    took = draw(st.none() | st.integers(0, 9))
    kind = "12"[n % 2]
    words_of = {"1": {"延长审批": "1", "1": "1"}, "2": {"听证": "hearing", "专家评审": "review"}}[kind]
    number = cases_number(n % 12)
    return {
        "case_no": Cell(number, number),
        "kind": draw(words(words_of)),
        "started_on": draw(typed.days(start)),
        "ended_on": draw(typed.NO_DAY if took is None else typed.days(start + timedelta(took))),
    }


def ratings(draw: Draw, n: int) -> Row:
    """The rating of a number."""
    number = cases_number(draw(st.integers(0, 14)))
    return {
        "rating_no": Cell(f"PJ{n:03}", f"PJ{n:03}"),
        "case_no": Cell(number, number),
        "channel": draw(words({"PC端": "pc", "二维码": "qr", "短信": "sms", "": None})),
        "level": draw(words({"非常满意": 1, "★★★★☆": 2, "不满意": 4, "未评价": None, "5星": 1})),
        "rated_at": draw(typed.moments(FIRST + timedelta(draw(st.integers(0, 400))))),
    }


def cases_number(n: int) -> str:
    """The number of a case, as stored."""
    return str((f"A{n:03}", f"00{n:04}", f"2026110100{n:07}", 1000 + n)[n % 4])


MAKERS: dict[str, Callable[[Draw, int], Row]] = {
    "items": items,
    "stages": stages,
    "cases": cases,
    "pauses": pauses,
    "ratings": ratings,
}

# Which cells of a row can be spoilt, and how; what is refused for another cell's sake is left out.
BAD: dict[str, dict[str, Cells]] = {
    "items": {
        "item_code": typed.BAD_CODE,
        "statutory_days": typed.BAD_LIMIT,
        "promised_days": typed.BAD_LIMIT,
    },
    "stages": {"stage": typed.BAD_WORD, "entered_on": typed.BAD_PAST},
    "cases": {
        "case_no": typed.BAD_CODE,
        "channel": typed.BAD_WORD,
        "accepted_at": typed.BAD_PAST | st.just(Cell("", rule="required_missing")),
        "completed_at": typed.BAD_PAST,
        "result": typed.BAD_WORD,
    },
    "pauses": {"kind": typed.BAD_WORD, "started_on": typed.BAD_PAST, "ended_on": typed.BAD_DAY},
    "ratings": {
        "level": typed.refused("5", "3", rule="level_coding_unknown") | typed.BAD_WORD,
        "rated_at": typed.BAD_PAST,
    },
}


# What may stand otherwise in a later version of a row.
CHANGED: dict[str, dict[str, Cells]] = {
    "items": {"department": typed.DEPARTMENTS, "promised_days": typed.LIMITS},
    "stages": {},
    "cases": {"department": typed.DEPARTMENTS, "result": words({"准予": "granted", "不予": "refused"})},
    "pauses": {},
    "ratings": {"level": words({"非常满意": 1, "不满意": 4})},
}


@st.composite
def spoilt(draw: Draw, dataset: str, row: Row) -> Row:
    """The row, maybe with a cell or two that nobody can read."""
    if draw(st.integers(0, 3)):
        return row
    bad = {}
    for name in draw(st.lists(st.sampled_from(sorted(BAD[dataset])), min_size=1, max_size=2, unique=True)):
        bad[name] = draw(BAD[dataset][name])
    return row | bad


@st.composite
def rows(draw: Draw, dataset: str, most: int) -> list[Row]:
    """Good rows of different keys."""
    ceiling = {"items": len(ITEM_CODES), "stages": 25}.get(dataset, 40)
    numbers = draw(st.lists(st.integers(0, ceiling - 1), min_size=1, max_size=most, unique=True))
    found: list[Row] = []
    for row in (MAKERS[dataset](draw, n) for n in numbers):
        if found and "department" in row and draw(st.booleans()):
            row["department"] = found[-1]["department"]  # as a list sorted by departments has it
        found.append(row)
    return found


@st.composite
def versions(draw: Draw, dataset: str, good: Sequence[Row]) -> list[Row]:
    """The rows, and after them some of them once more: as they are, or with another cell."""
    found = list(good)
    for row in draw(st.lists(st.sampled_from(found), max_size=3)):
        other = dict(row)
        if draw(st.booleans()):
            other |= {name: draw(cells) for name, cells in CHANGED[dataset].items()}
        found.append(other)
    return found
