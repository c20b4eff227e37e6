"""No parser raises on any text, nor answers with anything but a value or a rule that has a sentence."""

from collections.abc import Callable
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reform.common.text import clean, squeeze
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.categories import parse_choice, parse_code, parse_level, parse_text, parse_yes_no
from reform.ingest.parsers.cell import bare, unwrap
from reform.ingest.parsers.dates import parse_date
from reform.ingest.parsers.durations import parse_duration
from reform.ingest.parsers.numbers import parse_batch, parse_count, parse_depth, parse_number
from reform.schema.messages import SENTENCES, sentence

PARSERS: dict[str, Callable[[str], Reading]] = {
    "date": parse_date,
    "date, today": partial(parse_date, today=date(2026, 11, 23)),
    "date, 1904, zone": partial(parse_date, date1904=True, zone=ZoneInfo("Asia/Shanghai")),
    "duration": parse_duration,
    "duration, wd": partial(parse_duration, default_unit="wd"),
    "number": parse_number,
    "percent": partial(parse_number, percent=True),
    "count": parse_count,
    "batch": parse_batch,
    "depth": parse_depth,
    "code": parse_code,
    "text": parse_text,
    "prose": partial(parse_text, prose=True),
    "choice": partial(parse_choice, codes="item_type"),
    "yes or no": parse_yes_no,
    "level": parse_level,
    "level, gb": partial(parse_level, coding="gb"),
    "level, stars": partial(parse_level, coding="stars"),
}

# Words and signs of real cells, in any order: what the parsers' own patterns are made of.
WORDS = """0 1 5 20 2024 45356 年 月 日 号 底 前 时 点 半 上午 中午 晚 个 工作日 自然日 天 小时 周 即办
当场 无 待定 不含 公示 延长 法定 承诺 第 一批 二 十 零 〇 ○ 次 最多 约 余 级 Ⅳ 全程网办 满意 非常 不 星
★ ☆ 默认 同上 〃 ″ " ' = ( ) （ ） [ ] - — ~ / \\ . , ， 。 、 : ; + % ^ # #N/A E+ e Mar AM T Z +08:00
√ × 是 否 窗口 A"""
SPACES = [" ", "\u200b", "\ufeff", "\u3000", "\xa0", "\n", "\t"]
PIECES = st.lists(st.sampled_from([*WORDS.split(), *SPACES]), max_size=8).map("".join)


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
@given(text=st.text(max_size=60) | PIECES)
def test_a_cell_becomes_a_value_or_a_sentence(parse: Callable[[str], Reading], text: str) -> None:
    reading = parse(text)
    if isinstance(reading, Refused):
        assert reading.rule in SENTENCES
        assert "{" not in sentence(reading.rule, **{"accepted": "", **reading.words})
    else:
        assert isinstance(reading, Parsed)
        assert all(isinstance(flag, str) for flag in reading.flags)


@given(text=PIECES)
def test_what_is_accepted_fits_its_column(text: str) -> None:
    for parse in (parse_count, parse_batch, parse_depth):
        reading = parse(text)
        if isinstance(reading, Parsed) and reading.value is not None:
            assert isinstance(reading.value, int)
            assert 0 <= reading.value < 2**31
    for coding in ("gb", "stars"):
        level = parse_level(text, coding)
        assert isinstance(level, Refused) or level.value in (None, 1, 2, 3, 4, 5)
    code = parse_code(text)
    assert isinstance(code, Refused) or code.value is None or code.value == code.value.strip() != ""


@pytest.mark.parametrize("once", [clean, squeeze, unwrap, lambda text: bare(clean(text))])
@given(text=st.text(alphabet=st.characters(exclude_categories=("M", "Cs", "Cf"))) | PIECES)
@example(text="A´")
def test_cleaning_twice_is_cleaning_once(once: Callable[[str], str], text: str) -> None:
    assert once(once(text)) == once(text)


@pytest.mark.parametrize(
    "parse", [parse_date, parse_count, parse_batch, parse_code, parse_yes_no, parse_level]
)
@given(text=PIECES)
def test_invisible_characters_and_width_change_nothing(parse: Callable[[str], Reading], text: str) -> None:
    assert parse(f"\ufeff{text}\u200b") == parse(text)
