"""What a header looks like. Text that stands where a header should may be a person's data.

A header row may be missing, or hold a name or a phone among its headers; what is dropped is told and
stored with the import. So a header is repeated as it stands only when it is written in the words headers
are written in; surnames are hardly ever among their characters. Anything else is "column 7".
"""

import re
from functools import cache, lru_cache

from reform.common.i18n import gettext as _
from reform.common.redaction import HIDDEN, scrub
from reform.common.text import clean
from reform.schema.datasets import datasets

_LONGEST = 40
_MOST_DIGITS = 4

# The words of headers in exports, beside those the datasets declare; personal data's headers among them,
# for the word 联系电话 is nobody's number.
_WORDS = """
序号 数值 编号 编码 代码 号码 名称 时间 日期 部门 单位 机构 机关 科室 窗口 类型 类别 分类 种类 性质 级别 层级
状态 情况 结果 原因 理由 依据 方式 方法 形式 渠道 来源 意见 建议 内容 事由 说明 备注 附件 信息 数据 摘要
标题 主题 指标 项目 条件 数量 总数 总量 数据量 件数 次数 人数 天数 个数 金额 费用 比例 占比 排名 得分 分数
小计 合计 总计 累计 累积 提前 按时 逾期 超期 收件 受理 办理 办结 待办 在办 退件 退办 补件 补正 即办件
承诺件 特殊件 联办件 不予受理 审批 审核 审查 审定 核准 决定 认领 监管 许可 证照 文书 证书 文号 书号 有效期
截止期 地区 区域 区划 辖区 行政区划 省份 城市 区县 县区 乡镇 街道 领域 行业 对象 范围 权限 申请人
申请人名称 申请单位 联系人 联系电话 联系方式 联系地址 通讯地址 手机号码 电话号码 固定电话 电子邮箱
邮政编码 微信 姓名 身份证号 身份证号码 居民身份证号 证件类型 证件号码 法定代表人 法人代表 法人 自然人 个人
企业 公司 组织机构代码 统一社会信用代码 工商登记 税务登记号 税务登记码 登记 注册 变更 行政相对人 出生日期
性别 年龄 民族 住址 银行账号 开户行 卡号 车牌号 照片 签名 经办人 代理人 办理人 受理人员 办结人员 服务人员
工作人员 审核人员 负责人 处理人 投诉人 评价人员 来信人 填报人 创建人 收件人 领取人 操作人 提交 填报 创建
导入 导出 更新 时间戳 发布 发送 短信 回复 回访 整改 查询码 诉求 投诉 咨询 热线 评价 星级 满意率 评价率
好评率 差评 非常满意 基本满意 不满意 一般 态度不好 时间太长 业务不熟 其他 其它 剩余 超时 预警 首次 最终
最后 最近 上次 下次 环节 步骤 流程 节点 工作日 自然日 小时 分钟 年度 季度 月份 本月 本年 上月 同期 年月日
必填 选填 非必填 可空 元 万元 位 件 天 日 月 年 项 率 是否 有无 内部 基本 权力 业务 实施 清单 法律 法规
政策 责任 主体 收费 缴费 标准 网办 深度 全程 现场 物流快递 预约 支付 中介服务 特别程序 适用 资源库 或 或者
拟办 行使 第一次 指南 公开 目录 颁布 归属 体裁 原文 正文 接收 通知 反馈 材料 一级 二级 三级 上级 下级 本级
"""
_ENGLISH = """
id num number code name date time title type status state text kind source level reason result remark note
count total amount address phone tel mobile email user creator operator publisher publish domain file files
genre classify abstract content original person group resource org dept department start end begin finish
deadline complete timestamp transition responsible concept update create apply accept promise anticipate
special satisfy channel region area item task process window evaluate star reply law limit days unit
"""


@cache
def _han() -> tuple[frozenset[str], frozenset[str]]:
    """The characters headers are written with, and their words of two characters."""
    declared = [
        header for dataset in datasets().values() for column in dataset.columns for header in column.headers
    ]
    words = [re.sub(r"[^\u4e00-\u9fff]", "", word) for word in (*declared, *_WORDS.split())]
    pairs = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    return frozenset("".join(words)), frozenset({*pairs, *(word for word in words if len(word) == 1)})


@cache
def _english() -> frozenset[str]:
    names = [column.name for dataset in datasets().values() for column in dataset.columns]
    return frozenset({*_ENGLISH.split(), *(part for name in names for part in name.split("_"))})


_SYSTEM_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*([_:.\- ][A-Za-z0-9]+)*")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def is_system_name(text: str) -> bool:
    """A name as systems give them: createTime, or XK_WSH (without vowels it is no name in pinyin)."""
    if not _SYSTEM_NAME.fullmatch(text):
        return False
    parts = _PARTS.findall(text)
    if all(re.fullmatch("[B-DF-HJ-NP-TV-Z]{2,}", part) for part in parts):
        return True
    known = _english()
    last = parts[-1].casefold()
    return any(part.casefold() in known for part in parts) or last.endswith(("name", "code", "time", "date"))


@lru_cache(maxsize=65536)
def is_header_like(text: str) -> bool:
    """Whether the text is made of what headers are made of."""
    if not text or len(text) > _LONGEST or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return False
    if is_system_name(text):
        return True
    if re.search("[:。;].", text):  # 填报单位:某局 is a line, no header
        return False
    letters, pairs = _han()
    han = "".join(re.findall(r"[\u3400-\u9fff\U00020000-\U0003ffff]", text))
    latin = re.findall(r"[A-Za-z][A-Za-z0-9_]*", text)
    if not letters.issuperset(han) or not all(len(word) <= 2 or is_system_name(word) for word in latin):
        return False
    return han in pairs or any(han[at : at + 2] in pairs for at in range(len(han) - 1))


@lru_cache(maxsize=65536)
def harmless(header: str) -> str | None:
    """The header as it may be shown and stored, or None where only its place may be told.

    Personal identifiers are hidden, and a note in brackets that is no header's word (a unit is one) goes.
    """
    if len(header) > 10 * _LONGEST:
        return None
    plain = clean(header)
    shown = scrub(plain)[0]
    for candidate in (shown, re.sub(r"[(\[【][^)\]】]{0,200}+[)\]】]", "", shown).strip()):
        if is_header_like(candidate.replace(HIDDEN, "")):
            return candidate
    return None


def label(header: str, place: int) -> str:
    """What a column is called in reports and in the import's record: its header, or its place in the file."""
    return harmless(header) or _("column {n}").format(n=place + 1)
