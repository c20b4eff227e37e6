"""The READMEs are kept true: what they name exists, and what exists is named, in both languages."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from click.testing import CliRunner

from reform import profiles
from reform.cli import main
from reform.datasets import datasets
from reform.settings import SOURCE, settings
from tests.source import ROOT, kept, name_of, python, texts

READMES = ("README.md", "README.zh-CN.md")
KEEPING, SCALE = ((f"docs/{page}.md", f"docs/{page}.zh-CN.md") for page in ("keeping", "scale"))
PAGES = READMES + KEEPING + SCALE
# Made at run time, or an example's own.
MADE = ("build/county", "build/trial", "build/brief", "build/cases/*.parquet", "build/cube")
NOT_IN_THE_REPOSITORY = (*MADE, "data/warehouse", "data/profiles/NAME.toml", "build/cube/case_counts.parquet")
# Commands that only read, or write one small file: their examples are run, not only parsed.
RUN = ("check", "ask", "indicators", "rows", "history", "template", "journal", "digest")

both = pytest.mark.parametrize("readme", READMES)
every = pytest.mark.parametrize("readme", PAGES)
pairs = pytest.mark.parametrize("pair", [READMES, KEEPING, SCALE], ids=["readme", "keeping", "scale"])


@cache
def text(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


@cache
def blocks(readme: str) -> list[tuple[str, str]]:
    """Fenced blocks: language, content."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text(readme), re.M | re.S)


def prose(readme: str) -> str:
    """The text without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text(readme), flags=re.M | re.S)


def quoted(readme: str) -> list[str]:
    """Everything between single backticks in the text."""
    return re.findall(r"`([^`\n]+)`", prose(readme))


def shell_lines(readme: str) -> list[str]:
    """Every command a reader may type: lines of bash blocks, and commands in the text."""
    typed = [line for language, block in blocks(readme) if language == "bash" for line in block.splitlines()]
    return typed + [word for word in quoted(readme) if re.match(r"(python|reform|make|pip|streamlit) ", word)]


def reform_lines(readme: str) -> list[list[str]]:
    """Arguments of every ``reform …`` and ``python -m reform …``."""
    lines = [re.sub(r"^python -m reform ", "reform ", line) for line in shell_lines(readme)]
    return [words[1:] for words in map(shlex.split, lines) if words[:1] == ["reform"]]


def every_reform_line() -> list[list[str]]:
    return sorted({tuple(words): words for name in PAGES for words in reform_lines(name)}.values())


def rows(readme: str, heading: int) -> list[list[str]]:
    """Cells of all table rows under the second-level heading of that number, header rows left out."""
    section = re.split(r"^## .*$", prose(readme), flags=re.M)[heading]
    found = []
    for table in re.findall(r"(?:^\|.*\|\n)+", section, re.M):
        found += [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return found


# sections, in their order in both files
START, LOAD, COMMANDS, HOW, KEPT, LIBRARIES, SETTINGS, ADD, LIMITS, LICENCE = range(1, 11)


# what is named exists --------------------------------------------------------------------------


@pytest.mark.parametrize("words", every_reform_line(), ids=" ".join)
def test_command_is_real(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Command, options, choices and number of arguments are what the program takes."""
    monkeypatch.chdir(tmp_path)
    Path("备份.zip").touch()  # the one file that is asked for at once
    context = main.make_context("reform", list(words))
    name, command, rest = main.resolve_command(context, [*context._protected_args, *context.args])
    assert command is not None
    command.make_context(name, list(rest), parent=context)


def is_runnable(words: list[str]) -> bool:
    """Not where the example names a file that only the reader has."""
    return words[0] in RUN and (words[0] != "check" or all((ROOT / file).is_file() for file in words[1:]))


