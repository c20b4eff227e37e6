"""Personal data in cells: hidden in a text, refused in a code and in a key (docs/adr/0002)."""

import re

from reform.common.redaction import PersonalDatum, find, is_checked_id, scrub, scrub_by_kind
from reform.common.redaction.check_digits import bare
from reform.common.redaction.folding import fold, in_digits
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.categories import parse_code, parse_text
from reform.ingest.parsers.cell_marks import unmarked

# A code of signs alone: nothing in it is said in words.
_OF_SIGNS = re.compile(r"[0-9A-Za-z_./-]*", re.ASCII)
_OF_WORDS = re.compile("[A-Za-z] +[A-Za-z]")  # a code loses its spaces, and with them its words
_LONGEST_CELL = 32_767  # what a cell of Excel holds
_LONGEST_NUMBER = 500  # of a person, with all that may stand between its digits; an address
HIDDEN_FLAG = "hidden:"  # and the kind of personal data: once for each that was hidden


def code_without_persons(word: str) -> Reading:
    """A code; what stands in words beside it may hold persons. Digits alone are weighed by the column."""
    reading = parse_code(word)
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    if _OF_SIGNS.fullmatch(reading.value) and not _OF_WORDS.search(word):
        return reading
    kinds = {found.kind for found in find(word) if _is_sure(found.kind, word, found)}
    return Refused("code_holds_personal", {"kinds": "、".join(sorted(kinds))}) if kinds else reading


def _is_sure(kind: str, code: str, found: PersonalDatum) -> bool:
    """In a code, digits like an ID number are one only if the check digit is right (〔2026〕360981…号)."""
    return kind != "id_number" or is_checked_id(bare(in_digits(fold(code[found.start : found.end]))))


def refused_code(kind: str, *, of_person: bool) -> Refused:
    """Why a code that is a number of a person is refused."""
    if kind == "id_number":
        return Refused("code_is_personal")
    if of_person and kind == "mobile":
        return Refused("code_is_phone")
    return Refused("code_holds_personal", {"kinds": kind})


def scrubbed_text(word: str, *, prose: bool = False, is_key: bool = False) -> Reading:
    """A text without personal data. Without them two rows could become one: in a key they are refused."""
    reading = parse_text(word, prose=prose)
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    left, kinds = scrub_by_kind(reading.value)
    if kinds and is_key:
        return Refused("key_holds_personal", {"kinds": "、".join(sorted(kinds))})
    return Parsed(left, (*reading.flags, *(HIDDEN_FLAG + kind for kind in kinds.elements())))


def shown_cell(raw: str | None, is_code: bool) -> str | None:
    """A cell of a refused row as it stands in the file, so that it can come back corrected.

    Personal data is taken out, but a readable code stays whole as in an accepted row: a case number with
    the day in it looks like an ID number.
    """
    if not raw:
        return None
    whole = unmarked(raw)[1]
    raw = whole[:_LONGEST_CELL]
    hidden, found = (raw, 0) if is_code else scrub(raw)
    shown = (hidden if found else raw.strip())[:_LONGEST_CELL]
    # The cut may have halved a number, which then cannot be known: it goes as well.
    return shown if len(whole) <= _LONGEST_CELL else shown[:-_LONGEST_NUMBER]
