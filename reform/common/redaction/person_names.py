"""People's names in Chinese text: only where a word announces them, or where they stand alone.

A surname is an ordinary character too (安全, 任务, 方案), so a list of words that begin like a name keeps
those. What is hidden in doubt costs a word of a remark; what is kept in doubt may be a person.
"""

import re
from collections.abc import Iterator

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅"
    "钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛闫尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛"
    "曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫"
    # rare ones, of characters that hardly begin a word
    "邬卞湛狄臧茅闵刁虞昝裘贲钮嵇荀於甄芮羿汲邴糜隗宓郗仉佴禤亓仝佘冼栾钭郜蓟邰蔺胥莘逄郦郤璩濮扈郏瞿茹庾暨阙殳夔厍"
    "晁訾阚毋乜鞠蒯竺逯亢揭谌谯苟蹇郄仵佟佀凃剡厐妫弋琚禚郇郐邝邸郅鄢鄞酆雒隋庹俎邗邵仇柏奚滑糜巩嬴璩楚粟晋檀权沐冒"
)
# Each of two characters.
_COMPOUND = tuple(
    re.findall(
        "..",
        "欧阳上官司马诸葛司徒东方皇甫尉迟公孙慕容令狐夏侯宇文公冶宗政濮阳淳于太叔申屠仲孙轩辕钟离鲜于闾丘亓官司寇颛孙端木"
        "巫马漆雕乐正壤驷公良拓跋夹谷谷梁段干呼延羊舌梁丘左丘赫连澹台万俟闻人独孤完颜纳兰哥舒贺兰",
    )
)

# Words of ours that begin with a surname.
_WORDS = re.compile(
    "方[式案面法便]|任[职务免命何期]|严[重格]|高[级新频危效速中考铁]|何[时地种]|马上|常[用住务规]|安[全置排装徽监]|金[额融]|余额|"
    "万[元件]|全[部体程县市省]|成[立员果品本交都]|包[括含装]|程[序度]|曾[经用]|解[除释读决]|关[系于联键停]|管[理辖委道]|党[员委政史组]|"
    "房[屋产]|车[辆管]|时[间限段]|文[化旅件书广体物教]|石[油材化]|林[业木地权草]|江[西苏河]|云南|宁夏|华[东南中北]|吉林|甘肃|武汉|"
    "施工|商[务业]|应[急当该]|卫[生健]|史志|古[树建]|游[泳客乐]|冷[链库]|阳光|白名单|路[灯政]|单[位据]|项[目]|连[续锁]|"
    "农[业村民机药田]|司[法机]|申[请报领办诉]|纪[委检律念]|季[度]|费[用]|章程|易[地制]|康复|温[泉馨]|石化|盛[大]|向[前后上]|"
    "符合|左右|牛羊|龙头|钱款|毛坯|田[亩间]|黄[标牌页河]|红[黄]|白[酒色]|金属|段[落]|尚[未需]|景[区观]|席[位]|殷[切]|华侨|华人|"
    "许可|许[昌]|周[期边末年报一二三四五日]|陈[述列]|贺[信]|岳[母父]|付[款]|和|申|毕业|庄园|童[装]|武[装警术]|彭[泽]|范[围例]|"
    "徐[州]|郑[重州]|唐[山]|苏[州]|江[山门]|温州|杭|韩[国]|秦[皇岭]|雷[电达]|夏[季令]|石[料]|辛[苦]|简[易要化介]|农[贸]|欧[洲元]"
)
_TRADE = re.compile(
    "办件|事项|清单|台账|明细|导出|统计|评价|划转|好评|差评|满意|报表|汇总|数据|样表|模板|附件|材料|档案|审批|许可|登记|备案|"
    "证照|执照|年|月|季|周报|日报|县|市|省|区|局|科|股|室|中心|大厅|窗口|镇|乡|村|街道|委|办|院|所|站|厅|公司|集团|银行|学校|医院|"
    "工作|项目|系统|平台|改革|阶段|特别|程序|人员|部门|单位|更正|退回|修改|最终|新版|旧版|备份|副本"
)

