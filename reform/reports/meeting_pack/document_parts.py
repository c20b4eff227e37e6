"""What both papers begin and end with: title and day; source, definitions and what is left blank."""

from reform.common import formatting
from reform.common.i18n import either
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, listed
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.document import Paper


def head(paper: Paper, material: Material, title: str) -> None:
    """Title, day, the mark of sample data, and what part of the county it is about."""
    paper.title(f"{material.name}相对集中行政许可权改革", title)
    day = f"（{formatting.day(material.scope.as_of)}）"
    paper.dated(*([day, "（示例数据，均为虚构，不得引用）"] if material.is_sample else [day]))
    scope = "".join(f"，{name}为{value}" for name, value in material.filters())
    paper.body(
        f"截至{formatting.day(material.scope.as_of)}，{material.name}相对集中行政许可权改革有关情况如下"
        f"（数据快照{material.snapshot}{scope}）。{material.beyond}"
    )


def source(words: Words, *asked: str) -> str:
    """The line under a table: source, as-of date, and what the figures mean."""
    for code in asked:
        words.cited[code] = None
    questions = map(words.material.question, asked)
    names = listed(f"{either(question.name)}为{either(question.means)}" for question in questions)
    return f"{words.material.source()}。统计口径：{names}。"


def tail(paper: Paper, words: Words) -> None:
    """On a page of its own: source and definition of every figure cited, what is stale or left blank."""
    material = words.material
    paper.attached("统计口径与待补说明")
    paper.annex("统计口径与待补说明")
    paper.note(f"{material.source()}。率的对比为百分点；上月、上年同期均指自然月。")
    for code in sorted(words.cited):
        question = material.question(code)
        paper.note(f"{either(question.name)}（{code}）：{either(question.definition)}。")
    for day, text in material.notes:
        if day <= material.scope.as_of:
            paper.note(f"{formatting.day(day)}：{text}。")
    for age in material.stale(words.cited):
        paper.note(f"数据陈旧：{age.sentence}。")
    if words.missing:
        paper.note(f"正文留有{BLANK}或【　】之处待补：")
        for what, why in words.missing.items():
            paper.note(f"{what}：{why}。")
