"""《改革调研报告》: the course, what was done, what was learnt, problems and proposals.

The figures such a report leaves as "xx" are filled from the data. What was learnt and what is proposed are
judgements: marked blanks, with the figures that may carry them beside.
"""

from typing import Any

import pandas as pd

from reform.common import code_lists, formatting
from reform.common.i18n import speaking
from reform.metrics import calendars
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, in_order, listed, numeral
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.document import Paper
from reform.reports.meeting_pack.document_parts import head, source, tail
from reform.reports.meeting_pack.problem_paragraphs import found, none_found, some
from reform.reports.meeting_pack.tables import progress

TITLE = "改革调研报告"


def judgement(words: Words, what: str) -> str:
    """A blank for a person, which says what is to be written there."""
    words.missing[what] = "属于判断，由撰写人填写"
    return f"【{what}：　　　　】"


def study(material: Material) -> tuple[bytes, Words]:
    """The paper as .docx, and the words that wrote it."""
    with speaking("zh"):
        words, paper = Words(material), Paper()
        head(paper, material, TITLE)
        _course(paper, words)
        _done(paper, words)
        _learnt(paper, words)
        _problems(paper, words)
        _proposals(paper, words)
        tail(paper, words)
        return paper.save(f"{material.name}{TITLE}", material.name, material.scope.as_of), words


# 一、改革历程 ---------------------------------------------------------------------------------


def _course(paper: Paper, words: Words) -> None:
    material = words.material
    paper.heading("改革历程")
    paper.section("改革背景")
    paper.body(judgement(words, "改革的背景、依据和总体部署"))
    paper.section("推进过程")
    batches = material.rows("batches")
    begun = batches[batches["transferred"] > 0]
    if len(begun):
        paper.body(
            f"改革按照“成熟一批、划转一批”的办法，分{words.number(len(batches))}批推进，"
            f"{_first_batch_said(words, begun.iloc[0])}。截至目前，从{words.count('T10')}个部门划转事项"
            f"{words.count('T02')}项，占应划转{words.count('T01')}项的{words.rate('T03')}。"
        )
    if len(batches):
        paper.body(_batches_said(words, batches))
        _batch_table(paper, words, batches)
    counts = material.rows("centre_counts")
    if len(counts):
        paper.section("政务服务中心建设")
        paper.body(_centre_said(words, counts))


def _first_batch_said(words: Words, batch: "pd.Series[Any]") -> str:
    """When the first items were signed, and when the last of their batch, or how many are left."""
    said = (
        f"{formatting.batch(batch['batch'])}事项自{formatting.day(batch['first_transferred_on'])}起签约划转，"
    )
    left = batch["items"] - batch["transferred"]
    if left:
        return f"{said}尚有{words.number(left)}项未划转"
    return f"{said}至{formatting.day(batch['last_transferred_on'])}全部划转"


def _batches_said(words: Words, batches: pd.DataFrame) -> str:
    said = [
        f"{formatting.batch(row['batch'])}{words.number(row['items'])}项，计划自"
        f"{formatting.day(row['starts_on'])}至{formatting.day(row['ends_on'])}划转，"
        f"已划转{words.number(row['transferred'])}项"
        for row in batches.to_dict("records")
    ]
    return f"{'；'.join(said)}。"


def _batch_table(paper: Paper, words: Words, batches: pd.DataFrame) -> None:
    departments = {
        row["batch"]: row["value"] for row in words.material.rows("T10", "batch").to_dict("records")
    }
    rows = progress(words.material.rows("T05", "batch").dropna(subset=["batch"]))
    paper.table(
        "各批次基本情况",
        ["批次", "事项（项）", "涉及部门（个）", "已划转（项）", "完成率"],
        [
            [
                formatting.batch(row["batch"]),
                words.number(row["items"]),
                words.value(departments.get(row["batch"]), "批次涉及部门数", ("items", "stages")),
                words.number(row["transferred"]),
                words.number(row["rate"], None),
            ]
            for row in rows.to_dict("records")
        ],
        source(words, "T03", "T10"),
        [34, 30, 32, 30, 30],
    )


