"""议定事项: a decision is entered and carried out on the page, and stands on the weekly list meanwhile."""

from datetime import date

from streamlit.testing.v1 import AppTest

from reform.storage import Warehouse
from reform.storage.journal import Journal
from tests.ui.screen import figures, runs, start
from tests.ui.small import OTHER


def table(screen: AppTest, header: str) -> list[dict[str, object]]:
    frame = next(node.value for node in screen.dataframe if header in node.value.columns)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def decision_typed(screen: AppTest) -> None:
    """A decision of the fifth meeting, owed by the second department, in the form."""
    screen.text_input(key="decided_meeting").set_value("5")
    screen.text_input(key="decided_number").set_value("1")
    screen.text_area(key="decided_text").set_value("限期移交系统账号")
    screen.date_input(key="decided_met_on").set_value(date(2026, 4, 1))
    screen.date_input(key="decided_due_on").set_value(date(2026, 4, 17))
    screen.selectbox(key="decided_owner").set_value(OTHER)
    screen.text_input(key="decided_who").set_value("李主任")


def test_a_decision_from_the_meeting_to_its_end(own: Warehouse) -> None:
    screen = start("weekly/decisions", lang="en")
    assert figures(screen) == []
    screen.button(key="decided_go").click()
    assert "are needed" in runs(screen.run()).error[0].value
    decision_typed(screen)
    screen.button(key="decided_go").click()
    screen = runs(screen.run())
    assert figures(screen) == ["0.00%", "1", "0", "1"]
    (row,) = table(screen, "Where from")
    assert (row["State"], row["Owed by"], row["Last typed by"]) == ("past its day", OTHER, "李主任")

    check = start("weekly/check", lang="en", department=OTHER)
    kinds = {row["Kind"]: row["Days left (working days)"] for row in table(check, "Since last week")}
    assert kinds["Decision due"] == -2  # due on Friday 17 April, today is Tuesday

    screen.selectbox(key="reported_status").set_value("done")
    screen.button(key="reported_go").click()
    assert "on which day" in runs(screen.run()).error[0].value
    screen.date_input(key="reported_done_on").set_value(date(2026, 4, 20))
    screen.text_input(key="reported_who").set_value("王主任")
    screen.button(key="reported_go").click()
    screen = runs(screen.run())
    assert figures(screen)[:2] == ["100.00%", "0"]
    assert table(screen, "Where from")[0]["State"] == "done late"
    assert [entry.author for entry in Journal(own.folder).entries("decision")] == ["李主任", "王主任"]

    screen.button(key="freeze_go").click()
    screen = runs(screen.run())
    assert list(own.names().values()) == ["Material before the meeting, 21 Apr 2026"]
