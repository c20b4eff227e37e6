"""The command line: load, check, ask and serve. Exit status 0 well, 1 refused, 2 wrong use."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, TypeVar

import click

from reform.common import i18n
from reform.common.errors import ReformError, reason
from reform.common.i18n import gettext as _
from reform.common.settings import DEFAULT_WAREHOUSE

if TYPE_CHECKING:
    from reform.storage import Warehouse

Command = TypeVar("Command", bound=Callable[..., Any])


class _Listed(NamedTuple):
    """A command in the list of commands: the module that holds it, and its first sentence."""

    module: str
    help: str


# What --help lists. A command's module is imported when the command is asked for, and registers it.
COMMANDS = {
    "ask": _Listed("query", "Answer INDICATOR: a code such as D03, or a file's name."),
    "backup": _Listed(
        "rebuild", "Write all imports, the journal and the saved profiles into one archive FILE."
    ),
    "brief": _Listed(
        "meeting_pack", "Write the meeting's papers: slides, two papers, a workbook, a PDF and a manifest."
    ),
    "check": _Listed("load", "Say what loading FILES would do."),
    "cube": _Listed("aggregate", "Count cases that lie elsewhere, for a snapshot that never sees them."),
    "digest": _Listed(
        "weekly_digest", "Write this week's check: what changed and what is due, a list a department."
    ),
    "doctor": _Listed("health", "Say what needs attention: snapshot, loads, freshness, what does not match."),
    "history": _Listed(
        "history", "List the snapshots: what was loaded when, what is current, what was undone."
    ),
    "indicators": _Listed("query", "List every indicator with its definition."),
    "journal": _Listed("journal", "Print what was typed on the pages, oldest first; superseded entries too."),
    "load": _Listed("load", "Load FILES and publish them as one new snapshot."),
    "name": _Listed(
        "snapshots",
        "Give a snapshot the name LABEL, such as 第5次领导小组会议; it is then never cleaned away.",
    ),
    "rebuild": _Listed("rebuild", "Build a snapshot again from nothing, out of its imports, and compare."),
    "restore": _Listed("rebuild", "Check the archive FILE, build its snapshot and put it in place."),
    "rows": _Listed(
        "query", "Print the rows kept of DATASET; for cases the fact, with working days and deadline."
    ),
    "sample": _Listed("sample", "Write the files of the fictional sample county into FOLDER."),
    "serve": _Listed("serve", "Open the dashboard."),
    "template": _Listed("load", "Write a blank Excel template of DATASET to FILE."),
    "undo": _Listed("undo", "Go back to the state before the last load."),
    "users": _Listed("users", "Manage who may sign in: add, list, role, reset, remove."),
}


def day(text: str | None) -> date | None:
    """The day of a date option; anything but YYYY-MM-DD is wrong use."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as problem:
        raise click.BadParameter(f"{text!r}: YYYY-MM-DD") from problem


def days(as_of: str | None, from_on: str | None, to_on: str | None) -> tuple[date | None, ...]:
    """As-of date, first and last day of a period; one that ends before it begins is wrong use."""
    given = tuple(map(day, (as_of, from_on, to_on)))
    if given[1] and given[2] and given[1] > given[2]:
        raise click.BadParameter(_("the period ends before it begins"))
    return given


as_of_option = click.option(
    "--as-of", metavar="D", help="State at the end of this day (default: the last day in the data)."
)


def form_option(*forms: str, default: str | None = None) -> Callable[[Command], Command]:
    """The option for the format of an answer; the first format is the default."""
    return click.option("--format", "form", type=click.Choice(list(forms)), default=default or forms[0])


def echo_json(answer: dict[str, Any]) -> None:
    """Print an answer as JSON."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))


FOR_ALL = ("--warehouse", "--lang", "--today")


class _Commands(click.Group):
    """The commands of ``COMMANDS``; options for all of them may stand before or after the command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from its module."""
        if cmd_name in COMMANDS:
            import_module(f"reform.cli.{COMMANDS[cmd_name].module}")
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing their modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move the options of the group to the front, where click expects them."""
        front: list[str] = []
        rest: list[str] = []
        words = iter(args)
        for word in words:
            if word == "--":
                rest += [word, *words]
            elif word in FOR_ALL:
                value = next(words, None)
                front, rest = (front, [*rest, word]) if value is None else ([*front, word, value], rest)
            elif word.partition("=")[0] in FOR_ALL:
                front.append(word)
            else:
                rest.append(word)
        return super().parse_args(ctx, [*front, *rest])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and flush its output; a refusal ends it with a sentence and status 1."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            raise  # the reader of the pipe has closed it: click ends silently
        except ReformError as problem:
            click.echo(problem.sentence, err=True)
            sys.exit(1)
        except OSError as problem:
            _silence(sys.stdout)
            click.echo(_of_the_disk(problem), err=True)
            sys.exit(1)


def _silence(stream: TextIO) -> None:
    """Discard the output not yet printed, which Python would try to flush again at exit."""
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def _of_the_disk(problem: OSError) -> str:
    sentence = _(
        "The answer cannot be printed whole ({reason}): what is printed is cut off. What the command did "
        "before it answered stands."
    )
    if problem.filename is not None:
        sentence = _("{path} cannot be read or written ({reason}).")
    return sentence.format(path=problem.filename, reason=reason(problem))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--warehouse",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="REFORM_WAREHOUSE",
    default=DEFAULT_WAREHOUSE,
    show_default="data/warehouse",
    help="Folder of the snapshots.",
)
@click.option(
    "--lang",
    type=click.Choice(list(i18n.LANGUAGES)),
    envvar="REFORM_LANG",
    help="Language of messages and pages (default: zh; on a page the browser's).",
)
@click.option("--today", metavar="D", help="The day of loading, YYYY-MM-DD (default: today).")
@click.pass_context
def main(context: click.Context, folder: Path, lang: str | None, today: str | None) -> None:
    """改革进展看板 · Reform-progress dashboard for an administrative approval bureau."""
    i18n.speak(lang or "zh")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and "PYTHONIOENCODING" not in os.environ:
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # a file's name as its bytes
    context.obj = CliContext(folder, day(today) or date.today(), lang)


@dataclass
class CliContext:
    """What every command shares: the warehouse and its folder, the day of loading, the language if one was
    asked for, and what was said on the side."""

    folder: Path
    today: date
    lang: str | None = None
    printed: set[str] = field(default_factory=set)

    @cached_property
    def warehouse(self) -> Warehouse:
        """The snapshots of the folder."""
        from reform.storage import Warehouse  # DuckDB comes with it, and --help waits for none

        return Warehouse(self.folder)
