"""Words that would be drawn as something else: each kind of markup that a page, a chart or a letter knows."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from reform.common.actor import Actor
from reform.common.redaction import scrub
from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.monitoring import annotations, decisions, signoffs
from reform.pipeline.load import load
from reform.schema.datasets import Column, Dataset, datasets
from reform.storage import Warehouse
from reform.storage.journal import Journal
from tests.ingest.files import text

TODAY, DAY = date(2026, 11, 23), date(2026, 4, 13)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
OUTSIDE = "evil.example"
KINDS = {
    "picture": f"![图](http://{OUTSIDE}/p.png)",
    "link": f"[点此](https://{OUTSIDE}/a)",
    "reference": f"[甲]: http://{OUTSIDE}/r",
    "angled": f"<https://{OUTSIDE}/b>",
    "address": f"http://{OUTSIDE}/c",
    "bare address": f"www.{OUTSIDE}/d",
    "mail": f"mailto:a.b@{OUTSIDE}",
    "script": "javascript:alert(1)",
    "html link": f'<a href="http://{OUTSIDE}/e">点</a>',
    "html picture": f"<img src=http://{OUTSIDE}/f.png onerror=alert(1)>",
    "html style": "<b style='color:red'>粗</b><br>&lt;i&gt;",
    "bold": "**粗** __粗__ *斜* _斜_ ~~删~~",
    "code": "`码` ```块```",
    "colour": ":red[红] :blue-background[蓝] :small[小]",
    "badge": ":orange-badge[牌] :small{}",
    "icon": ":material/home: :material_home: :streamlit:",
    "emoji": ":smile: :+1: :100:",
    "formula": "$x^2$ $$y$$",
    "arrows": "甲 -> 乙 <- 丙 <-> 丁 -- 戊 >= 己 <= 庚 ~= 辛",
    "heading": "# 题",
    "list": "- 项",
    "numbered": "1. 项",
    "rule": "---",
    "quote": "> 引",
    "table": "|甲|乙|",
    "footnote": "[^1] 注",
    "entity": "&amp; &copy; &#60;b&#62;",
    "escape": "\\* \\[甲\\] a\\",
    "spreadsheet": f'=HYPERLINK("http://{OUTSIDE}/g","点")',
    "template": "{0} {name} %{y} %s",
}
WORDS = [f"甲{words}" for words in KINDS.values()]
# What comes to life at the beginning of a cell.
STARTS = [
    *("=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-1+cmd|' /C calc'!A0"),
    *(
        f'=HYPERLINK("http://{OUTSIDE}/h","点")',
        "<r><t>粗</t></r>",
        "<r></x></r>",
        "_x0041_粗",
        "# 题",
        "> 引",
    ),
]

# What a column needs to be accepted beside the words.
GIVEN = {
    "date": "2026-04-13",
    "datetime": "2026-04-13 09:00:00",
    "duration": "5个工作日",
    "stage": "签约公布",
}
GIVEN |= dict.fromkeys(("duration_days", "figure", "score", "count", "batch", "depth"), "1")


def loaded(folder: Path) -> Warehouse:
    """A warehouse with what the ordinary intake accepts of a county full of markup; more of it is typed."""
    warehouse, journal = Warehouse(folder), Journal(folder)
    result = load(warehouse, county([*WORDS, *STARTS]), Options(), today=TODAY, accept_good=True)
    assert result.snapshot, (result.problems, result.rejects[:9])
    warehouse.name(result.snapshot, WORDS[0])
    for number, words in enumerate([*WORDS, *STARTS]):
        decisions.enter(
            journal, scrub(words)[0][:20], DAY, str(number), words, words, None, Actor(words), NOW
        )
        annotations.add(journal, DAY, words, Actor(words), NOW)
        signoffs.sign_off(journal, signoffs.week_of(DAY, DAY, TODAY), words, words, (), Actor(words), NOW)
    return warehouse


def county(words: Sequence[str], *, in_codes: bool = False) -> list[Source]:
    """A file for each dataset, a row for each of the words: in every text column, or in every code."""
    return [_file(dataset, words, in_codes) for dataset in datasets().values()]


def _file(dataset: Dataset, words: Sequence[str], in_codes: bool) -> Source:
    rows = [[_cell(c, number, word, in_codes) for c in dataset.columns] for number, word in enumerate(words)]
    return Source(f"{dataset.name}.csv", text([[column.header for column in dataset.columns], *rows]))


def _cell(column: Column, number: int, word: str, in_codes: bool) -> str:
    """The words, and elsewhere something that can be read."""
    if column.name in GIVEN:
        return GIVEN[column.name]
    if column.codes or column.type not in ("code", "text", "free_text"):
        return GIVEN.get(column.type, "")
    return word if in_codes == (column.type == "code") else f"K{number:03}"