def _centre_said(words: Words, counts: pd.DataFrame) -> str:
    last = counts.iloc[-1]
    opened = counts["opened_on"].dropna()
    since = f"政务服务中心{formatting.day(opened.iloc[-1])}启用。" if len(opened) else ""
    named = {
        "departments": ("进驻单位", "个"),
        "items": ("进驻事项", "项"),
        "windows": ("窗口", "个"),
        "one_windows": ("其中综合窗口", "个"),
        "staff": ("窗口人员", "名"),
        "terminals": ("自助终端", "台"),
    }
    parts = [
        f"{name}{words.value(last[column], name, ('centre',))}{unit}"
        for column, (name, unit) in named.items()
    ]
    return f"{since}{formatting.day(last['recorded_on'])}盘点，{'，'.join(parts)}。"


# 二、主要做法 ---------------------------------------------------------------------------------


def _done(paper: Paper, words: Words) -> None:
    paper.heading("主要做法")
    paper.section("清单管理，动态调整")
    paper.body(_changes_said(words) + judgement(words, "清单编制与审核的做法"))
    paper.section("分批划转，衔接到位")
    flags = words.material.rows("handovers")
    named = listed(
        f"{code_lists.label('stage', row['flag'])}{words.number(row['have'])}项"
        for row in flags.to_dict("records")
    )
    paper.body(
        f"划转事项同步移交事项、人员、印章、系统账号和档案资料。已划转的{words.count('T02')}项中，"
        f"{named or BLANK}，五项全部到位并正式运行的{words.count('T04', 'numerator')}项，"
        f"占{words.rate('T04')}。"
        f"从梳理到正式运行平均{words.mean('T07')}个工作日。"
    )
    paper.section("论证协调，化解争议")
    paper.body(_disputes_said(words) + judgement(words, "争议协调的机制与典型事例"))
    paper.section("集约窗口，一窗受理")
    paper.body(_hall_said(words))
    paper.section("再造流程，压减时限")
    paper.body(_days_said(words))
    paper.section("数据共享，网上办理")
    paper.body(
        f"已开通数据接口和电子证照{words.count('G02', 'numerator')}个，"
        f"{words.count('G01', 'numerator')}项事项免交"
        f"有关材料，占{words.rate('G01')}，月均调用{words.mean('G03', digits=0)}次。"
        f"网上可办事项占{words.rate('O01')}，"
        f"全程网办占{words.rate('O02')}，最多跑一次占{words.rate('O04')}，零跑动占{words.rate('O05')}；"
        f"实际经网上受理的办件占{words.rate('O03')}。"
    )


def _changes_said(words: Words) -> str:
    changes = words.material.rows("item_changes")
    done = changes[~changes["is_ahead"].astype(bool)] if len(changes) else changes
    if done.empty:
        words.missing["事项变更"] = words.why(("item_versions",))
        return f"依法调整事项{BLANK}项次。"
    counts = done["change"].value_counts()
    named = listed(
        f"{code_lists.label('item_change', kind)}{words.number(counts[kind])}项次"
        for kind in code_lists.code_lists()["item_change"]
        if kind in counts
    )
    return f"依据法律法规和上级文件，调整事项{words.number(len(done))}项次，其中{named}。"


def _disputes_said(words: Words) -> str:
    rows = words.material.rows("dispute_list")
    if rows.empty:
        words.missing["争议事项"] = words.why(("disputes",))
        return f"共协调争议事项{BLANK}件。"
    reviewed = int(rows["reviewed_on"].notna().sum())
    experts = rows["experts"].dropna()
    return (
        f"共登记争议事项{words.number(len(rows))}件，涉及{words.number(rows['department'].nunique())}个部门，"
        f"经论证{words.number(reviewed)}件（{words.number(experts.sum())}人次专家参加），"
        f"已办结{words.count('T08', 'numerator')}件，办结率{words.rate('T08')}。"
    )


