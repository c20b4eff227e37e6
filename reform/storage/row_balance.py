"""The account of the rows of one table: what was read is what became of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowBalance:
    """read = accepted_new + accepted_correction + unchanged + rejected + skipped."""

    read: int = 0
    accepted_new: int = 0
    accepted_correction: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0

    def __add__(self, other: "RowBalance") -> "RowBalance":
        return RowBalance(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    def as_dict(self) -> dict[str, int]:
        """The account by name."""
        return {name: getattr(self, name) for name in self.__slots__}
