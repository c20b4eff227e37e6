"""Notes on days: kept in the journal, drawn on charts over time and on no other."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from reform import charts
from reform.charts import DARK, LIGHT, Palette, annotated
from reform.common.actor import Actor
from reform.monitoring import annotations
from reform.storage.journal import Journal

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DAYS = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
MONTHS = pd.DataFrame({"month": DAYS, "p90": [3.0, 2.0, 2.0], "mean": [2.0, 1.0, 1.0]})


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


def test_notes_of_a_day_are_kept_and_taken_back(journal: Journal) -> None:
    assert annotations.held(journal) == []
    annotations.add(journal, DAYS[1], "第三批启动", Actor("李"), NOW)
    annotations.add(journal, DAYS[0], "元旦", Actor("李"), NOW)
    annotations.add(journal, DAYS[1], "系统切换", Actor("王"), NOW)
    held = annotations.held(journal)
    assert [(one.day, one.text) for one in held] == [
        (DAYS[0], "元旦"),
        (DAYS[1], "第三批启动"),
        (DAYS[1], "系统切换"),
    ]
    annotations.take_back(journal, held[1], Actor("李"), NOW)
    annotations.add(journal, DAYS[1], "又一条", Actor("李"), NOW)
    assert [one.text for one in annotations.held(journal)] == ["元旦", "系统切换", "又一条"]
    assert [one.text for one in annotations.between(held, DAYS[0], DAYS[0])] == ["元旦"]
    assert len(journal.entries("note")) == 5


def test_an_entry_on_no_day_is_no_note(journal: Journal) -> None:
    journal.write("note", "0001", {"text": "关于一个事项"}, Actor("李"), NOW)
    assert annotations.held(journal) == []


def labels(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_only_days_on_the_chart_are_marked(palette: Palette) -> None:
    told = [
        (date(2025, 12, 31), "早"),
        (DAYS[0], "首日"),
        (date(2026, 3, 28), "<b>很长很长的备注写不下了"),
        (date(2026, 3, 29), "晚"),
    ]
    figure = annotated(charts.monthly_days(MONTHS, palette), told, palette)
    assert labels(figure) == ["首日", "<b>很长很长的备注写…"]
    drawn = figure.to_dict()["layout"]["annotations"][1]
    assert drawn["text"] == "&lt;b&gt;很长很长的备注写…"
    assert drawn["hovertext"] == "&lt;b&gt;很长很长的备注写不下了"
    assert {shape.line.color for shape in figure.layout.shapes} == {palette.muted}
    assert all(shape.layer == "below" for shape in figure.layout.shapes)


@pytest.mark.parametrize(
    "figure",
    [
        charts.bars(pd.DataFrame({"department": ["甲"], "n": [1.0], "text": ["1"]}), LIGHT, value="n"),
        charts.monthly_days(MONTHS.head(0), LIGHT),
        charts.sparkline(pd.DataFrame({"week": DAYS, "value": [1, 2, 3]}), LIGHT, ""),
    ],
    ids=["not over time", "no point", "sparkline"],
)
def test_other_figures_stay_as_they_are(figure: go.Figure) -> None:
    before = figure.to_json()
    assert annotated(figure, [(DAYS[0], "备注")], LIGHT).to_json() == before
