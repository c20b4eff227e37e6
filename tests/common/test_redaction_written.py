"""However a number is written it is found, of the right kind; what is not found stays as it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reform.common.redaction import HIDDEN, find, scrub, scrub_by_kind
from tests import persons

AROUND = st.text(alphabet="办理窗口很慢请回复，。（）：", max_size=8)
WAYS = [(kind, way) for kind, (_strategy, ways) in persons.NUMBERS.items() for way in ways]


@pytest.mark.parametrize(("kind", "way"), WAYS)
@given(data=st.data(), before=AROUND, after=AROUND)
@settings(max_examples=25, deadline=None)
def test_a_number_is_found_however_it_is_written(
    kind: str, way: str, data: st.DataObject, before: str, after: str
) -> None:
    numbers, ways = persons.NUMBERS[kind]
    written = ways[way](data.draw(numbers))
    left, kinds = scrub_by_kind(before + written + after)
    assert left == before + HIDDEN + after
    assert set(kinds) == {kind}


@pytest.mark.parametrize(("kind", "text"), persons.announced())
def test_what_a_word_announces_or_what_shows_by_itself(kind: str, text: str) -> None:
    before, _, rest = text.partition("{")
    secret, _, after = rest.partition("}")
    left, kinds = scrub_by_kind(before + secret + after)
    assert left.replace(" ", "") == (before + HIDDEN + after).replace(" ", "")
    assert dict(kinds) == {kind: 1}


KEPT = """
第一百二十三条|2024.03.05至2024.04.05|一九九七年十二月三十一日|编号E20240017|金额1.3800138000元|IP192.168.100.20
https://www.gov.cn/art/2024/5/20/art_1234_56789.html|91360981MA35ABCD1X|联系人：个人|申请人：本人|联系人：见附件|负责人：综合窗口
微信公众号gxq_gov|电话回访3次|电话12345|拨打12345热线|许可证号:12345678|0.123456789012|第3批一二三四五|联系人：不详|姓名（名称）
审核人：已审核|粤B2-20240001|赣运审字〔2024〕第12号|100000000 200000000
电话2024年起开通|一、二、三、四、五、六、七、八、九、十
"""


@pytest.mark.parametrize("text", KEPT.strip().replace("\n", "|").split("|"))
def test_what_looks_like_it_and_is_nobodys(text: str) -> None:
    assert find(text) == []


@given(st.text())
def test_nothing_else_is_changed(text: str) -> None:
    left, _ = scrub(text)
    at, parts = 0, []
    for found in find(text):
        parts += [text[at : found.start], HIDDEN]
        at = found.end
    assert left == "".join([*parts, text[at:]])
    assert scrub(left) == (left, 0)
