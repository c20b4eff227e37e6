"""Personal identifiers go, codes of organisations and items stay. All numbers are samples or made up."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reform
from reform.common.redaction import HIDDEN, is_personal_header, scrub

PERSONAL = {
    "ID with a right check digit": "11010519491231002X",
    "ID of the standard": "440524188001010014",
    "ID with a wrong check digit": "110105194912310021",
    "ID in groups": "110105 19491231 002x",
    "ID of 15": "130503670401001",
    "mobile": "13800138000",
    "mobile with hyphens": "138-0013-8000",
    "mobile with spaces": "138 0013 8000",
    "mobile in full width": "１３８００１３８０００",
    "mobile with a zero-width space": "138\u200b00138000",
    "mobile with country code": "+86 138-0013-8000",
    "landline": "0537-1234567",
    "landline in brackets": "(010)62345678",
    "landline in one": "053722345678",
    "e-mail": "someone.else@example.com",
    "e-mail of a phone": "13800138000@example.cn",
    "bank card": "6222021234567890128",
    "bank card in groups": "4111 1111 1111 1111",
    "bank card that holds a day, digit by digit": " ".join("6222021967090100008"),
    "plate": "鲁H12345",
    "plate of an electric car": "鲁H·D12345",
    "plate in small letters": "鲁h1234a",
}
IMPERSONAL = {
    "USCC with a letter": "91350100M000100Y43",
    "USCC of digits": "113708300043352110",
    "USCC ending in a letter": "12441500196720244T",
    "USCC with Luhn digits before a letter": "91350100979494252H",
    "item code": "1137083000433521104370117044000",
    "basic code": "000131002000",
    "18 digits without a date": "370101202402300012",
    "15 digits of a case": "202411230412001",
    "16 digits that fail Luhn": "4111111111111112",
    "moment": "2024-03-05 14:30:00",
    "moment in digits": "20240305143000",
    "hotline": "12345",
    "word after a province": "新Windows",
    "document number": "鲁政办发〔2024〕12号",
}


@pytest.mark.parametrize("text", PERSONAL.values(), ids=PERSONAL)
def test_hidden(text: str) -> None:
    assert scrub(text) == (HIDDEN, 1)
    assert scrub(f"本人（{text}）多次反映") == (f"本人（{HIDDEN}）多次反映", 1)


@pytest.mark.parametrize("text", IMPERSONAL.values(), ids=IMPERSONAL)
def test_kept(text: str) -> None:
    assert scrub(f"编号{text}。") == (f"编号{text}。", 0)


def test_several_in_one_text() -> None:
    text = "我叫张三，电话13800138000 13900139000，身份证11010519491231002X。"
    assert scrub(text) == (f"我叫{HIDDEN}，电话{HIDDEN} {HIDDEN}，身份证{HIDDEN}。", 4)


@given(st.text(alphabet="0123456789Xx-  @a.鲁H·中"))
def test_scrubbing_twice_hides_no_more(text: str) -> None:
    once, _ = scrub(text)
    assert scrub(once) == (once, 0)


@given(st.text(alphabet="中文，。 "), st.integers(3, 9), st.integers(0, 999999999))
def test_no_mobile_survives(around: str, second: int, rest: int) -> None:
    mobile = f"1{second}{rest:09}"
    text, hidden = scrub(around + mobile + around)
    assert mobile not in text
    assert hidden == 1


@pytest.mark.parametrize(
    "header",
    [
        "身份证号/统一社会信用代码",
        "申请人",
        "申请人或申请单位",
        "联系 电话",
        "法人代表",
        "评价人员",
        "联系地址",
        "申请人类型（姓名）",
    ],
)
def test_personal_headers(header: str) -> None:
    assert is_personal_header(header)


@pytest.mark.parametrize(
    "header", ["申请人类型", "申请人类型（个人/企业）", "部门名称", "服务对象", "办件编号", ""]
)
def test_impersonal_headers(header: str) -> None:
    assert not is_personal_header(header)


def test_no_declared_column_is_personal() -> None:
    for source in sorted((Path(reform.__file__).parent / "schema" / "datasets").glob("*.toml")):
        for column in tomllib.loads(source.read_text(encoding="utf-8")).get("column", []):
            for header in (column["header"], *column.get("aliases", [])):
                assert not is_personal_header(header), f"{source.name}: {header}"
