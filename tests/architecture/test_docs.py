"""The documentation is kept true: what it names exists, and what exists is named, in both languages."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from reform import cli
from reform.common.settings import SOURCE, settings
from reform.schema import profiles
from reform.schema.datasets import datasets
from tests.source import ROOT, kept, name_of, python, texts
from tools import reference

READMES = ("README.md", "README.zh-CN.md")
REFERENCE, LOADING, KEEPING, SCALE, LIBRARIES, OFFLINE = (
    (f"docs/{page}.md", f"docs/{page}.zh-CN.md")
    for page in ("reference", "loading", "keeping", "scale", "libraries", "offline")
)
PAIRS = (READMES, REFERENCE, LOADING, KEEPING, SCALE, LIBRARIES, OFFLINE)
PAGES = (*(page for pair in PAIRS for page in pair), "CONTRIBUTING.md")
# Made at run time, or an example's own.
MADE = (
    "build/county",
    "build/trial",
    "build/brief",
    "build/cases/*.parquet",
    "build/cube",
    "build/lists",
    "build/cube/case_counts.parquet",
    "build/bundle",
    "./start.sh",
    "program/data/warehouse",
    "program/data/profiles",
    "program/data/settings.toml",
    ".venv",
    ".venv/bin/activate",
    ".venv/bin/reform",
)
NOT_IN_THE_REPOSITORY = (*MADE, "data/warehouse", "data/profiles/NAME.toml")
readmes = pytest.mark.parametrize("page", READMES)
loadings = pytest.mark.parametrize("page", LOADING)
libraries = pytest.mark.parametrize("page", LIBRARIES)
references = pytest.mark.parametrize("page", REFERENCE)
every = pytest.mark.parametrize("page", PAGES)


@cache
def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@cache
def blocks(page: str) -> list[tuple[str, str]]:
    """Fenced blocks: language, content."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text(page), re.M | re.S)


def prose(page: str) -> str:
    """The text without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text(page), flags=re.M | re.S)


def quoted(page: str) -> list[str]:
    """Everything between single backticks in the text."""
    return re.findall(r"`([^`\n]+)`", prose(page))


def shell_lines(page: str) -> list[str]:
    """Every command a reader may type: lines of bash blocks, and commands in the text."""
    typed = [line for language, block in blocks(page) if language == "bash" for line in block.splitlines()]
    return typed + [
        word for word in quoted(page) if re.match(r"(\w+=\w+ )?(python|reform|make|pip|streamlit) ", word)
    ]


def reform_lines(page: str) -> list[list[str]]:
    """Arguments of every ``reform …``."""
    lines = [shlex.split(line) for line in shell_lines(page)]
    return [words[1:] for words in lines if words[:1] == ["reform"]]


def every_reform_line() -> list[list[str]]:
    return sorted({tuple(words): words for name in PAGES for words in reform_lines(name)}.values())


def rows(page: str, heading: int = 0) -> list[list[str]]:
    """Cells of the table rows under the second-level heading of that number; 0: before the first."""
    section = re.split(r"^## .*$", prose(page), flags=re.M)[heading]
    found = []
    for table in re.findall(r"(?:^\|.*\|\n)+", section, re.M):
        found += [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return found


# sections of the reference, in their order in both languages
DATASETS, COMMANDS, OPTIONS, SETTINGS = range(1, 5)


# what is named exists --------------------------------------------------------------------------


@pytest.mark.parametrize("words", every_reform_line(), ids=" ".join)
def test_command_is_real(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Command, options, choices and number of arguments are what the program takes."""
    monkeypatch.chdir(tmp_path)
    Path("备份.zip").touch()  # the one file that is asked for at once
    context = cli.main.make_context("reform", list(words))
    name, command, rest = cli.main.resolve_command(context, [*context._protected_args, *context.args])
    assert command is not None
    command.make_context(name, list(rest), parent=context)


@every
def test_make_targets_exist(page: str) -> None:
    declared = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = {
        line.split("make ")[1].split()[0] for line in shell_lines(page) if re.match(r"(\w+=\w+ )?make ", line)
    }
    assert named <= set(declared)
    assert page not in READMES or {"run", "test", "bundle"} <= named