_LABELS = (
    "姓名|申请人|联系人|联络人|经办人|法定代表人|法人代表|法人|投诉人|来信人|来电人|举报人|反映人|被投诉人|当事人|业主|户主|委托人|"
    "代理人|收件人|收货人|负责人|填表人|填报人|制表人|审核人|受理人|办理人|评价人|咨询人|求助人|诉求人|签收人|监护人|承租人|"
    "出租人|本人|名叫|我叫"
)
_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff·]"
_MARK = "(?P<mark>[:：]\\s?|\\s|[(\"“'「为是叫]|)"
_LABELLED = re.compile(rf"(?P<label>{_LABELS}){_MARK}(?P<run>{_HAN}{{2,24}})")
# 王 小 明, as names are spread in tables; Zhang Wei.
_SPREAD = re.compile(
    rf"(?:{_LABELS})[:(]?\s?(?P<run>{_HAN}\s{_HAN}(?:\s{_HAN})?(?!{_HAN})"
    r"|[A-Z][A-Za-z]{1,20}(?:[ ·-][A-Z][A-Za-z]{1,20}){1,3})"
)
_TITLES = "先生|女士|小姐|同志|师傅|大爷|大姐"
_TITLED = re.compile(_TITLES)
# What may follow a name that no mark separates from its label.
_AFTER = re.compile(
    f"{_TITLES}|电话|手机|联系|身份证|微信|住|于|在|来|的|等|称|说|反映|投诉|举报|咨询|申请|提交|办理|因|要求|表示|到|去|和|与|及"
)
_PLACE = re.compile(rf"{_HAN}{{1,3}}(?:省|市|县|区|镇|乡|局|委|厅|院|所)")
_RUN = re.compile(f"{_HAN}{{1,4}}")
_LONE = re.compile(rf"(?<!{_HAN}){_HAN}{{2,4}}(?!{_HAN})")
# What stands after 联系人: and is nobody's name.
_NO_NAME = re.compile(
    "个人|个体|企业|法人|自然人|不详|不明|未知|同上|同前|本人|匿名|群众|保密|名称|姓名|手机|电话|号码|方式|已核.?|未填.?|暂无|没有|"
    "待定|家属|亲属|同事|朋友|父母|多人|代办.?|见.*|已.*|未.*|不.*|无.*|要求.*|多次.*|确认.*|类型|信息|意见|签[名字章]"
)
# A first look, at a text in small letters.
_PEOPLE = re.compile(f"{_LABELS}|{_TITLES}")


def may_name(folded: str) -> bool:
    """Whether a folded text holds a word that announces a name."""
    return _PEOPLE.search(folded) is not None


def labelled(view: str) -> Iterator[tuple[int, int]]:
    """Where the names after 联系人, 姓名 … stand in a view (``folding.view``)."""
    for found in _SPREAD.finditer(view):
        run = found["run"]
        if run.isascii() or _leads(run.replace(" ", "")):
            yield found.span("run")
    at = 0
    while name := _LABELLED.search(view, at):
        length = _labelled_length(name)
        at = name.start("run") + length if length else name.end("label")
        if length:
            yield name.start("run"), at


def titled(view: str) -> Iterator[tuple[int, int]]:
    """Where the names before 先生, 女士 … stand in a view."""
    at = 0
    for found in _TITLED.finditer(view):
        end = found.start()
        for start in range(max(at, end - 4), end):
            run = view[start:end]
            longest = 4 if run.startswith(_COMPOUND) else 3
            if len(run) <= longest and _leads(run) and _RUN.fullmatch(run) and not _WORDS.match(run):
                yield start, end
                break
        at = found.end()


def hide_lone_names(text: str, hidden: str) -> str:
    """The text without the runs of two to four characters between separators that look like a name."""
    return _LONE.sub(lambda found: hidden if _is_lone_name(found[0]) else found[0], text)


def _is_lone_name(run: str) -> bool:
    return _leads(run) and not _WORDS.match(run) and not _TRADE.search(run)


def _leads(run: str) -> bool:
    """Whether a run of characters begins with a surname."""
    return run.startswith(_COMPOUND) or run[:1] in _SURNAMES


def _labelled_length(found: re.Match[str]) -> int:
    run, mark = found["run"], found["mark"].strip()
    announced = bool(found["mark"].strip("为是叫"))
    if "·" in run:
        return len(run)  # 阿依古丽·买买提
    is_other = _TRADE.search(run) or _NO_NAME.fullmatch(run)
    if announced and found["label"] == "姓名" and len(run) <= 4 and not is_other:
        return len(run)  # any surname where only a name can stand
    if not _leads(run) and mark in (":", "：") and found["label"] not in ("本人", "法人"):
        return _whole_length(run)
    return _name_length(run, announced=announced)


def _whole_length(run: str) -> int:
    """The length of a name of any surname: it is all that stands there, or ends as a name ends."""
    ends = (length for length in (2, 3, 4) if length == len(run) or _AFTER.match(run, length))
    length = next(ends, 0)
    name = run[:length]
    return 0 if _NO_NAME.fullmatch(name) or _WORDS.match(name) or _TRADE.search(name) else length


def _name_length(run: str, *, announced: bool) -> int:
    """How many characters at the beginning of a run are a name, 0 for none.

    ``announced`` by a colon or a space it may be followed by anything; else it has to end as a name ends.
    """
    if not _leads(run) or _WORDS.match(run) or (len(run) > 4 and _PLACE.match(run)):
        return 0
    shortest = 3 if run.startswith(_COMPOUND) else 2
    for length in (shortest, shortest + 1):
        if len(run) == length or (len(run) > length and _AFTER.match(run, length)):
            return length
    if announced:
        return min(len(run), 4 if len(run) == 4 else shortest + 1)
    return 0
