"""Codes that are numbers of persons are refused; a county's own numbers that look like them are kept."""

import random
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reform.ingest.columns import Circumstances, ColumnParser
from reform.ingest.parsers import Refused
from reform.ingest.personal_codes import PersonsInCodes
from reform.ingest.result import Options
from reform.schema.datasets import Column, Dataset, datasets
from tests import persons
from tests.ingest.files import CASES, County, text

GIVEN = Circumstances(date(2026, 11, 23), False, Options())
DRAWN = random.Random(14)


def found(codes: list[str], *, of_person: bool = False) -> dict[int, str]:
    return PersonsInCodes(of_person=of_person).look(pa.array(codes, pa.string()))


def parser(dataset: Dataset, column: Column) -> ColumnParser:
    return ColumnParser(column, column.header, GIVEN, is_key=column.name in dataset.key)


# one among others -----------------------------------------------------------------------------

PERSONAL = {
    "ID": ("11010519491231002X", "id_number"),
    "ID of digits": ("440524188001010014", "id_number"),
    "ID in groups": ("110105-19491231-002X", "id_number"),
    "ID after letters": ("sfz11010519491231002X", "id_number"),
    "old ID": ("110105491231002", "id_number"),
    "mobile": ("13800138000", "mobile"),
    "mobile in groups": ("138-0013-8000", "mobile"),
    "mobile with country code": ("+8613800138000", "mobile"),
    "mobile with country code in digits": ("008613800138000", "mobile"),
    "mobile after letters": ("GX13800138000", "mobile"),
    "mobile after a day": ("20240305-13800138000", "mobile"),
    "landline": ("0537-3222222", "landline"),
    "card": ("6222021234567890128", "bank_card"),
    "card in groups": ("6222-0212-3456-7890-128", "bank_card"),
    "one-person business": ("92360981MA35ABCD1X", "sole_trader"),
    "company": ("91350100M000100Y43", None),
    "authority": ("113708300043352110", None),
    "authority with a letter": ("12441500196720244T", None),
    "item": ("1137083000433521104370117044000", None),
    "case of region and day": ("360981202602120001", None),
    "the same in groups": ("360981-20260212-0001", None),
    "the same in four groups": ("360981-2026-0212-0001", None),
    "ID in four groups": ("110105-1949-1231-002X", "id_number"),
    "mobile in other groups": ("138-001-38000", "mobile"),
    "case of 15": ("202411230412001", None),
    "case of a passport's shape": ("E12345678", None),
}


@pytest.mark.parametrize(("code", "kind"), PERSONAL.values(), ids=PERSONAL)
def test_one_code_among_others(code: str, kind: str | None) -> None:
    assert found(["GX2026-0001", code, "GX2026-0002"]) == ({1: kind} if kind else {})


# whole columns --------------------------------------------------------------------------------


def numbered(form: str, n: int = 500) -> list[str]:
    return [form.format(i=i, day=1 + i % 28) for i in range(n)]


def drawn(digits: int, n: int) -> list[str]:
    return [str(DRAWN.randrange(10 ** (digits - 1), 10**digits)) for _ in range(n)]


SERIAL = {
    "region, day, number": numbered("3609812026{day:02}12{i:04}"),
    "of old years": numbered("36098120080{day:02}1{i:05}")[:300],
    "16 digits": numbered("3609812026{i:06}"),
    "16 digits like a card": numbered("62{i:014}"),
    "19 digits like a card": numbered("622202{i:013}"),
    "16 digits drawn": drawn(16, 2000),
    "19 digits drawn": drawn(19, 2000),
    "few drawn": drawn(16, 40),
    "region of Hebei and number": numbered("130102{i:05}"),
    "region of Inner Mongolia and number": numbered("150102{i:05}"),
    "year, month, day, number": numbered("1603{day:02}{i:05}"),
    "a running number": numbered("13000{i:06}"),
    "11 digits drawn": drawn(11, 500),
    "few of 11 drawn": drawn(11, 25),
    "milliseconds": numbered("17000000{i:05}"),
    "leading zeros": numbered("0537000{i:04}"),
}