@every
def test_links_and_images_exist(page: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", prose(page))
    links += re.findall(r'(?:src|srcset)="([^"]+)"', prose(page))
    assert links
    place = (ROOT / page).parent
    missing = [link for link in links if not link.startswith("#") and not (place / unquote(link)).is_file()]
    assert missing == []


@every
def test_paths_exist(page: str) -> None:
    words = [word for line in [*shell_lines(page), *quoted(page)] for word in line.split()]
    files = [w for w in words if re.fullmatch(r"[\w.*-]+(/[\w.*-]*)+|[\w-]+\.(py|txt|toml|md|sql)", w)]
    missing = [f for f in files if f not in NOT_IN_THE_REPOSITORY and not list(ROOT.glob(f.rstrip("/")))]
    assert missing == []


@loadings
def test_profile_example_is_one(page: str, tmp_path: Path) -> None:
    examples = [block for language, block in blocks(page) if language == "toml"]
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


@loadings
def test_calendar_example_has_its_headers(page: str) -> None:
    (example,) = [block for language, block in blocks(page) if language == "csv"]
    assert example.splitlines()[0].split(",") == [c.header for c in datasets()["calendar"].columns]


# what exists is named --------------------------------------------------------------------------


@references
@pytest.mark.parametrize("command", cli.COMMANDS)
def test_command_is_documented(page: str, command: str) -> None:
    assert command in {words[0] for words in reform_lines(page)}


def command_of(name: str) -> click.Command:
    command = cli.main.get_command(click.Context(cli.main), name)
    assert command is not None, name
    return command


def options() -> Iterator[str]:
    """Every long option of the program, ``--help`` aside."""
    commands: list[click.Command] = [cli.main, *map(command_of, cli.COMMANDS)]
    for group in commands[1:]:
        commands += group.commands.values() if isinstance(group, click.Group) else ()
    for command in commands:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield from (o for o in (*parameter.opts, *parameter.secondary_opts) if o.startswith("--"))


@references
def test_options_are_documented(page: str) -> None:
    assert sorted(set(options()) - set(quoted(page))) == []


@every
def test_no_option_is_invented(page: str) -> None:
    assert sorted({word for word in quoted(page) if re.fullmatch(r"--[\w-]+", word)} - set(options())) == []


@references
def test_variables_are_documented(page: str) -> None:
    """Environment variables the program reads, and no other."""
    read = {found for path in python("reform") for _, said in texts(path) for found in _variables(said)}
    assert _variables(text(page)) == read


def _variables(words: str) -> set[str]:
    return set(re.findall(r"\bREFORM_[A-Z]+\b", words))


def test_datasets_are_documented() -> None:
    """``make reference`` writes the tables of datasets."""
    for page, written in reference.pages():
        assert text(page) == written, page


def declared_settings() -> Iterator[str]:
    for key, value in tomllib.loads(SOURCE.read_text(encoding="utf-8")).items():
        yield from (f"{key}.{inner}" for inner in value) if isinstance(value, dict) else (key,)


@references
def test_settings_are_documented(page: str) -> None:
    listed = [name for cells in rows(page, SETTINGS) for name in re.findall(r"`([^`]+)`", cells[0])]
    assert listed == list(declared_settings())


def dependencies() -> list[str]:
    """Names of the direct dependencies in requirements.txt."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0].strip() for line in lines if line and not line.startswith(("#", "-"))]


@libraries
def test_dependencies_have_a_reason(page: str) -> None:
    reasons = {cells[0]: cells[1] for cells in rows(page)}
    assert list(reasons) == dependencies()
    assert [name for name, reason in reasons.items() if len(reason) < 15] == []


@pytest.mark.parametrize("line", dependencies())
def test_dependency_is_pinned_and_used(line: str) -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(line)}==[\d.]+$", pinned, re.M)


@pytest.mark.parametrize("page", KEEPING)
def test_settings_example_is_one(page: str, tmp_path: Path) -> None:
    (example,) = [block for language, block in blocks(page) if language == "toml"]
    file = tmp_path / "settings.toml"
    file.write_text(example, encoding="utf-8")
    chosen = settings(file)
    assert set() < {*chosen.max_age, *chosen.owners} <= set(datasets())


@readmes
def test_readme_is_one_screen(page: str) -> None:
    assert len(text(page).splitlines()) < 90
    assert len(text(page)) < 5_000


@readmes
def test_sample_figures_say_so(page: str) -> None:
    """Under every picture of the sample county: 示例数据, sample."""
    pictures = re.findall(r"^</picture>\n\n(.*)$", text(page), re.M)
    assert pictures
    assert [caption for caption in pictures if "示例数据" not in caption or "sample" not in caption] == []


@pytest.mark.parametrize("image", [p for p in kept() if name_of(p).startswith("docs/images/")], ids=name_of)
def test_pictures_are_small(image: Path) -> None:
    assert image.stat().st_size < 400_000


def test_the_architecture_names_every_room_and_only_modules_that_exist() -> None:
    page = text("docs/architecture.md")
    rooms = {path.parent.name for path in python("reform") if path.parent.parent == ROOT / "reform"}
    assert set(re.findall(r"\[reform/(\w+)\]", page)) == rooms
    named = re.findall(r"`((?:\w+/)+\w+)", page)
    linked = re.findall(r"\]\(([^)#]+)\)", page)
    assert [path for path in linked if not (ROOT / "docs" / path).exists()] == []
    assert len(named) > 30
    assert [name for name in named if not list((ROOT / "reform").glob(f"{name}*"))] == []
