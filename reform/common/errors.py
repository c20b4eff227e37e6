"""The base of the program's own exceptions, which carry a sentence, and the reason of the system's."""

from typing import Any

from reform.common.i18n import gettext


def reason(problem: Exception) -> str:
    """Why the disk or the network refused, as the system says it; else the kind of the problem."""
    return getattr(problem, "strerror", None) or type(problem).__name__


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
