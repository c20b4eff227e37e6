"""Choosing a department changes the figures and the link; the link shows another reader the same."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewReader
from tests.browser.reader import FIGURES, Reader
from tests.browser.server import Server

DEPARTMENT = "县水利局"


def choose(reader: Reader, department: str) -> None:
    box = reader.page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect").first
    box.locator("input").click()
    box.locator("input").fill(department)
    reader.page.get_by_role("option", name=department, exact=True).click()


def selected(reader: Reader) -> Locator:
    """What the department filter shows as chosen."""
    boxes = reader.page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect")
    return boxes.first.get_by_role("group").filter(has_text=re.compile(".+")).last


def test_department_filter_travels_by_link(server: Server, new_reader: NewReader, reader: Reader) -> None:
    reader.open("/days_saved")
    everywhere = reader.figures()
    choose(reader, DEPARTMENT)
    chosen = reader.figures_change_from(everywhere)
    expect(reader.page).to_have_url(re.compile("department="))
    link = urlsplit(reader.page.url)
    assert parse_qs(link.query)["department"] == [DEPARTMENT]

    colleague = new_reader(server)
    colleague.open(f"{link.path}?{link.query}")
    expect(colleague.page.locator(FIGURES)).to_have_text(chosen)
    expect(selected(colleague)).to_have_text(DEPARTMENT)
    assert colleague.page.url == reader.page.url
    assert reader.faults + colleague.faults == []


def test_filter_stays_when_the_page_changes(reader: Reader) -> None:
    page = reader.open("/?department=" + DEPARTMENT)
    figures = reader.figures()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="事项划转").click()
    expect(page.locator("h1")).to_have_text("事项划转")
    reader.settle()
    expect(page).to_have_url(re.compile("/transfers.*department="))
    expect(selected(reader)).to_have_text(DEPARTMENT)
    assert reader.figures()[0] == figures[0]


def test_basis_changes_the_days_saved_and_the_link(reader: Reader) -> None:
    page = reader.open("/")
    before = reader.figures()
    page.get_by_test_id("stMain").get_by_text("承诺口径").first.click()
    after = reader.figures_change_from(before)
    assert [after[0], after[2]] == [before[0], before[2]]
    expect(page).to_have_url(re.compile("basis=promise"))
