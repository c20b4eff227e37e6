"""Counties of a million, ten and a hundred million cases: questions, peers, the cube, the week, the disk."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.benchmarks import asking, building, exactness, files, grown, ingest, loading, paging, questions
from tools.benchmarks.grown import snapshot
from tools.benchmarks.measure import Measured, alone, timed
from tools.benchmarks.table import Line, head, line, row, say, title

# What was promised, as ratios.
GROWTH, TO_COUNT, SNAPSHOT_TO_CSV, CUBE_TO_CSV = 12.0, 3.0, 0.5, 0.1
FROM_FACT, FROM_RAW = 3.0, 20.0


def county(kept: Path, sizes: Sequence[int], cases: int) -> Path:
    """The warehouse of a county of so many cases: the first size from a file, the others multiples of it."""
    place = kept / f"county-{cases}"
    if place.exists():
        return place
    if cases == sizes[0]:
        alone(files.make, kept / str(cases) / "files", cases)
        alone(loading.product, kept / str(cases) / "files", place)
    else:
        alone(grown.grow, county(kept, sizes, sizes[0]), place, cases // sizes[0])
    return place


# The page that asks most of the cube, and the slowest at every size above a million.
HEAVIEST = "days_saved"
FROM_ROWS = ("D03", "D05", "D07")


def growth(kept: Path, passing: Path, sizes: Sequence[int]) -> None:
    """All questions of each page as cases grow; then those of the heaviest from fact and raw rows."""
    measured: dict[int, dict[str, Measured]] = {}
    asked: dict[int, dict[str, list[paging.Asked]]] = {}
    for cases in sizes:
        place = county(kept, sizes, cases)
        asked[cases] = alone(paging.asked, place).said["pages"]
        measured[cases] = {
            page: alone(paging.answer, snapshot(place), questions) for page, questions in asked[cases].items()
        }
    cubes = " / ".join(
        f"{alone(paging.rows, snapshot(county(kept, sizes, n))).said['cube']:,}" for n in sizes
    )
    head(
        f"All questions of each page, one by one, warm file, no cache; seconds. Rows of the cube: {cubes}",
        *("page", "questions:", *(f"{cases // 1_000_000} M:" for cases in sizes)),
        *("ratio:", "bound:", "kept", f"slowest at {sizes[-1] // 1_000_000} M, ms"),
    )
    for page, first in measured[sizes[0]].items():
        last = measured[sizes[-1]][page]
        ratio = last.seconds / first.seconds
        slowest = ", ".join(f"{name} {1000 * took:.0f}" for name, took in last.said["slowest"][:4])
        row(
            *(page, str(len(asked[sizes[0]][page]))),
            *(f"{measured[cases][page].seconds:.3f}" for cases in sizes),
            *(f"{ratio:.1f}", f"{GROWTH:g}", "yes" if ratio <= GROWTH else "no", slowest),
        )
    title(f"The questions of {HEAVIEST} at {sizes[-2]:,} cases; all answers are the same")
    ours = measured[sizes[-2]][HEAVIEST]
    line(Line("from the cube", ours, ours, "itself"))
    _without_cube(county(kept, sizes, sizes[-2]), passing, asked[sizes[-2]][HEAVIEST], ours)


def _without_cube(warehouse: Path, passing: Path, asked: list[paging.Asked], ours: Measured) -> None:
    """The same questions, the cube or the fact too being views over what they are made of.

    From raw rows only some are asked: every one of them counts the working days of all cases anew.
    """
    some = [one for one in asked if one.code in FROM_ROWS and not one.by]
    few = alone(paging.answer, snapshot(warehouse), some)
    for basis, least, put, cube in (
        ("fact", FROM_FACT, asked, ours),
        ("raw", FROM_RAW, some, few),
    ):
        file = passing / f"from_{basis}.duckdb"
        alone(asking.prepare, warehouse, file, basis)
        other = alone(paging.answer, file, put, 1)
        file.unlink()
        asking.compare(cube.said["answers"], other.said["answers"])
        ratio = other.seconds / cube.seconds
        kept = f"{'kept' if ratio >= least else 'not kept'}: at least {least:g} × was promised"
        line(Line(f"{len(put)} questions from the {basis}", other, cube, "from the cube", note=kept))


def peers(kept: Path, passing: Path, cases: int) -> None:
    """Eight questions asked of this product, pandas, polars and SQLite; the answers are compared."""
    from tools.benchmarks import peers as others  # polars is there for the bench only

    sizes = (1_000_000, cases)
    place, flat = snapshot(county(kept, sizes, cases)), kept / f"flat-{cases}.parquet"
    alone(questions.flatten, place, flat)
    ours = alone(questions.cube, place)
    title(f"Eight questions at {cases:,} cases, in memory or in the file cache; all answers are the same")
    line(Line("this product, from the cube", ours, ours, "itself", note="without its cache of answers"))
    for name, job in (
        ("pandas, in memory, categories", others.in_pandas),
        ("polars, in memory, lazy, all at once", others.in_polars),
        ("SQLite, a covering index a question", others.in_sqlite),
    ):
        with tempfile.TemporaryDirectory(dir=passing) as folder:
            other = alone(job, flat, Path(folder))
        questions.compare(ours.said["answers"], other.said["answers"], name)
        line(Line(name, other, ours, "this product"))


def build(kept: Path, passing: Path, sizes: Sequence[int], rounds: int) -> None:
    """The cube against a bare count, the week against a copy, the disk against the CSV, and exactness."""
    title(f"Building; median of {rounds} rounds")
    smallest = 1_000_000
    for cases in sizes:
        place, copy = snapshot(county(kept, (smallest, *sizes), cases)), passing / "copy.duckdb"
        bare = timed(rounds, building.counted, place, copy)
        ours = timed(rounds, building.cube, place, copy)
        copy.unlink()
        note = f"{ours.said['rows']:,} rows"
        line(Line(f"cube of {cases:,} cases", ours, bare, "group by, one count(*)", TO_COUNT, None, note))
    ingest.weekly(county(kept, (smallest, *sizes), sizes[0]), passing, rounds)
    said = alone(building.sizes, snapshot(county(kept, (smallest, *sizes), sizes[0])), passing).said
    head(f"Disk at {sizes[0]:,} cases", "what", "MB:", "of the CSV:", "bound:", "kept")
    for name, bound in (("csv", 1.0), ("snapshot", SNAPSHOT_TO_CSV), ("cube", CUBE_TO_CSV)):
        share = said[name] / said["csv"]
        row(name, f"{said[name] / 1e6:,.0f}", f"{share:.3f}", f"{bound:g}", "yes" if share <= bound else "no")
    exact = exactness.differences()
    say(
        "\nMedians and 90th percentiles from counted days beside those of the days themselves, random data: "
        f"{exact['compared']:,} compared, {exact['different']} differ."
    )
