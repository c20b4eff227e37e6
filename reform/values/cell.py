"""What every parser asks of a cell first: is it wrapped, empty, or an Excel error?"""

import re

from reform.values import Parsed, Reading, Refused
from reform.values.text import clean, squeeze

# #REF!, #DIV/0!, #N/A, #NAME?, ##### (column too narrow), and LibreOffice's Err:502.
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?|#+|Err:[0-9]+", re.IGNORECASE)
_WRAPPED = re.compile(r'= ?"([^"]*)"')
_DASHES = re.compile(r"[-‐–—―−─_/\\]+")
_NOTHING = frozenset({"", "无", "暂无", "null", "none", "nan", "nat", "n/a", "na"})


def unwrap(text: str) -> str:
    """The cleaned cell without what people wrap round it to keep Excel from computing: ``="…"``, ``'``."""
    said = clean(text).lstrip("' ")
    wrapped = _WRAPPED.fullmatch(said)
    return wrapped[1].strip().lstrip("' ") if wrapped else said


def is_dash(said: str) -> bool:
    """Whether the cell holds nothing but dashes or slashes."""
    return _DASHES.fullmatch(said.replace(" ", "")) is not None


def failed(said: str) -> Refused | None:
    """``Refused("cell_error")`` for an Excel error, else None."""
    return Refused("cell_error") if _ERROR.fullmatch(said) else None


def empty(said: str) -> Reading | None:
    """The reading of a cell that holds no value (blank, dash, 无, an Excel error), else None."""
    if squeeze(said) in _NOTHING or is_dash(said):
        return Parsed(None, ("blank",))
    return failed(said)
