"""The weekly check as a letter: the list of the page as Markdown, and as HTML that needs nothing else."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reform.common.actor import Actor
from reform.common.i18n import speaking
from reform.monitoring import signoffs
from reform.monitoring.signoffs import unit_statuses
from reform.monitoring.tasks import NOBODY, Task
from reform.monitoring.weekly_review import WeeklyReview
from reform.reports import weekly_digest
from reform.reports.weekly_digest import Letter, as_html, cells, markdown
from reform.storage.journal import Journal
from tests.ingest.files import County
from tests.markup import KINDS
from tests.ui.small import OTHER, files
from tests.ui.tongues import CHINESE

AS_OF, MONDAY = date(2026, 4, 21), date(2026, 4, 20)
TASKS = [
    Task("case", "施工<b>许可</b>|*", "甲局", date(2026, 4, 17), -2, "", "A4", "0003", True),
    Task("data", "办件明细", "改革工作专班", date(2026, 4, 23), 2, "", ""),
    Task("load", "![x](http://a/b.png)", NOBODY, note="refused"),
]


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    journal = Journal(tmp_path)
    signoffs.sign_off(
        journal, MONDAY, "甲局", "已催办", TASKS[:1], Actor("李主任"), datetime(2026, 4, 21, tzinfo=UTC)
    )
    units = ["甲局", "乙局", "改革工作专班"]
    rows = unit_statuses(units, TASKS, signoffs.signed_off(journal, MONDAY))
    review = WeeklyReview(TASKS, TASKS, units, MONDAY, rows, units[:2])
    return Letter("本县", False, AS_OF, "000007", (), review)


def test_markdown_has_a_list_for_each_unit_and_nothing_comes_to_life(letter: Letter) -> None:
    with speaking("en"):
        said = markdown(letter)
    assert re.findall("^## (.*)$", said, re.M) == [
        "Reform task force · 1 matters, 0 late · not yet checked",
        "甲局 · 1 matters, 1 late · checked by 李主任 · 已催办",
        "nobody named",
    ]
    assert "| Open case due | 施工\\<b\\>许可\\</b\\>\\|\\* | 2 late | 17 Apr 2026 | new |  | A4 |" in said
    assert "\\!\\[x\\](`http://a/b.png)`" in said
    assert said.rstrip().endswith("Nothing to check: 乙局")
    assert "3 matters to check: 1 late, 1 new since last week" in said
    assert "1 of 3 units have checked this week" in said


class Cells(HTMLParser):
    """Cells of the tables, and every tag and attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "td" and data.strip():
            self.cells[-1] += data


def test_html_is_whole_by_itself_and_says_the_same(letter: Letter) -> None:
    read = Cells()
    with speaking("zh"):
        made = as_html(letter)
        read.feed(made)
        wanted = [cell for place in (1, 0, 2) for cell in cells(TASKS[place])]
    assert read.cells == wanted
    assert read.tags == {"html", "head", "meta", "title", "body", "h1", "h2", "p", "table", "tr", "th", "td"}
    assert read.attributes == {"lang", "charset", "style"}
    assert "url(" not in made


def test_a_department_gets_its_own_letter(letter: Letter) -> None:
    own = Letter(letter.county, True, AS_OF, letter.snapshot, ("甲局",), letter.review)
    with speaking("zh"):
        said = markdown(own)
    assert "示例数据" in said
    assert len(re.findall("^## ", said, re.M)) == 1
    assert "改革工作专班" not in said


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    made = County(tmp_path_factory.mktemp("digest"))
    assert made.run("load", *(made.file(name, data) for name, data in files().items())).exit_code == 0
    return made


@pytest.mark.parametrize("form", ["md", "html"])
def test_an_as_of_date_beyond_the_data_is_told(county: County, form: str) -> None:
    said = "The data end on 21 Apr 2026; the as-of date is 30 Jun 2026."
    for as_of, told in (("2026-06-30", True), ("2026-04-21", False)):
        result = county.run("--lang", "en", "digest", "--format", form, "--as-of", as_of)
        assert result.exit_code == 0
        assert (said in result.stdout) is told


def test_the_command_writes_the_list_of_a_department(county: County) -> None:
    result = county.run("--lang", "en", "digest", "--department", OTHER, "--as-of", "2026-06-30")
    assert result.exit_code == 0
    kinds = re.findall(r"^\| (.*?) \| (.*?) \| (.*?) \|", result.stdout, re.M)[2:]
    assert kinds == [
        ("Open case due", "施工许可", "45 late"),
        ("Bad review to rectify", "施工许可", "36 late"),
        ("Transfer due", "夜间施工许可", "today"),
    ]


def test_the_command_writes_html_and_names_what_it_does_not_know(county: County) -> None:
    result = county.run("--lang", "en", "digest", "--department", "县住建", "--format", "html")
    assert result.exit_code == 0
    assert result.stdout.startswith("<!doctype html>")
    assert OTHER in result.stderr
    assert county.run("digest", "--format", "pdf").exit_code == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_headers_are_in_the_language_of_the_letter(language: str) -> None:
    with speaking(language):
        assert {bool(CHINESE.search(header)) for header in weekly_digest.headers()} == {language == "zh"}


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_each_kind_stand_as_typed_and_lead_nowhere(letter: Letter, kind: str) -> None:
    """Addresses are code, for GitHub's Markdown makes links also of escaped ones; every mark is escaped."""
    words = f"甲{KINDS[kind]}乙"
    review = replace(letter.review, tasks=[replace(TASKS[1], subject=words)])
    hostile = replace(letter, review=review)
    (line,) = [
        line for line in markdown(hostile).splitlines() if "甲" in line and "乙" in line and "|" in line
    ]
    cell = re.split(r"(?<!\\)(?:\\\\)*\|", line)[2].strip()
    outside = re.sub(r"\\[!-/:-@[-`{-~]", "", re.sub(r"(?<!\\)`[^`]*`", "", cell))
    assert not re.search(r"://|www\.|mailto:|\w@\w|[`*_\[\]<>|&~$]", outside)
    typed = re.sub(r"(?<!\\)`([^`]*)`|\\([!-/:-@[-`{-~])", lambda found: found[1] or found[2] or "", cell)
    assert typed == " ".join(words.split())
    assert f'<td style="{weekly_digest._CELL}">{html.escape(words)}</td>' in as_html(hostile)
