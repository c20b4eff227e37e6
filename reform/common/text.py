"""Text as it should have been typed: one width, no invisible characters, no stray spaces."""

import re
import unicodedata

# Zero-width and direction marks, soft hyphen, byte-order mark: they survive NFKC and break matching.
_DIGITS = "0-9〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")
# What XML cannot hold, and with it no paper, slide or workbook; that which parts lines is in _BREAKS.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85]")
# Raised, lowered, circled and bracketed digits, and those with a stop: NFKC would make 201 of 20¹ and of 20①.
FOOTNOTE = re.compile("[⁰¹²³⁴-⁹⁽⁾₀-₉₍₎①-⑳⓪㉑-㉟㊱-㊿⑴-⒇⒈-⒛❶-➓⓫-⓾]")


def writable(text: str) -> str:
    """A typed text without control characters, which no paper can hold; those that part lines become \\n."""
    return text if text.isprintable() else _UNWRITABLE.sub("", _BREAKS.sub("\n", text))


def clean(text: str) -> str:
    """Full width to half width (NFKC), invisible characters out, runs of white space to one space.

    The digits of footnotes stay as they are.
    """
    if not text.isprintable():
        text = _UNWRITABLE.sub("", text)
    if text.isascii():
        return _SPACES.sub(" ", text).strip()
    parts = re.split(f"({FOOTNOTE.pattern})", _INVISIBLE.sub("", text))
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    return _SPACES.sub(" ", "".join(parts)).strip()


def without_footnotes(said: str) -> str:
    """A cleaned cell without footnote marks: 20① is 20, 2026-9-1¹ a day. A lone ① is 1, as is 第①批.

    What cannot be told from a mark (1①5, ³) keeps a sign that no parser reads.
    """
    if said.isascii() or not FOOTNOTE.search(said):
        return said
    rest = FOOTNOTE.sub("", said)
    if re.search(f"[{_DIGITS}]", rest):
        between = re.search(f"[{_DIGITS}]{FOOTNOTE.pattern}+(?=[{_DIGITS}])", said)
        return FOOTNOTE.sub("※", said) if between else rest.strip()
    if re.fullmatch("[^①-⑳]*[①-⑳][^①-⑳]*", said) and len(FOOTNOTE.findall(said)) == 1:
        return unicodedata.normalize("NFKC", said)
    return FOOTNOTE.sub("※", said)


def squeeze(text: str) -> str:
    """The cleaned text without any space, case folded: what words are compared by."""
    # An accent that stood alone joins the letter before it once the space between them is gone.
    return unicodedata.normalize("NFKC", clean(text).replace(" ", "")).casefold()
