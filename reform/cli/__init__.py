"""The command line: load, check, ask and serve. Exit status 0 well, 1 refused, 2 wrong use."""

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from reform import i18n
from reform.county import DEFAULT_WAREHOUSE
from reform.warehouse import Warehouse


def day(text: str | None) -> date | None:
    """A date option; anything but YYYY-MM-DD is wrong use."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as problem:
        raise click.BadParameter(f"{text!r}: YYYY-MM-DD") from problem


class _Anywhere(click.Group):
    """``--warehouse DIR`` is understood before and after the command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move the option to the front, where click looks for it."""
        for place, word in enumerate(args):
            if word == "--warehouse" and place + 1 < len(args):
                args = [word, args[place + 1], *args[:place], *args[place + 2 :]]
                break
            if word.startswith("--warehouse="):
                args = [word, *args[:place], *args[place + 1 :]]
                break
        return super().parse_args(ctx, args)


@click.group(cls=_Anywhere, context_settings={"help_option_names": ["-h", "--help"]})
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
    default="zh",
    help="Language of messages.",
)
@click.option("--today", metavar="D", help="The day of loading, YYYY-MM-DD (default: today).")
@click.pass_context
def main(context: click.Context, folder: Path, lang: str, today: str | None) -> None:
    """改革进展看板 · Reform-progress dashboard for an administrative approval bureau."""
    i18n.speak(lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and "PYTHONIOENCODING" not in os.environ:
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # a file's name as its bytes
    context.obj = Settings(Warehouse(folder), day(today) or date.today())


class Settings:
    """What every command shares: the warehouse and the day of loading."""

    def __init__(self, warehouse: Warehouse, today: date) -> None:
        self.warehouse = warehouse
        self.today = today


# Importing them registers the commands.
from reform.cli import (  # noqa: E402
    briefing,  # noqa: F401
    cube,  # noqa: F401
    digest,  # noqa: F401
    doctor,  # noqa: F401
    journal,  # noqa: F401
    keeping,  # noqa: F401
    loading,  # noqa: F401
    reading,  # noqa: F401
    rebuilding,  # noqa: F401
    serving,  # noqa: F401
    undoing,  # noqa: F401
)
