"""Chinese numerals → numbers: 二十, 一百零五, 两, and year digits such as 二〇二四."""

import re

# ○ and ◯ are geometric shapes that people type for 〇; NFKC leaves them alone. O and 0 stand for it too.
_DIGITS = str.maketrans(
    "零〇○◯Oo一二两三四五六七八九壹贰叁肆伍陆柒捌玖拾佰仟", "000000122345678912345678" + "9十百千"
)
_UNITS = {"千": 1000, "百": 100, "十": 10, "": 1}

_NUMERAL = "零〇○◯一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_RUN = re.compile(f"[{_NUMERAL}][{_NUMERAL}0Oo]*")

_TENS = "[1-9]?十[1-9]?"
_HUNDREDS = f"[1-9]百(?:0[1-9]|0?{_TENS})?"  # 一百五 is left out: it is said for 150, it looks like 105
_THOUSANDS = f"[1-9]千(?:0[1-9]|0?{_TENS}|{_HUNDREDS})?"
_COUNTED = re.compile(f"[0-9]|{_TENS}|{_HUNDREDS}|{_THOUSANDS}")


def to_int(numeral: str) -> int | None:
    """The number a Chinese numeral below 10 000 stands for, or None.

    Digits in a row are read one by one only as a year of four or with a zero among them: 七八个 is
    "seven or eight", not 78.
    """
    plain = numeral.translate(_DIGITS)
    if _COUNTED.fullmatch(plain):
        return sum(
            int(digit or bool(unit)) * _UNITS[unit]
            for digit, unit in re.findall("([1-9]?)([千百十]?)", plain)
        )
    if re.fullmatch("[0-9]{4}|(?=.*0)[0-9]{2,4}", plain):
        return int(plain)
    return None


def to_digits(text: str) -> str:
    """The text with every Chinese numeral written in digits; numerals that say no number stay."""

    def written(run: re.Match[str]) -> str:
        number = to_int(run[0])
        return run[0] if number is None else str(number)

    return _RUN.sub(written, text)