@pytest.mark.parametrize("words", [w for w in every_reform_line() if is_runnable(w)], ids=" ".join)
def test_example_runs(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [str(ROOT / word) if (ROOT / word).is_file() else word for word in words]
    result = CliRunner().invoke(main, ["--warehouse", str(tmp_path / "empty"), *arguments])
    assert result.exit_code == 0, result.output


@both
def test_make_targets_exist(readme: str) -> None:
    declared = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = {line.split()[1] for line in shell_lines(readme) if line.startswith("make ")}
    assert {"run", "test"} <= named
    assert named <= set(declared)


@every
def test_links_and_images_exist(readme: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", prose(readme))
    assert links
    place = (ROOT / readme).parent
    missing = [link for link in links if not link.startswith("#") and not (place / unquote(link)).is_file()]
    assert missing == []


@every
def test_paths_exist(readme: str) -> None:
    words = [word for line in [*shell_lines(readme), *quoted(readme)] for word in line.split()]
    files = [w for w in words if re.fullmatch(r"[\w.*-]+(/[\w.*-]*)+|[\w-]+\.(py|txt|toml|md|sql)", w)]
    assert files
    missing = [f for f in files if f not in NOT_IN_THE_REPOSITORY and not list(ROOT.glob(f.rstrip("/")))]
    assert missing == []


@both
def test_profile_example_is_one(readme: str, tmp_path: Path) -> None:
    examples = [block for language, block in blocks(readme) if language == "toml"]
    assert examples
    for example in examples:
        file = tmp_path / "example.toml"
        file.write_text(example, encoding="utf-8")
        profile = profiles.load(str(file))
        columns = {column.name: column for column in datasets()[profile.dataset or ""].columns}
        assert set(profile.columns.values()) | set(profile.codes) <= set(columns)
        for column, codes in profile.codes.items():
            assert columns[column].codes
            assert codes


@both
def test_calendar_example_has_its_headers(readme: str) -> None:
    (example,) = [block for language, block in blocks(readme) if language == "csv"]
    assert example.splitlines()[0].split(",") == [c.header for c in datasets()["calendar"].columns]


# what exists is named --------------------------------------------------------------------------


@both
@pytest.mark.parametrize("command", main.commands)
def test_command_is_documented(readme: str, command: str) -> None:
    assert command in {words[0] for words in reform_lines(readme)}


def options() -> Iterator[str]:
    """Every long option of the program, ``--help`` aside."""
    for command in (main, *main.commands.values()):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from (o for o in (*parameter.opts, *parameter.secondary_opts) if o.startswith("--"))


@both
def test_options_are_documented(readme: str) -> None:
    assert sorted(set(options()) - set(quoted(readme))) == []


@every
def test_no_option_is_invented(readme: str) -> None:
    assert sorted({word for word in quoted(readme) if re.fullmatch(r"--[\w-]+", word)} - set(options())) == []


@both
def test_variables_are_documented(readme: str) -> None:
    """Environment variables the program reads, and no other."""
    read = {found for path in python("reform") for _, said in texts(path) for found in _variables(said)}
    assert _variables(text(readme)) == read


def _variables(words: str) -> set[str]:
    return set(re.findall(r"\bREFORM_[A-Z]+\b", words))


@both
def test_datasets_are_documented(readme: str) -> None:
    table = {cells[0].strip("`"): cells[1] for cells in rows(readme, LOAD)}
    assert list(table) == list(datasets())
    for name, dataset in datasets().items():
        chinese = dataset.title.partition("|")[0].strip()
        assert table[name].startswith(chinese.removesuffix("明细")), f"{name} is called {chinese}"


def declared_settings() -> Iterator[str]:
    for key, value in tomllib.loads(SOURCE.read_text(encoding="utf-8")).items():
        yield from (f"{key}.{inner}" for inner in value) if isinstance(value, dict) else (key,)


@both
def test_settings_are_documented(readme: str) -> None:
    listed = [name for cells in rows(readme, SETTINGS) for name in re.findall(r"`([^`]+)`", cells[0])]
    assert listed == list(declared_settings())


def dependencies() -> list[str]:
    """Names of the direct dependencies in requirements.txt."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0].strip() for line in lines if line and not line.startswith(("#", "-"))]


@both
def test_dependencies_have_a_reason(readme: str) -> None:
    reasons = {cells[0]: cells[1] for cells in rows(readme, LIBRARIES)}
    assert list(reasons) == dependencies()
    assert [name for name, reason in reasons.items() if len(reason) < 15] == []


@pytest.mark.parametrize("line", dependencies())
def test_dependency_is_pinned_and_used(line: str) -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(line)}==[\d.]+$", pinned, re.M)


# both languages say the same --------------------------------------------------------------------


def shape(readme: str) -> list[str]:
    """Headings by level, fenced blocks by language, images, and tables by their width, in their order."""
    marks = re.findall(r"^(#+) |^```(\w+)$|^!\[.*?\]\((.*?)\)|^(\|.*\|)$", text(readme), re.M)
    return [
        heading or language or image or f"row of {row.count('|')}" for heading, language, image, row in marks
    ]


@pairs
def test_same_sections(pair: tuple[str, str]) -> None:
    assert shape(pair[0]) == shape(pair[1])


@pairs
def test_same_code_words(pair: tuple[str, str]) -> None:
    """Commands, options, settings, codes: the same in both, whatever the language around them."""
    words = [{w for w in quoted(r) if w.isascii() and "=" not in w} for r in pair]
    assert words[0] == words[1]


@pairs
def test_same_commands(pair: tuple[str, str]) -> None:
    assert shell_lines(pair[0]) == shell_lines(pair[1])


@pairs
def test_reader_finds_the_other_language(pair: tuple[str, str]) -> None:
    for readme, other in (pair, reversed(pair)):
        assert f"]({Path(other).name})" in text(readme)


@pytest.mark.parametrize("page", KEEPING)
def test_days_allowed_are_as_declared(page: str) -> None:
    """Every dataset's own number of days until it is out of date, beside its name."""
    said = {
        name: int(days)
        for days, names in re.findall(r"^\| (\d+) \| (.*) \|$", text(page), re.M)
        for name in re.findall(r"`(\w+)`", names)
    }
    assert said == {name: dataset.max_age for name, dataset in datasets().items() if dataset.max_age}


@pytest.mark.parametrize("page", KEEPING)
def test_settings_example_is_one(page: str, tmp_path: Path) -> None:
    (example,) = [block for language, block in blocks(page) if language == "toml"]
    file = tmp_path / "settings.toml"
    file.write_text(example, encoding="utf-8")
    chosen = settings(file)
    assert set() < {*chosen.max_age, *chosen.owners} <= set(datasets())


@both
def test_sample_figures_say_so(readme: str) -> None:
    """Under every picture of the sample county: 示例数据, sample."""
    pictures = re.findall(r"^!\[.*\)\n\n(.*)$", text(readme), re.M)
    assert pictures
    assert [caption for caption in pictures if "示例数据" not in caption or "sample" not in caption] == []


@pytest.mark.parametrize("image", [p for p in kept() if name_of(p).startswith("docs/images/")], ids=name_of)
def test_pictures_are_small(image: Path) -> None:
    assert image.stat().st_size < 400_000
