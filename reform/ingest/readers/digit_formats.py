"""What a section of a number format makes of a number: digits in their places, thousands, percent."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reform.ingest.readers.cell_text import number

Token = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One of up to four parts of a format: ``tokens`` without colours; ``when``: its condition."""

    tokens: tuple[Token, ...]
    when: tuple[str, Decimal] | None = None
    unclear: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether the section holds a token of one of these kinds."""
        return any(kind in kinds for kind, _said in self.tokens)

    def literal(self) -> str:
        """The text of the section beside its digits."""
        return "".join(said for kind, said in self.tokens if kind == "text")


def padded(value: float, places: int) -> str:
    """A number with zeros up to so many places; nothing if it has more, or is written with a power."""
    shown = f"{value:.15g}"
    whole, _point, fraction = shown.partition(".")
    if len(fraction) > places or "e" in shown:
        return ""
    return f"{whole}.{fraction:0<{places}}" if places else whole


def rendered(section: Section, value: Decimal) -> tuple[str | None, bool]:
    """What a section makes of a number without its sign, and whether it is rounded; None if unclear."""
    if section.has("/", "power") and section.has("digit"):
        if section.has("/") and value == value.to_integral_value():
            return f"{value:f}", False  # a fraction of a whole number
        return (None, False) if section.has("/") else _scientific(section, value)
    if section.has("general", "@"):
        general = number(float(value))
        parts = (general if kind in ("general", "@") else said for kind, said in section.tokens)
        return "".join(parts).strip(), False
    tokens = [(kind, said) for kind, said in section.tokens]
    places = [place for place, (kind, _said) in enumerate(tokens) if kind == "digit"]
    if not places:
        return section.literal().strip(), False
    point = next((place for place, (kind, _) in enumerate(tokens) if kind == "."), len(tokens))
    whole, after = [p for p in places if p < point], [p for p in places if p > point]
    commas = [place for place, (kind, _said) in enumerate(tokens) if kind == ","]
    scale = sum(place > places[-1] or (bool(whole) and whole[-1] < place < point) for place in commas)
    grouped = bool(whole) and any(whole[0] < place < whole[-1] for place in commas)
    percent = sum(kind == "%" for kind, _said in tokens)
    exact = value.scaleb(2 * percent - 3 * scale)
    rounded = exact.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    digits, _point, fraction = f"{rounded:f}".partition(".")
    shown = {place: said for place, (kind, said) in enumerate(tokens) if kind in ("text", "%")}
    shown |= _before_the_point(tokens, whole, digits.lstrip("0"), grouped=grouped)
    shown |= _after_the_point(tokens, after, fraction)
    if any(shown[place] for place in after):
        shown[point] = "."
    return "".join(shown[place] for place in sorted(shown)).strip(), rounded != exact


def _before_the_point(
    tokens: list[Token], places: list[int], digits: str, *, grouped: bool
) -> dict[int, str]:
    """The digits before the point in their places, from the right; what is left over stands in the first."""
    shown: dict[int, str] = {}
    count = 0
    for place in reversed(places):
        taken = digits if place == places[0] else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        taken = taken or ("0" if tokens[place][1] == "0" else "")
        said = ""
        for digit in reversed(taken):
            said = f"{digit},{said}" if grouped and count and count % 3 == 0 else f"{digit}{said}"
            count += 1
        shown[place] = said
    return shown


def _after_the_point(tokens: list[Token], places: list[int], fraction: str) -> dict[int, str]:
    """The digits after the point; zeros at the end are left out where the format does not ask for them."""
    shown = dict(zip(places, fraction, strict=False))
    for place in reversed(places):
        if tokens[place][1] == "0" or shown.get(place) not in (None, "0"):
            break
        shown[place] = ""
    return shown


def _scientific(section: Section, value: Decimal) -> tuple[str | None, bool]:
    kinds = [kind for kind, _said in section.tokens if kind in ("digit", ".", "power")]
    before = kinds[: kinds.index("power")]
    if before.count("digit") < 1 or section.has("%", ",") or section.literal().strip():
        return None, False
    places = len(before) - before.index(".") - 1 if "." in before else 0
    shown = f"{value:.{places}E}"
    return shown, Decimal(shown) != value
