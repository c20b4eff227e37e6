"""The refusal of a file, and the words it is told in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from reform.common.errors import ReformError
from reform.common.i18n import gettext
from reform.common.redaction import scrub_name
from reform.schema.messages import sentence

# Words of a refusal that are themselves sentences' parts and have a translation.
_TRANSLATED = ("kind", "reason")


class FileRefused(ReformError):
    """A file that cannot become tables: a rule of ``reform.schema.messages`` and the words of its sentence.

    ``file`` is a name as it may be shown (``Source.display_name``); readers leave it to ``naming``.
    """

    def __init__(
        self, rule: str, words: Mapping[str, Any] | None = None, *, file: str = "", sheet: str | None = None
    ) -> None:
        super().__init__(rule, **(words or {}))
        self.rule = rule
        self.file = file
        self.sheet = scrub_name(sheet) if sheet else sheet

    @property
    def sentence(self) -> str:
        """The refusal in the language of this context."""
        words = {key: gettext(word) if key in _TRANSLATED else word for key, word in self.words.items()}
        return sentence(self.rule, **words)


@contextmanager
def naming(file: str, sheet: str | None = None) -> Iterator[None]:
    """Give a refusal raised in the block the name of its file, and the sheet if it has none of its own."""
    try:
        yield
    except FileRefused as refused:
        if not refused.file:
            refused.file, refused.sheet = file, refused.sheet or sheet
        raise
