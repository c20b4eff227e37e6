"""Check digits and dates of the numbers that stand for persons and organisations."""

import re
from datetime import date

_ID_AS_CODE = re.compile(r"[1-9]\d{5}(?:19\d\d|200\d|201[01])(?:0[1-9]|1[0-2])\d{5}[\dXx]", re.ASCII)
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_NO_DIGITS = re.compile(r"[^0-9A-Za-z]+")


def bare(number: str) -> str:
    """The number without what separates its groups."""
    return _NO_DIGITS.sub("", number).upper()


def has_birthday(digits: str) -> bool:
    """Whether an ID number (18 or 15 digits) holds a real date. The check digit is not asked."""
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return born[:2] in ("18", "19", "20")


def is_checked_id(number: str) -> bool:
    """Whether 18 characters hold a real date and the right check digit of an ID number.

    A thirtieth of them pass the check of organisations too, but of those hardly one in ten thousand this one.
    """
    if not has_birthday(number):
        return False
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def is_persons_id(code: str) -> bool:
    """Whether a code is beyond doubt a person's ID number: check digit right, and born before 2012.

    A case number of region, day and serial number has the same shape, but its day is of these years.
    """
    return _ID_AS_CODE.fullmatch(code) is not None and is_checked_id(code)


def is_mobile(code: str) -> bool:
    """Whether a code is a mobile phone number: only asked of codes of persons, others may look like one."""
    return re.fullmatch(r"(?:86)?1[3-9]\d{9}", bare(code), re.ASCII) is not None


def is_card(digits: str) -> bool:
    """Whether digits pass the check of bank cards (Luhn) and are not an organisation's credit code."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0 and not is_organisation(digits)


def is_organisation(code: str) -> bool:
    """Whether 18 characters pass the check of GB 32100 (unified social credit code)."""
    if len(code) != 18 or not all(sign in _USCC_SIGNS for sign in code):
        return False
    total = sum(_USCC_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _USCC_SIGNS[-total % 31] == code[17]


def is_sole_trader(code: str) -> bool:
    """Whether a credit code is that of a one-person business (92…), which names its owner.

    A wrong check character is a typo where letters show that it is no serial number.
    """
    return is_organisation(code) or (code[2:8].isdigit() and not code.isdigit())
