"""Which words belong to which language: what may stay Chinese on an English screen, and the other way."""

import re
from collections.abc import Iterable

from reform.common import i18n
from tests.ui.screen import Said

CHINESE = re.compile(r"[㐀-鿿豈-﫿]+")
WORD = re.compile(r"[A-Za-z]{2,}")

# On an English screen these are quoted: the other language's name, a document's number.
QUOTED_CHINESE = (
    re.compile(r"^中文$"),
    re.compile(r"国办[发函]〔\d{4}〕\d+号"),
    re.compile(r"\d{4}年\d+月\d+日"),  # a date as a file may write it
    re.compile(r"即办(?= is 0)|无(?= means)"),  # words of the files whose reading is explained
)

# On a Chinese screen these are no English: file kinds, programs, standards, codes, names of percentiles.
NOT_ENGLISH = re.compile(
    r"""(?<![A-Za-z])(?:
        English | CSV | Excel | PPTX | DOCX | XLSX | PDF | SQL | WPS | xlsx? | csv | zip | ID | Id
        | P50 | P90 | GB/T | domain\.md | [TDSQ]\d\d[a-z]? | three_limits
        | PC端? | APP | App | PNG | LibreOffice | Word | Parquet
    )(?![A-Za-z])""",
    re.X,
)

# Columns of tables that quote: what a county's own files say, and the program's names for it.
QUOTING = (
    *("Column", "Name in the program", "Other headers that match", "Accepted words", "Value"),
    *("File", "Sheet", "Source: file, sheet, row"),
)


def foreign(said: Iterable[Said], language: str, data: Iterable[str] = ()) -> list[Said]:
    """The texts that hold words of the other language, data values and quotations aside."""
    other = CHINESE if language == "en" else WORD
    values = sorted(
        {value for value in data if len(value) > 1 and other.search(value)}, key=len, reverse=True
    )
    known = set(values)
    with i18n.speaking(language):
        quoting = tuple(f"· {i18n.gettext(name)}" for name in QUOTING)
    suspected = {each for each in said if other.search(each.text)}
    return sorted(
        each
        for each in suspected
        if each.text not in known
        and not each.where.endswith(quoting)
        and other.search(_without(each.text, language, values))
    )


def _without(text: str, language: str, values: list[str]) -> str:
    for value in values:
        if value in text:
            text = text.replace(value, " ")
    if language == "zh":
        return NOT_ENGLISH.sub(" ", text)
    for quoted in QUOTED_CHINESE:
        text = quoted.sub(" ", text)
    return text


def listed(found: Iterable[Said]) -> str:
    """One line for each, for a failing test to show."""
    return "\n".join(f"{where}: {text}" for where, text in found)