@pytest.mark.parametrize("codes", SERIAL.values(), ids=SERIAL)
def test_a_countys_own_numbers(codes: list[str]) -> None:
    assert found(codes) == {}


def test_a_luhn_hit_among_serial_numbers_is_chance() -> None:
    codes = [f"6201022026{i:06}" for i in range(10)]
    assert found(codes) == {}


IDS = st.lists(persons.NUMBERS["id_number"][0], min_size=1, max_size=40)
MOBILES = st.lists(persons.NUMBERS["mobile"][0], min_size=8, max_size=40, unique_by=lambda number: number[:4])
CARDS = st.lists(persons.NUMBERS["bank_card"][0], min_size=1, max_size=40)


@given(IDS)
def test_a_column_of_ids(codes: list[str]) -> None:
    assert set(found(codes)) == set(range(len(codes)))


@given(MOBILES)
@settings(deadline=None)
def test_a_column_of_phones(codes: list[str]) -> None:
    assert set(found(codes)) == set(range(len(codes)))


@given(CARDS)
@settings(deadline=None)
def test_a_column_of_cards(codes: list[str]) -> None:
    assert set(found(codes)) == set(range(len(codes)))


def test_ids_of_children_by_the_many() -> None:
    """Born in 2012 or later they look like numbers of cases: one may be chance, ten are none."""
    ids = [(first := f"3609812015{i:02}12{i:03}") + persons.check_digit(first) for i in range(1, 11)]
    assert found(ids[:1]) == {}
    assert set(found(ids)) == set(range(10))


def test_what_a_later_batch_tells_is_not_overlooked() -> None:
    looked = PersonsInCodes()
    ids = [(first := f"3609812015{i:02}12{i:03}") + persons.check_digit(first) for i in range(1, 11)]
    assert looked.look(pa.array(ids[:1])) == {}
    assert looked.overlooked == []
    assert len(looked.look(pa.array(ids[1:]))) == 9
    assert looked.overlooked == ["id_number"]


def test_a_code_that_comes_again_is_counted_once() -> None:
    looked = PersonsInCodes()
    for _ in range(20):
        assert looked.look(pa.array(["360981202602120001", "6201022026000004"] * 3)) == {}


# every column of every dataset -----------------------------------------------------------------

KEPT_TYPES = ("code", "text", "free_text")
COLUMNS = [(d, c) for d in datasets().values() for c in d.columns if c.type in KEPT_TYPES]
PLANTED = [
    *("11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ", "一一〇一〇五一九四九一二三一〇〇二X"),
    *("13912345678", "139-1234-5678", "幺三九一二三四五六七八", "13\u200b912345678", "6222021234567890128"),
    *(
        "联系人：禤小明",
        "电话：3222222",
        "QQ：12345678",
        "微信：abc_123456",
        "zhang(at)example.com",
        "92360981MA35ABCD1X",
    ),
    *("护照E12345678", "备注 11010519491231002X 完", "张先生13912345678"),
]
LETTERS = (
    "1101051949",
    "9123456",
    "12345678",
    "禤小明",
    "3222222",
    "abc_123456",
    "zhang",
    "6222021234",
    "92360981MA",
)
WRITTEN = (*LETTERS, "１１０１０５", "一一〇一〇五", "139-1234", "幺三九一", "13\u200b912")


@pytest.mark.parametrize(("dataset", "column"), COLUMNS, ids=lambda thing: thing.name)
def test_nothing_personal_is_kept_in_any_column(dataset: Dataset, column: Column) -> None:
    texts = pa.array(["甲1", *PLANTED, "乙2"], pa.string())
    parsed = parser(dataset, column).parse(texts)
    values = parsed.values.to_pylist()
    assert [value for value in values if value and any(part in value for part in WRITTEN)] == []
    assert (values[0], values[-1]) == ("甲1", "乙2")
    refused = set(parsed.refused)
    if column.type == "code" or column.name in dataset.key:
        assert refused == set(range(1, len(texts) - 1))
    else:
        assert refused == set()
        assert parsed.hidden.total() >= len(PLANTED)