def _hall_said(words: Words) -> str:
    counts, months = words.material.rows("centre_counts"), words.material.rows("hall_months")
    said = ""
    if len(counts) > 1:
        first, last = counts.iloc[0], counts.iloc[-1]
        windows, staff = (
            [words.value(count[column], what, ("centre",)) for count in (first, last)]
            for column, what in (("windows", "窗口数"), ("staff", "窗口人员数"))
        )
        said = f"窗口由{windows[0]}个变为{windows[1]}个，窗口人员由{staff[0]}名变为{staff[1]}名。"
    if len(months):
        last = months.iloc[-1]
        said += (
            f"{formatting.month(last['month'])}大厅"
            f"日均接待{words.value(last['visits_a_day'], '日均接待')}人次，"
            f"日均收件{words.value(last['taken_a_day'], '日均收件')}件，"
            f"日均办结{words.value(last['finished_a_day'], '日均办结')}件。"
        )
    else:
        words.missing["大厅日均接待、收件和办结"] = words.why(("hall",))
        said += f"大厅日均接待{BLANK}人次，日均收件{BLANK}件，日均办结{BLANK}件。"
    return (
        f"{said}进驻中心的事项中，由综合窗口受理的{words.count('O06', 'numerator')}项，"
        f"占{words.rate('O06')}；"
        f"平均等候{words.mean('V03', digits=1)}分钟，自助办理占{words.rate('V02')}。"
    )


def _days_said(words: Words) -> str:
    limits = words.material.rows("three_limits")
    said = ""
    if len(limits) and not calendars.apart(limits.iloc[0]):
        row, unit = limits.iloc[0], words.days("three_limits")
        said = (
            f"办结的承诺件，法定时限平均{words.number(row['statutory'], 1)}{unit}，"
            f"承诺时限平均{words.number(row['promised'], 1)}{unit}，"
            f"实际用时平均{words.number(row['used'], 1)}{unit}（{words.number(row['n'])}件）。"
        )
    if words.has("D06"):
        unit = words.days("D06")
        said += (
            f"同一事项划转前平均{words.mean('D06', 'mean_before')}{unit}，"
            f"划转后平均{words.mean('D06', 'mean_after')}{unit}（{words.count('D06', 'items')}项）。"
        )
    return (
        f"{said}承诺时限压缩比{words.rate('D01')}，即办件占事项的{words.rate('D10')}，"
        f"按法定时限累计节省{words.count('D05')}{words.days('D05')}。企业开办平均{words.mean('D15')}个工作日。"
        f"{judgement(words, '流程再造的主要举措与典型事例')}"
    )


# 三、四、五 -----------------------------------------------------------------------------------


def _learnt(paper: Paper, words: Words) -> None:
    """Judgements: each is a marked blank, with the figures beside that may carry it or speak against it."""
    paper.heading("基本经验")
    beside = (
        f"可供参考的数据：划转完成率{words.rate('T03')}，划转到位率{words.rate('T04')}，"
        f"争议办结率{words.rate('T08')}。",
        f"可供参考的数据：实际提速{words.rate('D04')}，按时办结率{words.rate('D07')}。",
        f"可供参考的数据：好评率{words.rate('S03')}，差评{words.count('S05', 'numerator')}条，"
        f"差评按期整改率{words.rate('S06')}，投诉{words.count('W04', 'numerator')}件。",
    )
    for place, data in enumerate(beside, start=1):
        paper.body(f"{judgement(words, f'经验{numeral(place)}')}{data}")


def _problems(paper: Paper, words: Words) -> None:
    paper.heading("存在的问题与挑战")
    shown = list(found(words))
    for sentence in in_order(shown):
        paper.body(sentence)
    if not shown:
        paper.body(none_found(words))
    paper.body(judgement(words, "问题的成因，以及数据之外的困难和挑战"))


def _proposals(paper: Paper, words: Words) -> None:
    paper.heading("对策建议")
    one = words.material.one
    aims = (
        ("T06", "value", "加快划转", "项逾期未划转"),
        ("T08", "open", "化解争议", "件争议未办结"),
        ("D13", "value", "防止超期", "件在办超期"),
        ("S06", "overdue", "改进服务", "条差评逾期未整改"),
    )
    for code, column, aim, what in aims:
        value = one(code).get(column)
        if some(value):
            paper.body(f"针对{words.count(code, column)}{what}：{judgement(words, f'{aim}的建议')}")
    paper.body(judgement(words, "其他建议"))
