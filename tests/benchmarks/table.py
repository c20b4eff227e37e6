"""The Markdown table that ``make bench`` prints, line by line."""

from dataclasses import dataclass

from tests.benchmarks.measure import Measured


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
    print(f"\n{text}\n")
    row(*(column.removesuffix(":") for column in columns))
    print("|".join(["", *("--:" if column.endswith(":") else "---" for column in columns), ""]), flush=True)


def row(*cells: str) -> None:
    """One line of any table."""
    print(f"| {' | '.join(cells)} |", flush=True)


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
