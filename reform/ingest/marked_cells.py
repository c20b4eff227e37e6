"""Cells marked by their reader (``reform.ingest.parsers.cell_marks``), and notices of the others."""

from collections.abc import Callable

from reform.common.text import FOOTNOTE
from reform.ingest.cell_notices import NOTICES
from reform.ingest.parsers import Parsed, Reading, Refused
from reform.ingest.parsers.cell_marks import unmarked
from reform.schema.messages import SENTENCES

# A text is counted when it is cleaned; before that it may be as long as a cell of Excel.
_LONGEST = 1000
_LONGEST_UNCLEAN = 32_767


def with_mark(word: str, *, read: Callable[[str], Reading], is_text: bool = False) -> Reading:
    """A cell as its reader marked it: refused, or read with something to be noticed.

    What is longer than any cell may be is refused unread, so that no pattern meets it.
    """
    rule, shown = unmarked(word)
    if len(shown) > (_LONGEST_UNCLEAN if is_text else _LONGEST):
        return Refused("text_too_long", {"limit": str(_LONGEST)})
    if rule in SENTENCES:
        return Refused(rule)
    reading = read(shown)
    if isinstance(reading, Refused) or reading.value is None:
        return reading
    noticed: tuple[str, ...] = (rule,) if rule in NOTICES else ()
    if not isinstance(reading.value, str) and not shown.isascii() and FOOTNOTE.search(shown):
        noticed += ("footnote",)
    return Parsed(reading.value, (*reading.flags, *noticed)) if noticed else reading
