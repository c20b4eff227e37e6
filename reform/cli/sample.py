"""The command that writes the fictional sample county."""

from pathlib import Path

import click

from reform import sample
from reform.cli import main, output


@main.command("sample")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--cases", type=click.IntRange(min=100), default=60_000, show_default=True)
@click.option("--seed", type=int, default=20231101, show_default=True)
def sample_command(folder: Path, cases: int, seed: int) -> None:
    """Write the files of the fictional sample county into FOLDER."""
    with output.filled(folder) as drafts:
        names = [path.name for path in sample.write(drafts, cases=cases, seed=seed)]
    for name in names:
        click.echo(str(folder / name))
