"""Text as it should have been typed: one width, no invisible characters, no stray spaces."""

import re
import unicodedata

# Zero-width and direction marks, soft hyphen, byte-order mark: they survive NFKC and break matching.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Full width to half width (NFKC), invisible characters out, runs of white space to one space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).strip()


def squeeze(text: str) -> str:
    """The cleaned text without any space, case folded: what words are compared by."""
    # An accent that stood alone joins the letter before it once the space between them is gone.
    return unicodedata.normalize("NFKC", clean(text).replace(" ", "")).casefold()
