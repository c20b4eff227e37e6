"""What departments' names stand for: short, long and former ones, with and without a region, by day."""

import itertools
import tomllib
from datetime import date

import pytest

from reform import ROOT
from reform.common.workdays import FIRST_DAY, LAST_DAY
from reform.models.departments import resolve
from reform.models.departments.aliases import SHIPPED, DepartmentNames, Mapped, shipped
from reform.models.departments.resolve import periods

REFORM = ROOT / "reform"
TODAY = date(2026, 11, 23)


def stands_for(
    *given: str, day: date = TODAY, mapped: tuple[Mapped, ...] = (), listed: dict[str, int] | None = None
) -> dict[str, tuple[str | None, bool]]:
    """Each name with the department it stands for on a day, and whether that is known."""
    rows = periods(listed or dict.fromkeys(given, 1), mapped)
    return {
        str(row.given): (row.department, row.known)
        for row in rows
        if row.given is not None and row.from_on <= day <= row.to_on
    }


# one department -------------------------------------------------------------------------------

SAME = [
    ("市场监督管理局", "市场监管局", "市监局", "县市场监督管理局", "县市监局", "示例县市场监管局"),
    ("市场监督管理局", "市市场监督管理局"),
    ("卫生健康局", "卫健局", "卫健委", "卫生健康委员会", "县卫健局"),
    ("发展和改革局", "发改局", "发改委", "发展和改革委员会", "县发改委"),
    ("住房和城乡建设局", "住建局", "示例省示例市示例县住建局"),
    ("自然资源和规划局", "自然资源局"),
    ("人力资源和社会保障局", "人社局"),
    ("文化和旅游局", "文旅局", "文广旅局", "文旅体局", "县文化广电和旅游局"),
    ("教育体育局", "教体局", "教科体局"),
    ("工业和信息化局", "工信局", "经信局", "科工信局"),
    ("水利局", "水务局", "区水务局"),
    ("交通运输局", "交通局"),
    ("应急管理局", "应急局"),
    ("生态环境局", "生态环境分局", "市生态环境局示例县分局", "示例市生态环境局示例县分局"),
    ("城市管理综合行政执法局", "城管局", "综合行政执法局", "城市管理局", "综合执法局"),
    ("行政审批局", "审批局", "行政审批服务局", "行政审批服务管理局", "政务服务管理局", "数据局"),
    ("医疗保障局", "医保局"),
    ("退役军人事务局", "退役军人局"),
    ("公安局", "公安分局", "本县公安局"),
    ("税务局", "广安区税务局", "区税务局"),
    ("民政局", " 县　民政局", "县 民 政 局", "县民政局"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_forms_of_one_department_are_one(names: tuple[str, ...]) -> None:
    found = [DepartmentNames(names, []).find(name, TODAY) for name in names]
    assert len({one.department for one in found}) == 1, found
    assert all(one.known for one in found)


APART = [
    ("市监局", "市监委"),
    ("城管局", "交管局"),
    ("公安局", "公安局交通警察大队"),
    ("教育局", "体育局", "教体局"),
    ("县公安局", "市公安局", "省公安厅"),
    ("甲县公安局", "乙县公安局", "县公安局"),
    ("县市场监督管理局", "县经济开发区市场监督管理局"),
    ("县公安局", "县公安局城关分局"),
    ("县林业局", "县自然资源和规划局"),
    ("县烟草专卖局", "县烟草专卖局稽查大队"),
]


@pytest.mark.parametrize("names", APART, ids=lambda names: names[-1])
def test_what_only_looks_alike_stays_apart(names: tuple[str, ...]) -> None:
    assert [department for department, _ in stands_for(*names).values()] == sorted(names, key=names.index)


UNKNOWN = ["市监委", "交管局", "监委", "县城管", "政局", "县", "某某办", "县工商局", "Bureau"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_name_stands_for_itself(name: str) -> None:
    assert stands_for(name, "市监局", "城管局", "民政局")[name] == (name, False)


def test_every_name_of_the_sample_is_known_and_stays() -> None:
    declared = tomllib.loads((REFORM / "sample" / "names.toml").read_text(encoding="utf-8"))
    names = [*(department["name"] for department in declared["department"]), "县行政审批局"]
    assert stands_for(*names) == {name: (name, True) for name in names}


def test_no_form_is_shipped_for_two_departments() -> None:
    words = [line.split("#")[0] for line in SHIPPED.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in words if not line.startswith("    [")]  # of names told apart, all told before
    quoted = [part for line in lines for part in line.split('"')[1::2]]
    assert len(quoted) == len(shipped()) > 200


# names in their time --------------------------------------------------------------------------

FORMER = [
    ("规划局", "自然资源和规划局", 2019),
    ("国土局", "自然资源和规划局", 2019),
    ("工商局", "市场监督管理局", 2019),
    ("质监局", "市场监督管理局", 2019),
    ("县食药监局", "市场监督管理局", 2019),
    ("卫计局", "卫生健康局", 2019),
    ("安监局", "应急管理局", 2019),
    ("农业局", "农业农村局", 2019),
    ("建设局", "住房和城乡建设局", 2019),
    ("国税局", "税务局", 2018),
]


@pytest.mark.parametrize(("name", "standard", "until"), FORMER)
def test_a_former_name_holds_until_its_year(name: str, standard: str, until: int) -> None:
    assert stands_for(name, day=date(2017, 6, 1)) == {name: (standard, True)}
    assert stands_for(name, day=date(until, 12, 31)) == {name: (standard, True)}
    assert stands_for(name, day=date(until + 1, 1, 1)) == {name: (name, False)}
    undated = [row for row in periods({name: 1}, ()) if row.given and row.undated]
    assert [row.department for row in undated] == [standard]


DATED = (
    Mapped("规建局", "住房和城乡建设局", None, date(2018, 12, 31)),
    Mapped("规建局", "自然资源和规划局", date(2019, 3, 1), None),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2010, 1, 1), ("住房和城乡建设局", True)),
        (date(2018, 12, 31), ("住房和城乡建设局", True)),
        (date(2019, 1, 1), ("规建局", False)),
        (date(2019, 2, 28), ("规建局", False)),
        (date(2019, 3, 1), ("自然资源和规划局", True)),
        (TODAY, ("自然资源和规划局", True)),
    ],
)
@pytest.mark.parametrize("name", ["规建局", "县规建局"])
def test_the_county_says_from_when_until_when(name: str, day: date, expected: tuple[str, bool]) -> None:
    department, known = expected
    found = stands_for("规建局", "县规建局", day=day, mapped=DATED)[name]
    assert found == (department if known else name, known)


