"""What a word announces is hidden: names, addresses, numbers of papers and accounts. The word stays."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reform.common.redaction import HIDDEN, scrub, scrub_name

# The text with the hidden part in braces; all else stays as it stands.
ANNOUNCED = """
联系人：{王小明}|联系人{王小明}，电话{13800138000}|姓名 {张三丰}|姓名：{欧阳凌霄}|姓名：{禤小明}
姓名:{买买提·艾力}|申请人{王小明}于2024年提交|申请人为{张三}|经办人:{李四}|投诉人：{王小明}电话{13800138000}|法定代表人：{马云}，住本县
来信人{陈晓}反映|举报人 {孙某}|当事人{赵六}|业主{周正}投诉|户主：{钱多多}|我叫{张三}，多次反映|填表人：{张某}
联系人：{王小明}确认材料|{王}女士反映窗口态度|{王小明}同志热情|{欧阳凌霄}女士|感谢{李建国}先生
微信号：{wxid_abc123}|加微信{zhangsan88}|微信{13800138000}|VX:{abc_12345}|QQ：{12345678}|QQ群{123456}
护照号{E12345678}|港澳通行证{C12345678}|台胞证 {0123456789}|驾驶证：{360102199001011234}|社保卡号{A123456789}
银行卡 {6222 0212 3456 7890 128}|银行卡号{6222021234567890}|账号：{36001234567}|身份证号{3601021990010112}
身份证{360102********1234}|出生日期：{1990年1月2日}|生日{1990-01-02}|邮编{341000}
住址：{章江路12号3栋502室}|家住{赣江街道红旗大道一百零三号}|住在{梅林村三组12号}|地址：{凌霄路七号八栋}，请上门|现住{阳光小区}
联系人：{李四}，住{凌霄路七号八栋}
""".strip()
KEPT = """
申请人要求变更|法定代表人任职资格核准|企业法定代表人变更登记|申请人：县住建局|申请人：高新区管委会|业主委员会备案|业主单位：某公司
联系人方式|申请人类型|申请人全部材料|本人马上到窗口|本人于2024年提交|负责同志|全体党员同志|评价人员|受理人员态度好|姓名：公司
微信公众号|系统账号到位|变更住所（地址）|注册地址变更登记|住房和城乡建设局|住院医师注册|居住证办理|暂住3号令|卡口5个|2024年第3批
住建局3号窗口|住房3号楼|安全生产许可证|管理人员培训|方便群众|食品经营许可
""".strip()


def listed(texts: str) -> list[str]:
    return texts.replace("\n", "|").split("|")


@pytest.mark.parametrize("text", listed(ANNOUNCED))
def test_announced(text: str) -> None:
    parts = text.replace("{", "\0").replace("}", "\0").split("\0")
    secrets = parts[1::2]
    said, hidden = scrub("".join(parts))
    expected = "".join(HIDDEN if n % 2 else part for n, part in enumerate(parts))
    assert said == expected
    assert hidden == len(secrets)


@pytest.mark.parametrize("text", listed(KEPT))
def test_words_of_the_trade_are_no_names(text: str) -> None:
    assert scrub(text)[1] == 0


WORDS = "联系人 姓名 王 小 明 ： , 女士 电话 138 0013 8000 住 路 号 3 微信 a 欧阳 · 〔已隐去〕"


@example(["联系人", "王", "姓名", "王", "姓名"])
@given(st.lists(st.sampled_from(WORDS.split())))
def test_hiding_twice_hides_no_more(words: list[str]) -> None:
    once, _ = scrub("".join(words))
    assert scrub(once) == (once, 0)


NAMES = [
    # a file's or sheet's name, and what may be shown of it
    ("张三.xlsx", f"{HIDDEN}.xlsx"),
    ("办件明细-王小明.xlsx", f"办件明细-{HIDDEN}.xlsx"),
    ("王小明", HIDDEN),
    ("李四 2024", f"{HIDDEN} 2024"),
    ("10月（王小明）.xls", f"10月({HIDDEN}).xls"),
    ("欧阳凌霄_办件.csv", f"{HIDDEN}_办件.csv"),
    ("全年.zip/二季度/张三/办件.csv", f"全年.zip/二季度/{HIDDEN}/办件.csv"),
    ("办件13800138000.xlsx", f"办件{HIDDEN}.xlsx"),
    ("联系人王小明.xlsx", f"联系人{HIDDEN}.xlsx"),
]
NAMELESS = """
市监局10月办件.xlsx 高新区办件.xlsx 于都县.xlsx 安全许可 Sheet1 10月 一季度 1-10月累计 任务清单.xlsx 方案 林业
林木采伐 金融 施工许可 文旅 江西 全部 高频事项 汇总 台账.xlsx 周报 时限 明细 常用 石油 万安县 安远县 白云区
农业农村局 a.zip/办件.csv 办件明细2023年下半年.csv 划转阶段台账.xlsx
"""


@pytest.mark.parametrize(("name", "shown"), [*NAMES, *((name, name) for name in NAMELESS.split())])
def test_names_of_files_and_sheets(name: str, shown: str) -> None:
    assert scrub_name(name) == shown
    assert scrub_name(shown) == shown
