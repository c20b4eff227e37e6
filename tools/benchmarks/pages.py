"""The overview on a server, in a browser and for many at once, beside a bare page of the same elements."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.benchmarks import large, serving
from tools.benchmarks.measure import alone
from tools.benchmarks.table import head, row

# What was promised, as ratios to the bare page, and the memory of the server in MB.
COLD, WARM, DRAWN, BYTES, CROWD, START, RESIDENT = 3.0, 1.3, 1.3, 1.2, 3.0, 2.0, 1536.0


def show(kept: Path, passing: Path, sizes: Sequence[int]) -> None:
    """Every line with its bound."""
    head(
        "The overview beside a bare Streamlit page of the same elements, made from constants; milliseconds",
        *("what", "county", "this product:", "bare page:", "ratio:", "bound:", "kept"),
    )
    sample = passing / "empty" / "warehouse"  # nothing is loaded: the sample county is shown
    many = large.county(kept, sizes, sizes[1])
    for name, county in (("sample, 113,000 rows", sample), (f"{sizes[1]:,} cases", many)):
        said = alone(serving.overview, county, passing / "recorded").said
        _line("run, cold: nothing asked yet of this snapshot", name, said["cold"], said["plain"], COLD)
        _line("run, warm", name, said["warm"], said["plain"], WARM)
        ours, bare = said["drawn"]
        _line("navigation to last chart drawn, in Chromium", name, ours, bare, DRAWN)
        page, plain = (said["bytes"][part] for part in ("page", "bare"))
        _row("bytes over the websocket", name, f"{page:,}", f"{plain:,}", page / plain, BYTES)
    crowd = alone(serving.crowd, large.county(kept, sizes, sizes[0]), passing).said
    doing = f"{serving.SESSIONS} sessions change a filter at once, {crowd['runs']} runs: p95"
    _line(doing, f"{sizes[0]:,} cases", crowd["p95"], crowd["plain"], CROWD)
    _line("the same once more, answers known", f"{sizes[0]:,} cases", crowd["again"], crowd["plain"], CROWD)
    starts = alone(serving.starts, sample, passing / "starts").said
    second = "second start to the first figure, beside streamlit hello's start"
    _line(second, "sample", starts["ours"], starts["hello"], START)
    held: dict[str, Any] = alone(serving.crowd, many, passing).said
    head("Memory", "what", "MB:", "bound:", "kept")
    server = f"server with {serving.SESSIONS} sessions on {sizes[1]:,} cases"
    row(server, f"{held['mb']:,.0f}", f"{RESIDENT:,.0f}", "yes" if held["mb"] <= RESIDENT else "no")


def _line(what: str, county: str, ours: float, bare: float, bound: float) -> None:
    _row(what, county, f"{1000 * ours:,.0f}", f"{1000 * bare:,.0f}", ours / bare, bound)


def _row(what: str, county: str, ours: str, bare: str, ratio: float, bound: float) -> None:
    row(what, county, ours, bare, f"{ratio:.2f}", f"{bound:g}", "yes" if ratio <= bound else "no")
