"""The base of the program's own exceptions: each carries a sentence for the person who can fix it."""

from typing import Any

from reform.common.i18n import gettext


class ReformError(Exception):
    """A refusal. ``message`` is a marked sentence, ``words`` fill its places."""

    def __init__(self, message: str, **words: Any) -> None:
        super().__init__(message)
        self.message = message
        self.words = words

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the language of this context."""
        return gettext(self.message).format(**self.words)

    def __str__(self) -> str:
        return self.sentence