TEXTS = [(d, c) for d, c in COLUMNS if c.type != "code"]
CODES = [
    (d, c) for d, c in COLUMNS if (d.name, c.name) in (("cases", "case_no"), ("trainings", "staff_code"))
]


def left(at: tuple[Dataset, Column], ways: list[persons.Written]) -> list[tuple[persons.Written, str]]:
    """What a column keeps of them, among the county's own."""
    texts = pa.array(["GX-甲1", *(one.text for one in ways), "GX-乙2"], pa.string())
    first, *values, last = parser(*at).parse(texts).values.to_pylist()
    assert (first, last) == ("GX-甲1", "GX-乙2")
    kept = zip(ways, values, strict=True)
    return [(one, value) for one, value in kept if value and persons.holds(value, [one.secret])]


@pytest.mark.parametrize("at", TEXTS, ids=lambda at: f"{at[0].name} {at[1].name}")
def test_no_text_keeps_it_however_it_is_written(at: tuple[Dataset, Column]) -> None:
    assert left(at, persons.written()) == []


@pytest.mark.parametrize("at", CODES, ids=lambda at: at[1].name)
def test_no_code_keeps_it_however_it_is_written(at: tuple[Dataset, Column]) -> None:
    """One at a time: the same number in many ways would be a county's own, one after another."""
    ways = [one for one in persons.written() if not persons.may_be_a_code(one)]
    assert [kept for one in ways for kept in left(at, [one])] == []


AROUND = st.text(alphabet="办理窗口很慢请回复，。（）： ", max_size=8)


@given(
    st.sampled_from([(d, c) for d, c in COLUMNS if d.name in ("cases", "ratings", "decisions", "problems")]),
    st.sampled_from([(kind, way) for kind, (_numbers, ways) in persons.NUMBERS.items() for way in ways]),
    st.data(),
    AROUND,
    AROUND,
)
def test_nor_is_any_number_with_words_around_it(
    at: tuple[Dataset, Column], how: tuple[str, str], data: st.DataObject, before: str, after: str
) -> None:
    numbers, ways = persons.NUMBERS[how[0]]
    number = data.draw(numbers)
    parsed = parser(*at).parse(pa.array([f"{before}{ways[how[1]](number)}{after}"], pa.string()))
    (value,) = parsed.values.to_pylist()
    assert persons.holds(value or "", [number]) == []


@pytest.mark.parametrize("name", ["case_no", "staff_code", "meeting_no"])
def test_a_refusal_says_of_which_kind(name: str) -> None:
    dataset, column = next((d, c) for d, c in COLUMNS if c.name == name)
    parsed = parser(dataset, column).parse(pa.array(["甲1", "139-1234-5678"], pa.string()))
    rule = {
        "case_no": "code_holds_personal",
        "staff_code": "code_is_phone",
        "meeting_no": "key_holds_personal",
    }
    assert isinstance(parsed.refused[1], Refused)
    assert parsed.refused[1].rule == rule[name]


# on the command line --------------------------------------------------------------------------


def test_kinds_are_counted_for_each_file(county: County) -> None:
    rows = [["评价编号", "评价时间", "满意度", "评价内容"]]
    rows += [
        ["R1", "2026-01-05", "满意", "请打13912345678或幺三九一二三四五六七九"],
        ["R2", "2026-01-05", "满意", "联系人：禤小明"],
    ]
    report = county.check(county.file("a.csv", text(rows)))
    assert report["tables"][0]["personal"] == {"mobile": 2, "name": 1}
    assert report["tables"][0]["scrubbed"] == 3
    said = county.run("check", str(county.folder / "a.csv")).output
    assert "手机号 × 2" in said
    assert "姓名 × 1" in said


def test_a_code_of_a_person_is_refused_with_a_sentence(county: County) -> None:
    rows = [*CASES, ["6222021234567890128", "0001", "县市场监督管理局", "2026-02-12 09:00:00", ""]]
    report = county.load(county.file("a.csv", text(rows)), status=1)
    (reject,) = report["rejects"]
    assert reject["rule"] == "code_holds_personal"
    assert "银行卡" in reject["message"]
    assert "6222" not in reject["value"]
