"""The files together: names, manifest, what is not made, the command; and a county that has little."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from reform.cli import main
from reform.common import i18n
from reform.common.actor import Actor
from reform.ingest.result import Options
from reform.metrics.query import Scope
from reform.pipeline.load import load
from reform.reports.meeting_pack import files, pdf
from reform.reports.meeting_pack.chart_list import pictures
from reform.reports.meeting_pack.chinese_prose import BLANK
from reform.reports.meeting_pack.context import answered
from reform.reports.meeting_pack.progress_report import report
from reform.reports.meeting_pack.reform_study import study
from reform.reports.meeting_pack.slides import presentation
from reform.reports.meeting_pack.tables import tables
from reform.reports.meeting_pack.workbook import workbook
from reform.storage import Warehouse
from reform.storage.journal import Journal
from tests.ingest.files import CASES, ITEMS, County, text
from tests.reports.meeting_pack.conftest import Made, material_of
from tests.ui.small import QUIET, sources

TODAY = date(2026, 11, 23)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)


def test_pack_lists_itself(made: Made, no_office: None) -> None:
    with i18n.speaking("zh"):
        whole = files.pack(made.material)
    listed = json.loads(whole.files[files.MANIFEST])
    assert {one["name"]: (one["bytes"], one["sha256"]) for one in listed["files"]} == {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in whole.files.items()
        if name != files.MANIFEST
    }
    assert [name.partition("_")[0] for name in whole.files if name != files.MANIFEST] == ["示例数据"] * 4
    assert (listed["snapshot"], listed["as_of"], listed["sample"], listed["filters"]) == (
        made.material.snapshot,
        "2026-10-31",
        True,
        {},
    )
    (sentence,) = listed["not_made"]
    assert "LibreOffice" in sentence
    with zipfile.ZipFile(io.BytesIO(whole.zipped())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(whole.files)


def test_pdf_says_what_is_missing(no_office: None) -> None:
    with pytest.raises(pdf.NoPdf, match="LibreOffice"):
        pdf.pdf(b"")
    assert "LibreOffice" in pdf.what_is_missing()


def test_pdf_that_fails_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: "/no/such/program")
    with pytest.raises(pdf.NoPdf):
        pdf.pdf(b"")


# a county with little ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("little"))
    assert load(warehouse, sources(), Options(), today=TODAY).snapshot
    return warehouse


@pytest.mark.parametrize(
    "scope",
    [
        Scope(date(2026, 4, 21)),
        Scope(date(1990, 1, 1)),
        Scope(date(2026, 5, 15), departments=(QUIET,)),
        Scope(date(2026, 12, 1), date(2031, 1, 1), date(2031, 2, 1)),
        Scope(date(2024, 2, 29)),
    ],
    ids=["as it is", "before the data", "no case", "empty period", "leap day"],
)
def test_nothing_is_made_up(small: Warehouse, scope: Scope) -> None:
    """Every file is made, a figure nobody has is a blank, and what was never loaded is said to be so."""
    with small.open() as connection, i18n.speaking("zh"):
        material = material_of(connection, "000001", scope, is_sample=False)
        material.answers.update(answered(connection, scope))
        assert presentation(material, pictures(material))
        assert workbook(material, tables(material))
        for make in (report, study):
            data, words = make(material)
            text = "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
            assert BLANK in text
            assert "尚未导入" in text
            assert "示例数据" not in text
            assert f"企业开办平均{BLANK}个工作日" in text
            assert any("D15" in what for what in words.missing)
            for never in ("nan", "None", "NaT", "<NA>", "inf"):
                assert never not in text


def test_command_writes_the_files(small: Warehouse, tmp_path: Path, no_office: None) -> None:
    out = tmp_path / "out"
    arguments = ["--warehouse", str(small.folder), "--today", str(TODAY), "brief", "--as-of", "2026-04-21"]
    result = CliRunner().invoke(main, [*arguments, "--out", str(out), "--batch", "1"])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == [
        "manifest.json",
        "幻灯片_20260421.pptx",
        "改革调研报告_20260421.docx",
        "数据表_20260421.xlsx",
        "进展情况汇报_20260421.docx",
    ]
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (listed["filters"], listed["data_end"]) == ({"batches": [1]}, "2026-04-21")
    paper = docx.Document(str(out / "进展情况汇报_20260421.docx"))
    assert any("（R03）：以下数据尚未导入" in line.text for line in paper.paragraphs)
    assert "LibreOffice" in result.output


@pytest.mark.parametrize(
    ("words", "status"), [(("--as-of", "31.10.2026"), 2), (("--from", "2026-02-01", "--to", "2026-01-01"), 2)]
)
def test_wrong_use(small: Warehouse, tmp_path: Path, words: tuple[str, ...], status: int) -> None:
    arguments = ["--warehouse", str(small.folder), "brief", "--out", str(tmp_path / "out"), *words]
    assert CliRunner().invoke(main, arguments).exit_code == status
    assert not (tmp_path / "out").exists()


def test_a_damaged_journal_is_a_sentence(tmp_path: Path) -> None:
    """The paper reconciles what was typed: without it the paper would say less than the pages."""
    county = County(tmp_path)
    county.load(county.file("i.csv", text(ITEMS)))
    (county.warehouse.folder / "journal.sqlite").write_bytes(b"no database" * 500)
    said = county.run("brief", "--out", str(tmp_path / "out"), lang="en")
    assert (said.exit_code, said.stdout) == (1, "")
    assert "journal.sqlite" in said.stderr
    assert not (tmp_path / "out").exists()


def test_control_characters_of_files_and_notes_do_not_stop_the_papers(
    tmp_path: Path, no_office: None
) -> None:
    county = County(tmp_path)
    items = [ITEMS[0], ["0001", "食品\x01经营\x0b许可", "县市场\x02监督管理局", *ITEMS[1][3:]]]
    county.load(county.file("i.csv", text(items)), county.file("c.csv", text(CASES[:2])))
    when = datetime(2026, 11, 1, tzinfo=UTC)
    Journal(county.warehouse.folder).write(
        "note", "2026-02-20#1", {"text": "第一\x0b批\x00"}, Actor("王"), when
    )
    said = county.run("brief", "--out", str(tmp_path / "out"))
    assert (said.exit_code, len(list((tmp_path / "out").iterdir()))) == (0, 5)