def test_periods_have_neither_gap_nor_overlap() -> None:
    rows = periods(dict.fromkeys(["规建局", "规划局", "县规划局", "民政局", "某局"], 1), DATED)
    for given, spans in itertools.groupby(rows, key=lambda row: row.given):
        parts = list(spans)
        assert parts[0].from_on == FIRST_DAY
        assert parts[-1].to_on == LAST_DAY
        assert sum(part.undated for part in parts) == 1, given
        for one, other in itertools.pairwise(parts):
            assert (other.from_on - one.to_on).days == 1
            assert (one.department, one.known) != (other.department, other.known)


MAPPED: list[tuple[str, tuple[Mapped, ...], dict[str, str]]] = [
    ("wins over what is shipped", (Mapped("水务局", "供水局"),), {"水务局": "供水局", "水利局": "水利局"}),
    ("of its own", (Mapped("水务局", "水务局"),), {"县水务局": "水务局", "水利局": "水利局"}),
    (
        "shows as typed",
        (Mapped("市管局", "县市场监督管理局"),),
        {"市管局": "县市场监督管理局", "县市监局": "县市场监督管理局"},
    ),
    (
        "leads on",
        (Mapped("甲办", "乙办"), Mapped("乙办", "住建局")),
        {"甲办": "住建局", "住房和城乡建设局": "住建局"},
    ),
    ("in a circle", (Mapped("甲办", "乙办"), Mapped("乙办", "甲办")), {"甲办": "乙办", "乙办": "乙办"}),
    (
        "shows with the region typed",
        (Mapped("市监局", "县市监局"),),
        dict.fromkeys(["市监局", "县市监局", "市场监督管理局", "县市场监管局"], "县市监局"),
    ),
    (
        "another level needs its own row",
        (Mapped("规建办", "住建局"), Mapped("市公安局", "县公安局")),
        {"县规建办": "住建局", "市规建办": "市规建办", "市公安局": "县公安局", "县公安局": "县公安局"},
    ),
    (
        "the later row wins where two hold",
        (Mapped("甲办", "住建局"), Mapped("甲办", "水利局", date(2020, 1, 1), None)),
        {"甲办": "水利局"},
    ),
]


