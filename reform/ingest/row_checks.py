"""What a row must satisfy besides its cells: its width, what is required, the order of its dates."""

import pyarrow as pa
import pyarrow.compute as pc

from reform.ingest.matching.matching import Match
from reform.ingest.parsers import Refused

# Row within its batch → the refused columns and why; a row of the wrong width has no column.
Refusals = dict[int, list[tuple[str | None, Refused]]]


def check_widths(kept: pa.Table, match: Match, refused: Refusals) -> None:
    """Refuse the rows that have more cells than the header."""
    widths = kept.column("_width")
    if widths.null_count == len(widths):
        return
    for row, width in enumerate(widths.to_pylist()):
        if width is not None:
            words = {"actual": str(width), "expected": str(len(match.headers))}
            refused.setdefault(row, []).append((None, Refused("row_width", words)))


def check_required(match: Match, columns: dict[str, pa.Array], refused: Refusals) -> None:
    """Refuse the rows that lack what every row needs."""
    for column in match.dataset.columns:
        if column.required:
            _refuse_where(pc.is_null(columns[column.name]), column.name, Refused("required_missing"), refused)
    for group in match.dataset.one_of:
        missing = pc.is_null(columns[group[0]])
        for name in group[1:]:
            missing = pc.and_(missing, pc.is_null(columns[name]))
        headers = "、".join(match.dataset.column(name).header for name in group)
        reason = Refused("one_of_missing", {"columns": headers})
        _refuse_where(missing, group[0], reason, refused, unless=group)


def check_order(match: Match, columns: dict[str, pa.Array], refused: Refusals) -> None:
    """By date, not by clock: a case that ends minutes before it starts lasted 0 days."""
    for earlier, later in match.dataset.in_order:
        if not pc.any(pc.less(columns[later], columns[earlier]), min_count=0).as_py():
            continue
        first, second = (columns[name].cast(pa.date32(), safe=False) for name in (earlier, later))
        words = {name: match.dataset.column(name).header for name in (earlier, later)}
        reason = Refused("order_dates", {"earlier": words[earlier], "later": words[later]})
        _refuse_where(pc.less(second, first), later, reason, refused)


def only_width(refused: Refusals) -> None:
    """Of a row of the wrong width say nothing else: nobody knows which column its cells belong to."""
    for row, reasons in refused.items():
        if any(name is None for name, _reason in reasons):
            refused[row] = [reason for reason in reasons if reason[0] is None]


def _refuse_where(
    mask: pa.Array, name: str, reason: Refused, refused: Refusals, *, unless: tuple[str, ...] = ()
) -> None:
    """``unless``: columns beside this one; a row refused for one of them needs no second reason."""
    mask = pc.fill_null(mask, False)
    if not pc.any(mask, min_count=0).as_py():
        return
    for row in pc.indices_nonzero(mask).to_pylist():
        known = refused.setdefault(row, [])
        if all(column not in (name, *unless) for column, _ in known):
            known.append((name, reason))
