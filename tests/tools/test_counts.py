"""``python -m tools.counts``, on a tree small enough to count by hand."""

from pathlib import Path

import pytest

from tools import counts

FILES = {
    "dashboard.py": "import reform\n",
    "pages/progress/overview.py": "\n\n",
    "reform/short.py": "def two(a):\n    return a\n\n\nclass Of:\n    @property\n    def one(self): ...\n",
    "reform/long.py": "def long():\n" + "    pass\n" * 50,
    "reform/sql/all.sql": "select 1\nfrom cases\n",
    "reform/schema/cases.toml": "not counted = 1\n",
    "tests/test_all.py": "def test_all():\n    async def nested():\n        pass\n",
    "other/ignored.py": "def never(): ...\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("part", "files", "lines"), [("product", 4, 61), ("tests", 1, 3), ("tools", 0, 0), ("SQL", 1, 2)]
)
def test_files_and_lines(tree: Path, part: str, files: int, lines: int) -> None:
    counted = counts.count(tree, part)
    assert (counted.files, counted.lines) == (files, lines)


def test_functions(tree: Path) -> None:
    product = counts.count(tree, "product")
    assert product.functions == {
        "reform/short.py:1 two": 2,
        "reform/short.py:7 one": 1,
        "reform/long.py:1 long": 51,
    }
    assert (product.longest, product.long) == ("reform/long.py:1 long", 1)
    assert counts.count(tree, "tests").functions == {
        "tests/test_all.py:1 test_all": 3,
        "tests/test_all.py:2 nested": 2,
    }


def test_the_report_has_a_line_a_part(tree: Path) -> None:
    rows = [" ".join(line.split()) for line in counts.report(tree).splitlines()]
    assert rows == [
        "files lines functions median over 50 longest",
        "product 4 61 3 2 1 51 lines, reform/long.py:1 long",
        "tests 1 3 2 2.5 0 3 lines, tests/test_all.py:1 test_all",
        "tools 0 0",
        "SQL 1 2",
    ]
