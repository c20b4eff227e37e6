"""What the pages show is what the indicators answer, and follows what the reader chooses."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from reform.common import formatting
from reform.metrics.query import Scope, ask
from reform.pipeline.county import County
from tests.ui.screen import basis, figures, spoken, start
from tests.ui.small import DEPARTMENT, OTHER

LAST = date(2026, 10, 31)
BASES = {"statutory": "D05", "promise": "D05b", "transfer": "D05c"}


def answer(county: County, code: str, scope: Scope) -> pd.Series:
    with county.warehouse.open(county.snapshot) as connection:
        return ask(connection, code, scope).iloc[0]


def as_number(figure: str) -> float:
    return float(figure.replace(",", "").replace("−", "-"))


def words(screen: AppTest) -> str:
    return "\n".join(said.text for said in spoken(screen))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("department", [None, "县市场监督管理局", "县水利局"])
def test_headlines_are_the_indicators_answers(sample: County, department: str | None, language: str) -> None:
    query = {"department": department} if department else {}
    screen = start(lang=language, **query)
    scope = Scope(LAST, departments=(department,) if department else None)
    transferred, saved, satisfied = map(as_number, figures(screen))
    assert transferred == answer(sample, "T02", scope)["value"]
    assert saved == round(answer(sample, "D05", scope)["value"])
    exact = answer(sample, "S03", scope)["value"]
    assert satisfied == pytest.approx(exact, abs=0.01)
    assert satisfied == 100 if exact == 100 else satisfied < 100


@pytest.mark.parametrize("against", BASES)
def test_basis_changes_the_figure(sample: County, against: str) -> None:
    for name in ("progress/overview", "progress/days_saved"):
        screen = start(name, basis=against)
        place = 1 if name.endswith("overview") else 0
        expected = answer(sample, BASES[against], Scope(LAST))["value"]
        assert as_number(figures(screen)[place]) == round(expected)


def test_the_three_bases_differ_and_one_click_switches(sample: County) -> None:
    screen = start()
    before = figures(screen)
    basis(screen).set_value("promise").run()
    after = figures(screen)
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert after[2] == before[2]
    assert screen.query_params["basis"] == "promise"
    values = {answer(sample, code, Scope(LAST))["value"] for code in BASES.values()}
    assert len(values) == len(BASES)


def test_choosing_a_department_changes_figures_and_link(sample: County) -> None:
    screen = start()
    everywhere = figures(screen)
    screen.multiselect(key="f_department").select("县水利局").run()
    assert figures(screen) != everywhere
    assert screen.query_params["department"] == "县水利局"
    screen.multiselect(key="f_department").unselect("县水利局").run()
    assert figures(screen) == everywhere
    assert "department" not in screen.query_params


def test_the_small_county_by_hand(small: County) -> None:
    """3 of 5 items; 20 − 2, 20 − 5 and 15 − 1 working days; 2 of 3 ratings."""
    screen = start()
    assert figures(screen) == ["3", "47", "66.67"]
    said = words(screen)
    assert "示例" not in said
    assert "60.00%" in said  # 3 of 5 items
    assert figures(start(department=DEPARTMENT)) == ["2", "33", "100.00"]
    assert figures(start(department=OTHER)) == ["1", "14", "0.00"]


def test_figures_stand_with_what_they_are_made_of(small: County) -> None:
    assert "3 / 5" in words(start("progress/transfers"))
    assert "2 / 3" in words(start("progress/satisfaction"))
    on_time = words(start("progress/days_saved"))
    assert "100.00%" in on_time
    assert "3 / 3" in on_time


def test_a_distribution_has_no_numerator_of_its_own(sample: County) -> None:
    """S10 answers a row a channel: its definition tells over how many ratings, not those of one channel."""
    n = formatting.number(answer(sample, "S10", Scope(LAST))["denominator"])
    captions = [caption.value for caption in start("progress/satisfaction").caption]
    (day,) = {caption.rpartition(" · ")[2] for caption in captions if caption.startswith("分子 / 分母")}
    assert f"n = {n} · {day}" in captions


def test_sample_is_marked_on_every_page_and_real_data_never(sample: County) -> None:
    for name in ("progress/overview", "progress/transfers", "data/files", "data/dictionary"):
        assert "示例数据" in words(start(name))
        assert "Sample data" in words(start(name, lang="en"))


def test_default_day_is_the_last_on_which_something_happened(small: County) -> None:
    assert start().date_input(key="f_as_of").value == date(2026, 4, 21)


def test_last_day_of_the_sample(sample: County) -> None:
    assert start().date_input(key="f_as_of").value == LAST


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "培训后离岗的人员仍计在内"), ("en", "who has left since is among the trained")],
)
def test_training_coverage_says_that_leavers_are_counted(sample: County, language: str, said: str) -> None:
    """The count of the centre names nobody: who left after a training cannot be taken out."""
    assert said in words(start("progress/service", lang=language))
