"""Every page on the sample county, in both languages: it runs, and it speaks one language only."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from reform.common import i18n
from tests.ui.screen import PAGES, Said, opened, spoken
from tests.ui.small import CASES, files
from tests.ui.tongues import foreign, listed

Look = Callable[[str, str], AppTest]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page_speaks_one_language(
    name: str, language: str, sample_page: Look, data_values: frozenset[str]
) -> None:
    screen = sample_page(name, language)
    assert screen.title[0].value
    assert listed(foreign(spoken(screen), language, data_values)) == ""


@pytest.mark.parametrize("name", PAGES)
def test_languages_show_the_same_elements(name: str, sample_page: Look) -> None:
    """A card that exists in one language only would be a fault of the other."""
    chinese, english = (
        [
            part.where
            for part in spoken(sample_page(name, language))
            if part.where in ("subheader", "title", "html")
        ]
        for language in i18n.LANGUAGES
    )
    assert chinese == english


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_check_report_speaks_one_language(language: str, data_values: frozenset[str]) -> None:
    """Good files, a refused cell, a refused file, columns not kept: the whole report of an upload."""
    screen = opened("data/files", lang=language)
    made = files()
    uploads = [
        ("good.csv", made["cases.csv"], "text/csv"),
        ("refused.csv", "办件编号,事项编码,受理时间,办结时间,电话\nB1,0001,何时,2026-04-01,1\n".encode(), ""),
        ("empty.csv", b"", "text/csv"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99), ""),
    ]
    screen.file_uploader[0].upload(*uploads[0])
    for upload in uploads[1:]:
        screen.file_uploader[0].upload(*upload)
    screen.run()
    assert not screen.exception
    quoted = {name for name, _data, _kind in uploads} | {"何时", "电话", *CASES[0]} | data_values
    said = spoken(screen)
    assert any("refused.csv" in each.text for each in said)
    assert listed(foreign(said, language, quoted)) == ""


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("zh", "Save", True),
        ("zh", "保存 now", True),
        ("zh", "P50 2 天 · n = 5（D03）", False),
        ("zh", "Excel", False),
        ("en", "保存", True),
        ("en", "Saved 5 件", True),
        ("en", "县档案局 is behind", False),
    ],
)
def test_an_untranslated_label_is_noticed(language: str, text: str, wrong: bool) -> None:
    assert bool(foreign([Said("button", text)], language, ["县档案局"])) is wrong
