"""Tables of the datasets in docs/, written from their declarations: ``make reference``."""

from collections.abc import Callable, Iterator
from itertools import groupby

from reform import ROOT
from reform.schema.datasets import Dataset, datasets

Table = Callable[[int], Iterator[str]]  # the rows; 0: in Chinese, 1: in English


def _either(text: str, language: int) -> str:
    return text.split(" | ")[language]


def _listed(language: int) -> Iterator[str]:
    """Each dataset: title and description, and what one row of it is."""
    colon = "：" if language == 0 else ": "
    for name, dataset in datasets().items():
        chinese, description = _either(dataset.title, 0), _either(dataset.description, language)
        yield f"| `{name}` | {chinese}{colon}{description} | {_either(dataset.row, language)} |"


def _days(dataset: Dataset) -> float:
    return dataset.max_age or float("inf")


def _ageing(language: int) -> Iterator[str]:
    """The datasets by the days after which they are out of date."""
    comma, never = (("、", "不限"), (", ", "no limit"))[language]
    for days, same in groupby(sorted(datasets().values(), key=_days), key=_days):
        names = comma.join(f"`{dataset.name}`" for dataset in same)
        yield f"| {never if days == float('inf') else days} | {names} |"


# Page without language, head of its table in both, rows.
TABLES: tuple[tuple[str, tuple[str, str], Table], ...] = (
    ("reference", ("| 数据集 | 内容 | 一行是 |", "| dataset | what | one row is |"), _listed),
    ("keeping", ("| 期限（天） | 数据集 |", "| days allowed | datasets |"), _ageing),
)


def pages() -> Iterator[tuple[str, str]]:
    """Each page's path with its text as the declarations have it."""
    for name, heads, rows in TABLES:
        for language, suffix in enumerate((".zh-CN", "")):
            path = f"docs/{name}{suffix}.md"
            before, head, after = (ROOT / path).read_text(encoding="utf-8").partition(heads[language])
            rule, _, rest = after.lstrip("\n").partition("\n")
            _old, _, rest = rest.partition("\n\n")
            yield path, "\n".join([f"{before}{head}", rule, *rows(language), "", rest])


if __name__ == "__main__":
    for path, text in pages():
        (ROOT / path).write_text(text, encoding="utf-8")
