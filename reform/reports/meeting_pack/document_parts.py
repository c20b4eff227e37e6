"""What both papers begin and end with: title and day; source, definitions and what is left blank."""

from collections.abc import Callable

from reform.common import formatting
from reform.common.i18n import either, speaking
from reform.reports.meeting_pack.chinese_prose import BLANK, Words, listed
from reform.reports.meeting_pack.context import Material
from reform.reports.meeting_pack.document import Paper

Chapter = Callable[[Paper, Words], None]


def write(material: Material, title: str, chapters: tuple[Chapter, ...]) -> tuple[bytes, Words]:
    """A paper of these chapters as .docx, and the words that wrote it."""
    with speaking("zh"):
        words, paper = Words(material), Paper()
        _head(paper, material, title)
        for chapter in chapters:
            chapter(paper, words)
        _tail(paper, words)
        return paper.save(f"{material.name}{title}", material.name, material.scope.as_of), words


def _head(paper: Paper, material: Material, title: str) -> None:
    """Title, day, the mark of sample data, and what part of the county it is about."""
    paper.title(f"{material.name}相对集中行政许可权改革", title)
    day = formatting.day(material.scope.as_of)
    paper.dated(f"（{day}）", *(["（示例数据，均为虚构，不得引用）"] if material.is_sample else []))
    scope = "".join(f"，{name}为{value}" for name, value in material.filters())
    paper.body(
        f"截至{day}，{material.name}相对集中行政许可权改革有关情况如下"
        f"（数据快照{material.snapshot}{scope}）。{material.beyond}"
    )


def source(words: Words, *asked: str) -> str:
    """The line under a table: source, as-of date, and what the figures mean."""
    words.cited |= dict.fromkeys(asked)
    metrics = map(words.material.metric, asked)
    names = listed(f"{either(metric.name)}为{either(metric.means)}" for metric in metrics)
    return f"{words.material.source()}。统计口径：{names}。"


def centre_change(words: Words, unit: str) -> str:
    """Windows and their staff at the first and the last count of the centre; ``unit`` counts the staff."""
    counts = words.material.rows("centre_counts")
    windows, staff = (
        [words.value(value, what, ("centre",)) for value in counts[column].iloc[[0, -1]]]
        for column, what in (("windows", "窗口数"), ("staff", "窗口人员数"))
    )
    return f"窗口由{windows[0]}个变为{windows[1]}个，窗口人员由{staff[0]}{unit}变为{staff[1]}{unit}"


def _tail(paper: Paper, words: Words) -> None:
    """On a page of its own: source and definition of every figure cited, what is stale or left blank."""
    material = words.material
    paper.attached("统计口径与待补说明")
    paper.annex("统计口径与待补说明")
    paper.note(f"{material.source()}。率的对比为百分点；上月、上年同期均指自然月。")
    for code in sorted(words.cited):
        metric = material.metric(code)
        paper.note(f"{either(metric.name)}（{code}）：{either(metric.definition)}。")
    for day, text in material.notes:
        if day <= material.scope.as_of:
            paper.note(f"{formatting.day(day)}：{text}。")
    for age in material.stale(words.cited):
        paper.note(f"数据陈旧：{age.sentence}。")
    if words.missing:
        paper.note(f"正文留有{BLANK}或【　】之处待补：")
        for what, why in words.missing.items():
            paper.note(f"{what}：{why}。")