@pytest.mark.parametrize(("mapped", "expected"), [m[1:] for m in MAPPED], ids=[m[0] for m in MAPPED])
def test_the_county_table(mapped: tuple[Mapped, ...], expected: dict[str, str]) -> None:
    for order in (mapped, mapped[::-1]):
        found = stands_for(*expected, mapped=order)
        if "乙办" in expected:  # a circle is one department, whichever of its names it gets
            assert len({department for department, _ in found.values()}) == 1
        else:
            assert {name: department for name, (department, _) in found.items()} == expected


def test_a_former_name_that_the_county_gives_as_standard_is_one() -> None:
    mapped = (Mapped("规建办", "规划局"),)
    for day in (date(2017, 6, 1), TODAY):
        found = stands_for("规建办", "规划局", "自然资源局", mapped=mapped, day=day)
        assert list(found.values()) == [("规划局", True), ("规划局", True), ("自然资源局", True)]


# how it is shown ------------------------------------------------------------------------------

SHOWN: list[tuple[dict[str, int], str]] = [
    ({"县市场监督管理局": 9}, "县市场监督管理局"),
    ({"市监局": 9}, "市监局"),
    ({"市监局": 1, "市场监管局": 2, "县市场监督管理局": 1}, "市场监管局"),
    ({"市监局": 1, "市场监管局": 1}, "市场监管局"),
    ({"市监局": 0, "县市场监督管理局": 1}, "县市场监督管理局"),
]


@pytest.mark.parametrize(("listed", "shown"), SHOWN)
def test_the_commonest_spelling_in_the_item_list_is_shown(listed: dict[str, int], shown: str) -> None:
    for names in itertools.permutations(listed):
        found = stands_for(listed={name: listed[name] for name in names})
        assert {department for department, _ in found.values()} == {shown}


def test_a_former_name_is_never_shown() -> None:
    found = stands_for(listed={"工商局": 40, "质监局": 2}, day=date(2016, 1, 1))
    assert {department for department, _ in found.values()} == {"市场监督管理局"}
    found = stands_for(listed={"工商局": 40, "县市监局": 1}, day=date(2016, 1, 1))
    assert {department for department, _ in found.values()} == {"县市监局"}


# advice ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("县市场监督管理分局", "县市场监督管理局"),
        ("住房城乡建设管理局", "住房和城乡建设局"),
        ("卫生健康管理局", "卫生健康局"),
    ],
)
def test_the_likest_department_is_named_first(name: str, first: str) -> None:
    known = resolve.forms(["县市场监督管理局"], ())
    near = resolve.nearest(name, known)
    assert near[0] == first
    assert len(near) <= 3


def test_advice_is_never_taken_unasked() -> None:
    known = resolve.forms(["市监局"], ())
    assert resolve.nearest("市监委", known)
    assert stands_for("市监局", "市监委")["市监委"] == ("市监委", False)
