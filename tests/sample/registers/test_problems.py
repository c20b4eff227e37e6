"""The sample's five problems and its assessment sheet load whole, and show what they are to show."""

from datetime import date

import pandas as pd
import pytest

from reform.ingest.readers import Source
from reform.ingest.result import Options
from reform.metrics import scorecard
from reform.metrics.query import Scope, ask
from reform.metrics.scorecard import MeasuredValue, Scored
from reform.monitoring import problems as board
from reform.monitoring.problems import Due
from reform.pipeline.load import load
from reform.sample.registers import problems
from reform.schema import indicator_names
from reform.storage import Warehouse

TODAY, LAST = date(2026, 11, 23), date(2026, 10, 31)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("problems")
    sources = [Source(path.name, path) for path in problems.write(folder, pd.DataFrame(), 7)]
    assert {source.name for source in sources} == set(problems.FILES)
    warehouse = Warehouse(folder / "warehouse")
    report = load(warehouse, sources, Options(), today=TODAY)
    assert not report.refused, (report.problems, report.rejects[:3])
    warned = {one.rule for table in report.tables for one in table.result.warned}
    assert warned == {"done_without_evidence", "score_without_evidence"}
    return warehouse


def listed(warehouse: Warehouse, name: str, on: date = LAST) -> pd.DataFrame:
    with warehouse.open() as connection:
        return ask(connection, name, Scope(on))


def on_board(warehouse: Warehouse, on: date = LAST) -> list[board.Problem]:
    return board.board(
        *(listed(warehouse, name, on) for name in ("problem_list", "measure_list", "milestone_list"))
    )


def scored(warehouse: Warehouse, on: date = LAST) -> list[Scored]:
    """Every line, each indicator standing at its full threshold."""
    lines = scorecard.lines(listed(warehouse, "sheet_list", on))
    full = {line.indicator: line.full_at for line in lines}
    better = {line.indicator: (line.full_at or 0) > (line.zero_at or 0) for line in lines}

    def at_its_best(code: str) -> MeasuredValue:
        return MeasuredValue(full[code] or 0.0, "higher" if better[code] else "lower")

    return [scorecard.score(line, at_its_best) for line in lines]


def test_five_problems_with_a_counter_measure_and_an_indicator_each(warehouse: Warehouse) -> None:
    found = on_board(warehouse)
    assert [problem.number for problem in found] == [f"WT-{n}" for n in range(1, 6)]
    assert [len(problem.measures) for problem in found] == [1] * 5
    codes = {code for problem in found for code in problem.all_codes}
    assert all(problem.all_codes for problem in found)
    assert codes <= set(indicator_names.names())


def test_milestones_are_late_due_undated_and_done(warehouse: Warehouse) -> None:
    steps = board.steps(listed(warehouse, "milestone_list"))
    counts = {due: sum(step.due is due for step in steps) for due in Due}
    assert (counts[Due.LATE], counts[Due.SOON], counts[Due.UNDATED]) == (problems.LATE, problems.SOON, 1)
    assert counts[Due.DONE] and counts[Due.LATER]
    (step,) = (step for step in steps if step.title == "一次性告知单全部上墙上网")
    assert step.days_left == -10  # Friday 16 October to Saturday 31 October


def test_a_milestone_done_late_says_by_how_much(warehouse: Warehouse) -> None:
    late = listed(warehouse, "milestone_list").set_index("milestone")["days_late"].dropna()
    assert late[late > 0].to_dict() == {"逐项明确审批与监管责任边界": 8}


def test_the_board_as_it_stood_earlier(warehouse: Warehouse) -> None:
    """On 1 March 2026 one problem was not yet on the list, nothing was done, and no proof is shown."""
    early = date(2026, 3, 1)
    *first, last = on_board(warehouse, early)
    assert [problem.title is not None for problem in first] == [True] * 4
    assert (last.number, last.title) == ("WT-5", None)
    rows = listed(warehouse, "milestone_list", early)
    assert rows["done_on"].isna().all()
    assert rows["evidence"].isna().all()
    assert not any(one.line.self_score for one in scored(warehouse, early))


def test_the_sheet_has_100_points_and_some_cannot_be_scored(warehouse: Warehouse) -> None:
    whole = scorecard.total(scored(warehouse))
    assert (whole.points, whole.unknown) == (100.0, problems.NOT_SCORED)
    assert whole.unproved == 2.0
    assert whole.extra == pytest.approx(0.1)
    assert {one.line.indicator for one in scored(warehouse)} <= {None, *indicator_names.names()}


def test_every_row_leads_to_its_file(warehouse: Warehouse) -> None:
    for name in ("problem_list", "measure_list", "milestone_list", "sheet_list"):
        rows = listed(warehouse, name)
        assert rows["file"].isin(list(problems.FILES)).all()
        assert (rows["source_row"] > 1).all()
