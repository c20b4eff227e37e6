"""What a reader has to tell of one cell beside its text: why it cannot be read, or what was left out of it.

The mark is part of the text, so that it stays with the cell through merges, dittos and batches. It begins
with a noncharacter, which no honest file holds; a file that holds one can only have its own cell refused.
"""

_MARK = "\ufdd0"


def marked(rule: str, shown: str) -> str:
    """The text of a cell with a rule of ``reform.schema.messages``: a refusal's, or a notice's."""
    return f"{_MARK}{rule}{_MARK}{shown}"


def unmarked(text: str) -> tuple[str | None, str]:
    """The rule a text is marked with, if any, and the text as it is shown."""
    if not text.startswith(_MARK):
        return None, text
    rule, _mark, shown = text[1:].partition(_MARK)
    return rule, shown
