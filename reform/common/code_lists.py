"""Code lists: GB/T 39046-2020 where it has one (domain terms elsewhere), with the words files use.

``codes.toml`` declares each list: code → Chinese, English and the other spellings seen in exports.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reform.common import i18n
from reform.common.text import squeeze

SOURCE = Path(__file__).with_name("code_lists.toml")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()


@cache
def code_lists() -> dict[str, dict[str, Code]]:
    """All lists by name; inside a list, codes in their declared order."""
    declared = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {
        name: {
            code: Code(code, entry["zh"], entry["en"], tuple(entry.get("aliases", ())))
            for code, entry in entries.items()
        }
        for name, entries in declared.items()
    }


@cache
def _spellings(name: str) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for code, entry in code_lists()[name].items():
        for word in (code, entry.zh, entry.en, *entry.aliases):
            spellings.setdefault(squeeze(word), code)
    return spellings


def find(name: str, word: str) -> str | None:
    """The code a word stands for in a list, or None. Case, width and spaces do not matter."""
    return _spellings(name).get(squeeze(word))


def label(name: str, code: str | None) -> str:
    """What a reader sees for a code, in the language of the screen; the code itself if unknown."""
    if code is None:
        return ""
    entry = code_lists()[name].get(str(code))
    if entry is None:
        return str(code)
    return entry.en if i18n.language() == "en" else entry.zh


def words(name: str) -> str:
    """The accepted words of a list, for messages and templates."""
    entries = code_lists()[name].values()
    return "、".join(e.zh for e in entries) if i18n.language() == "zh" else ", ".join(e.en for e in entries)
