"""Anybody can write a link. What it asks for wrongly falls back and is named once; what is right stays."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from reform.common import i18n
from reform.common.redaction import HIDDEN
from reform.pipeline.county import County
from reform.ui.context import query_cache, snapshot_picker
from reform.ui.context.url_params import LABELS, OF_A_PAGE
from tests.soak import some
from tests.ui.context.test_url_params import link, plain, warnings
from tests.ui.screen import PAGES, figures, runs, start
from tests.ui.small import DEPARTMENT, OTHER

Query = dict[str, str | list[str]]

SQL = "'; drop table items; --"
LONG = "a" * 40_000
DEFAULT = ["3", "47", "66.67"]  # the overview's figures with nothing chosen
ABSURD: Query = {
    "lang": "fr",
    "as_of": "yesterday",
    "known": "../../etc/passwd",
    "period": "forever",
    "from": "0000-00-00",
    "to": "9999-12-31",
    "basis": "vibes",
    "department": ["县不存在局", SQL],
    "domain": "<script>alert(1)</script>",
    "batch": "99999999999999999999",
    "channel": "",
    "rating_channel": "\x00",
}
IMPOSSIBLE: list[tuple[Query, str]] = [
    ({"as_of": "1989-12-31"}, "as_of"),
    ({"as_of": "2070-01-01"}, "as_of"),
    ({"as_of": "99999-01-01"}, "as_of"),
    ({"as_of": "2026-02-30"}, "as_of"),
    ({"as_of": "2026-06-30" + SQL}, "as_of"),
    ({"as_of": ["2026-06-30", "2026-05-31"]}, "as_of"),
    ({"as_of": ""}, "as_of"),
    ({"from": "2026-06-01", "to": "2026-01-01"}, "from"),
    ({"period": ["all", "own"]}, "period"),
    ({"lang": ["zh", "en"]}, "lang"),
    ({"basis": ["promise", "transfer"]}, "basis"),
    ({"batch": "-1"}, "batch"),
    ({"batch": "1.5"}, "batch"),
    ({"batch": "一"}, "batch"),
    ({"department": "县水利局"}, "department"),  # of the sample county, not of this one
    ({"department": [str(n) for n in range(900)]}, "department"),
]
# Streamlit passes on no link above 512 Ki characters or 1,000 values: the page does not learn of it.
DROPPED: list[Query] = [{"department": "a" * 1_000_000}, {"batch": ["1"] * 10_000}]


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What the cached functions are called with: nothing a link could make grow, and nothing it made up."""
    keys: list[Any] = []

    def recording(cached: Any) -> Any:
        def recorded(*given: Any) -> Any:
            keys.append(given)
            return cached(*given)

        return recorded

    for place, name in ((query_cache, "answer"), (query_cache, "connection"), (snapshot_picker, "is_built")):
        monkeypatch.setattr(place, name, recording(getattr(place, name)))
    yield keys
    assert keys
    assert max(len(repr(given)) for given in keys) < 1000
    assert [given for given in keys if SQL in repr(given)] == []


@pytest.mark.parametrize(
    ("page", "query"),
    [*((page, ABSURD) for page in some(PAGES, 3)), (PAGES[0], dict.fromkeys(ABSURD, LONG))],
    ids=[*some(PAGES, 3), "long"],
)
def test_absurd_link_falls_back_with_one_sentence(small: County, page: str, query: Query) -> None:
    screen = start(page, **query)
    (said,) = warnings(screen)
    assert len(said) < 400
    labels = [i18n.gettext(label) for name, label in LABELS.items() if name not in OF_A_PAGE]
    assert [label for label in labels if label not in said] == []
    assert said.count("\n") == 0
    assert link(screen) == {}


@pytest.mark.parametrize(("query", "name"), IMPOSSIBLE, ids=lambda part: str(part)[:40])
def test_each_is_named_and_the_default_shown(small: County, query: Query, name: str) -> None:
    screen = start(**query)
    (said,) = warnings(screen)
    assert i18n.gettext(LABELS[name]) in said
    assert len(said) < 200
    assert figures(screen) == DEFAULT
    assert link(screen) == {}
    assert screen.title[0].value == "改革进展总览"


@pytest.mark.parametrize("query", DROPPED, ids=["characters", "values"])
def test_what_is_no_link_at_all_shows_the_default(small: County, query: Query) -> None:
    assert figures(start(**query)) == DEFAULT


def test_what_is_right_stays(small: County) -> None:
    right = {"as_of": "2026-04-30", "batch": "1", "basis": "promise", "period": "this_year"}
    screen = start(**right, department=[DEPARTMENT, SQL, DEPARTMENT, OTHER], channel=LONG)
    assert len(warnings(screen)) == 1
    assert link(screen) == plain({**right, "department": [DEPARTMENT, OTHER]})


def test_only_what_is_short_and_nobodys_is_quoted(small: County) -> None:
    (said,) = warnings(start(department=["县不存在局", "13812345678", "x" * 21], batch="**9**"))
    assert "县不存在局" in said
    assert HIDDEN in said
    assert "13812345678" not in said
    assert "xxx" not in said
    assert r"\*\*9\*\*" in said


def test_the_sentence_is_said_once(small: County) -> None:
    screen = start(as_of="never")
    assert warnings(screen)
    assert warnings(runs(screen.run())) == []


# at random ------------------------------------------------------------------------------------

RIGHT: dict[str, list[str]] = {
    "lang": ["zh"],
    "as_of": ["2026-04-30", "1990-01-01", "2069-12-31"],
    "known": [],
    "period": ["12_months", "this_month", "own"],
    "from": ["2026-01-01", "2031-01-01", "2069-12-31"],
    "to": ["1990-01-01", "2026-04-30", "2069-12-31"],
    "basis": ["promise", "transfer"],
    "department": [DEPARTMENT, OTHER],
    "domain": ["市场准入", "投资建设"],
    "batch": ["1", "2"],
    "channel": ["1", "2"],
    "rating_channel": ["qr", "sms"],
}
WRONG = (
    "",
    " ",
    "\x00",
    SQL,
    "1; select 1",
    "县不存在局",
    "None",
    "[]",
    "${7*7}",
    "%s",
    "٣",
    "🙂",
    "x" * 100_000,
)


def at_random(chance: random.Random) -> Query:
    """A link of right and wrong values, none to four of each name."""
    return {
        name: [
            chance.choice(right) if right and chance.random() < 0.6 else chance.choice(WRONG)
            for _ in range(chance.choice((1, 1, 1, 2, 4)))
        ]
        for name, right in RIGHT.items()
        if chance.random() < 0.6
    }


@pytest.mark.parametrize("seed", some(range(12), 2))
def test_any_link_shows_a_page_and_keeps_what_is_right(small: County, seed: int) -> None:
    query = at_random(random.Random(seed))
    screen = start(**query)
    assert figures(screen)
    assert len(warnings(screen)) <= 1
    shown = link(screen)
    for name in ("department", "domain", "batch", "channel", "rating_channel"):
        right = [value for value in dict.fromkeys(query.get(name, [])) if value in RIGHT[name]]
        assert shown.get(name, []) == right
    for name in ("as_of", "basis"):
        (value,) = shown.get(name, [None])
        assert value is None or (value in RIGHT[name] and set(query[name]) == {value})
    runs(screen.run())
