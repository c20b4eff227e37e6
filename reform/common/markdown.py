"""Markdown of ours, and the words of files and people in it: those are text, and are drawn as typed.

A ``str`` is text. A sentence with marks is ``Marked``, and what is filled into it is escaped, once. Where a
text is drawn as Markdown (``reform.ui.context.st``) a ``str`` is escaped as well; where none is drawn it
stands as it is, and a ``Marked`` one loses its marks (``bare``).
"""

import html
import re
from collections.abc import Iterable

# Streamlit joins in a text what its Markdown had kept apart: also an escaped address becomes a link, a word
# between colons a picture, -> an arrow. It looks at one piece of text at a time, and this directive, which
# has no content and draws nothing, makes two pieces of one.
_APART = ":small{}"
_MARKS = re.compile(
    r"""
      (?P<apart>   :(?=[^\s\d]|\d[\w+-]*+:|$)       # an address, a directive, an icon
                 | @ | (?<=ww)w(?=\.|$)
                 | -(?=[->]) | <(?=-) | [<>~](?==)
      )
    | (?P<code>    ^[ ] | [\t\r\n]                  # indented code; another line begins another block
                 | &(?=[#a-z]) | [\[\]]             # st.badge escapes brackets once more
      )
    | ^\d{1,9}[.)](?=\s|$) | ^[-+=#](?=[-+=#\s]|$)  # a list, a heading, a line
    | [\\`*_<>$~|{}]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKED = re.compile(rf"\*\*|{re.escape(_APART)}|\\([!-/:-@\[-`{{-~])|(&#\d+;)")


class Marked(str):
    """A sentence of ours in Markdown. What is filled in or joined is text, unless it is ``Marked`` too."""

    __slots__ = ()

    def format(self, *values: object, **words: object) -> "Marked":
        """The sentence with its words filled in."""
        return Marked(str.format(self, *map(_filled, values), **{n: _filled(w) for n, w in words.items()}))

    def join(self, parts: Iterable[str]) -> "Marked":
        """The parts one after another, this between them."""
        return Marked(str.join(self, map(plain, parts)))


def plain(text: str) -> Marked:
    """A text for where Markdown is drawn: no link, picture, colour, icon or formula comes to life in it."""
    return text if isinstance(text, Marked) else Marked(_MARKS.sub(_escaped, text))


def bold(text: str) -> Marked:
    """A text in bold."""
    return Marked("**{text}**").format(text=text)


def bare(text: str) -> str:
    """A text for where no Markdown is drawn: the words alone."""
    return _MARKED.sub(_unescaped, text) if isinstance(text, Marked) else text


def _filled(value: object) -> object:
    return plain(value) if isinstance(value, str) else value


def _unescaped(found: re.Match[str]) -> str:
    return found[1] or html.unescape(found[2] or "")


def _escaped(found: re.Match[str]) -> str:
    text = found[0]
    if found["apart"]:
        return f"&#{ord(text)};{_APART}"
    return f"&#{ord(text)};" if found["code"] else f"{text[:-1]}\\{text[-1]}"
