"""``python -m tools.bundle [--python 3.11] [--platform linux-x86_64] [--out build/bundle]``."""

import sys
from pathlib import Path

import click

from reform import ROOT
from tools.bundle import PLATFORMS, write

THIS = f"{sys.version_info.major}.{sys.version_info.minor}"


@click.command()
@click.option("--python", "pythons", multiple=True, default=[THIS], show_default="the running one")
@click.option(
    "--platform", "platforms", multiple=True, type=click.Choice(list(PLATFORMS)), default=list(PLATFORMS)
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "build" / "bundle")
def main(pythons: tuple[str, ...], platforms: tuple[str, ...], out: Path) -> None:
    """Write a folder that installs the dashboard without a network."""
    click.echo(f"Python {', '.join(pythons)}; {', '.join(platforms)}. About 150 MB each are downloaded.")
    write(out, pythons, platforms)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    click.echo(f"{out}  {size // 1_000_000} MB")


if __name__ == "__main__":
    main()
