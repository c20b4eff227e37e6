"""Files of a county: checked before anything is kept, loaded, undone; bad files change nothing."""

from collections.abc import Mapping

from playwright.sync_api import FilePayload, expect
from python_calamine import load_workbook

from tests.browser.conftest import NewReader
from tests.browser.reader import FIGURES, Reader
from tests.browser.server import Server
from tests.ingest.files import contents
from tests.ui.small import files


def upload(reader: Reader, named: Mapping[str, bytes]) -> None:
    payloads = [
        FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
        for name, data in named.items()
    ]
    reader.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(payloads)


def test_load_and_undo(own_server: Server, new_reader: NewReader) -> None:
    """The headline changes from the sample's to the files', and back."""
    reader, watcher = new_reader(own_server), new_reader(own_server)
    watcher.open("/")
    sample = watcher.figures()
    expect(watcher.page.get_by_text("示例数据", exact=True)).to_be_visible()

    page = reader.open("/files")
    expect(page.get_by_test_id("stFileUploader").get_by_text("上传", exact=True)).to_be_visible()
    upload(reader, files())
    load = page.get_by_role("button", name="入库", exact=True)
    expect(load).to_be_visible()
    for name in files():
        expect(
            page.get_by_test_id("stMain").locator("strong").get_by_text(name, exact=True).first
        ).to_be_visible()
    assert contents(own_server.warehouse) in (None, {})

    load.click()
    expect(page.get_by_test_id("stAlert").filter(has_text="000001")).to_be_visible()
    watcher.open("/")
    expect(watcher.page.locator(FIGURES)).to_have_text(["3", "47", "66.67"])
    expect(watcher.page.get_by_text("示例数据", exact=True)).to_have_count(0)

    page.get_by_role("button", name="撤销").first.click()
    page.get_by_test_id("stPopoverBody").get_by_role("button").click()
    expect(page.get_by_text("示例数据", exact=True)).to_be_visible()
    watcher.open("/")
    expect(watcher.page.locator(FIGURES)).to_have_text(sample)
    expect(watcher.page.get_by_text("示例数据", exact=True)).to_be_visible()
    assert reader.faults + watcher.faults == []


def test_bad_file_is_one_sentence(server: Server, reader: Reader) -> None:
    name = "照片.xlsx"
    page = reader.open("/files")
    upload(reader, {name: b"\x89PNG\r\n\x1a\n" + bytes(500)})
    said = page.get_by_test_id("stAlertContentError")
    expect(said).to_have_count(1)
    expect(said).to_contain_text(name)
    assert "\n" not in said.get_by_test_id("stMarkdownContainer").inner_text().strip()
    expect(page.get_by_role("button", name="入库", exact=True)).to_have_count(0)
    assert contents(server.warehouse) in (None, {})
    expect(page.get_by_text("示例数据", exact=True)).to_be_visible()
    assert reader.faults == []


def test_csv_download_opens_in_excel(reader: Reader) -> None:
    """A byte-order mark, Chinese headers, and the mark of sample data in the name."""
    page = reader.open("/")
    reader.drawn()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").last.click()
    assert waiting.value.suggested_filename.startswith("示例数据_")
    data = waiting.value.path().read_bytes()
    assert data.startswith("\ufeff类别,".encode())


def test_excel_download_speaks_the_language_of_the_page(reader: Reader) -> None:
    """It is made when asked for, outside the page's run: it must not fall back to Chinese."""
    page = reader.open("/files?lang=en")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Cases").first.click()
    assert load_workbook(waiting.value.path()).sheet_names == ["Cases", "How to fill in"]
