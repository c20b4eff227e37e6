"""Chinese and English say the same things: every message, code, column and definition has both sides."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from reform.common.code_lists import code_lists
from reform.metrics.query import FOLDERS, Metric, metrics_of
from reform.schema.datasets import datasets
from tests.source import name_of, python, texts
from tools import messages

CHINESE = re.compile("[\u3400-\u9fff]")
# Also the brackets, commas and full-width signs of Chinese writing.
CJK = re.compile("[\u3000-\u9fff\uff00-\uffef]")
LATIN_WORD = re.compile("[A-Za-z]{2,}")

# Chinese a screen part may hold outside the catalogue, by the file that holds it.
TERMS_OF_ART = {
    # plotly.js has no Chinese of its own: these are its words, given to it only while the screen is Chinese.
    "reform/ui/components/chart_card.py": re.compile(
        "自动缩放|框选|圈选|平移|重置坐标轴|缩放|放大|缩小|下载图片（PNG）|星期.|周.|….*月|%Y年%-m月%-d日"
    ),
    # Between the Chinese headers of a county's files, which are Chinese on an English screen too.
    "reform/ui/data_admin/history.py": re.compile("、"),
    "reform/ui/data_admin/upload.py": re.compile("、"),
}


@cache
def catalogue() -> Catalog:
    return messages.catalogue()


@cache
def said() -> dict[str, list[tuple[str, int]]]:
    return messages.spoken()


def translation(message: str) -> str:
    found = catalogue().get(message)
    return str(found.string) if found is not None else ""


def holes(text: str) -> list[str]:
    """The placeholders of a text with their forms, in alphabetical order."""
    return sorted(f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name is not None)


# the catalogue --------------------------------------------------------------------------------


def test_a_key_is_no_message() -> None:
    """Alike on every Python: 3.12 and later tokenise what stands in the holes of an f-string."""
    source = """f"{_(DID[row['did']])}: {_('said')}" + _(STEPS["step"]).format(x=mark("told" " here"))"""
    assert sorted(text for _line, text in messages.said_in(ast.parse(source))) == ["said", "told here"]


def test_every_message_has_chinese() -> None:
    wanting = {message: said()[message] for message in said() if not has_chinese(message)}
    assert wanting == {}


def has_chinese(message: str) -> bool:
    chinese = translation(message)
    return bool(chinese and (CHINESE.search(chinese) or not LATIN_WORD.search(without_holes(chinese))))


def without_holes(text: str) -> str:
    return re.sub(r"\{[^{}]*\}", "", text)


def test_placeholders_are_the_same_on_both_sides() -> None:
    assert [message for message in said() if holes(translation(message)) != holes(message)] == []


def test_emphasis_is_the_same_on_both_sides() -> None:
    assert [message for message in said() if translation(message).count("**") % 2] == []
    assert [message for message in said() if ("**" in message) != ("**" in translation(message))] == []


def test_no_translation_is_unused() -> None:
    assert [entry.id for entry in catalogue() if entry.id and entry.id not in said()] == []


def test_no_translation_is_a_guess() -> None:
    assert [entry.id for entry in catalogue() if entry.id and entry.fuzzy] == []
    assert list(catalogue().obsolete) == []


# strings beside the catalogue -----------------------------------------------------------------


@pytest.mark.parametrize("path", python("pages", "dashboard.py", "reform/ui"), ids=name_of)
def test_screens_speak_through_the_catalogue(path: Path) -> None:
    terms = TERMS_OF_ART.get(name_of(path))
    found = [
        f"{name_of(path)}:{line} {text!r}"
        for line, text in texts(path)
        if CJK.search(text) and text not in said() and not (terms is not None and terms.fullmatch(text))
    ]
    assert found == []


# declarations ---------------------------------------------------------------------------------


def is_bilingual(text: str) -> bool:
    """``中文 | English``. The English may quote a Chinese word that a cell holds, such as 即办."""
    chinese, bar, english = text.partition("|")
    return bool(bar and CHINESE.search(chinese) and LATIN_WORD.search(english))


@pytest.mark.parametrize("name", code_lists())
def test_codes_have_both_languages(name: str) -> None:
    for entry in code_lists()[name].values():
        assert entry.zh
        assert entry.en
        assert not CHINESE.search(entry.en), entry


@pytest.mark.parametrize("name", datasets())
def test_datasets_have_both_languages(name: str) -> None:
    dataset = datasets()[name]
    assert is_bilingual(dataset.title)
    assert is_bilingual(dataset.description) and is_bilingual(dataset.row)
    one_sided = [
        c.name for c in dataset.columns if not is_bilingual(c.description) or not CHINESE.search(c.header)
    ]
    assert one_sided == []


QUESTIONS = [metric for kind in FOLDERS for metric in metrics_of(kind).values()]


@pytest.mark.parametrize("metric", QUESTIONS, ids=lambda q: q.code)
def test_questions_have_both_languages(metric: Metric) -> None:
    assert is_bilingual(metric.name)
    assert is_bilingual(metric.means)
    assert metric.unit in ("", "%") or is_bilingual(metric.unit) or not LATIN_WORD.search(metric.unit)
