"""The Markdown tables that ``make bench`` prints line by line and keeps in docs/performance.md."""

from dataclasses import dataclass
from pathlib import Path

from tools.benchmarks.measure import Measured


@dataclass(frozen=True)
class Line:
    """A job beside what it is measured against. ``bound`` is the highest ratio promised, ``memory`` in MB."""

    job: str
    measured: Measured
    against: Measured
    what: str
    bound: float | None = None
    memory: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times as long."""
        return self.measured.seconds / self.against.seconds


def title(text: str) -> None:
    """Begin a table."""
    head(text, "job", "seconds:", "ratio:", "of", "bound:", "kept", "peak memory, MB:", "note")


def head(text: str, *columns: str) -> None:
    """Begin a table of other columns; one that ends in a colon holds numbers."""
    say(f"\n{text}\n")
    row(*(column.removesuffix(":") for column in columns))
    say("|".join(["", *("--:" if column.endswith(":") else "---" for column in columns), ""]))


def row(*cells: str) -> None:
    """One line of any table."""
    say(f"| {' | '.join(cells)} |")


_said: list[str] = []


def say(text: str) -> None:
    """Print a line, and keep it for ``write``."""
    print(text, flush=True)
    _said.append(text)


def write(file: Path, part: str) -> None:
    """What was said since the last part, in the place of that part in a Markdown file."""
    begin, end = f"<!-- {part}: written by make bench -->", f"<!-- end of {part} -->"
    text = file.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _old, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"{file.name} has no place for the part {part}")
    said = "\n".join(_said).strip("\n")
    file.write_text(f"{before}{begin}\n\n{said}\n\n{end}{after}", encoding="utf-8")
    _said.clear()


def line(one: Line) -> None:
    """One line of the table."""
    peak = "—" if one.measured.peak_mb is None else f"{one.measured.peak_mb:,.0f}"
    row(
        one.job,
        f"{one.measured.seconds:.3f}",
        f"{one.ratio:.2f}",
        one.what,
        "" if one.bound is None else f"{one.bound:g}",
        _kept(one),
        peak,
        one.note,
    )


def _kept(one: Line) -> str:
    """Whether the bounds hold, in a word; blank where none was promised."""
    if one.bound is not None and one.ratio > one.bound:
        return "no"
    if one.memory is not None and (one.measured.peak_mb or 0) > one.memory:
        return "no: memory"
    return "" if one.bound is None and one.memory is None else "yes"
